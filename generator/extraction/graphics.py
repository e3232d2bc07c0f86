"""Graphics: what is drawn on a page and seen, without backgrounds, running rules and logos, in clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.extraction.clustering import cluster_boxes
from generator.extraction.page import Page, VectorPath
from generator.extraction.segments import around
from generator.paper import Box

_WHITE = 0xFFFFFF
_THIN = 2.5  # points: a line, not an area
_MARGIN = 0.12  # share of the page's height in which running rules and logos stand


@dataclass(frozen=True, slots=True)
class Cluster:
    """Graphics that lie close together: box, number of pieces, and whether images or only lines are among them."""

    bbox: Box
    pieces: int
    images: int
    rules_only: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page: every visible box, the upright lines among them, and rectangles that can frame text."""

    boxes: tuple[Box, ...]
    images: tuple[Box, ...]
    rules: tuple[Box, ...]
    frames: tuple[Box, ...]


def read_drawings(pages: Sequence[Page]) -> list[Drawing]:
    """The drawing of each page, without what the pages repeat in their margins."""
    repeated = _repeated(pages)
    return [_drawing(page, repeated) for page in pages]


def find_clusters(drawing: Drawing, x_tolerance: float, y_tolerance: float) -> list[Cluster]:
    """The clusters of a drawing."""
    boxes = _coarse(drawing.boxes)
    images = set(drawing.images)
    every = [*boxes, *drawing.images]
    return [_cluster([every[i] for i in group], images) for group in cluster_boxes(every, x_tolerance, y_tolerance)]


def is_rule(box: Box) -> bool:
    """Whether a box is a horizontal line."""
    return box.height <= _THIN and box.width >= 15


def _cluster(boxes: Sequence[Box], images: set[Box]) -> Cluster:
    lines = all(min(box.width, box.height) <= _THIN for box in boxes)
    return Cluster(around(boxes), len(boxes), sum(box in images for box in boxes), lines)


def _drawing(page: Page, repeated: frozenset[tuple[object, ...]]) -> Drawing:
    background = _background(page)
    paths = [path for path in page.paths if _is_seen(path, background) and not _recurs(path.bbox, page, repeated)]
    boxes = list(dict.fromkeys(path.bbox for path in paths))
    placed = [
        image.bbox
        for image in page.images
        if image.bbox.area <= background and (image.digest, *_key(image.bbox)) not in repeated
    ]
    # Some converters draw a line as an image of one pixel.
    boxes += [box for box in placed if min(box.width, box.height) <= _THIN]
    images = tuple(box for box in placed if min(box.width, box.height) > _THIN)
    frames = (path.bbox for path in paths if path.rectangular and path.bbox.width > 60 and path.bbox.height > 20)
    return Drawing(tuple(boxes), images, tuple(filter(is_rule, boxes)), tuple(dict.fromkeys(frames)))


def _background(page: Page) -> float:
    """The area in square points above which a box is a background of the whole page."""
    return 0.85 * page.box.area


def _is_seen(path: VectorPath, background: float) -> bool:
    return path.color != _WHITE and path.alpha > 0.02 and path.bbox.area <= background


def _recurs(box: Box, page: Page, repeated: frozenset[tuple[object, ...]]) -> bool:
    return _in_margin(box, page) and _key(box) in repeated


def _key(box: Box) -> tuple[int, int, int, int]:
    return round(box.x0), round(box.y0), round(box.x1), round(box.y1)


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[object, ...]]:
    """Keys of boxes in the margins, and of images anywhere, that a fifth of the pages carry at the same place."""
    counts: Counter[tuple[object, ...]] = Counter()
    for page in pages:
        counts.update({_key(path.bbox) for path in page.paths if _in_margin(path.bbox, page)})
        counts.update({(image.digest, *_key(image.bbox)) for image in page.images})
    least = max(3, 0.2 * len(pages))
    return frozenset(key for key, count in counts.items() if count >= least)


def _in_margin(box: Box, page: Page) -> bool:
    return box.y1 < _MARGIN * page.height or box.y0 > (1 - _MARGIN) * page.height


_CELL = 3.0  # points
_PATCH = 24.0


def _coarse(boxes: Iterable[Box]) -> list[Box]:
    """Fewer boxes with the same clusters: dots as one a cell, neighbours as one patch, equals once."""
    patches = _merge_neighbours(_merge_dots(boxes))
    alike: dict[tuple[int, int, int, int], Box] = {}
    for box in patches:
        key = _key(box)
        known = alike.get(key)
        alike[key] = box if known is None else known if _holds(known, box) else known.union(box)
    return list(alike.values())


def _merge_dots(boxes: Iterable[Box]) -> Iterator[Box]:
    cells: dict[tuple[int, int], Box] = {}
    for box in boxes:
        if box.width > 2 * _CELL or box.height > 2 * _CELL:
            yield box
            continue
        cell = (int(box.x0 // _CELL), int(box.y0 // _CELL))
        known = cells.get(cell)
        cells[cell] = box if known is None else known if _holds(known, box) else known.union(box)
    yield from cells.values()


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1


def _touches(one: Box, other: Box) -> bool:
    return other.x0 <= one.x1 + 1 and one.x0 <= other.x1 + 1 and other.y0 <= one.y1 + 1 and one.y0 <= other.y1 + 1


def _merge_neighbours(boxes: Iterable[Box]) -> Iterator[Box]:
    """Boxes that follow each other and touch, as the cells of a heat map do, up to the size of a patch."""
    patch: Box | None = None
    for box in boxes:
        if patch is not None and _touches(patch, box):
            union = patch.union(box)
            if union.width <= _PATCH and union.height <= _PATCH:
                patch = union
                continue
        if patch is not None:
            yield patch
        patch = box
    if patch is not None:
        yield patch
