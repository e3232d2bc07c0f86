"""The one door to Pagefind: its program, from the Python package that carries it, run over a folder of documents."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

from generator.errors import ConfigError
from plugins.paper_notes.search.symbols import SEARCHABLE

_INSTALL = 'Install it: pip install "pagefind[extended]==1.5.2". Or switch the search off: `search: false`.'
_LANGUAGE = "en"  # its stems serve the Latin words; Chinese is cut already
_OF_ITS_OWN_BOXES = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
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


def run_pagefind(program: Path, documents: Path, output: Path) -> int:
    """Index all documents of a folder; the bytes of memory that it took at its peak.

    Raises:
        ConfigError: Pagefind failed; says what it said.
    """
    command = [str(program), "--site", str(documents), "--output-path", str(output), "--force-language", _LANGUAGE]
    command += ["--include-characters", f"_{SEARCHABLE}", "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)  # noqa: S603 - no shell
    if done.returncode != 0 or not (output / "pagefind.js").is_file():
        said = " ".join((done.stderr + done.stdout).split())[-500:] or f"exit code {done.returncode}"
        raise ConfigError(None, f"Pagefind could not index the site: {said}", "Switch the search off: `search: false`.")
    for pattern in _OF_ITS_OWN_BOXES:
        for path in output.glob(pattern):
            path.unlink()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
