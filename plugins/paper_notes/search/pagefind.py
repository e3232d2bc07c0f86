"""The one door to Pagefind: its program, from the Python package that carries it, run over a folder of documents."""

from __future__ import annotations

import math
import os
import resource
import subprocess
from pathlib import Path

from generator.errors import ConfigError
from plugins.paper_notes.search.symbols import SEARCHABLE

_INSTALL = 'Install it: pip install "pagefind[extended]==1.5.2". Or switch the search off: `search: false`.'
_LANGUAGE = "en"  # its stems serve the Latin words; Chinese is cut already
_OF_ITS_OWN_BOXES = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
_CHUNK = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"  # of the version that is pinned
_TIMEOUT = 3600


def find_program() -> Path:
    """The program's path.

    Raises:
        ConfigError: the package is not installed, or holds no program for this machine.
    """
    try:
        from pagefind.service import get_executable

        program = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise ConfigError(None, "the search needs Pagefind, which is not installed.", _INSTALL) from error
    if program is None or not program.is_file():
        raise ConfigError(None, f"Pagefind's program is not there ({program}).", _INSTALL)
    return program


def chunk_size(pages: int) -> int:
    """How much of the index one file holds, in Pagefind's own measure (its default is 20,000, some 27 KB).

    A reader loads the list of all files and, for each word, one of them: small files make a long list, large ones a
    costly word. Their sum is least where a file's size grows with the square root of the index.
    """
    return max(1500, int(150 * math.sqrt(pages)))


def run_pagefind(program: Path, documents: Path, output: Path, pages: int) -> int:
    """Index all documents of a folder; the bytes of memory that it took at its peak.

    Raises:
        ConfigError: Pagefind failed; says what it said.
    """
    command = [str(program), "--site", str(documents), "--output-path", str(output), "--force-language", _LANGUAGE]
    command += ["--include-characters", f"_{SEARCHABLE}", "--silent"]
    environment = {**os.environ, _CHUNK: str(chunk_size(pages))}
    done = subprocess.run(  # noqa: S603 - no shell
        command, env=environment, capture_output=True, text=True, timeout=_TIMEOUT, check=False
    )
    if done.returncode != 0 or not (output / "pagefind.js").is_file():
        said = " ".join((done.stderr + done.stdout).split())[-500:] or f"exit code {done.returncode}"
        raise ConfigError(None, f"Pagefind could not index the site: {said}", "Switch the search off: `search: false`.")
    for pattern in _OF_ITS_OWN_BOXES:
        for path in output.glob(pattern):
            path.unlink()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
