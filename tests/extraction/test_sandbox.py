"""A worker that gives no answer: its parent says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import LimitExceeded, PdfError
from generator.extraction.options import ExtractOptions, Limits
from generator.extraction.sandbox import extract_safely
from tests.typeset import typeset

MIB = 2**20


def read(folder: Path, limits: Limits, *, pages_dpi: int = 0) -> None:
    pdf = folder / "paper.pdf"
    pdf.write_bytes(typeset())
    (folder / "images").mkdir()
    extract_safely(pdf, ExtractOptions(limits=limits, pages_dpi=pages_dpi), folder / "images")


def test_a_want_of_memory_is_not_taken_for_a_damaged_pdf(tmp_path: Path) -> None:
    """MuPDF has none left to draw a page of 120 MiB, and says so as it says that a page is damaged."""
    with pytest.raises(LimitExceeded, match=r"took more than 64 MiB of memory\. Raise --memory"):
        read(tmp_path, Limits(memory=64 * MIB), pages_dpi=2000)


def test_a_want_of_time_is_told(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded, match=r"took more than 0\.01 s\. Raise --seconds"):
        read(tmp_path, Limits(seconds=0.01))


@pytest.mark.parametrize(
    ("library", "said"),
    [
        ("raise ImportError('a library\x1b[31m is damaged')", r"reading it broke off \(ImportError: a library\[31m is"),
        ("raise MemoryError", r"took more than 2048 MiB of memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", r"the PDF library crashed on it \(SIGSEGV\)"),
        ("import sys; sys.exit(3)", r"reading it broke off \(status 3\)"),
    ],
    ids=["an error", "a want of memory", "a signal", "no word"],
)
def test_a_worker_that_breaks_off_is_quoted(
    library: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played by a PDF library that does so; what it says can't colour a terminal."""
    (tmp_path / "pymupdf.py").write_text(library, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(PdfError, match=said):
        read(tmp_path, Limits())
