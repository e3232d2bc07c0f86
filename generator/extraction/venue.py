"""Where the paper was published, by what its first page prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extraction.characters import join_lines, normalize
from generator.extraction.page import Page

_YEAR = r"(?:19|20)\d{2}"
_VENUES = tuple(
    re.compile(pattern)
    for pattern in (
        r"Published as a (?:conference|workshop) paper at (?P<venue>[A-Z][\w\- ]*? " + _YEAR + ")",
        r"(?P<venue>Proceedings of (?:the )?.{8,160}?" + _YEAR + ")",
        r"(?P<venue>\d+(?:st|nd|rd|th) (?:Annual )?(?:Conference|International Conference|Workshop) on .{4,120}?"
        + _YEAR
        + r"\)?)",
        r"(?P<venue>[A-Z]{2,8}(?:[- ][A-Z]{2,6})? [’'‘]\d{2}),? [A-Z]",
        r"Appearing in (?P<venue>.{8,160}?" + _YEAR + ")",
        r"(?P<venue>[A-Z]{3,8} " + _YEAR + r")[.,] ",
        r"(?P<venue>PLOS ONE|PLoS ONE|JOURNAL OF [A-Z ]{6,60}|Journal of [A-Z][\w ]{4,60}(?= \d))",
    )
)
_ORDINAL = re.compile(r"(\d) (st|nd|rd|th)\b")
_ANY_YEAR = re.compile(r"(?<!\d)" + _YEAR + r"(?!\d)")
_SHORT_YEAR = re.compile(r"[’'‘](\d{2})\b")


def read_venue(page: Page) -> tuple[str | None, int | None]:
    """Venue and year as printed on the page; None where nothing there says so."""
    for text in _paragraphs(page):
        for pattern in _VENUES:
            match = pattern.search(text)
            if match:
                venue = match["venue"].strip(" ,.;:")
                return venue, _year(venue) or _year(text)
    return None, None


def _paragraphs(page: Page) -> Iterator[str]:
    """The text blocks of the page's head and foot, each as one line."""
    blocks: dict[int, list[str]] = {}
    for line in page.lines:
        edge = min(line.bbox.y0, page.height - line.bbox.y1)
        if edge < 0.25 * page.height and line.direction[0] > 0.9:
            blocks.setdefault(line.block, []).append(line.text)
    for lines in blocks.values():
        yield _ORDINAL.sub(r"\1\2", join_lines(map(normalize, lines)))


def _year(text: str) -> int | None:
    match = _ANY_YEAR.search(text)
    if match:
        return int(match[0])
    short = _SHORT_YEAR.search(text)
    return 2000 + int(short[1]) if short and int(short[1]) < 70 else None
