"""Synthetic pages: the four kinds of vector content that the paper measures. Seeded, so always the same."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from generator.paper import Box

WIDTH, HEIGHT = 612.0, 792.0  # US letter, in points
SEED = 2026


def charts(n: int) -> list[Box]:
    """Six line plots with axes, grid lines, ticks, polylines and markers, between two rules across the page."""
    rng = random.Random(SEED)
    boxes = [Box(50, 40, 562, 40), Box(50, 752, 562, 752)]
    for panel in range(6):
        x, y = 60 + panel % 2 * 260, 60 + panel // 2 * 235
        share = (n - len(boxes)) // (6 - panel)
        axes = _axes(x, y)
        boxes += axes + _curves(x, y, share - len(axes), rng)
    return boxes


def _axes(x: float, y: float, width: float = 220, height: float = 170) -> list[Box]:
    frame = [Box(x, y, x, y + height), Box(x, y + height, x + width, y + height)]
    grid = [Box(x, y + i * height / 9, x + width, y + i * height / 9) for i in range(9)]
    ticks = [Box(x + i * width / 29, y + height, x + i * width / 29, y + height + 3) for i in range(30)]
    return frame + grid + ticks


def _curves(x: float, y: float, n: int, rng: random.Random) -> list[Box]:
    """Segments of three polylines, each third followed by a marker on it."""
    boxes = []
    for i in range(n):
        curve, t = i % 3, i / n
        px = x + 210 * t
        py = y + 85 + 22 * (curve - 1) + 30 * math.sin(6 * t + curve) + rng.gauss(0, 2)
        side = 3.0 if i % 9 < 3 else 630 / n
        boxes.append(Box(px, py, px + side, py + side))
    return boxes


def sparse(n: int) -> list[Box]:
    """Marks of a map: small boxes at constant density, on a page that grows with n; most stay alone."""
    rng = random.Random(SEED)
    side = 20 * math.sqrt(n)
    return [
        _box(rng.uniform(0, side), rng.uniform(0, side), rng.uniform(0.5, 4), rng.uniform(0.5, 4)) for _ in range(n)
    ]


def dense(n: int) -> list[Box]:
    """A scatter plot: n markers of 3 pt in a cloud of 200 by 150 pt."""
    rng = random.Random(SEED)
    return [_box(rng.uniform(200, 400), rng.uniform(300, 450), 3, 3) for _ in range(n)]


def lattice(n: int) -> list[Box]:
    """A mesh of hairlines: n / 2 across the whole page, n / 2 down."""
    across = [Box(0, HEIGHT * i / (n // 2), WIDTH, HEIGHT * i / (n // 2)) for i in range(n // 2)]
    down = [Box(WIDTH * i / (n // 2), 0, WIDTH * i / (n // 2), HEIGHT) for i in range(n - n // 2)]
    boxes = across + down
    random.Random(SEED).shuffle(boxes)
    return boxes


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x, y, x + width, y + height)


WORKLOADS: dict[str, Callable[[int], list[Box]]] = {
    "charts": charts,
    "sparse": sparse,
    "dense": dense,
    "lattice": lattice,
}
