"""The ways to cluster that the paper compares. The sweep itself is the program's: generator.extraction.clustering."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pymupdf

from generator.extraction.clustering import DisjointSets, ReachTree, cluster_boxes, rank_spans
from generator.paper import Box


def touch(a: Box, b: Box, tolerance: float) -> bool:
    """Equation (1) of the paper."""
    return (
        a.x0 <= b.x1 + tolerance and b.x0 <= a.x1 + tolerance and a.y0 <= b.y1 + tolerance and b.y0 <= a.y1 + tolerance
    )


def merge(boxes: Sequence[Box], tolerance: float) -> list[Box]:
    """Fixpoint merging: join each box to the first bounding box that it touches, until a pass changes nothing."""
    merged = list(boxes)
    while True:
        result: list[Box] = []
        for box in merged:
            home = next((i for i, other in enumerate(result) if touch(box, other, tolerance)), None)
            if home is None:
                result.append(box)
            else:
                result[home] = result[home].union(box)
        if len(result) == len(merged):
            return result
        merged = result


class Reference:
    """PyMuPDF's Page.cluster_drawings on an empty page, the boxes passed as if they were its drawings."""

    def __init__(self) -> None:
        self._document = pymupdf.open()

    def __call__(self, boxes: Sequence[Box], tolerance: float) -> int:
        """The number of rectangles, before the method's filter by size."""
        side = max(1.0, *(max(box.x1, box.y1) for box in boxes))
        page = self._document.new_page(width=side, height=side)
        drawings = [{"rect": pymupdf.Rect(box.x0, box.y0, box.x1, box.y1)} for box in boxes]
        found = page.cluster_drawings(
            drawings=drawings, x_tolerance=tolerance, y_tolerance=tolerance, final_filter=False
        )
        return len(found)


def rule_of_thumb(boxes: Sequence[Box], tolerance: float) -> float:
    """The cell side of a grid: the mean of the boxes' larger sides, plus the tolerance."""
    return sum(max(box.width, box.height) for box in boxes) / len(boxes) + tolerance


class Grid:
    """Uniform grid with union-find: a box enters every cell that it covers, boxes are compared cell by cell."""

    def __init__(self, cell: float | None = None, limit: float = math.inf) -> None:
        self.cell, self.limit = cell, limit
        self.entries = self.pairs = 0

    def __call__(self, boxes: Sequence[Box], tolerance: float) -> list[list[int]] | None:
        """The components; None where the cells hold more pairs than the limit."""
        sets = DisjointSets(len(boxes))
        cells = self._fill(boxes, tolerance).values()
        self.entries = sum(map(len, cells))
        self.pairs = sum(len(cell) * (len(cell) - 1) // 2 for cell in cells)
        if self.pairs > self.limit or self.entries > self.limit:
            return None
        for cell in cells:
            for position, one in enumerate(cell):
                for other in cell[:position]:
                    if touch(boxes[one], boxes[other], tolerance):
                        sets.unite(one, other)
        return sets.groups()

    def _fill(self, boxes: Sequence[Box], tolerance: float) -> dict[tuple[int, int], list[int]]:
        side = self.cell or rule_of_thumb(boxes, tolerance)
        cells: dict[tuple[int, int], list[int]] = {}
        for index, box in enumerate(boxes):
            # Grown by the tolerance on one side, two boxes that touch share a cell.
            for column in range(int(box.x0 // side), int((box.x1 + tolerance) // side) + 1):
                for row in range(int(box.y0 // side), int((box.y1 + tolerance) // side) + 1):
                    cells.setdefault((column, row), []).append(index)
        return cells


def close(boxes: Sequence[Box], tolerance: float) -> tuple[list[Box], int]:
    """The fixpoint of merging by repeated sweeps over bounding boxes, and how many sweeps it took."""
    rounds, merged = 0, list(boxes)
    while True:
        groups = cluster_boxes(merged, tolerance, tolerance)
        rounds += 1
        if len(groups) == len(merged):
            return merged, rounds
        merged = [_bounding([merged[i] for i in group]) for group in groups]


def _bounding(boxes: list[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))


class NoMemory(ReachTree):
    """The tree without its memory of clusters: every query walks to all live boxes below its nodes."""

    def _gather(self, inner: list[int], index: int, left: float) -> list[int]:
        touched, nodes = [], inner.copy()
        while nodes:
            node = nodes.pop()
            if self._reach[node] < left:
                continue
            if self._top_reach[node] >= left:
                touched.append(self._top[node])
            if node < self._leaves:
                nodes += (2 * node, 2 * node + 1)
        return touched


class NoSize(DisjointSets):
    """Union-find without union by size: the second root always joins the first."""

    def unite(self, one: int, other: int) -> None:
        """Make one set of the sets of both."""
        self._parent[self.find(other)] = self.find(one)


class NoHalving(DisjointSets):
    """Union-find without path halving."""

    def find(self, item: int) -> int:
        """The representative of the item's set."""
        while self._parent[item] != item:
            item = self._parent[item]
        return item


class Neither(NoSize):
    """Union-find without either: trees may become chains."""

    find = NoHalving.find


def sweep(
    boxes: Sequence[Box],
    tolerance: float,
    sets: type[DisjointSets] = DisjointSets,
    tree: type[ReachTree] = ReachTree,
) -> list[list[int]]:
    """Algorithm 1 as in cluster_boxes, its two structures exchangeable."""
    components, reaches = sets(len(boxes)), tree(2 * len(boxes))
    spans = rank_spans(boxes, tolerance)
    for index in sorted(range(len(boxes)), key=lambda index: boxes[index].x0):
        box = boxes[index]
        for other in reaches.add(index, *spans[index], left=box.x0, reach=box.x1 + tolerance):
            components.unite(index, other)
    return components.groups()
