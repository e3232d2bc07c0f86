"""Printed rows in reading order: columns told apart, furniture, floats and hidden text out, footnotes last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from generator.extraction.characters import normalize
from generator.extraction.columns import Columns, find_columns
from generator.extraction.furniture import is_visible, without_furniture
from generator.extraction.page import Line, Page, Span
from generator.paper import Box, Figure


class Role(IntEnum):
    """What a row is, in the order in which a page's text gives it."""

    BODY = 0
    ASIDE = 1
    FOOTNOTE = 2


@dataclass(frozen=True)
class Row:
    """One printed row of one column. `left` and `right` are the edges of its column, in points."""

    page: int
    spans: tuple[Span, ...]
    bbox: Box
    left: float
    right: float
    role: Role

    @cached_property
    def text(self) -> str:
        """Its text, normalised."""
        return normalize(raw_text(self.spans))

    @cached_property
    def main(self) -> Span:
        """The span that sets most of it: its font and size are the row's style."""
        return _main(self.spans)

    @property
    def size(self) -> float:
        """Font size of most of its characters, to the nearest half point."""
        return half_points(self.main.size)

    @property
    def baseline(self) -> float:
        """Y of the baseline, in points."""
        return self.main.baseline

    @cached_property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(span.bold for span in self.spans if any(map(str.isalpha, span.text)))


def half_points(size: float) -> float:
    """A font size to the nearest half point: pdfTeX stretches fonts by up to 2 % (9.86 and 10.06 are both 10)."""
    return round(size * 2) / 2


def raw_text(spans: Sequence[Span]) -> str:
    """The spans' text, with a space where they stand apart."""
    parts: list[str] = []
    last: Span | None = None
    for span in spans:
        if last and span.bbox.x0 - last.bbox.x1 > 0.15 * span.size and not last.text.endswith(" "):
            parts.append(" ")
        parts.append(span.text)
        last = span
    return "".join(parts)


def body_size(pages: Sequence[Page]) -> float:
    """The font size of most characters of the paper, to the nearest half point; 10 where there is no text."""
    printed: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for span in line.spans:
                printed[span.size] += len(span.text)
    sizes: Counter[float] = Counter()
    for size, count in printed.items():
        sizes[half_points(size)] += count
    return sizes.most_common(1)[0][0] if sizes else 10.0


def read_rows(pages: Sequence[Page], figures: Sequence[Figure] = ()) -> tuple[tuple[Row, ...], ...]:
    """For each page its rows in reading order: the body by columns, then asides, then footnotes."""
    size = body_size(pages)
    floats: dict[int, list[Box]] = {}
    for figure in figures:
        boxes = floats.setdefault(figure.page, [])
        boxes += [box for box in (figure.bbox, figure.caption_bbox) if box]
    kept = without_furniture(pages, [[line for line in page.lines if is_visible(line, page)] for page in pages])
    lines = [_outside(rest, floats.get(page.number, ())) for page, rest in zip(pages, kept, strict=True)]
    found = find_columns(pages, lines)
    return tuple(
        tuple(_rows(page, rest, columns, size)) for page, rest, columns in zip(pages, lines, found, strict=True)
    )


def _outside(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    return [line for line in lines if not any(_centre_in(line.bbox, box) for box in boxes)]


def _centre_in(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def _rows(page: Page, lines: Sequence[Line], columns: Columns, size: float) -> Iterator[Row]:
    rows: list[Row] = []
    for left, right, stack in columns.stacks(lines):
        merged = list(_merge(stack, page.number, left, right))
        rows += _with_footnotes(merged, page, size)
    asides = columns.asides(size)
    rows = [_recast(row, Role.ASIDE) if (row.left, row.right) in asides else row for row in rows]
    yield from sorted(rows, key=lambda row: row.role)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A line with what is asked of it again and again: the span that sets most of it."""

    line: Line
    main: Span

    @property
    def middle(self) -> float:
        return (self.line.bbox.y0 + self.line.bbox.y1) / 2


def _merge(lines: Sequence[Line], page: int, left: float, right: float) -> Iterator[Row]:
    """Lines of one stack to rows: what shares a baseline, or lies within the height of its neighbour (scripts)."""
    group: list[_Measured] = []
    for line in sorted((_Measured(line, _main(line.spans)) for line in lines), key=lambda line: line.middle):
        if group and not _same_row(group[-1], line):
            yield _row(group, page, left, right)
            group = []
        group.append(line)
    if group:
        yield _row(group, page, left, right)


def _main(spans: Sequence[Span]) -> Span:
    return spans[0] if len(spans) == 1 else max(spans, key=lambda span: len(span.text.strip()))


_SCRIPT = 12
"""Characters of the longest sub- or superscript; small type beyond that is a text of its own."""


def _same_row(one: _Measured, other: _Measured) -> bool:
    small, large = sorted((one, other), key=lambda line: line.main.size)
    size, a, b = small.main.size, one.line.bbox, other.line.bbox
    if size < 0.7 * large.main.size and len(small.line.text) > _SCRIPT:
        return False  # A remark beside the text.
    if abs(one.main.baseline - other.main.baseline) < 0.3 * size:
        return True
    beside = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1
    return beside and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.height, b.height)


def _row(lines: Sequence[_Measured], page: int, left: float, right: float) -> Row:
    ordered = sorted((each.line for each in lines), key=lambda line: line.bbox.x0)
    box = ordered[0].bbox
    for line in ordered[1:]:
        box = box.union(line.bbox)
    return Row(page, tuple(span for line in ordered for span in line.spans), box, left, right, Role.BODY)


def _recast(row: Row, role: Role) -> Row:
    return Row(row.page, row.spans, row.bbox, row.left, row.right, role)


_MARKS = "*∗⁎†‡§¶‖♯♮⋆☯"
_LEGAL = (
    "permission to",
    "copyright",
    "©",
    "preprint",
    "proceedings of",
    "corresponding",
    "correspondence",
    "收稿日期",
)


def _with_footnotes(rows: list[Row], page: Page, size: float) -> list[Row]:
    """The rows of a stack, those from its footnote rule (or first small marked row) to its end as footnotes."""
    start = _footnote_start(rows, page, size)
    return [*rows[:start], *(_recast(row, Role.FOOTNOTE) for row in rows[start:])]


def _footnote_start(rows: list[Row], page: Page, size: float) -> int:
    start = index = len(rows)
    rules = _rules(rows, page) if rows else []
    while index and rows[index - 1].bbox.y0 > 0.4 * page.height:
        index -= 1
        row = rows[index]
        if row.size > size or (row.size > size - 0.6 and not rules):
            break
        above = rows[index - 1].bbox.y1 if index else 0.0
        if any(above - 3 <= rule <= row.bbox.y0 + 4 for rule in rules):
            return index if row.size <= size - 0.6 or _is_marked(row) else start
        if row.size <= size - 0.6 and _is_marked(row):
            start = index
    return start


def _is_marked(row: Row) -> bool:
    """Whether it starts as a footnote does: a superscript, a dagger, or the publisher's usual words."""
    first = row.spans[0]
    raised = first.superscript or first.size < 0.8 * row.main.size
    head = row.text[:14].lower()
    return (raised and first.text.strip()[:1].isdigit()) or row.text[:1] in _MARKS or head.startswith(_LEGAL)


def _rules(rows: list[Row], page: Page) -> list[float]:
    """Y of the short lines at the left edge of the column, as drawn above footnotes."""
    left, right = rows[0].left, rows[0].right
    return [
        path.bbox.y0
        for path in page.paths
        if path.bbox.height < 2
        and abs(path.bbox.x0 - left) < 8
        and 0.12 < path.bbox.width / max(right - left, 1) < 0.6
        and path.bbox.y0 > 0.4 * page.height
    ]
