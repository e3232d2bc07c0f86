"""A parcel's files put into a paper's folder: whose each file is decides what may be replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.errors import LibraryError
from generator.library import PaperFolder, is_persons_note, pdf_hash, persons_images, read_sidecar
from generator.note.lint import LintSubject, lint
from generator.note.record import Sidecar
from generator.pipeline.workflow.parcel import Parcel
from generator.transaction import locked, transaction

_TOLD = 3
"""Errors of a note that a summary quotes."""


def is_current(folder: PaperFolder, parcel: Parcel) -> bool:
    """Whether the paper is still there, and still the one that was read; figures alone are current for any."""
    if not folder.path.is_dir():
        return False
    made_of = parcel.record.pdf if parcel.note is not None else _failed_on(parcel)
    return not folder.pdf.is_file() or made_of is None or made_of == pdf_hash(folder)


def _failed_on(parcel: Parcel) -> str | None:
    return parcel.record.failures.pdf if parcel.record.failures else None


def is_persons(folder: PaperFolder) -> bool:
    """Whether the note there is a person's."""
    return is_persons_note(folder, read_sidecar(folder))


def put(parcel: Parcel, folder: PaperFolder, *, with_note: bool) -> None:
    """Put a parcel's files into the paper's folder; a person's images stay, the program's older ones go."""
    known = read_sidecar(folder)
    persons = set(persons_images(folder, known))
    with locked(folder.path), transaction(folder.path) as change:
        for name, data in parcel.files.items():
            is_note = name in (folder.readme.name, folder.evidence.name)
            if name != folder.sidecar.name and (with_note or not is_note) and Path(name).name not in persons:
                change.stage(name, data)
        for name in _obsolete(known, parcel, persons):
            change.remove(f"images/{name}")
        change.stage(folder.sidecar.name, _record(folder, known, parcel, persons).render().encode())


def _obsolete(known: Sidecar | None, parcel: Parcel, persons: set[str]) -> list[str]:
    return [
        name for name in (known.images if known else {}) if name not in parcel.record.images and name not in persons
    ]


def _record(folder: PaperFolder, known: Sidecar | None, parcel: Parcel, persons: set[str]) -> Sidecar:
    """The record of what was put there. Where no note came, what is said of the note stays as it was."""
    images = {name: digest for name, digest in parcel.record.images.items() if name not in persons}
    if parcel.note is not None:
        return replace(parcel.record, images=images)
    base = known or Sidecar(pdf=parcel.record.pdf, tool=parcel.record.tool)
    return replace(base, images=images, failures=parcel.record.failures)


def check_note(folder: PaperFolder) -> None:
    """Hold a note that is to be published, and its record, against the rules; the PDF is not read here.

    Raises:
        LibraryError: it breaks a rule of severity E.
    """
    report = lint(LintSubject.read(folder, record=read_sidecar(folder)))
    if report.errors:
        broken = "; ".join(f"{error.rule}: {error.message}" for error in report.errors[:_TOLD])
        raise LibraryError(folder.readme, f"the note breaks {broken}", "It is in the artifact.")
