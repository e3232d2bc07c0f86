"""Two papers compared: their note stands in a folder of its own, `compare-a-vs-b`, which has no PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from generator.config import FALLBACK, Language, read_settings
from generator.errors import LibraryError, NoteError
from generator.extraction.cache import read_paper
from generator.extraction.options import ExtractOptions
from generator.library import (
    SLUG_LIMIT,
    PaperFolder,
    find_paper,
    is_persons_note,
    read_sidecar,
    section_hashes,
)
from generator.note.digest import text_hash
from generator.note.document import parse_note, render_note
from generator.note.labels import LABELS
from generator.note.lint import LintReport, LintSubject, lint
from generator.note.record import Sidecar
from generator.paper import Paper
from generator.pipeline.acquisition import obtain
from generator.pipeline.drafts import RefusedNote, keep_refused, read_answer
from generator.pipeline.production import TOOL
from generator.pipeline.replacing import find_place
from generator.transaction import Transaction, locked, transaction
from generator.writing.accepted import AcceptedComparison
from generator.writing.comparison import Comparer, ComparisonRequest, Side, Sides
from generator.writing.writer import Forecast, PaperFiles, Written

_PREFIX, _BETWEEN = "compare-", "-vs-"


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How papers are compared; None: as the comparison's own `paper.yml` says."""

    extract: ExtractOptions
    cache: Path
    """Of papers that were read before."""
    language: Language | None = None
    model: str | None = None
    effort: str | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The file that was written, its lint, and the copy of a person's note that it replaced by force."""

    note: Path
    report: LintReport
    backup: Path | None = None


def comparison_folder(a: PaperFolder, b: PaperFolder) -> PaperFolder:
    """Where the comparison of two papers stands; long names lose their last words.

    Raises:
        LibraryError: it is one paper.
    """
    if a.path == b.path:
        raise LibraryError(a.path, "a paper can't be compared with itself.", "Name two.")
    words = [a.slug.split("-"), b.slug.split("-")]
    while len(slug := _PREFIX + _BETWEEN.join("-".join(part) for part in words)) > SLUG_LIMIT:
        longer = max(words, key=lambda part: len("-".join(part)))
        if len(longer) == 1:
            longer[0] = longer[0][:-1]
        else:
            longer.pop()
    return PaperFolder(a.path.parent / slug)


def compare(
    a: PaperFolder,
    b: PaperFolder,
    question: str,
    comparer: Comparer,
    options: CompareOptions,
    folder: PaperFolder | None = None,
) -> Compared:
    """Write the comparison, into its own folder or the one given. A person's stays; a new one goes to README.new.md.

    Raises:
        PdfError: one of the PDFs can't be read.
        WriterError: it can't be written; the disk is as before.
        LintFailed: what was written breaks rules that block writing. The disk is as before, but that a comparison
            which was paid for lies in README.draft.md.
        LibraryError: it is one paper, another run works on it, or the folder can't be written.
    """
    folder = folder or comparison_folder(a, b)
    sides = _sides(a, b, options)
    is_new = not folder.path.exists()
    folder.path.mkdir(exist_ok=True)
    try:
        with locked(folder.path):
            try:
                with transaction(folder.path) as change:
                    request = _request(folder, question, options)
                    return _compare(folder, sides, request, comparer, change, force=options.force)
            except RefusedNote as refused:
                record = read_sidecar(folder) or Sidecar(pdf="", tool=TOOL, compares=_letters(sides))
                raise keep_refused(folder, refused, record) from None
    finally:
        if is_new and not any(folder.path.iterdir()):
            folder.path.rmdir()


def forecast_comparison(
    a: PaperFolder, b: PaperFolder, question: str, comparer: Comparer, options: CompareOptions
) -> Forecast:
    """What the comparison would ask for and cost; nothing changes.

    Raises:
        PdfError: one of the PDFs can't be read.
        WriterError: the API can't be asked.
    """
    folder = comparison_folder(a, b)
    files = PaperFiles(folder.path, folder.path)
    return comparer.forecast_comparison(_sides(a, b, options), _request(folder, question, options), files)


def accept_comparison(folder: PaperFolder, file: Path, options: CompareOptions) -> Compared:
    """Take a comparison that a person wrote, or a README.draft.md that was mended, as the folder's note.

    Raises:
        NoteError: the file is no comparison.
        LintFailed: it breaks rules that block writing; nothing has changed.
        LibraryError: the papers that it compares are not there.
    """
    text = read_answer(file)
    header = parse_note(text, file).header
    question = dict(header.extras).get(LABELS[header.language].comparison)
    if not question:
        label = LABELS[header.language].comparison
        raise NoteError(file, f"the header lacks **{label}**.", f"Add a line `> **{label}**：…`, the question.", line=1)
    record = read_sidecar(folder)
    names = record.compares if record else {}
    a, b = (find_paper(folder.path.parent, names[letter]) for letter in "AB")
    return compare(a, b, question, AcceptedComparison(text), replace(options, language=header.language), folder)


def compared_papers(folder: PaperFolder, cache: Path) -> tuple[Paper, Paper] | None:
    """The papers that a folder's note compares, as its record says; None for any other note, or where one is gone.

    Raises:
        PdfError: one of the PDFs can't be read.
    """
    record = read_sidecar(folder)
    names = record.compares if record else {}
    pdfs = [folder.path.parent / names[letter] / "paper.pdf" for letter in "AB" if letter in names]
    if len(pdfs) != len("AB") or not all(pdf.is_file() for pdf in pdfs):
        return None
    return read_paper(pdfs[0], cache), read_paper(pdfs[1], cache)


def _compare(
    folder: PaperFolder,
    sides: Sides,
    request: ComparisonRequest,
    comparer: Comparer,
    change: Transaction,
    *,
    force: bool,
) -> Compared:
    record = read_sidecar(folder)
    written = comparer.compare(sides, request, PaperFiles(folder.path, change.staging))
    text = render_note(written.note)
    persons = is_persons_note(folder, record)
    target, backup = find_place(change, folder.readme, folder.new_readme, persons=persons, force=force)
    staged = change.stage(target.name, text.encode())
    papers = (sides[0].paper, sides[1].paper)
    new = _record(sides, written, request, text)
    report = lint(LintSubject(staged.parent, folder.path, staged.name, text.encode(), record=new, compared=papers))
    if report.errors:
        raise RefusedNote(written, text, report)
    if folder.draft_readme.is_file():
        change.remove(folder.draft_readme.name)
    change.stage(folder.sidecar.name, new.render().encode())
    return Compared(target, report, backup)


def _sides(a: PaperFolder, b: PaperFolder, options: CompareOptions) -> Sides:
    return _side(a, options), _side(b, options)


def _side(folder: PaperFolder, options: CompareOptions) -> Side:
    obtain(folder)
    return Side(read_paper(folder.pdf, options.cache, options.extract), folder.path)


def _request(folder: PaperFolder, question: str, options: CompareOptions) -> ComparisonRequest:
    settings = read_settings(folder.settings)
    return ComparisonRequest(
        question=" ".join(question.split()),
        language=options.language or settings.language,
        model=options.model or settings.model,
        effort=options.effort or settings.effort,
        disclosure=settings.disclosure,
        fallback=settings.fallback or FALLBACK,
    )


def _record(sides: Sides, written: Written, request: ComparisonRequest, text: str) -> Sidecar:
    return Sidecar(
        pdf="",
        tool=TOOL,
        writer=written.by,
        language=request.language,
        created=datetime.now(UTC).date().isoformat(),
        readme=text_hash(text),
        sections=section_hashes(text),
        usage=dict(written.usage) if written.usage else None,
        making=written.making,
        compares=_letters(sides),
    )


def _letters(sides: Sides) -> dict[str, str]:
    return {letter: side.home.name for letter, side in zip("AB", sides, strict=True)}
