"""One paper from PDF to note: extract, write, lint what was written, replace the files as one step."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from generator.config import FALLBACK, Crop, Language, ReadingPass, read_settings, remember_crop
from generator.errors import LibraryError
from generator.extraction.options import ExtractOptions
from generator.extraction.sandbox import extract_safely
from generator.library import (
    PaperFolder,
    check_slug,
    file_hash,
    is_persons_note,
    pdf_hash,
    persons_images,
    read_sidecar,
    section_hashes,
)
from generator.note.digest import text_hash
from generator.note.document import render_note
from generator.note.lint import LintReport, LintSubject, lint
from generator.note.lint.rules.grounding import read_grounding
from generator.note.record import Sidecar
from generator.paper import Paper
from generator.pipeline.acquisition import obtain
from generator.pipeline.drafts import RefusedNote, keep_refused
from generator.pipeline.grounding import evidence_json
from generator.pipeline.pages import PdfPages
from generator.pipeline.replacing import find_place
from generator.transaction import Transaction, locked, transaction
from generator.writing.draft import DRAFT, DraftWriter
from generator.writing.writer import PaperFiles, Writer, WriteRequest, Written

TOOL = f"paper-notes {version('paper-notes')}"
FIGURES_RECORD = "figures.json"
"""Beside the images: the extraction's own record, always replaced."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a paper is brought up to date; None or empty: as the paper's own settings say."""

    extract: ExtractOptions = field(default_factory=ExtractOptions)
    language: Language | None = None
    focus: tuple[str, ...] = ()
    force: bool = False
    """Replace a person's note too; a copy is kept beside it."""
    model: str | None = None
    effort: str | None = None
    fast: bool = False
    judge: bool = False
    vision_only: bool = False
    reading_pass: ReadingPass | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done for one paper.

    `note` is the file written, None where only images were; `kept` names files of a person that stayed as they were;
    `report` is the lint of what was written; `backup` is the copy of a person's note that was replaced by force.
    """

    slug: str
    paper: Paper
    note: Path | None = None
    kept: tuple[Path, ...] = ()
    report: LintReport | None = None
    backup: Path | None = None


def extract_images(folder: PaperFolder, options: ExtractOptions) -> Outcome:
    """Write the figures' images anew; a person's images and any note stay.

    Raises:
        PdfError: the PDF can't be read.
        LibraryError: another run works on the paper, or the folder can't be written.
    """
    with locked(folder.path), transaction(folder.path) as change:
        work = _begin(folder, options, change, equations=_has_equations(read_sidecar(folder)))
        shown = work.older_images() if folder.readme.exists() else {}
        if not shown:
            work.remove_obsolete_images()
        record = work.sidecar or Sidecar(pdf=file_hash(folder.pdf), tool=TOOL)
        work.stage_sidecar(replace(record, tool=TOOL, images=shown | work.image_hashes()))
    return Outcome(folder.slug, work.paper, kept=work.kept_images())


def crop(folder: PaperFolder, new: Crop, options: ExtractOptions) -> Outcome:
    """Remember a region cut by hand in `paper.yml`, and extract.

    Raises:
        ConfigError: the page isn't there; nothing is remembered then.
        PdfError: the PDF can't be read.
    """
    text = remember_crop(folder.settings, new)
    extract_safely(folder.pdf, replace(options, figures=replace(options.figures, manual=(new,))))
    with locked(folder.path), transaction(folder.path) as change:
        change.stage(folder.settings.name, text.encode())
    return extract_images(folder, options)


def write(folder: PaperFolder, writer: Writer, options: WriteOptions) -> Outcome:
    """Extract the figures and write the note. A person's note stays; the new one then goes to README.new.md.

    Raises:
        PdfError: the PDF can't be read.
        WriterError: the note can't be written; the disk is as before.
        LintFailed: what was written breaks rules that block writing. The disk is as before, but that a note which was
            paid for lies in README.draft.md.
        LibraryError: another run works on the paper, or the folder can't be written.
    """
    check_slug(folder.slug)
    with locked(folder.path):
        try:
            with transaction(folder.path) as change:
                return _write(folder, writer, options, change)
        except RefusedNote as refused:
            raise keep_refused(folder, refused) from None


def _write(folder: PaperFolder, writer: Writer, options: WriteOptions, change: Transaction) -> Outcome:
    request = write_request(folder, options)
    if not options.force:
        _keep_deeper(folder, request)
    if request.model == DRAFT:
        writer = DraftWriter()
    shows_equations = writer.shows_equations and request.reading_pass is not ReadingPass.CARD
    work = _begin(folder, options.extract, change, equations=shows_equations)
    files = PaperFiles(folder.path, change.staging, PdfPages(folder.pdf, options.extract))
    written = writer.write(work.paper, request, files)
    text = render_note(written.note)
    persons = is_persons_note(folder, work.sidecar)
    target, backup = find_place(change, folder.readme, folder.new_readme, persons=persons, force=options.force)
    staged = change.stage(target.name, text.encode())
    if target == folder.readme:
        work.remove_obsolete_images()
    record = _record(work, written, request, text)
    subject = LintSubject.read(staged.parent, work.paper, name=staged.name, home=folder, record=record)
    report = lint(subject)
    if report.errors:
        raise RefusedNote(written, text, report)
    if folder.draft_readme.is_file():
        change.remove(folder.draft_readme.name)
    if target == folder.readme:
        evidence = evidence_json(subject, read_grounding(subject))
        change.stage(folder.evidence.name, evidence)
        record = replace(record, evidence=hashlib.sha256(evidence).hexdigest())
    work.stage_sidecar(record)
    kept = work.kept_images() if target == folder.readme else (folder.readme, *work.kept_images())
    return Outcome(folder.slug, work.paper, target, kept, report, backup)


def _keep_deeper(folder: PaperFolder, request: WriteRequest) -> None:
    """Refuse to put a card in the place of a note of the same PDF that was paid for and goes deeper.

    Raises:
        LibraryError: there is such a note.
    """
    record = read_sidecar(folder)
    if not record or record.usage is None or not folder.readme.is_file():
        return
    if folder.pdf.is_file() and record.pdf != pdf_hash(folder):
        return
    if request.reading_pass < record.reading_pass:
        problem = f"there is a note of reading pass {record.reading_pass}, deeper than pass {request.reading_pass}."
        raise LibraryError(folder.readme, problem, "Use --force to replace it.")


def write_request(folder: PaperFolder, options: WriteOptions) -> WriteRequest:
    """What is wanted of a writer: the options, and where they say nothing the paper's own settings."""
    settings = read_settings(folder.settings)
    return WriteRequest(
        language=options.language or settings.language,
        focus=options.focus or settings.focus,
        model=options.model or settings.model,
        effort=options.effort or settings.effort,
        disclosure=settings.disclosure,
        fallback=settings.fallback or FALLBACK,
        fast=options.fast or settings.fast,
        judge=options.judge or settings.judge,
        vision_only=options.vision_only or settings.vision_only,
        reading_pass=options.reading_pass or settings.reading_pass,
    )


@dataclass(frozen=True)
class _Work:
    """A paper whose images lie staged. `images` are their names; `persons` those of the names that a person holds."""

    folder: PaperFolder
    change: Transaction
    sidecar: Sidecar | None
    paper: Paper
    images: tuple[str, ...]
    persons: frozenset[str]

    def kept_images(self) -> tuple[Path, ...]:
        return tuple(self.folder.images / name for name in self.images if name in self.persons)

    def image_hashes(self) -> dict[str, str]:
        staged = self.change.staging / "images"
        return {name: file_hash(staged / name) for name in self.images if name not in self.persons}

    def older_images(self) -> dict[str, str]:
        """Images that the program wrote earlier, that nobody changed, and that are not among the new ones."""
        recorded = self.sidecar.images if self.sidecar else {}
        mine = {
            name: digest for name, digest in recorded.items() if name not in self.images and name not in self.persons
        }
        return {name: digest for name, digest in mine.items() if (self.folder.images / name).is_file()}

    def remove_obsolete_images(self) -> None:
        """Have the older images removed; only where no note can show them any more."""
        for name in self.older_images():
            self.change.remove(f"images/{name}")

    def stage_sidecar(self, sidecar: Sidecar) -> None:
        self.change.stage(self.folder.sidecar.name, sidecar.render().encode())


def _has_equations(sidecar: Sidecar | None) -> bool:
    return any(name.startswith("eq") for name in sidecar.images) if sidecar else False


def _begin(folder: PaperFolder, options: ExtractOptions, change: Transaction, *, equations: bool) -> _Work:
    """Extract into the transaction's folder; where a person holds an image's name, the person's image is staged."""
    obtain(folder)
    sidecar, settings = read_sidecar(folder), read_settings(folder.settings)
    staged = change.staging / "images"
    staged.mkdir()
    figures = replace(options.figures, manual=settings.crops)
    paper = extract_safely(folder.pdf, replace(options, figures=figures, equations=equations), staged)
    images = tuple(sorted(path.name for path in staged.iterdir()))
    persons = frozenset(persons_images(folder, sidecar)) - {FIGURES_RECORD}
    for name in images:
        place = change.adopt(f"images/{name}")
        if name in persons:
            shutil.copyfile(folder.images / name, place)
    return _Work(folder, change, sidecar, paper, images, persons)


def _record(work: _Work, written: Written, request: WriteRequest, text: str) -> Sidecar:
    return Sidecar(
        pdf=file_hash(work.folder.pdf),
        tool=TOOL,
        writer=written.by,
        language=request.language,
        created=datetime.now(UTC).date().isoformat(),
        readme=text_hash(text),
        reading_pass=written.note.header.reading_pass,
        sections=section_hashes(text),
        images=work.image_hashes(),
        unverified=written.unverified,
        usage=dict(written.usage) if written.usage else None,
        judge=dict(written.scores) if written.scores else None,
        making=written.making,
        interview=work.sidecar.interview if work.sidecar else None,
    )
