"""A note held against its PDF: what has evidence and what has none; the evidence as a file and as a page to review."""

from __future__ import annotations

from pathlib import Path

from generator.errors import NoteError
from generator.extraction.cache import read_paper
from generator.library import PaperFolder
from generator.note.grounding.items import Grounding
from generator.note.lint.rules.grounding import read_grounding
from generator.note.lint.subject import LintSubject
from generator.paper import Paper

EVIDENCE = "evidence.json"
"""Beside the note, where it was asked for: what the site may show."""


def ground_note(folder: PaperFolder, cache: Path) -> tuple[LintSubject, Grounding]:
    """The note and what its PDF says to it.

    Raises:
        NoteError: there is no note, or no PDF.
        PdfError: the PDF can't be read.
    """
    if not folder.pdf.is_file():
        raise NoteError(folder.pdf, "there is no PDF to check the note against.", "Put it there.")
    subject = LintSubject.read(folder, read_paper(folder.pdf, cache))
    return subject, read_grounding(subject)


def evidence_json(grounding: Grounding, paper: Paper) -> bytes:
    """The content of `evidence.json`, for `ground_note` and for whoever writes a note."""
    return grounding.render(paper.sha256).encode()
