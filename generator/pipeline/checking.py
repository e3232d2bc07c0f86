"""A note against all rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generator.errors import PdfError
from generator.extraction.cache import read_paper
from generator.library import PaperFolder, is_persons_interview, is_persons_note, read_sidecar
from generator.note.lint import LintReport, LintSubject, Profile, lint
from generator.pipeline.comparing import compared_papers


def read_subject(folder: PaperFolder, cache: Path) -> LintSubject:
    """The note with its paper, where the PDF can be read; without it the rules that need it are not checked.

    Raises:
        NoteError: there is no note.
    """
    paper = compared = None
    with suppress(PdfError):
        paper = read_paper(folder.pdf, cache) if folder.pdf.is_file() else None
        compared = compared_papers(folder, cache)
    sidecar = read_sidecar(folder)
    record = None if is_persons_note(folder, sidecar) else sidecar
    return replace(LintSubject.read(folder, paper, record=record), compared=compared)


def check(folder: PaperFolder, cache: Path) -> tuple[LintReport, ...]:
    """Hold a note against every rule of its profile, and the interview beside it, where there is one.

    Raises:
        NoteError: there is no note.
    """
    subject = read_subject(folder, cache)
    return lint(subject), *(lint(interview) for interview in _interviews(folder, subject))


def _interviews(folder: PaperFolder, note: LintSubject) -> Iterator[LintSubject]:
    if folder.interview.is_file():
        sidecar = read_sidecar(folder)
        record = None if is_persons_interview(folder, sidecar) else sidecar
        name = folder.interview.name
        yield LintSubject.read(folder, note.paper, Profile.INTERVIEW, name=name, record=record)
