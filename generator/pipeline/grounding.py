"""A note held against its PDF: what has evidence and what has none; the evidence as a file and as a page to review."""

from __future__ import annotations

from pathlib import Path

from generator.errors import NoteError
from generator.extraction.cache import read_paper
from generator.library import PaperFolder, is_comparison
from generator.note.digest import text_hash
from generator.note.grounding.items import Grounding
from generator.note.lint.rules.grounding import read_grounding
from generator.note.lint.subject import LintSubject


def ground_note(folder: PaperFolder, cache: Path) -> tuple[LintSubject, Grounding]:
    """The note and what its PDF says to it.

    Raises:
        NoteError: there is no note, or no PDF.
        PdfError: the PDF can't be read.
    """
    if is_comparison(folder):
        problem = "a comparison is held against its two papers by the lint."
        raise NoteError(
            folder.readme, problem, f"Run `paper-notes lint {folder.slug}`: CMP-02 is what has no evidence."
        )
    if not folder.pdf.is_file():
        raise NoteError(folder.pdf, "there is no PDF to check the note against.", "Put it there.")
    subject = LintSubject.read(folder, read_paper(folder.pdf, cache))
    return subject, read_grounding(subject)


def evidence_json(subject: LintSubject, grounding: Grounding) -> bytes:
    """The content of `evidence.json` beside the note: on which page each of its numbers stands. The site shows it."""
    assert subject.paper
    return grounding.render(text_hash(subject.text), subject.paper.sha256).encode()
