"""Sections: headings told by numbering and typography, and the text that stands under each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from generator.extraction.characters import words
from generator.extraction.headings import Heading, find_headings
from generator.extraction.page import Page
from generator.extraction.rows import Role, Row, read_rows
from generator.extraction.text import paragraphs
from generator.paper import Figure, PageText, Section


def read_sections(
    pages: Sequence[Page],
    texts: Sequence[PageText],
    figures: Sequence[Figure] = (),
    outline: Sequence[tuple[int, str, int]] = (),
) -> tuple[Section, ...]:
    """Every heading with its text, in reading order.

    `texts` (from `read_text`) give the paper's words, by which hyphens are judged; `outline` holds the bookmarks
    (level, title, page), which confirm what typography leaves open.
    """
    rows = [row for page in read_rows(pages, figures) for row in page if row.text]
    known = frozenset(word for page in texts for paragraph in page.paragraphs for word in words(paragraph))
    headings = find_headings(rows, outline)
    return tuple(_sections(rows, headings, known))


def _sections(rows: Sequence[Row], headings: Sequence[Heading], known: Collection[str]) -> Iterator[Section]:
    starts = [heading.start for heading in headings] + [len(rows)]
    for heading, (_, end) in zip(headings, pairwise(starts), strict=True):
        own = rows[heading.end : end]
        yield Section(
            number=heading.number,
            title=heading.title,
            level=heading.level,
            page=heading.page,
            page_end=max((row.page for row in own), default=heading.page),
            text=_text(own, known),
            bbox=heading.bbox,
        )


def _text(rows: Sequence[Row], known: Collection[str]) -> str:
    """Paragraphs parted by a blank line; footnotes after the body, so that they part no sentence."""
    body = [row for row in rows if row.role is Role.BODY]
    rest = [row for row in rows if row.role is not Role.BODY]
    return "\n\n".join((*paragraphs(body, known), *paragraphs(rest, known)))
