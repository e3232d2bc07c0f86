"""Notes that no program writes: a brief to write them by, and the way back for what was written."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from generator.config import Language, read_settings
from generator.errors import LibraryError
from generator.extraction.options import ExtractOptions
from generator.extraction.review import write_review
from generator.extraction.sandbox import extract_safely
from generator.library import PaperFolder
from generator.note.document import parse_note
from generator.pipeline.acquisition import obtain
from generator.pipeline.drafts import read_answer
from generator.pipeline.production import Outcome, WriteOptions, write, write_request
from generator.writing.accepted import AcceptedNote
from generator.writing.brief import brief_files


def write_brief(folder: PaperFolder, out: Path, options: WriteOptions) -> tuple[Path, ...]:
    """Fill the folder `out`, which must be new or empty, with all that writing a note needs; gives its files.

    Raises:
        PdfError: the PDF can't be read.
        LibraryError: there is no PDF, or `out` holds something or can't be written.
    """
    obtain(folder)
    try:
        images = out / "images"
        if out.exists() and any(out.iterdir()):
            raise LibraryError(out, "the folder is not empty.", "Name another one with --out.")
        images.mkdir(parents=True)
        figures = replace(options.extract.figures, manual=read_settings(folder.settings).crops)
        paper = extract_safely(folder.pdf, replace(options.extract, figures=figures), images)
        for name, text in brief_files(paper, write_request(folder, options), folder.slug).items():
            (out / name).write_text(text, encoding="utf-8")
        shutil.copyfile(folder.pdf, out / "paper.pdf")
    except OSError as error:
        raise LibraryError(out, f"it can't be written ({error.strerror}).", "Name another one with --out.") from error
    return tuple(sorted(path for path in out.rglob("*") if path.is_file()))


def review(folder: PaperFolder, target: Path, options: ExtractOptions) -> None:
    """Write the page on which a person checks the figures that were found; the paper's folder stays as it is.

    Raises:
        PdfError: the PDF can't be read.
        LibraryError: there is no PDF, or `target` can't be written.
    """
    obtain(folder)
    figures = replace(options.figures, manual=read_settings(folder.settings).crops)
    try:
        write_review(folder.pdf, target, replace(options, figures=figures))
    except OSError as error:
        raise LibraryError(target, f"it can't be written ({error.strerror}).") from error


def accept(folder: PaperFolder, file: Path, extract: ExtractOptions, *, force: bool = False) -> Outcome:
    """Take a note that was written by hand, or a README.draft.md that was mended, as the paper's note.

    Raises:
        NoteError: the file is no note.
        LintFailed: it breaks rules that block writing; nothing has changed.
    """
    text = read_answer(file)
    language: Language = parse_note(text, file).header.language
    return write(folder, AcceptedNote(text), WriteOptions(extract, language, force=force))
