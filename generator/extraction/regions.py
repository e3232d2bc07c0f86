"""Regions: each caption proposes boxes above, below and beside itself; the proposals of a page are chosen together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.extraction.captions import Caption
from generator.extraction.graphics import Cluster
from generator.extraction.scenes import Scene
from generator.extraction.segments import around
from generator.extraction.windows import Side, windows
from generator.paper import Box, FloatKind


@dataclass(frozen=True)
class Proposal:
    """A box for a caption, with its score; `clusters` are the indices of the graphics in it."""

    bbox: Box
    side: Side
    score: float
    clusters: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Habit:
    """On which side of the caption the document sets the bodies of figures, tables and algorithms (weights, 0 to 1)."""

    weights: tuple[tuple[FloatKind, Side, float], ...] = (
        (FloatKind.FIGURE, Side.ABOVE, 0.6),
        (FloatKind.TABLE, Side.BELOW, 0.3),
        (FloatKind.ALGORITHM, Side.BELOW, 1.0),
    )

    def of(self, kind: FloatKind, side: Side) -> float:
        """The weight of a side for a kind."""
        return sum(weight for k, s, weight in self.weights if k is kind and s is side)


_HOPELESS = -1.0
_BEAM = 64
_MOST = 24  # proposals kept a caption
_LEAST_GAP = 2.5  # points: narrower gaps never part two floats
_WIDE_GAP = 20.0  # points: wider gaps part no better
_ASTRAY = 480.0  # points that a box above or below counts for as shifted where it stands beside its caption
_CUTS = 12  # of the widest gaps


def propose(scene: Scene) -> list[list[Proposal]]:
    """For each caption of the page its proposals, the best first; the document's habit is not yet in their scores."""
    every: list[list[Proposal]] = []
    for caption in scene.captions:
        found: dict[tuple[int, ...], Proposal] = {}
        for proposal in _proposals(scene, caption):
            key = tuple(round(v) for v in (proposal.bbox.x0, proposal.bbox.y0, proposal.bbox.x1, proposal.bbox.y1))
            if key not in found or found[key].score < proposal.score:
                found[key] = proposal
        every.append(sorted(found.values(), key=lambda proposal: -proposal.score)[:_MOST])
    return every


def choose(scene: Scene, proposals: Sequence[Sequence[Proposal]], habit: Habit) -> list[Proposal | None]:
    """One proposal a caption, or none, so that they are good and overlap little."""
    beam: list[tuple[float, tuple[Proposal | None, ...]]] = [(0.0, ())]
    for caption, options in zip(scene.captions, proposals, strict=True):
        weighed = [(option, option.score + habit.of(caption.kind, option.side)) for option in options]
        grown = [
            (total + score - _conflict(option, chosen), (*chosen, option))
            for total, chosen in beam
            for option, score in weighed
            if score > 0
        ]
        grown += [(total, (*chosen, None)) for total, chosen in beam]
        beam = sorted(grown, key=lambda state: -state[0])[:_BEAM]
    return list(beam[0][1])


def _conflict(option: Proposal, chosen: Sequence[Proposal | None]) -> float:
    penalty = 0.0
    for other in chosen:
        shared = option.bbox.intersection(other.bbox) if other else None
        if other and shared:
            penalty += 4.0 * shared.area / max(1.0, min(option.bbox.area, other.bbox.area))
    return penalty


def is_sizeable(cluster: Cluster) -> bool:
    """Whether a cluster is a drawing, not a rule or an ornament."""
    return not cluster.rules_only and cluster.bbox.width > 40 and cluster.bbox.height > 30


def _proposals(scene: Scene, caption: Caption) -> Iterator[Proposal]:
    if caption.kind is FloatKind.ALGORITHM:
        yield from _ruled_block(scene, caption)
    for side, window in windows(scene, caption):
        yield from _fill(scene, caption, side, window)


def _ruled_block(scene: Scene, caption: Caption) -> Iterator[Proposal]:
    """The lines under an algorithm's caption, down to the rule as long as those around it; a line may overhang."""
    box = caption.bbox
    reach = 1.5 * scene.typography.size
    for rule in scene.rules:
        if not (-2 < box.y0 - rule.y1 < reach and rule.x0 < box.x0 + 3 and rule.x1 > box.x1 - 3):
            continue
        alike = [r for r in scene.rules if abs(r.x0 - rule.x0) < 3 and abs(r.x1 - rule.x1) < 3 and r.y0 > box.y1 - 2]
        edges = sorted(alike, key=lambda r: r.y0)
        top = edges[0].y1 if edges and edges[0].y0 - box.y1 < reach else box.y1
        ends = [r.y1 for r in edges if r.y0 > top + reach]
        if ends:
            block = Box(rule.x0, top, rule.x1, ends[0])
            lines = [text for text in scene.texts if text.overlap(block) > 0.6]
            yield Proposal(around([block, *lines]), Side.BELOW, 4.0)


def _fill(scene: Scene, caption: Caption, side: Side, window: Box) -> Iterator[Proposal]:
    """What of the window belongs to the caption: contents from the caption outwards, up to a wide gap."""
    clusters = ((index, c) for index, c in enumerate(scene.clusters) if not _underlines(c.bbox, caption.bbox))
    inside = {index for index, c in clusters if _is_in(c.bbox, window)}
    texts = [box for box in scene.texts if _is_in(box, window)]
    graphics = [(scene.clusters[index].bbox, index) for index in inside]
    items: list[tuple[Box, int | None]] = [*graphics, *((box, None) for box in texts)]
    grown = _grow(items, caption.bbox, side, scene.typography.size)
    for kept, gap in _prefixes(grown, caption.bbox, side):
        box = _without(around(item for item, _ in kept), caption.bbox, window, side)
        held = frozenset(index for _, index in kept if index is not None)
        score = _score(scene, caption, side, box, kept, held) + _closure(scene, side, box, gap, held)
        if score > _HOPELESS:
            yield Proposal(box, side, score, held)


def _underlines(box: Box, caption: Box) -> bool:
    """Whether a graphic is a rule below a word of the caption, and so a part of its text."""
    is_inside = caption.x0 - 1 < box.x0 and box.x1 < caption.x1 + 1 and caption.y0 < box.y0 and box.y1 < caption.y1 + 1
    return is_inside and box.height < 2 and box.width < caption.width / 2


def _without(box: Box, caption: Box, window: Box, side: Side) -> Box:
    """The box up to the caption and to the text on its far side: the white edge of an image may reach under them."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    match side:
        case Side.ABOVE:
            return Box(x0, max(y0, window.y0), x1, min(y1, caption.y0))
        case Side.BELOW:
            return Box(x0, max(y0, caption.y1), x1, min(y1, window.y1))
        case Side.LEFT:
            return Box(max(x0, window.x0), y0, min(x1, caption.x0), y1)
        case Side.RIGHT:
            return Box(max(x0, caption.x1), y0, min(x1, window.x1), y1)


def _prefixes(
    grown: Sequence[tuple[Box, int | None]], start: Box, side: Side
) -> Iterator[tuple[Sequence[tuple[Box, int | None]], float]]:
    """All that was grown, and what remains where it is cut at one of its widest gaps; each with that gap."""
    gaps: list[tuple[float, int]] = []
    reach = start
    for count, (box, _) in enumerate(grown):
        gap = _distance(box, reach, side)
        reach = reach.union(box) if count else box
        if count and gap > _LEAST_GAP:
            gaps.append((gap, count))
    if grown:
        yield grown, _WIDE_GAP
    for gap, count in sorted(gaps, reverse=True)[:_CUTS]:
        yield grown[:count], gap


def _closure(scene: Scene, side: Side, box: Box, gap: float, held: frozenset[int]) -> float:
    """How well the far edge ends a float: before a wide gap; a table, or a figure made of text, at a rule."""
    edge = box.y0 if side is Side.ABOVE else box.y1
    ruled = any(
        abs((rule.y0 + rule.y1) / 2 - edge) < 2 and rule.width > 0.8 * box.width and rule.overlap(box.expand(2)) > 0.9
        for rule in scene.rules
    )
    score = 0.4 * min(1.0, gap / _WIDE_GAP)
    drawn = any(is_sizeable(scene.clusters[index]) for index in held)
    return score + (0.0 if not ruled else -0.3 if drawn else 0.3)


def _is_in(box: Box, window: Box) -> bool:
    """Whether a box stands in a window, give or take two points: its middle and most of its area."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if not (window.x0 - 1 <= x <= window.x1 + 1 and window.y0 - 1 <= y <= window.y1 + 1):
        return False
    return box.expand(0.1).overlap(window.expand(2)) > 0.6


def _distance(box: Box, reach: Box, side: Side) -> float:
    match side:
        case Side.ABOVE:
            return reach.y0 - box.y1
        case Side.BELOW:
            return box.y0 - reach.y1
        case Side.LEFT:
            return reach.x0 - box.x1
        case Side.RIGHT:
            return box.x0 - reach.x1


def _grow(items: Sequence[tuple[Box, int | None]], start: Box, side: Side, size: float) -> list[tuple[Box, int | None]]:
    """Items in the order of their distance, until one is too far from those before; loose text must be nearer."""
    ordered = sorted(items, key=lambda item: _distance(item[0], start, side))
    kept: list[tuple[Box, int | None]] = []
    gaps: list[float] = []
    reach = start
    for item in ordered:
        gap = _distance(item[0], reach, side)
        if gap > (4.5 * size if kept else 7.0 * size):
            break
        reach = reach.union(item[0]) if kept else item[0]
        kept.append(item)
        gaps.append(gap)
    last = max((count for count, (_, index) in enumerate(kept) if index is not None), default=0)
    end = next((count for count in range(last + 1, len(kept)) if gaps[count] > 2.4 * size), len(kept))
    return kept[:end]


def _score(
    scene: Scene,
    caption: Caption,
    side: Side,
    box: Box,
    kept: Sequence[tuple[Box, int | None]],
    held: frozenset[int],
) -> float:
    score = 1.0
    score -= max(0.0, _distance(box, caption.bbox, side)) / (8 * scene.typography.size)
    score -= _cut(scene, box, held)
    score -= _shift(caption, box, side) / 120
    drawn = sum(scene.clusters[index].bbox.area for index in held if not scene.clusters[index].rules_only)
    if caption.kind is FloatKind.FIGURE:
        score += 1.0 if drawn > 0.15 * box.area else 0.5 if drawn else -0.3
    else:
        ruled = any(rule.overlap(box) > 0.9 for rule in scene.rules)
        score += 0.5 if ruled else 0.0
        score += 0.5 if _is_tabular([item for item, index in kept if index is None]) else 0.3 if drawn else -0.3
    if side in (Side.LEFT, Side.RIGHT):
        score -= 0.8 if drawn or caption.kind is not FloatKind.FIGURE else 2.0
    if box.height < 12 or box.width < 20:
        score -= 1.0
    if caption.kind is FloatKind.FIGURE and not held and len(kept) < 2:
        score -= 2.0  # a single line of text is no figure
    return score + _explained(scene, caption.kind, kept)


def _explained(scene: Scene, kind: FloatKind, kept: Sequence[tuple[Box, int | None]]) -> float:
    """How much of the page the box accounts for: loose text belongs to some float, graphics to a figure."""
    sizeable = sum(index is not None and is_sizeable(scene.clusters[index]) for _, index in kept)
    graphics = 0.4 * sizeable if kind is FloatKind.FIGURE else 0.0
    return min(1.2, graphics) + min(0.6, 0.02 * sum(index is None for _, index in kept))


def _cut(scene: Scene, box: Box, held: frozenset[int]) -> float:
    """A penalty for graphics and loose text that the box cuts."""
    cut, reach = 0.0, box.expand(3)
    for index, cluster in enumerate(scene.clusters):
        shared = cluster.bbox.intersection(reach) if index not in held else None
        if shared and not cluster.rules_only:
            cut += min(2.0, 4 * shared.area / max(box.area, 1.0))
        elif shared and cluster.bbox.width > box.width + 10:
            cut += 0.3
    for text in scene.texts:
        if 0.05 < text.overlap(box) < 0.95:
            cut += 0.2
    return min(cut, 3.0)


def _shift(caption: Caption, box: Box, side: Side) -> float:
    """How far the box stands from where its caption lies, in points.

    A caption of several lines is as wide as its float's place; one of a single line may share an edge only.
    """
    above = caption.bbox
    if side in (Side.LEFT, Side.RIGHT):
        return abs(above.y0 + above.y1 - box.y0 - box.y1) / 2
    outside = max(0.0, box.x0 - above.x1, above.x0 - box.x1)
    if outside:
        return _ASTRAY + outside
    middles = abs(above.x0 + above.x1 - box.x0 - box.x1) / 2
    if caption.line_count > 1 and box.width > above.width:
        return middles
    return min(middles, abs(above.x0 - box.x0), abs(above.x1 - box.x1))


def _is_tabular(texts: Sequence[Box]) -> bool:
    """Whether text stands in two rows or more with columns."""
    rows: list[tuple[float, int]] = []
    for box in sorted(texts, key=lambda box: (box.y0 + box.y1) / 2):
        middle = (box.y0 + box.y1) / 2
        if rows and middle - rows[-1][0] < 0.5 * box.height:
            rows[-1] = (rows[-1][0], rows[-1][1] + 1)
        else:
            rows.append((middle, 1))
    return sum(count > 1 for _, count in rows) >= 2
