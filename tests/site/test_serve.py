"""An author at work: `mkdocs serve` shows a saved note."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT
from tests.site.library import write_site

PATIENCE = 60.0  # seconds: other tests run at the same time


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A project under `mkdocs serve`, and its address."""
    project = tmp_path_factory.mktemp("served")
    write_site(project, ROOT)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (project / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=project, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    yield project, f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=PATIENCE)


def test_a_saved_note_is_built_anew(served: tuple[Path, str]) -> None:
    """The notes are outside docs/, which is all that MkDocs watches by itself; a new note comes too."""
    project, address = served
    page = f"{address}/papers/first/"
    assert _comes_to_say("线性注意力", page)
    readme = project / "paper-notes" / "first" / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("线性注意力：", "改过的题目："), encoding="utf-8")
    assert _comes_to_say("改过的题目：", page)


def test_a_served_site_can_be_searched_and_loads_itself_anew(served: tuple[Path, str]) -> None:
    """The index comes after the pages; MkDocs' own inline script, which loads a page anew, may run."""
    _, address = served
    assert _comes_to_say("livereload(", f"{address}/papers/first/")
    with urlopen(f"{address}/papers/first/", timeout=5) as answer:
        assert "Content-Security-Policy" not in answer.read().decode()
    assert _comes_to_say("wasm", f"{address}/search/1/pagefind-entry.json")


def _comes_to_say(words: str, address: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5) as answer:
                if words in answer.read().decode():
                    return True
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    return False
