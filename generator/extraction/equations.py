"""Numbered display equations: a number in parentheses at a column's edge, and the formula beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extraction.page import Page, Span
from generator.extraction.rows import Role, Row, read_rows
from generator.paper import Box, Equation, Figure, FloatKind

_NUMBER = re.compile(r"[(（]\s*((?:[A-Z]{1,2}[.-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[′']?)\s*[)）]\s*$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PROSE_WORDS = 6
_MARGIN = 2.0
"""Points around a formula's box."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """An equation number in row `row` of a page; `apart` where white space parts it from the formula."""

    row: int
    number: str
    box: Box
    apart: bool

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


def find_equations(pages: Sequence[Page], figures: Sequence[Figure] = ()) -> tuple[Equation, ...]:
    """All numbered display equations in reading order; the box holds the whole formula and its number."""
    found: list[Equation] = []
    seen: set[str] = set()
    numbered = [page for page in pages if any(_NUMBER.search(line.text[-16:]) for line in page.lines)]
    # An algorithm may hold numbered formulas; a figure's or table's numbers are none.
    for rows in read_rows(numbered, [figure for figure in figures if figure.kind is not FloatKind.ALGORITHM]):
        body = [row for row in rows if row.role is Role.BODY and row.text]
        tags = list(_plausible([tag for index, row in enumerate(body) for tag in _tags(index, row)], seen))
        found += [_equation(body, tag, tags) for tag in tags]
    return tuple(found)


def _tags(index: int, row: Row) -> Iterator[_Tag]:
    """Equation numbers at the right edge of a row that is no prose."""
    edge = row.right - 0.12 * (row.right - row.left)
    spans = [span for span in row.spans if span.text.strip()]
    for place, span in enumerate(spans):
        match = _NUMBER.search(span.text)
        if not match or span.bbox.x1 < edge or _is_prose(row):
            continue
        box = _box(span, match)
        apart = _gap(span, match, spans[:place], box) > 0.8 * span.size
        if (apart or _is_formula(row)) and box.x0 > row.left + 0.4 * (row.right - row.left):
            yield _Tag(index, match[1], box, apart)


def _box(span: Span, match: re.Match[str]) -> Box:
    """The part of the span's box that its last characters take up."""
    share = len(match[0].strip()) / max(len(span.text.rstrip()), 1)
    return Box(span.bbox.x1 - share * span.bbox.width, span.bbox.y0, span.bbox.x1, span.bbox.y1)


def _gap(span: Span, match: re.Match[str], before: Sequence[Span], box: Box) -> float:
    """Points of white space to the left of the number."""
    head = span.text[: match.start()]
    if head.strip():
        return (len(head) - len(head.rstrip())) * 0.25 * span.size
    beside = [other.bbox.x1 for other in before if other.bbox.y0 < box.y1 and other.bbox.y1 > box.y0]
    return box.x0 - max(beside, default=0.0)


def _is_prose(row: Row) -> bool:
    """Whether it is running text that happens to end in parentheses."""
    words = _WORD.findall(row.text)
    return len(words) >= _PROSE_WORDS and sum(map(len, words)) > 0.6 * len(row.text)


def _plausible(tags: Sequence[_Tag], seen: set[str]) -> Iterator[_Tag]:
    """Each number once; one that nothing parts from the formula only where it is the next in the paper's count."""
    for tag in tags:
        if tag.number in seen or not (tag.apart or _before(tag.number) in seen | {"0"}):
            continue
        seen.add(tag.number)
        yield tag


def _before(number: str) -> str:
    head, last = re.fullmatch(r"(.*?)(\d*)\D*", number).groups()  # type: ignore[union-attr]
    return f"{head}{int(last or 1) - 1}"


def _equation(rows: Sequence[Row], tag: _Tag, tags: Sequence[_Tag]) -> Equation:
    row = rows[tag.row]
    same = [other.middle for other in tags if rows[other.row].left == row.left and other is not tag]
    top = max(((tag.middle + y) / 2 for y in same if y < tag.middle), default=0.0)
    bottom = min(((tag.middle + y) / 2 for y in same if y > tag.middle), default=float("inf"))
    box, text = tag.box, []
    for own in _formula(rows, tag.row):
        spans = [span for span in own.spans if top <= (span.bbox.y0 + span.bbox.y1) / 2 <= bottom and span.text.strip()]
        for span in spans:
            box = box.union(span.bbox)
        text += [" ".join(span.text.strip() for span in spans)] if spans else []
    return Equation(tag.number, row.page, box.expand(_MARGIN), "\n".join(text))


def _formula(rows: Sequence[Row], index: int) -> Sequence[Row]:
    """The rows around `index`, up and down, as long as formulas touch."""
    first = last = index
    while first and _touches(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _touches(rows[last + 1], rows[last]):
        last += 1
    return rows[first : last + 1]


def _touches(other: Row, row: Row) -> bool:
    """Whether a neighbouring row belongs to the same formula: close, in the same column, and no text."""
    if other.left != row.left:
        return False
    gap = max(other.bbox.y0 - row.bbox.y1, row.bbox.y0 - other.bbox.y1)
    return gap < max(row.size, 6.0) and _is_formula(other)


def _is_formula(row: Row) -> bool:
    words = sum(len(word) for word in _WORD.findall(row.text))
    indented = row.bbox.x0 - row.left > 0.4 * row.size
    return indented and (words < 0.5 * len(row.text) or len(row.text) < 12)
