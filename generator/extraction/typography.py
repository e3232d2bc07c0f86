"""Typography of the whole document: the body's font and size, its columns, the styles of its headings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from generator.extraction.segments import Segment
from generator.paper import Box

NUMBERED = re.compile(r"^(?:(?:\d+|[A-Z]|[IVX]+)(?:\.\d+)*\.?\s+\S|第.{1,3}[章节]|[一二三四五六七八九十]+、)")
"""How a numbered heading begins."""
LARGER = 0.8
"""Points that a heading is larger than the body."""
_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of a column of text, in points."""

    x0: float
    x1: float

    @property
    def width(self) -> float:
        """x1 - x0, in points."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Typography:
    """The body's font and size, the step between its lines, and the document's columns, the most frequent first.

    `headings` are the (font, size) of its numbered headings that are larger than the body.
    """

    size: float
    font: str
    pitch: float
    columns: tuple[Column, ...]
    headings: frozenset[tuple[str, float]] = frozenset()

    @property
    def area(self) -> Column:
        """From the leftmost to the rightmost edge of any column."""
        return Column(min(column.x0 for column in self.columns), max(column.x1 for column in self.columns))


def measure(pages: Sequence[Sequence[Segment]], width: float) -> Typography:
    """The typography of the document; `width` is the page's, for documents without running text."""
    styles: Counter[tuple[float, str]] = Counter()
    for segment in (segment for page in pages for segment in page):
        if segment.length >= 30 or segment.bbox.width > 0.25 * width:
            styles[(round(segment.size * 2) / 2, segment.font)] += segment.length
    if not styles:
        return Typography(10.0, "", 12.0, (Column(0.1 * width, 0.9 * width),))
    (size, font), _ = styles.most_common(1)[0]
    rows = [s.bbox for page in pages for s in page if abs(s.size - size) < 0.8 and s.bbox.width > 0.15 * width]
    columns = tuple(_columns(rows)) or (Column(0.1 * width, 0.9 * width),)
    return Typography(size, font, _pitch(pages, size), columns, _heading_styles(pages, size, columns))


def _heading_styles(
    pages: Sequence[Sequence[Segment]], size: float, columns: Sequence[Column]
) -> frozenset[tuple[str, float]]:
    """The styles of several numbered lines, larger than the body, at the left edge of a column."""
    large = (segment for page in pages for segment in page if segment.size > size + LARGER and segment.length < 80)
    counts = Counter(
        (segment.font, segment.size)
        for segment in large
        if any(abs(segment.bbox.x0 - column.x0) < 3 for column in columns) and NUMBERED.match(segment.text)
    )
    return frozenset(style for style, count in counts.items() if count >= _HEADINGS)


def _pitch(pages: Sequence[Sequence[Segment]], size: float) -> float:
    """The usual step between two lines of the body with the same left edge."""
    steps: list[float] = []
    for page in pages:
        last: dict[int, float] = {}
        for segment in page:
            if abs(segment.size - size) < 0.8 and segment.length > 15:
                left = round(segment.bbox.x0 / 3)
                step = segment.baseline - last.get(left, -math.inf)
                steps += [step] if 0.8 * size < step < 3 * size else []
                last[left] = segment.baseline
    return median(steps) if steps else 1.2 * size


def _columns(rows: Sequence[Box]) -> Iterable[Column]:
    """Left and right edges that many full lines share; where the right edge is ragged, the longest lines give it."""
    pairs = _peaks(Counter((round(row.x0), round(row.x1)) for row in rows), max(6, len(rows) // 25))
    justified = sum(count for _, count in pairs)
    if justified >= 0.25 * len(rows):
        yield from _distinct(Column(*pair) for pair, _ in pairs)
        return
    lefts = _peaks(Counter((round(row.x0), 0) for row in rows), max(6, len(rows) // 12))
    for (left, _), _ in lefts:
        ends = sorted(row.x1 for row in rows if abs(row.x0 - left) <= 2)
        yield Column(left, ends[int(0.95 * (len(ends) - 1))])


def _peaks(counts: Counter[tuple[int, int]], least: int) -> list[tuple[tuple[int, int], int]]:
    """The frequent pairs, each with the votes of its neighbours at one point's distance, the most frequent first."""
    peaks: list[tuple[tuple[int, int], int]] = []
    for (x0, x1), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if any(abs(x0 - a) <= 3 and abs(x1 - b) <= 3 for (a, b), _ in peaks):
            continue
        votes = sum(counts.get((x0 + i, x1 + j), 0) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if votes >= least:
            peaks.append(((x0, x1), votes))
    return sorted(peaks, key=lambda peak: -peak[1])


def _distinct(columns: Iterable[Column]) -> Iterable[Column]:
    """Columns without those that are another with an indent."""
    kept: list[Column] = []
    for column in columns:
        indented = any(abs(column.x1 - other.x1) <= 3 and 0.6 < column.width / other.width < 1.05 for other in kept)
        nested = any(
            other.x0 - 2 <= column.x0 and column.x1 <= other.x1 + 2 and column.width > 0.55 * other.width
            for other in kept
        )
        if not indented and not nested:
            kept.append(column)
            yield column
