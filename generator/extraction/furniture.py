"""What a page carries besides its text: running heads, page numbers, line numbers, stamps; and what nobody sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from generator.extraction.page import Line, Page, Span

_MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, in which running heads and page numbers stand."""
_NUMBER = re.compile(
    r"^(?:第|page|p\.)?[-–—|\s·]*(?:\d{1,5}|[ivxlc]{1,6})(?:\s*(?:/|of|页)\s*\d*)?[-–—|\s·]*$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_FLOAT_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)10\.\d{4,9}/\S+\.[gt]\d{3}")
"""The address of a figure (g) or table (t) of its own, which journals of PLOS print below each."""
_TINY = 2.0
"""Points below which nobody reads a text."""
_WHITE = 0xFFFFFF
_BACKDROPS = 300
"""Images and shapes that are tried as a backdrop of white text: a hostile page has many of both."""
_LINE_NUMBERS = 10


def is_visible(line: Line, page: Page) -> bool:
    """Whether it is horizontal text on the page that a reader sees (the text layer of a scan counts)."""
    x, y = line.direction
    if abs(y) > 0.05 or x < 0:
        return False
    box = line.bbox
    on_page = box.x1 > 0 and box.y1 > 0 and box.x0 < page.width and box.y0 < page.height
    return on_page and any(span.text.strip() and not is_hidden(span, page) for span in line.spans)


def is_hidden(span: Span, page: Page) -> bool:
    """Whether nobody sees it: transparent or white with nothing drawn behind, or too small to read."""
    if span.size < _TINY:
        return True
    if span.alpha == 0:
        return not _is_covered(span, page)
    return span.color == _WHITE and not _is_covered(span, page)


def _is_covered(span: Span, page: Page) -> bool:
    """Whether an image or a filled shape lies behind the span."""
    x, y = (span.bbox.x0 + span.bbox.x1) / 2, (span.bbox.y0 + span.bbox.y1) / 2
    filled = (path.bbox for path in page.paths if not path.stroked and path.color != _WHITE)
    boxes = islice(chain((image.bbox for image in page.images), filled), _BACKDROPS)
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in boxes)


def is_float_address(line: Line) -> bool:
    """Whether a line is nothing but the address of a figure or table."""
    return _FLOAT_ADDRESS.fullmatch(line.text.strip()) is not None


def without_furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads, page numbers, line numbers and the addresses of floats."""
    repeated = _repeated(pages, lines)
    return [
        _without_line_numbers([line for line in rest if not _is_furniture(line, page, edges, repeated)])
        for page, rest in zip(pages, lines, strict=True)
        for edges in [_edges(rest)]
    ]


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", " ".join(line.text.split())), round(line.bbox.y0 / 6)


def _repeated(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> frozenset[tuple[str, int]]:
    """Keys of lines in the margins that several pages carry at the same height (odd and even pages may differ)."""
    counts: Counter[tuple[str, int]] = Counter()
    for page, rest in zip(pages, lines, strict=True):
        text_keys = {_key(line) for line in rest if _in_margin(line, page)}
        counts.update({(text, y + shift) for text, y in text_keys for shift in (-1, 0, 1)})
    least = max(2, 0.25 * len(pages))
    # Bare numbers stand in a margin by chance too: those of sections and formulas at the top of a page.
    return frozenset(key for key, count in counts.items() if count >= least and any(map(str.isalpha, key[0])))


def _in_margin(line: Line, page: Page) -> bool:
    return line.bbox.y1 < _MARGIN * page.height or line.bbox.y0 > (1 - _MARGIN) * page.height


def _is_furniture(line: Line, page: Page, edges: tuple[float, float], repeated: frozenset[tuple[str, int]]) -> bool:
    if not _in_margin(line, page):
        return is_float_address(line)
    return _key(line) in repeated or bool(_NUMBER.match(line.text.strip()) and _is_outermost(line, edges))


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Top and bottom of all that is printed."""
    return min((line.bbox.y0 for line in lines), default=0.0), max((line.bbox.y1 for line in lines), default=0.0)


def _is_outermost(line: Line, edges: tuple[float, float]) -> bool:
    return line.bbox.y0 <= edges[0] + 3 or line.bbox.y1 >= edges[1] - 3


def _without_line_numbers(lines: list[Line]) -> list[Line]:
    """Review copies number their lines in the margin: a column of bare numbers, each one more than the last."""
    columns: list[list[Span]] = []
    for span in sorted((span for line in lines for span in _bare_numbers(line)), key=lambda span: span.bbox.x0):
        # Numbers of one and of three digits are up to two digits apart, however they are aligned.
        if not columns or span.bbox.x0 - columns[-1][-1].bbox.x0 > 1.5 * span.size:
            columns.append([])
        columns[-1].append(span)
    numbers = {id(span) for column in columns if _counts(column) for span in column}
    return [rest for line in lines if (rest := _without(line, numbers))] if numbers else lines


def _bare_numbers(line: Line) -> list[Span]:
    """The first and the last span, where they are numbers that white space parts from the text."""
    spans = [span for span in line.spans if span.text.strip()]
    if not spans:
        return []
    ends = {
        id(span): span for span, next_ in ((spans[0], spans[1:2]), (spans[-1], spans[-2:-1])) if _apart(span, next_)
    }
    return [span for span in ends.values() if span.text.strip().isdigit()]


def _apart(span: Span, neighbour: Sequence[Span]) -> bool:
    if not neighbour:
        return True
    gap = max(span.bbox.x0 - neighbour[0].bbox.x1, neighbour[0].bbox.x0 - span.bbox.x1)
    return gap > span.size


def _counts(column: list[Span]) -> bool:
    values = [int(span.text) for span in sorted(column, key=lambda span: span.bbox.y0) if len(span.text) < 9]
    steps = sum(after - before == 1 for before, after in pairwise(values))
    return len(column) >= _LINE_NUMBERS and steps >= 0.8 * (len(column) - 1)


def _without(line: Line, numbers: Collection[int]) -> Line | None:
    spans = tuple(span for span in line.spans if id(span) not in numbers)
    if len(spans) == len(line.spans) or not any(span.text.strip() for span in spans):
        return line if len(spans) == len(line.spans) else None
    shown = [span.bbox for span in spans if span.text.strip()]
    return replace(line, spans=spans, bbox=replace(line.bbox, x0=shown[0].x0, x1=shown[-1].x1))
