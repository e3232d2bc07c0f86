"""What the model reads as the paper: the PDF, and what takes its place where the API does not take it.

PDF --can't be processed--> saved anew --> text and images of the pages --> text
PDF --too large---------> its body, without references and appendix --> text

A ten-minute card is written from what a first reading takes in, and from no more.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PIL import Image

from generator.errors import PdfError, TooMuchToRead, WriterError
from generator.paper import Paper
from generator.writing.estimate import is_reference_list
from generator.writing.material import (
    LONGEST_SIDE,
    figure_parts,
    pages_text,
    shown_figures,
    skimmed_text,
    table_lines,
)
from generator.writing.plan import MOST_FIGURES
from generator.writing.question import Document, Part, Picture, Text
from generator.writing.writer import Pages, PaperFiles

LARGEST_PDF = 30 * 2**20
"""Bytes: a request has 32 MB at most, uploaded files included (large ones are, see uploads.py)."""
MOST_PAGES = 600
MOST_PICTURES = 40
"""Images of pages in one request."""


class Rung(StrEnum):
    """A form of the paper, as a person is told of it."""

    PDF = "the PDF"
    RESAVED = "the PDF, saved anew"
    BODY = "the PDF's pages without references and appendix"
    PAGES = "the text that was extracted, and images of the pages"
    TEXT = "the text that was extracted, and the figures"
    SKIM = "title, abstract, introduction, conclusion, figures and references"


_UNREADABLE = (Rung.PDF, Rung.RESAVED, Rung.PAGES, Rung.TEXT)
_TOO_LARGE = (Rung.PDF, Rung.BODY, Rung.TEXT)


@dataclass(frozen=True, slots=True)
class Reading:
    """The paper in one form. `without_text`: nothing was read from it that could take the pages' place."""

    rung: Rung
    parts: tuple[Part, ...]
    without_text: bool = False


def first_reading(
    paper: Paper,
    files: PaperFiles,
    *,
    takes_pdf: bool,
    vision_only: bool,
    skim: bool = False,
    known: str | None = None,
) -> Reading:
    """The PDF, where the model takes one; `known` is the rung that an earlier run came to.

    `skim`: only what a first reading takes in, where that can be told from the rest.

    Raises:
        TooMuchToRead: it has no text, and no form of its pages that the API would take.
    """
    ladder = (Rung.PDF, Rung.BODY, Rung.PAGES, Rung.TEXT) if takes_pdf else (Rung.PAGES, Rung.TEXT)
    ladder = (Rung.SKIM, *ladder) if skim else ladder
    rungs = (Rung(known),) if known else ladder
    reading = _first(rungs, paper, files, without_text=vision_only)
    if reading is None:
        raise TooMuchToRead(None, "the API takes no form of this PDF's pages.", "Use a shorter or smaller PDF.")
    return reading


def next_reading(reading: Reading, hindrance: WriterError, paper: Paper, files: PaperFiles) -> Reading | None:
    """The next form of the paper that the API may take, None where there is none."""
    ladder = _TOO_LARGE if isinstance(hindrance, TooMuchToRead) else _UNREADABLE
    rungs = list(Rung)
    left = tuple(rung for rung in ladder if rungs.index(rung) > rungs.index(reading.rung))
    return _first(left, paper, files, without_text=reading.without_text)


def _first(ladder: tuple[Rung, ...], paper: Paper, files: PaperFiles, *, without_text: bool) -> Reading | None:
    for rung in ladder:
        try:
            parts = tuple(_parts(rung, paper, files, without_text=without_text))
        except PdfError:
            continue  # the PDF library can't make that form of it
        if parts:
            return Reading(rung, (*parts[:-1], replace(parts[-1], cached=True)), without_text)
    return None


def _parts(rung: Rung, paper: Paper, files: PaperFiles, *, without_text: bool) -> Iterator[Part]:
    """The blocks of one form; none where it would be of no use."""
    title, everything = paper.metadata.title, range(1, paper.page_count + 1)
    if rung is Rung.PDF:
        pdf = files.home / "paper.pdf"
        if paper.page_count <= MOST_PAGES and pdf.stat().st_size <= LARGEST_PDF:
            yield Document(pdf.read_bytes(), title)
    elif rung is Rung.RESAVED and files.pages:
        yield Document(files.pages.copied(everything), title)
    elif rung is Rung.BODY and files.pages and (last := _last_page(paper)) < paper.page_count:
        copy = files.pages.copied(range(1, last + 1))
        if last <= MOST_PAGES and len(copy) <= LARGEST_PDF:
            yield Document(copy, title)
    elif rung is Rung.PAGES and files.pages:
        if not without_text:
            yield Document(_whole_text(paper), title, cached=False)
        yield from _drawn(files.pages, list(everything)[:MOST_PICTURES])
    elif rung is Rung.TEXT and not without_text:
        yield Document(_whole_text(paper), title)
    elif rung is Rung.SKIM and not without_text:
        yield from _skimmed(paper, files)


def _drawn(pages: Pages, numbers: Sequence[int]) -> Iterator[Part]:
    for number, png in zip(numbers, pages.drawn(numbers), strict=True):
        yield Text(f"[page {number}]")
        yield Picture(_scaled(png))


def _skimmed(paper: Paper, files: PaperFiles) -> Iterator[Part]:
    if text := skimmed_text(paper):
        yield Document(text, paper.metadata.title, cached=False)
        yield from figure_parts(shown_figures(paper)[:MOST_FIGURES], files.staged / "images")


def _whole_text(paper: Paper) -> str:
    """The text of the pages, and the tables, which are no part of it."""
    return "\n\n".join(filter(None, (pages_text(paper), table_lines(paper))))


def _last_page(paper: Paper) -> int:
    """The page on which the references begin; the last page where they were not found."""
    starts = [section.page for section in paper.sections if is_reference_list(section.title)]
    return min((*starts, paper.page_count))


def _scaled(png: bytes) -> bytes:
    """The page in the size that the API looks at."""
    with Image.open(io.BytesIO(png)) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        data = io.BytesIO()
        image.convert("RGB").save(data, "PNG")
        return data.getvalue()
