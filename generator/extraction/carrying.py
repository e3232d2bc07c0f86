"""Floats whose caption stands on another page: panels that fill a page, and their caption on the page before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.extraction.captions import Caption
from generator.extraction.regions import Proposal, is_sizeable, propose
from generator.extraction.scenes import Scene, Scenes
from generator.extraction.windows import Side
from generator.paper import Box, Figure, FloatKind

_LEAST_SCORE = 1.0
_HELD = 0.5  # share of graphics or text that another float holds


def carry(scenes: Scenes, caption: Caption, found: Sequence[Figure], reach: int) -> tuple[Scene, Proposal] | None:
    """The body of a caption that has none on its page: on the page before, or on one of the `reach` pages after.

    Manuscripts list their captions on one page and show the figures one a page behind, hence the reach. What the
    floats in `found` hold is theirs.
    """
    after = ((caption.page + step, Side.BELOW) for step in range(1, reach + 1))
    for number, side in (*after, (caption.page - 1, Side.ABOVE)):
        if number in scenes:
            scene = _without(scenes[number], [figure for figure in found if figure.page == number])
            best = max(_proposals(scene, caption, side), key=lambda proposal: proposal.score, default=None)
            if best and best.score >= _LEAST_SCORE:
                return scene, best
    return None


def _without(scene: Scene, held: Sequence[Figure]) -> Scene:
    """The scene without what other floats hold; their boxes stop a region as text does."""
    boxes = [figure.bbox for figure in held]

    def is_free(box: Box) -> bool:
        return not any(box.overlap(other) > _HELD for other in boxes)

    return replace(
        scene,
        clusters=tuple(cluster for cluster in scene.clusters if is_free(cluster.bbox)),
        texts=tuple(filter(is_free, scene.texts)),
        obstacles=(*scene.obstacles, *boxes),
    )


def _proposals(scene: Scene, caption: Caption, side: Side) -> Iterator[Proposal]:
    """The proposals of a caption that stands just off the page, over or under all that is printed there."""
    printed = (*(cluster.bbox for cluster in scene.clusters), *scene.texts, *scene.obstacles)
    if not printed:
        return
    area = scene.typography.area
    y = min(box.y0 for box in printed) if side is Side.BELOW else max(box.y1 for box in printed)
    placed = replace(caption, page=scene.page, bbox=Box(area.x0, y, area.x1, y), segments=())
    for proposal in propose(replace(scene, captions=(placed,)))[0]:
        drawn = any(is_sizeable(scene.clusters[index]) for index in proposal.clusters)
        if proposal.side is side and (drawn or caption.kind is not FloatKind.FIGURE):
            yield proposal
