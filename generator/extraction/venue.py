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
        # The foot of a journal: nature NEUROSCIENCE VOLUME 14 | NUMBER 2 | FEBRUARY 2011.
        r"^(?P<venue>[A-Za-z][A-Za-z&:. \-]{2,80}?)[\s,|·]*\b(?i:volume|vol)\b\.?\s*\d+\b.{0,60}?" + _YEAR,
        r"(?<![\u4e00-\u9fff])期?(?P<venue>[\u4e00-\u9fff]{2,12}(?:学报|杂志|通讯|通报|论坛))",
        r"(?P<venue>PLOS ONE|PLoS ONE|JOURNAL OF [A-Z ]{6,60}|Journal of [A-Z][\w ]{4,60}(?= \d))",
    )
)
_ACRONYM = 5
"""Letters of the longest word that keeps its capitals: IEEE, PLOS."""
_SMALL = frozenset({"and", "for", "in", "of", "on", "the"})
_ORDINAL = re.compile(r"(\d) (st|nd|rd|th)\b")
_ANY_YEAR = re.compile(r"(?<!\d)" + _YEAR + r"(?!\d)")
_SHORT_YEAR = re.compile(r"[’'‘](\d{2})\b")


def read_venue(page: Page) -> tuple[str | None, int | None]:
    """Venue and year as printed on the page; None where nothing there says so."""
    for text in _paragraphs(page):
        for pattern in _VENUES:
            match = pattern.search(text)
            if match:
                venue = match["venue"].strip(" ,.;:|")
                return _lowered(venue), _year(venue) or _year(text)
    return None, None


def _lowered(venue: str) -> str:
    """The name without a typesetter's capitals: nature NEUROSCIENCE is Nature Neuroscience; acronyms stay."""
    if not any(len(word) > _ACRONYM and word.isupper() and word.isascii() for word in venue.split()):
        return venue
    return " ".join(map(_cased, venue.split()))


def _cased(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    return word if word.isupper() and len(word) <= _ACRONYM else word[:1].upper() + word[1:].lower()


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
