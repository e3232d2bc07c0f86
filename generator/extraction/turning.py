"""Pages whose text is turned by a quarter, as for a wide table: laid flat for the search, and boxes turned back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum

from generator.extraction.page import Line, Page, Span
from generator.paper import Box

_DESCENT = 0.22  # of the font size, below the baseline


class Turn(Enum):
    """How a page is turned to be read: not at all, by a quarter clockwise, or counter-clockwise."""

    NONE = 0
    CLOCKWISE = 1
    COUNTER = 2


@dataclass(frozen=True, slots=True)
class Laid:
    """A page as it is read; `width` and `height` are those of the page as displayed."""

    page: Page
    turn: Turn
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """A box of the page as it is read, on the page as displayed."""
        match self.turn:
            case Turn.CLOCKWISE:
                return _counter(box, self.height)
            case Turn.COUNTER:
                return _clockwise(box, self.width)
            case Turn.NONE:
                return box


def lay_flat(page: Page) -> Laid:
    """The page, turned where most of its text is."""
    turn = _turn(page)
    if turn is Turn.NONE:
        return Laid(page, turn, page.width, page.height)
    flat = replace(
        page,
        width=page.height,
        height=page.width,
        lines=tuple(_line(line, page, turn) for line in page.lines),
        paths=tuple(replace(path, bbox=_box(path.bbox, page, turn)) for path in page.paths),
        images=tuple(replace(image, bbox=_box(image.bbox, page, turn)) for image in page.images),
    )
    return Laid(flat, turn, page.width, page.height)


def _turn(page: Page) -> Turn:
    letters: Counter[tuple[int, int]] = Counter()
    for line in page.lines:
        letters[(round(line.direction[0]), round(line.direction[1]))] += len(line.text)
    upwards, downwards = letters[(0, -1)], letters[(0, 1)]
    if max(upwards, downwards) <= 2 * letters[(1, 0)] or max(upwards, downwards) < 40:
        return Turn.NONE
    return Turn.CLOCKWISE if upwards > downwards else Turn.COUNTER


def _box(box: Box, page: Page, turn: Turn) -> Box:
    return _clockwise(box, page.height) if turn is Turn.CLOCKWISE else _counter(box, page.width)


def _clockwise(box: Box, height: float) -> Box:
    return Box(height - box.y1, box.x0, height - box.y0, box.x1)


def _counter(box: Box, width: float) -> Box:
    return Box(box.y0, width - box.x1, box.y1, width - box.x0)


def _line(line: Line, page: Page, turn: Turn) -> Line:
    x, y = line.direction
    direction = (-y, x) if turn is Turn.CLOCKWISE else (y, -x)
    spans = tuple(_span(span, page, turn) for span in line.spans)
    return Line(spans, _box(line.bbox, page, turn), direction, line.block)


def _span(span: Span, page: Page, turn: Turn) -> Span:
    box = _box(span.bbox, page, turn)
    return span._replace(bbox=box, baseline=box.y1 - _DESCENT * span.size)
