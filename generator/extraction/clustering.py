"""Clusters of boxes that lie close together: union-find, fed by a sweep over the page.

Two boxes touch where their gap is at most the tolerance on both axes; a cluster is a connected component of that
relation. The sweep meets the boxes from left to right; a segment tree over y tells which earlier boxes reach far
enough to touch the next one. The tree remembers where all boxes below a node are in one cluster already, so no pair
is looked at twice for nothing: O(n log n) for any n boxes, however large, dense or equal, with no cell size to choose.

The bound is that of Imai and Asano, "Finding the connected components and a maximum clique of an intersection graph
of rectangles in the plane", Journal of Algorithms 4 (1983). Against other ways: paper-notes/path-clustering.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.paper import Box


def cluster_boxes(boxes: Sequence[Box], x_tolerance: float, y_tolerance: float) -> list[list[int]]:
    """The connected components of the boxes, as ascending indices, ordered by the smallest index.

    Boxes a and b touch where a.x0 <= b.x1 + x_tolerance, b.x0 <= a.x1 + x_tolerance, and the same holds for y; so
    overlapping boxes and boxes with a common border always do. Coordinates must be finite, x0 <= x1 and y0 <= y1
    (lines and points are boxes too); tolerances are in points, at least 0.

    Raises:
        ValueError: a tolerance is negative.
    """
    if x_tolerance < 0 or y_tolerance < 0:
        raise ValueError("tolerances can't be negative")
    sets, reaches = DisjointSets(len(boxes)), ReachTree(2 * len(boxes))
    spans = rank_spans(boxes, y_tolerance)
    for index in sorted(range(len(boxes)), key=lambda index: boxes[index].x0):
        box = boxes[index]
        for other in reaches.add(index, *spans[index], left=box.x0, reach=box.x1 + x_tolerance):
            sets.unite(index, other)
    return sets.groups()


def rank_spans(boxes: Sequence[Box], tolerance: float) -> list[tuple[int, int]]:
    """Each box's y interval as half-open ranks: two intervals overlap just where the boxes touch on the y axis."""
    lows = [(box.y0, 0, index) for index, box in enumerate(boxes)]
    highs = [(box.y1 + tolerance, 1, index) for index, box in enumerate(boxes)]  # 1: a gap of the tolerance touches
    spans = [(0, 0)] * len(boxes)
    for rank, (_, end, index) in enumerate(sorted(lows + highs)):
        spans[index] = (spans[index][0], rank) if end else (rank, rank)
    return spans


class DisjointSets:
    """Union-find over 0 … size - 1, by size with path halving (Tarjan and van Leeuwen, 1984)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._size = [1] * size

    def find(self, item: int) -> int:
        """The representative of the item's set."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = item = parent[parent[item]]
        return item

    def unite(self, one: int, other: int) -> None:
        """Make one set of the sets of both."""
        large, small = self.find(one), self.find(other)
        if large == small:
            return
        if self._size[large] < self._size[small]:
            large, small = small, large
        self._parent[small] = large
        self._size[large] += self._size[small]

    def groups(self) -> list[list[int]]:
        """All sets, members ascending, ordered by the smallest member."""
        groups: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            groups.setdefault(self.find(item), []).append(item)
        return list(groups.values())


MIXED = -1


class ReachTree:
    """A segment tree over ranks: which boxes reach how far to the right.

    A box is stored at the O(log n) nodes that make up its span. Each node knows of the boxes stored at it the one
    that reaches furthest (`_top`, `_top_reach`; the others touch it and are in its cluster), how far any box stored
    at or below it reaches (`_reach`), and a box in whose cluster all of these are known to be (`_cluster`).
    """

    def __init__(self, ranks: int) -> None:
        self._leaves = 1 << max(0, ranks - 1).bit_length()
        self._top_reach = [-math.inf] * (2 * self._leaves)
        self._reach = [-math.inf] * (2 * self._leaves)
        self._top = [MIXED] * (2 * self._leaves)
        self._cluster = [MIXED] * (2 * self._leaves)

    def add(self, index: int, low: int, high: int, left: float, reach: float) -> list[int]:
        """Store a box with the ranks low … high - 1, none before it beginning right of `left`.

        Gives boxes that it touches, at least one of each cluster.
        """
        inner = self._nodes(low, high)
        touched = self._gather(inner, index, left) + self._pass(_ancestors(inner), index, left, reach)
        for node in inner:
            self._cluster[node] = index
            if reach > self._reach[node]:
                self._reach[node] = reach
            if reach > self._top_reach[node]:
                self._top[node], self._top_reach[node] = index, reach
        return touched

    def _nodes(self, low: int, high: int) -> list[int]:
        """The fewest nodes that make up the ranks; node n has the children 2n and 2n + 1."""
        nodes = []
        low, high = low + self._leaves, high + self._leaves
        while low < high:
            if low & 1:
                nodes.append(low)
                low += 1
            if high & 1:
                high -= 1
                nodes.append(high)
            low, high = low >> 1, high >> 1
        return nodes

    def _gather(self, inner: list[int], index: int, left: float) -> list[int]:
        """A box of each cluster at or below the nodes; all these join the cluster of `index`."""
        touched, nodes = [], inner.copy()
        while nodes:
            node = nodes.pop()
            if self._reach[node] < left:
                continue
            if self._cluster[node] != MIXED:
                touched.append(self._cluster[node])
            else:
                nodes += (2 * node, 2 * node + 1)
                if self._top_reach[node] >= left:
                    touched.append(self._top[node])
            self._cluster[node] = index
        return touched

    def _pass(self, outer: set[int], index: int, left: float, reach: float) -> list[int]:
        """The boxes stored above the box's nodes; from there its cluster is one of several."""
        touched = []
        for node in outer:
            if self._top_reach[node] >= left:
                touched.append(self._top[node])
            if self._reach[node] < left:
                self._cluster[node] = index
            else:
                self._cluster[node] = MIXED
            if reach > self._reach[node]:
                self._reach[node] = reach
        return touched


def _ancestors(nodes: list[int]) -> set[int]:
    ancestors: set[int] = set()
    for node in nodes:
        node >>= 1
        while node and node not in ancestors:
            ancestors.add(node)
            node >>= 1
    return ancestors
