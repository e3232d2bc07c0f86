"""One paper in its job: its note, or where that fails its figures and one more failure in the record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from generator.errors import NoCredential, NoCredit, PaperNotesError, Unreachable
from generator.library import PaperFolder, pdf_hash, read_sidecar
from generator.note.record import Failures, Sidecar
from generator.pipeline.production import TOOL, Outcome, WriteOptions, extract_images, write
from generator.transaction import locked, transaction
from generator.writing.writer import Writer

_NOT_THE_PAPERS = (NoCredential, NoCredit, Unreachable)
"""Failures that say nothing of the paper: a day on which the API is overloaded must not give all papers up."""
_CUT_OFF = "the job was cut off: its time was over, or its machine failed."
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Attempt:
    """How it went: the note's file name and the error, one of them None."""

    slug: str
    note: str | None = None
    error: str | None = None


def attempt(folder: PaperFolder, writer: Writer, options: WriteOptions, told: Callable[[Outcome], None]) -> Attempt:
    """Write a paper's note; no error of ours gets out. `told` hears of what was done."""
    try:
        outcome = write(folder, writer, options)
    except PaperNotesError as error:
        with suppress(PaperNotesError):  # then there are no figures either, and the first error says why
            extract_images(folder, options.extract)
        if not isinstance(error, _NOT_THE_PAPERS):
            with suppress(PaperNotesError):
                _count(folder, str(error))
        return Attempt(folder.slug, error=str(error))
    told(outcome)
    assert outcome.note
    return Attempt(folder.slug, note=outcome.note.name)


def cut_off(folder: PaperFolder) -> tuple[Attempt, Sidecar]:
    """What is to be said of an attempt that is begun and never ended, and the record of it.

    Raises:
        LibraryError: the record is damaged.
    """
    return Attempt(folder.slug, error=_CUT_OFF), _failed(folder, _CUT_OFF)


def _count(folder: PaperFolder, why: str) -> None:
    with locked(folder.path), transaction(folder.path) as change:
        change.stage(folder.sidecar.name, _failed(folder, why).render().encode())


def _failed(folder: PaperFolder, why: str) -> Sidecar:
    """The record with one more failure of this very PDF."""
    digest = pdf_hash(folder) if folder.pdf.is_file() else ""  # one that can't be fetched has none
    record = read_sidecar(folder) or Sidecar(pdf=digest, tool=TOOL)
    known = record.failures
    times = known.times if known and known.pdf == digest else 0
    return replace(record, failures=Failures(digest, times + 1, why[:_LONGEST_REASON]))
