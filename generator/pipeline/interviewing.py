"""interview.md beside a note: made of the note and of the facts in its record; a person's is never overwritten."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.config import INTERVIEW_MODEL, ReadingPass
from generator.errors import LintFailed, NoteError, PdfError, WriterError
from generator.extraction.cache import read_paper
from generator.library import PaperFolder, is_persons_interview, pdf_hash, read_sidecar
from generator.note.digest import text_hash
from generator.note.document import Note, parse_note
from generator.note.lint import LintReport, LintSubject, Profile, lint
from generator.note.record import InterviewRecord, RecordedFact, Sidecar
from generator.paper import Paper
from generator.pipeline.acquisition import obtain
from generator.pipeline.drafts import refusal, with_findings
from generator.pipeline.production import TOOL
from generator.pipeline.replacing import find_place
from generator.transaction import Transaction, locked, transaction
from generator.writing.writer import Forecast

if TYPE_CHECKING:
    from generator.writing.interview import InterviewRequest, InterviewWriter, WrittenInterview


@dataclass(frozen=True, slots=True)
class InterviewOptions:
    """How an interview is made; `model` None: a small one, for it reads a note and no PDF."""

    model: str | None = None
    effort: str | None = None
    force: bool = False
    """Replace a person's interview too; a copy is kept beside it."""


@dataclass(frozen=True, slots=True)
class Interviewed:
    """The file that was written, its lint, and the copy of a person's that it replaced by force."""

    file: Path
    report: LintReport
    backup: Path | None = None


def interview(folder: PaperFolder, writer: InterviewWriter, options: InterviewOptions, cache: Path) -> Interviewed:
    """Write interview.md of the folder's note; where a person's is there, interview.new.md.

    Raises:
        NoteError: there is no note, or it is a draft, a card or a comparison.
        WriterError: it can't be written; the disk is as before.
        LintFailed: it breaks rules that block writing; what was paid for lies in interview.draft.md.
        LibraryError: another run works on the paper, or the folder can't be written.
    """
    request, note = interview_request(folder, options)
    paper = _paper(folder, cache)
    with locked(folder.path):
        try:
            written = writer.write(request, lambda text: _lint(folder, text, paper))
        except WriterError as error:
            raise type(error)(error.path or folder.path, error.problem, error.way_out) from error
        report = _lint(folder, written.text, paper)
        if report.errors:
            with transaction(folder.path) as change:
                change.stage(folder.draft_interview.name, with_findings(written.text, report).encode())
            raise _refused(folder, report)
        with transaction(folder.path) as change:
            return replace(_stage(folder, written, note, change, force=options.force), report=report)


def forecast_interview(folder: PaperFolder, writer: InterviewWriter, options: InterviewOptions) -> Forecast:
    """What the interview would cost; nothing changes.

    Raises:
        NoteError: there is no note that it could be made of.
        WriterError: the API can't be asked.
    """
    return writer.forecast(interview_request(folder, options)[0])


def interview_request(folder: PaperFolder, options: InterviewOptions) -> tuple[InterviewRequest, str]:
    """What an interview is made of, and the note's text.

    Raises:
        NoteError: there is no note that it could be made of.
    """
    try:
        text = folder.readme.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        way_out = f"Write it first: paper-notes write {folder.slug}."
        raise NoteError(folder.readme, "there is no note to make an interview of.", way_out) from error
    note, record = parse_note(text, folder.readme), read_sidecar(folder)
    if hindrance := _hindrance(note, record):
        raise NoteError(
            folder.readme,
            f"{hindrance}, of which no interview can be made.",
            f"First: paper-notes write {folder.slug}.",
        )
    from generator.writing.interview import InterviewRequest  # loads the API client, which few commands need

    return InterviewRequest(note, _facts(folder, record), options.model or INTERVIEW_MODEL, options.effort), text


def _hindrance(note: Note, record: Sidecar | None) -> str:
    if record and record.compares:
        return "it is a comparison"
    if note.header.status:
        return "it is a draft"
    return "it is a ten-minute card" if note.header.reading_pass is ReadingPass.CARD else ""


def _facts(folder: PaperFolder, record: Sidecar | None) -> tuple[RecordedFact, ...]:
    """The facts behind the note, where they are of the PDF that is there."""
    if not record or not record.making or (folder.pdf.is_file() and record.pdf != pdf_hash(folder)):
        return ()
    return record.making.facts


def _paper(folder: PaperFolder, cache: Path) -> Paper | None:
    """The paper, for the checks; without it those that need it are left out."""
    with suppress(PdfError):
        obtain(folder)
        return read_paper(folder.pdf, cache)
    return None


def _lint(folder: PaperFolder, text: str, paper: Paper | None) -> LintReport:
    name = folder.interview.name
    return lint(LintSubject(folder.path, folder.path, name, text.encode(), paper, asked_profile=Profile.INTERVIEW))


def _stage(
    folder: PaperFolder, written: WrittenInterview, note: str, change: Transaction, *, force: bool
) -> Interviewed:
    sidecar = read_sidecar(folder) or Sidecar(pdf=pdf_hash(folder), tool=TOOL)
    persons = is_persons_interview(folder, sidecar)
    target, backup = find_place(change, folder.interview, folder.new_interview, persons=persons, force=force)
    change.stage(target.name, written.text.encode())
    if folder.draft_interview.is_file():
        change.remove(folder.draft_interview.name)
    if target == folder.interview:
        today = datetime.now(UTC).date().isoformat()
        made = InterviewRecord(text_hash(written.text), text_hash(note), written.by, today, dict(written.usage))
        change.stage(folder.sidecar.name, replace(sidecar, interview=made).render().encode())
    return Interviewed(target, LintReport(target, ()), backup)


def _refused(folder: PaperFolder, report: LintReport) -> LintFailed:
    way_out = (
        f"It is in {folder.draft_interview.name}: mend it and save it as {folder.interview.name}; "
        f"`paper-notes lint {folder.slug}` checks it."
    )
    return refusal(folder.interview, "the interview", report, way_out)
