"""Windows: the room above, below and beside a caption in which its float may stand, up to what stops it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum

from generator.extraction.captions import Caption
from generator.extraction.scenes import Scene
from generator.extraction.typography import Column
from generator.paper import Box

_GUTTER = 6.0  # points: narrower white space parts cells and panels, no floats
_LEAST_HEIGHT, _LEAST_WIDTH = 8.0, 40.0  # points, of a window above or below, and of one beside


class Side(StrEnum):
    """Where a float's body stands, seen from its caption."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"
    RIGHT = "right"


def windows(scene: Scene, caption: Caption) -> Iterator[tuple[Side, Box]]:
    """Each side of the caption with room for a float there; above and below in several widths."""
    for side in (Side.ABOVE, Side.BELOW):
        bands = _bands(scene, caption)
        whole = _window(scene, caption, side, scene.typography.area)
        for band in dict.fromkeys((*bands, *_between_gutters(scene, caption, whole))):
            window = _window(scene, caption, side, band)
            if window.height > _LEAST_HEIGHT:
                yield side, window
    for side in (Side.LEFT, Side.RIGHT):
        window = _side_window(scene, caption, side)
        if window.width > _LEAST_WIDTH:
            yield side, window


def _bands(scene: Scene, caption: Caption) -> list[Column]:
    """The widths that a float of this caption may have: between its neighbours, its column, the whole text."""
    box, area = caption.bbox, scene.typography.area
    area = Column(min(area.x0, box.x0), max(area.x1, box.x1))
    bands: list[Column] = []
    for column in scene.typography.columns:
        if box.x0 >= column.x0 - 5 and box.x1 <= column.x1 + 5:
            bands.append(column)
    bands.append(area)
    bands.append(Column(box.x0, box.x1))
    if scene.frame.width > scene.frame.height:  # a page laid sideways has margins of its own
        bands.append(Column(scene.frame.x0, scene.frame.x1))
    beside = _beside(scene, caption, area)
    if beside is not None:
        bands.insert(0, beside)
    return list(dict.fromkeys(bands))


def _between_gutters(scene: Scene, caption: Caption, window: Box) -> Iterator[Column]:
    """The band up to the widest white gutters towards the captions on the left and on the right."""
    own = caption.bbox
    left = [(other.bbox.x0 + other.bbox.x1) / 2 for other in scene.captions if other.bbox.x1 < own.x0]
    right = [(other.bbox.x0 + other.bbox.x1) / 2 for other in scene.captions if other.bbox.x0 > own.x1]
    if not left and not right:
        return
    middle = (own.x0 + own.x1) / 2
    items = [box for box in (*(c.bbox for c in scene.clusters), *scene.texts) if box.intersection(window)]
    x0 = _gutter(items, max(left), middle) if left else window.x0
    x1 = _gutter(items, middle, min(right)) if right else window.x1
    if x0 is not None and x1 is not None and x0 < x1:
        yield Column(x0, x1)


def _gutter(items: Sequence[Box], start: float, end: float) -> float | None:
    """The middle of the widest gap between start and end that no item crosses; None where there is none."""
    gaps: list[tuple[float, float]] = []
    edge = -math.inf
    for box in sorted(items, key=lambda box: box.x0):
        middle = (edge + box.x0) / 2
        if box.x0 - edge > _GUTTER and start < middle < end:
            gaps.append((box.x0 - edge, middle))
        edge = max(edge, box.x1)
    return max(gaps)[1] if gaps else None


def _beside(scene: Scene, caption: Caption, area: Column) -> Column | None:
    """The band up to the middle between the caption and the obstacles to its left and right on its own height."""
    box = caption.bbox
    level = [
        other
        for other in scene.obstacles
        if min(other.y1, box.y1) - max(other.y0, box.y0) > 2 and not other.intersection(box.expand(-0.5))
    ]
    left = max((other.x1 for other in level if other.x1 <= box.x0 + 2), default=None)
    right = min((other.x0 for other in level if other.x0 >= box.x1 - 2), default=None)
    if left is None and right is None:
        return None
    x0 = area.x0 if left is None else (left + box.x0) / 2
    x1 = area.x1 if right is None else (right + box.x1) / 2
    return Column(x0, x1)


def _window(scene: Scene, caption: Caption, side: Side, band: Column) -> Box:
    """The room above or below a caption within a band, up to the nearest obstacle."""
    box = caption.bbox
    middle = (box.y0 + box.y1) / 2
    across = [o for o in scene.obstacles if min(o.x1, band.x1) - max(o.x0, band.x0) > 4]
    if side is Side.ABOVE:
        top = max((o.y1 for o in across if (o.y0 + o.y1) / 2 < box.y0), default=scene.frame.y0)
        return Box(band.x0, min(top, box.y0), band.x1, box.y0)
    bottom = min((o.y0 for o in across if (o.y0 + o.y1) / 2 > box.y1 and o.y0 > middle), default=scene.frame.y1)
    return Box(band.x0, box.y1, band.x1, max(bottom, box.y1))


def _side_window(scene: Scene, caption: Caption, side: Side) -> Box:
    box = caption.bbox
    level = [o for o in scene.obstacles if min(o.y1, box.y1) - max(o.y0, box.y0) > 2]
    area = scene.typography.area
    if side is Side.LEFT:
        edge = max((o.x1 for o in level if o.x1 <= box.x0 + 2), default=min(area.x0, box.x0))
        x0, x1 = edge, box.x0
    else:
        edge = min((o.x0 for o in level if o.x0 >= box.x1 - 2), default=max(area.x1, box.x1))
        x0, x1 = box.x1, edge
    across = [o for o in scene.obstacles if min(o.x1, x1) - max(o.x0, x0) > 4]
    top = max((o.y1 for o in across if o.y1 <= box.y0 + 2), default=scene.frame.y0)
    bottom = min((o.y0 for o in across if o.y0 >= box.y1 - 2), default=scene.frame.y1)
    return Box(x0, top, x1, bottom) if x1 > x0 and bottom > top else Box(x0, box.y0, x0, box.y0)
