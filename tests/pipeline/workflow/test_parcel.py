"""A parcel: what one job hands to the next, which takes a paper's own files from it and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.errors import LibraryError
from generator.library import PaperFolder, read_sidecar
from generator.note.record import Sidecar
from generator.pipeline.workflow.attempt import Attempt
from generator.pipeline.workflow.parcel import open_parcel, pack, replies_in, restore
from tests.pipeline.conftest import Workplace

LIBRARY, SLUG = "paper-notes", "sweeping-boxes"


@pytest.fixture
def parcel(written: Workplace, tmp_path: Path) -> Path:
    """The parcel of a paper whose note was written."""
    out = tmp_path / "parcel"
    folder = written.paper(SLUG)
    pack(folder, Attempt(SLUG, note="README.md"), read_sidecar(folder), out)
    return out


def home(parcel: Path) -> Path:
    return parcel / LIBRARY / SLUG


def test_what_is_packed_is_what_is_opened(parcel: Path, written: Workplace) -> None:
    opened = open_parcel(parcel, LIBRARY, SLUG)
    folder = written.paper(SLUG)
    files = {path.relative_to(folder.path).as_posix() for path in folder.path.rglob("*") if path.is_file()}
    assert set(opened.files) == files - {"paper.pdf"}
    assert opened.note == folder.readme.read_text(encoding="utf-8")
    assert opened.attempt == Attempt(SLUG, note="README.md")
    assert all(opened.files[name] == (folder.path / name).read_bytes() for name in opened.files)


def bomb(path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(path)


EVIL: dict[str, Callable[[Path], object]] = {
    "a workflow": lambda p: _text(p / ".github/workflows/evil.yml", "on: push"),
    "a file beside": lambda p: _text(p / "setup.py", "x"),
    "another paper": lambda p: _text(p / LIBRARY / "other" / "README.md", "# Mine"),
    "the PDF": lambda p: _text(home(p) / "paper.pdf", "%PDF-1.7"),
    "settings": lambda p: _text(home(p) / "paper.yml", "source: x"),
    "a folder more": lambda p: _text(home(p) / "images" / "more" / "fig1_arch_x.png", "x"),
    "a hidden file": lambda p: _text(home(p) / ".gitattributes", "* filter=evil"),
    "a script": lambda p: _text(home(p) / "images" / "x.svg", "<svg onload='alert(1)'/>"),
    "a name in no encoding": lambda p: _text(Path(os.fsdecode(bytes(home(p) / "images") + b"/\xff.png")), "x"),
    "an upper-case name": lambda p: _text(home(p) / "images" / "FIG.png", "x"),
    "a name with a direction mark": lambda p: _text(home(p) / "images" / "fig1\u202egnp.png", "x"),
    "a link to a file": lambda p: (home(p) / "images" / "passwd.png").symlink_to("/etc/passwd"),
    "a link to a folder": lambda p: (home(p) / "more").symlink_to("/etc"),
    "a link for the library": lambda p: _swap(p / LIBRARY),
    "a pipe": lambda p: os.mkfifo(home(p) / "images" / "fig9_arch_pipe.png"),
    "no image": lambda p: _text(next((home(p) / "images").glob("*.png")), "<html>"),
    "a JPEG": lambda p: Image.new("L", (9, 9)).save(next((home(p) / "images").glob("*.png")), "JPEG"),
    "a bomb": lambda p: bomb(next((home(p) / "images").glob("*.png"))),
    "no JSON": lambda p: _text(home(p) / "images" / "figures.json", "{"),
    "deep JSON": lambda p: _text(home(p) / "images" / "figures.json", "[" * 100_000),
    "no UTF-8": lambda p: (home(p) / "README.md").write_bytes(b"\xff\xfe"),
    "another note": lambda p: _text(home(p) / "README.md", "# Another\n"),
    "other evidence": lambda p: _text(home(p) / "evidence.json", "{}"),
    "another image": lambda p: Image.new("L", (9, 9)).save(next((home(p) / "images").glob("*.png"))),
    "no record": lambda p: (home(p) / ".note.json").unlink(),
    "a damaged record": lambda p: _text(home(p) / ".note.json", "[]"),
    "a large file": lambda p: (home(p) / "images" / "figures.json").write_bytes(b"[" + b" " * (9 * 2**20) + b"]"),
    "many files": lambda p: [_text(home(p) / "images" / f"fig{n}_arch_x.png", "x") for n in range(500)],
}


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _swap(path: Path) -> None:
    elsewhere = path.parent.with_name("elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("change", EVIL.values(), ids=EVIL)
def test_anything_else_is_refused(parcel: Path, change: Callable[[Path], object]) -> None:
    change(parcel)
    with pytest.raises(LibraryError) as caught:
        open_parcel(parcel, LIBRARY, SLUG)
    assert str(caught.value).startswith(str(parcel))
    assert str(caught.value).encode()


@pytest.mark.parametrize("slug", ["../..", "a/b", "A", "", "sweeping-box\u0435s"])
def test_a_parcel_is_not_named_after_another_place(parcel: Path, slug: str) -> None:
    with pytest.raises(LibraryError, match="can't be a paper's folder"):
        open_parcel(parcel, LIBRARY, slug)


@pytest.mark.parametrize("word", ["", "[]", "{}", '{"note": 3}', "[" * 100_000])
def test_how_it_went_is_only_told_and_may_be_anything(parcel: Path, word: str) -> None:
    (parcel / "attempt.json").write_text(word, encoding="utf-8")
    assert open_parcel(parcel, LIBRARY, SLUG).attempt.error == "the job left no word on how it went"


def test_an_image_that_somebody_removed_hinders_nothing(written: Workplace, tmp_path: Path) -> None:
    folder = PaperFolder(tmp_path / LIBRARY / SLUG)
    shutil.copytree(written.paper(SLUG).path, folder.path)
    removed = next(folder.images.glob("tab1_*.png"))
    removed.unlink()
    pack(folder, Attempt(SLUG, error="no PDF"), read_sidecar(folder), tmp_path / "out")
    assert f"images/{removed.name}" not in open_parcel(tmp_path / "out", LIBRARY, SLUG).files


def test_unknown_things_in_a_record_go_no_further(parcel: Path) -> None:
    record = json.loads((home(parcel) / ".note.json").read_text(encoding="utf-8"))
    (home(parcel) / ".note.json").write_text(json.dumps({**record, "evil": "x"}), encoding="utf-8")
    assert b"evil" not in open_parcel(parcel, LIBRARY, SLUG).files[".note.json"]


def test_what_is_kept_for_people_is_packed_and_never_opened(written: Workplace, tmp_path: Path) -> None:
    folder = PaperFolder(tmp_path / LIBRARY / SLUG)
    folder.path.mkdir(parents=True)
    _text(folder.draft_readme, "# Refused\n")
    _text(replies_in(tmp_path / "out") / "run" / "plan-1.json", "{}")
    pack(folder, Attempt(SLUG, error="refused"), None, tmp_path / "out")
    assert (tmp_path / "out/kept/README.draft.md").read_text(encoding="utf-8") == "# Refused\n"
    with pytest.raises(LibraryError, match="has no record"):
        open_parcel(tmp_path / "out", LIBRARY, SLUG)


@pytest.mark.parametrize("name", ["README.draft.md", "images/fig1_arch_x.png", "images"])
def test_of_a_folder_with_a_link_to_a_secret_nothing_is_packed(tmp_path: Path, name: str) -> None:
    """It came with a pull request; the artifact of a public repository is anybody's to read."""
    secret, folder = tmp_path / "secrets" / "fig1_arch_x.png", PaperFolder(tmp_path / LIBRARY / SLUG)
    _text(secret, "the key")
    _text(folder.draft_readme.with_name("README.md"), "# A note\n")
    (folder.path / name).parent.mkdir(exist_ok=True)
    (folder.path / name).symlink_to(secret.parent if name == "images" else secret)
    record = Sidecar(pdf="x", tool="x", images={"fig1_arch_x.png": "x"})
    pack(folder, Attempt(SLUG, note="README.md"), record, tmp_path / "out")
    packed = [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert packed == ["attempt.json"]


def test_a_second_attempt_finds_the_answers_that_were_paid_for(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    _text(earlier / "kept/replies/run/plan-1.json", "{}")
    (earlier / "kept/replies/run/link.json").symlink_to("/etc/passwd")
    restore(earlier, tmp_path / "out")
    assert [path.name for path in replies_in(tmp_path / "out").rglob("*.json")] == ["plan-1.json"]
    restore(tmp_path / "nothing", tmp_path / "other")
    assert not (tmp_path / "other").exists()
