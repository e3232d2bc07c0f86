"""A new paper: fetch its PDF into a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.errors import LibraryError, PdfError
from generator.extraction.sandbox import extract_safely
from generator.fetch import Source, fetch
from generator.library import PaperFolder, check_slug, file_hash, find_papers, make_slug


def add(library: Path, source: Source, slug: str | None, report: Callable[[int, int | None], None]) -> PaperFolder:
    """Fetch a PDF into a new folder, named after its title where no slug is given; an error leaves nothing behind.

    Raises:
        FetchError: it can't be fetched.
        PdfError: it can't be read.
        LibraryError: the folder, or the same PDF, is there already.
    """
    if slug is not None:
        _check_free(library, check_slug(slug))
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as scratch:
        pdf = Path(scratch, "paper.pdf")
        fetch(source, pdf, progress=report)
        _check_new(library, pdf)
        try:
            title = extract_safely(pdf).metadata.title
        except PdfError as error:
            raise type(error)(source.path or source.url, error.problem, error.way_out) from error
        return _put(library, slug or _free_slug(library, source, title), pdf)


def _check_free(library: Path, slug: str) -> None:
    if (library / slug).exists():
        raise LibraryError(library / slug, "this folder is there already.", "Choose another one with --slug.")


def _check_new(library: Path, pdf: Path) -> None:
    wanted, size = file_hash(pdf), pdf.stat().st_size
    for folder in find_papers(library):
        if folder.pdf.is_file() and folder.pdf.stat().st_size == size and file_hash(folder.pdf) == wanted:
            raise LibraryError(folder.pdf, "this very PDF is there already.", f"Try `paper-notes write {folder.slug}`.")


def _free_slug(library: Path, source: Source, title: str) -> str:
    slug = make_slug(title) or make_slug(source.name)
    if not slug:
        raise LibraryError(source.name, "no folder name can be made of the title.", "Choose one with --slug.")
    _check_free(library, slug)
    return slug


def _put(library: Path, slug: str, pdf: Path) -> PaperFolder:
    """Have the folder appear with its PDF in it, by one rename."""
    folder = PaperFolder(library / slug)
    draft = library / f".adding-{slug}"
    try:
        draft.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdf, draft / "paper.pdf")
        draft.rename(folder.path)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise LibraryError(folder.path, f"it can't be written ({error.strerror}).", "Make room for it.") from error
    return folder
