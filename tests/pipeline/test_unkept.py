"""Papers whose PDF is not in the repository: fetched from an address, or left by Git LFS as a pointer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.library import file_hash, read_sidecar
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 12345\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where our own paper can be fetched from."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "boxes.pdf").write_bytes(typeset())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/boxes.pdf"
        server.shutdown()
        thread.join()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    (tmp_path / "place").mkdir()
    return Workplace(tmp_path / "place")


def settings(place: Workplace, address: str) -> None:
    folder = place.paper("boxes")
    folder.path.mkdir(parents=True)
    folder.settings.write_text(f"source: {address}\nkeep_pdf: false\n", encoding="utf-8")


def plan(place: Workplace) -> list[dict[str, str]]:
    return list(json.loads(place.call("plan", "--json").stdout)["stale"])


def test_a_folder_with_nothing_but_an_address_gets_its_note(place: Workplace, address: str) -> None:
    settings(place, address)
    assert plan(place) == [{"slug": "boxes", "reason": "no-note"}]
    done = place.call("build")
    assert done.returncode == 0, done.stderr
    folder = place.paper("boxes")
    assert folder.readme.is_file()
    assert "/paper.pdf" in (folder.path / ".gitignore").read_text(encoding="utf-8").splitlines()
    record = read_sidecar(folder)
    assert record
    assert record.pdf == file_hash(folder.pdf)


def test_the_note_stands_by_itself_where_the_pdf_is_not(place: Workplace, address: str) -> None:
    """As in a fresh clone: nothing is stale, the lint is content, and a new figure fetches the PDF again."""
    settings(place, address)
    place.call("build")
    place.paper("boxes").pdf.unlink()
    assert plan(place) == []
    assert place.call("lint", "boxes").returncode == 0
    assert place.call("extract", "boxes").returncode == 0
    assert place.paper("boxes").pdf.read_bytes() == typeset()


def test_a_source_that_is_gone_is_one_line_and_leaves_nothing(place: Workplace, address: str) -> None:
    settings(place, address + ".gone")
    before = place.files()
    done = place.call("build")
    assert done.returncode == 1
    assert "the server answers 404" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert place.files() == before


def test_add_can_keep_the_address_only(place: Workplace, address: str) -> None:
    assert place.call("add", address, "--slug", "boxes", "--no-keep-pdf").returncode == 0
    folder = place.paper("boxes")
    assert folder.settings.read_text(encoding="utf-8") == f"source: {address}\nkeep_pdf: false\n"
    assert (folder.path / ".gitignore").is_file()
    assert place.call("build").returncode == 0


def test_a_path_can_not_be_fetched_again_and_is_refused(place: Workplace) -> None:
    download = place.path / "download.pdf"
    download.write_bytes(typeset())
    done = place.call("add", str(download), "--slug", "boxes", "--no-keep-pdf")
    assert done.returncode == 1
    assert "needs an address" in done.stderr
    assert list(place.files()) == ["download.pdf"]


def test_a_pdf_that_is_not_kept_needs_a_source(place: Workplace) -> None:
    folder = place.put("boxes")
    folder.settings.write_text("keep_pdf: false\n", encoding="utf-8")
    done = place.call("build")
    assert done.returncode == 1
    assert "paper.yml: keep_pdf is false and the source is no address" in done.stderr


def test_a_pointer_has_the_hash_of_its_paper(written: Workplace, tmp_path: Path) -> None:
    """So a checkout without Git LFS plans the same work as one with it."""
    place = Workplace(tmp_path)
    folder, original = place.paper("boxes"), written.paper("sweeping-boxes")
    folder.path.mkdir(parents=True)
    for name in ("README.md", ".note.json"):
        (folder.path / name).write_bytes((original.path / name).read_bytes())
    folder.pdf.write_text(POINTER.format(oid=file_hash(original.pdf)), encoding="utf-8")
    assert plan(place) == []
    folder.pdf.write_text(POINTER.format(oid="0" * 64), encoding="utf-8")
    assert plan(place) == [{"slug": "boxes", "reason": "pdf-changed"}]


def test_a_pointer_is_not_read_as_a_pdf(place: Workplace) -> None:
    place.put("boxes", POINTER.format(oid="0" * 64).encode())
    done = place.call("build")
    assert done.returncode == 1
    assert (
        done.stderr == "paper-notes: paper-notes/boxes/paper.pdf: it is only a Git LFS pointer. "
        "Fetch the file itself: git lfs pull.\n"
    )


def test_a_large_pdf_is_warned_of(place: Workplace) -> None:
    """GitHub warns from 50 MiB on."""
    large = place.path / "large.pdf"
    large.write_bytes(typeset(PAPER) + b"\n%" + bytes(51 * 2**20))
    done = place.call("add", str(large), "--slug", "large")
    assert done.returncode == 0, done.stderr
    assert "51 MiB; GitHub may refuse it" in done.stderr
