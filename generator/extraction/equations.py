"""Numbered display equations: a number in parentheses at a column's edge, and the formula beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extraction.page import Page
from generator.extraction.rows import Role, Row, read_rows
from generator.paper import Box, Equation, Figure

_NUMBER = re.compile(r"[(（]\s*((?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?'?)\s*[)）]\s*[.,;]?\s*$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PROSE_WORDS = 6
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class _Tag:
    index: int
    number: str
    box: Box


def find_equations(pages: Sequence[Page], figures: Sequence[Figure] = ()) -> tuple[Equation, ...]:
    """All numbered display equations in reading order; the box holds the whole formula and its number."""
    found: list[Equation] = []
    for rows in read_rows(pages, figures):
        body = [row for row in rows if row.role is Role.BODY]
        tags = [tag for index, row in enumerate(body) if (tag := _tag(body, index, row))]
        found += _equations(body, tags)
    return tuple(_plausible(found))


def _tag(rows: Sequence[Row], index: int, row: Row) -> _Tag | None:
    """The equation number at the right end of a row that is no prose."""
    last = next((span for span in reversed(row.spans) if span.text.strip()), None)
    match = _NUMBER.search(row.text)
    if not last or not match or row.right - row.bbox.x1 > 0.12 * (row.right - row.left):
        return None
    tail = last.text.strip()
    whole = _NUMBER.fullmatch(tail)
    if not _is_apart(row, match, bool(whole)) or _is_prose(row):
        return None
    width = len(match[0].strip()) * 0.5 * last.size
    box = last.bbox if whole else Box(last.bbox.x1 - width, last.bbox.y0, last.bbox.x1, last.bbox.y1)
    return _Tag(index, match[1], box)


def _is_apart(row: Row, match: re.Match[str], whole: bool) -> bool:
    """Whether white space parts the number from the formula: it stands alone, or behind a wide gap."""
    spans = [span for span in row.spans if span.text.strip()]
    if not row.text[: match.start()].strip():
        return row.bbox.x0 > row.left + 0.5 * (row.right - row.left)
    if whole:
        return len(spans) > 1 and spans[-1].bbox.x0 - max(span.bbox.x1 for span in spans[:-1]) > 0.8 * spans[-1].size
    return bool(re.search(r"\s{3,}[(（][^(（]*$", spans[-1].text))


def _is_prose(row: Row) -> bool:
    """Whether it is running text: it starts at the column's edge and consists of words."""
    words = _WORD.findall(row.text)
    return len(words) >= _PROSE_WORDS and sum(map(len, words)) > 0.6 * len(row.text)


def _equations(rows: Sequence[Row], tags: Sequence[_Tag]) -> Iterator[Equation]:
    taken = {tag.index for tag in tags}
    for tag in tags:
        first, last = _extent(rows, tag, taken)
        own = rows[first : last + 1]
        box = tag.box
        for row in own:
            box = box.union(row.bbox)
        yield Equation(tag.number, rows[tag.index].page, box.expand(_MARGIN), "\n".join(row.text for row in own))


def _extent(rows: Sequence[Row], tag: _Tag, taken: set[int]) -> tuple[int, int]:
    """First and last row of the formula: from the number's row up and down as long as formulas touch."""
    first = last = tag.index
    while first and first - 1 not in taken and _touches(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and last + 1 not in taken and _touches(rows[last + 1], rows[last]):
        last += 1
    return first, last


def _touches(other: Row, row: Row) -> bool:
    """Whether a neighbouring row belongs to the same formula: close, in the same column, and no text."""
    if other.left != row.left:
        return False
    gap = max(other.bbox.y0 - row.bbox.y1, row.bbox.y0 - other.bbox.y1)
    return gap < 0.7 * max(row.size, 6.0) and _is_formula(other)


def _is_formula(row: Row) -> bool:
    words = sum(len(word) for word in _WORD.findall(row.text))
    indented = row.bbox.x0 - row.left > 1.5 * row.size
    return indented and (words < 0.5 * len(row.text) or len(row.text) < 12)


def _plausible(found: Sequence[Equation]) -> Iterator[Equation]:
    """Each number once, the first time: papers number their equations upwards."""
    seen: set[str] = set()
    for equation in found:
        if equation.number not in seen:
            seen.add(equation.number)
            yield equation
