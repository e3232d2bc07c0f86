"""Columns of a page: where they start, which lines cross them, and the order in which their stacks are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from generator.extraction.page import Line, Page

_PROSE = 15
"""Characters from which a line counts as prose when columns are sought."""
_SUPPORT = 5
"""Lines that must start at a column's left edge."""

_INDENT = 40.0
"""Points by which rows may be indented below the first of a paragraph."""
_HEAD = 0.5
"""Share of page 1 that titles and authors may take up."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges of the columns, from left to right, their right edges and font sizes (0: not measured); in points."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    sizes: tuple[float, ...]
    head: float = 0.0
    """y down to which a blank strip across all columns parts them, as between authors and abstract."""
    gap: float = 14.0
    """Least height of such a strip."""

    def stacks(self, lines: Sequence[Line]) -> Iterator[tuple[float, float, list[Line]]]:
        """Left edge, right edge and lines of each stack, in reading order.

        Lines that cross columns part the page into bands; within a band one column is read after the other.
        """
        band: list[list[Line]] = [[] for _ in self.starts]
        across: list[Line] = []
        bottom = 0.0
        for line in sorted(lines, key=lambda line: line.bbox.y0):
            if bottom and line.bbox.y0 - bottom > self.gap and not across:
                yield from self._flush(band)
                band = [[] for _ in self.starts]
            bottom = max(bottom, line.bbox.y1) if line.bbox.y0 < self.head else 0.0
            first, last = self._column(line.bbox.x0), self._column(_inked(line) - 6)
            if first == last or not self._is_free(line, band):
                if across:
                    yield self.starts[0], self.ends[-1], across
                    across = []
                band[first].append(line)
                continue
            if not across:
                yield from self._flush(band)
                band = [[] for _ in self.starts]
            across.append(line)
        if across:
            yield self.starts[0], self.ends[-1], across
        yield from self._flush(band)

    def asides(self, size: float) -> frozenset[tuple[float, float]]:
        """Edges of the columns that are no body: narrow and set smaller than the body (`size`)."""
        widths = [end - start for start, end in zip(self.starts, self.ends, strict=True)]
        return frozenset(
            (start, end)
            for start, end, width, own in zip(self.starts, self.ends, widths, self.sizes, strict=True)
            if len(widths) > 1 and width < 0.6 * max(widths) and 0 < own < size - 0.6
        )

    def _column(self, x: float) -> int:
        return max((index for index, start in enumerate(self.starts) if x >= start - 4), default=0)

    def _is_free(self, line: Line, band: list[list[Line]]) -> bool:
        """Whether nothing in the columns to the right stands beside it: else it only sticks out of its own."""
        last = self._column(_inked(line) - 6)
        beside = band[last][-1:] if last else []
        middle = (line.bbox.y0 + line.bbox.y1) / 2
        return not any(other.bbox.y0 < middle < other.bbox.y1 for other in beside)

    def _flush(self, band: list[list[Line]]) -> Iterator[tuple[float, float, list[Line]]]:
        for start, end, lines in zip(self.starts, self.ends, band, strict=True):
            if lines:
                yield start, end, lines


def _inked(line: Line) -> float:
    """The right edge of what is printed: word processors end lines in white space."""
    span = next((span for span in reversed(line.spans) if span.text.strip()), line.spans[-1])
    blank = len(span.text) - len(span.text.rstrip())
    return span.bbox.x1 - span.bbox.width * blank / max(len(span.text), 1)


def find_columns(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[Columns]:
    """The columns of each page; a page with little text of its own takes those that most pages have."""
    own = [_starts(page, rest) for page, rest in zip(pages, lines, strict=True)]
    usual = _usual(own)
    return [
        _columns(page, rest, starts if len(starts) > 1 or not _fits(rest, usual) else usual)
        for page, rest, starts in zip(pages, lines, own, strict=True)
    ]


def _starts(page: Page, lines: Sequence[Line]) -> tuple[float, ...]:
    prose = sorted((line for line in lines if len(line.text) >= _PROSE), key=lambda line: line.bbox.x0)
    if not prose:
        return (min((line.bbox.x0 for line in lines), default=0.0),)
    starts = [_left(prose)]
    for cluster in _clusters(prose):
        start = cluster[0].bbox.x0
        widths = median(line.bbox.width for line in cluster)
        if start - starts[-1] < 0.15 * page.width or widths < 0.15 * page.width:
            continue
        if len(cluster) >= _SUPPORT and _is_parted(prose, cluster, starts[-1]):
            starts.append(_pulled(prose, starts[-1], start))
    return tuple(starts)


def _left(prose: Sequence[Line]) -> float:
    """The leftmost edge that several lines share; `prose` is sorted by it. A remark in the margin is no column."""
    least = max(2, len(prose) // 25)
    shared = (cluster for cluster in _clusters(prose) if len(cluster) >= least)
    return next(shared, prose)[0].bbox.x0


def _clusters(prose: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines whose left edges lie within 2 points of each other, from left to right."""
    cluster: list[Line] = []
    for line in prose:
        if cluster and line.bbox.x0 - cluster[0].bbox.x0 > 2:
            yield cluster
            cluster = []
        cluster.append(line)
    if cluster:
        yield cluster


def _is_parted(prose: Sequence[Line], cluster: Sequence[Line], left: float) -> bool:
    """Whether few lines beside the cluster cross its left edge, and some end before it."""
    start = cluster[0].bbox.x0
    top, bottom = min(line.bbox.y0 for line in cluster), max(line.bbox.y1 for line in cluster)
    beside = [line for line in prose if left - 4 <= line.bbox.x0 < start - 4 and top <= line.bbox.y0 <= bottom]
    crossing = sum(line.bbox.x1 > start + 4 for line in beside)
    return len(beside) - crossing >= 3 and crossing <= 0.35 * (len(beside) + len(cluster))


def _pulled(prose: Sequence[Line], left: float, start: float) -> float:
    """The column's edge, where most of its rows are indented below it, as in a list of references."""
    ends = [_inked(line) for line in prose if left - 4 <= line.bbox.x0 < start - 4 and _inked(line) < start]
    end = max(ends, default=left)
    hanging = [line.bbox.x0 for line in prose if max(end, start - _INDENT) < line.bbox.x0 < start]
    return min(hanging, default=start)


def _usual(own: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    several = [starts for starts in own if len(starts) == 2]
    if not several or len(several) < 0.5 * len(own):
        return ()
    return tuple(median(starts[index] for starts in several) for index in (0, 1))


def _fits(lines: Sequence[Line], usual: tuple[float, ...]) -> bool:
    """Whether at least one line starts at the usual second column, and most lines don't cross into it."""
    if not usual:
        return False
    at_edge = any(abs(line.bbox.x0 - usual[1]) < 4 for line in lines)
    crossing = sum(line.bbox.x0 < usual[1] - 4 and line.bbox.x1 > usual[1] + 4 for line in lines)
    return at_edge and crossing < 0.5 * len(lines)


def _columns(page: Page, lines: Sequence[Line], starts: tuple[float, ...]) -> Columns:
    ends: list[float] = []
    sizes: list[float] = []
    for index, start in enumerate(starts):
        limit = starts[index + 1] - 2 if index + 1 < len(starts) else page.width
        inside = [line for line in lines if line.bbox.x0 >= start - 4 and line.bbox.x1 <= limit]
        ends.append(_right([line.bbox.x1 for line in inside if len(line.text) >= _PROSE], limit))
        # The type matters for what may be an aside only.
        narrow = len(starts) > 1 and ends[-1] - start < 0.3 * page.width
        sizes.append(median(line.size for line in inside) if inside and narrow else 0.0)
    return Columns(starts, tuple(ends), tuple(sizes), _HEAD * page.height if page.number == 1 else 0.0)


def _right(edges: Sequence[float], limit: float) -> float:
    """The edge that most full lines share; where the right is ragged, the one that few lines pass."""
    if not edges:
        return limit
    edge, count = Counter(map(round, edges)).most_common(1)[0]
    return float(edge) if count >= 0.25 * len(edges) else sorted(edges)[-1 - len(edges) // 20]
