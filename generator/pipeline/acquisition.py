"""A new paper: fetch its PDF into a folder of its own; and a known one whose PDF is not kept: fetch it again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.config import read_settings
from generator.errors import ConfigError, LibraryError, PdfError
from generator.extraction.naming import in_english
from generator.extraction.sandbox import extract_safely
from generator.fetch import Source, fetch, parse_source
from generator.library import PaperFolder, check_slug, file_hash, find_papers, make_slug, require_pdf

LARGE = 50 * 2**20
"""Bytes from which GitHub warns of a file; from 100 MiB on it refuses it.

source: https://docs.github.com/repositories/working-with-files/managing-large-files
"""
IGNORED = "# The PDF stays out of git: paper.yml says where it comes from.\n/paper.pdf\n/.fetching-*\n"


def obtain(folder: PaperFolder) -> None:
    """Have the PDF in its folder; one that is not kept there is fetched from its source, and git told to ignore it.

    Raises:
        FetchError: it can't be fetched.
        LibraryError: there is none.
    """
    settings = read_settings(folder.settings)
    if not settings.keep_pdf and settings.source and not folder.pdf.is_file():
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder.path) as scratch:
            fetched = Path(scratch, "paper.pdf")
            fetch(parse_source(settings.source), fetched)
            (folder.path / ".gitignore").write_text(IGNORED, encoding="utf-8")
            fetched.rename(folder.pdf)
    require_pdf(folder)


def add(
    library: Path,
    source: Source,
    slug: str | None,
    report: Callable[[int, int | None], None],
    *,
    keep_pdf: bool = True,
) -> PaperFolder:
    """Fetch a PDF into a new folder, named after its title where no slug is given; an error leaves nothing behind.

    `keep_pdf` False: `paper.yml` names the source, and git ignores the PDF.

    Raises:
        FetchError: it can't be fetched.
        PdfError: it can't be read.
        LibraryError: the folder, or the same PDF, is there already.
        ConfigError: a PDF that is not kept comes from a path.
    """
    if not keep_pdf and source.url is None:
        raise ConfigError(source.name, "a PDF that is not kept needs an address.", "Give its URL or its arXiv id.")
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
        settings = None if keep_pdf else f"source: {source.url}\nkeep_pdf: false\n"
        return _put(library, slug or _free_slug(library, source, title), pdf, settings)


def _check_free(library: Path, slug: str) -> None:
    if (library / slug).exists():
        raise LibraryError(library / slug, "this folder is there already.", "Choose another one with --slug.")


def _check_new(library: Path, pdf: Path) -> None:
    wanted, size = file_hash(pdf), pdf.stat().st_size
    for folder in find_papers(library):
        if folder.pdf.is_file() and folder.pdf.stat().st_size == size and file_hash(folder.pdf) == wanted:
            raise LibraryError(folder.pdf, "this very PDF is there already.", f"Try `paper-notes write {folder.slug}`.")


def _free_slug(library: Path, source: Source, title: str) -> str:
    slug = make_slug(in_english(title)) or make_slug(source.name)
    if not slug:
        raise LibraryError(source.name, "no folder name can be made of the title.", "Choose one with --slug.")
    _check_free(library, slug)
    return slug


def _put(library: Path, slug: str, pdf: Path, settings: str | None) -> PaperFolder:
    """Have the folder appear with its PDF (and settings) in it, by one rename."""
    folder = PaperFolder(library / slug)
    draft = library / f".adding-{slug}"
    try:
        draft.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdf, draft / "paper.pdf")
        if settings:
            (draft / folder.settings.name).write_text(settings, encoding="utf-8")
            (draft / ".gitignore").write_text(IGNORED, encoding="utf-8")
        draft.rename(folder.path)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise LibraryError(folder.path, f"it can't be written ({error.strerror}).", "Make room for it.") from error
    return folder
