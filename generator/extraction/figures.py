"""Figures, tables and algorithms of a paper: captions, their regions, and crops that a person set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.config import Crop
from generator.extraction.captions import Caption
from generator.extraction.carrying import carry
from generator.extraction.figure_types import classify, judge_content
from generator.extraction.options import FigureOptions
from generator.extraction.page import Page, RasterImage
from generator.extraction.regions import Habit, Proposal, choose, propose
from generator.extraction.scan import is_block
from generator.extraction.scenes import Scene, Scenes
from generator.extraction.turning import Laid, lay_flat
from generator.extraction.windows import Side
from generator.paper import Box, Figure, FigureType, FloatKind

_DEFAULT = FigureOptions()
_LONG = 0.4  # share of a figure's width that a line of running text takes, and a label does not


def find_figures(pages: Sequence[Page], options: FigureOptions = _DEFAULT) -> tuple[Figure, ...]:
    """All floats of the pages, by page, then from top to bottom and left to right."""
    laid = {page.number: lay_flat(_legible(page)) for page in pages}
    scenes = Scenes([flat.page for flat in laid.values()], options)
    found = _captioned(scenes)
    if options.uncaptioned:
        found += [figure for page in pages for figure in _uncaptioned(scenes[page.number], found, options.min_size)]
    found = [_turned_back(figure, laid[figure.page]) for figure in found]
    found += [figure for page in pages for figure in _scanned(page, found)]
    middles = {page.number: page.width / 2 for page in pages}
    return tuple(_in_order(_with_manual(found, options.manual), middles))


def _captioned(scenes: Scenes) -> list[Figure]:
    """The floats with a caption: first those on the caption's page, then those whose caption stands on another."""
    captioned = scenes.captioned()
    proposals = [propose(scene) for scene in captioned]
    habit = _habit(captioned, proposals, Habit())
    found: list[Figure] = []
    homeless: list[Caption] = []
    for scene, options_of in zip(captioned, proposals, strict=True):
        for caption, proposal in zip(scene.captions, choose(scene, options_of, habit), strict=True):
            if proposal is None:
                homeless.append(caption)
            else:
                found.append(_figure(scene, caption, proposal, f"caption-{proposal.side.value}"))
    for caption in homeless:
        earlier = [other for other in homeless if other.page == caption.page]
        carried = carry(scenes, caption, found, reach=earlier.index(caption) + 1)
        if carried:
            scene, proposal = carried
            method = "caption-next-page" if caption.page > scene.page else "caption-previous-page"
            found.append(replace(_figure(scene, caption, proposal, method), caption_bbox=None))
    return found


def _turned_back(figure: Figure, laid: Laid) -> Figure:
    caption = laid.back(figure.caption_bbox) if figure.caption_bbox else None
    return replace(figure, bbox=laid.back(figure.bbox), caption_bbox=caption)


def _legible(page: Page) -> Page:
    """The page; a scan with the lines that were recognised, and its ink in place of the image that covers it."""
    if not page.recognised:
        return page
    ink = tuple(RasterImage(box, (1, 1), f"ink {index}") for index, box in enumerate(page.ink))
    return replace(page, lines=page.recognised, images=ink)


def _scanned(page: Page, found: Sequence[Figure]) -> list[Figure]:
    """The large blocks of ink on a scan that no caption claims: without number and caption."""
    held = [figure.bbox for figure in found if figure.page == page.number]
    free = (box for box in page.ink if is_block(box) and not any(box.overlap(other) > 0.3 for other in held))
    return [Figure(page=page.number, kind=FloatKind.FIGURE, label=None, bbox=box, method="ink") for box in free]


def _in_order(figures: Sequence[Figure], middles: Mapping[int, float]) -> list[Figure]:
    """By page; on a page what crosses its middle parts it into bands, read from left to right, then downwards."""

    def crosses(figure: Figure) -> bool:
        middle = middles.get(figure.page, 0.0)
        return figure.bbox.x0 < middle - 20 and figure.bbox.x1 > middle + 20

    def place(figure: Figure) -> tuple[float, ...]:
        box = figure.bbox
        above = sum(f.page == figure.page and f.bbox.y0 < box.y0 and crosses(f) for f in figures)
        right = not crosses(figure) and box.x0 + box.x1 > 2 * middles.get(figure.page, 0.0)
        return figure.page, above, not crosses(figure), right, round(box.y0), round(box.x0)

    return sorted(figures, key=place)


def _habit(scenes: Sequence[Scene], proposals: Sequence[Sequence[Sequence[Proposal]]], prior: Habit) -> Habit:
    """The sides that the paper's clear cases take, added to the prior."""
    votes: Counter[tuple[FloatKind, Side]] = Counter()
    for scene, page in zip(scenes, proposals, strict=True):
        for caption, options in zip(scene.captions, page, strict=True):
            sides = {option.side for option in options if option.score > 0} & {Side.ABOVE, Side.BELOW}
            if len(sides) == 1:
                votes[(caption.kind, sides.pop())] += 1
    weights = list(prior.weights)
    for kind in FloatKind:
        total = votes[(kind, Side.ABOVE)] + votes[(kind, Side.BELOW)]
        weights += [(kind, side, votes[(kind, side)] / (total + 1)) for side in (Side.ABOVE, Side.BELOW)]
    return Habit(tuple(weights))


def _figure(scene: Scene, caption: Caption, proposal: Proposal, method: str) -> Figure:
    drawn, confidence = judge_content(*_content(scene, proposal.bbox))
    figure = Figure(
        page=scene.page,
        kind=caption.kind,
        label=caption.label,
        bbox=proposal.bbox,
        caption=caption.text,
        caption_bbox=caption.bbox,
        type=drawn,
        confidence=confidence,
        method=method,
    )
    kind, confidence = classify(figure, ())
    return replace(figure, type=kind, confidence=confidence)


def _content(scene: Scene, box: Box) -> tuple[int, int, int, float]:
    """How many labels of axes and other texts a box holds, how many are long lines, and the share that images cover."""
    ticks = sum(tick.overlap(box) > 0.5 for tick in scene.ticks)
    inside = [text for text in scene.texts if text.overlap(box) > 0.5]
    lines = sum(text.width > _LONG * box.width and text.width > 8 * text.height for text in inside)
    images = sum(cluster.bbox.area for cluster in scene.clusters if cluster.images and cluster.bbox.overlap(box) > 0.5)
    return ticks, len(inside) - ticks, lines, images / max(box.area, 1.0)


def _uncaptioned(scene: Scene, found: Sequence[Figure], min_size: float) -> list[Figure]:
    """Graphics of at least `min_size` points each way that no captioned float holds."""
    held = [figure.bbox for figure in found if figure.page == scene.page]
    return [
        Figure(page=scene.page, kind=FloatKind.FIGURE, label=None, bbox=cluster.bbox, method="graphics")
        for cluster in scene.clusters
        if min(cluster.bbox.width, cluster.bbox.height) >= min_size
        and not any(cluster.bbox.overlap(box) > 0.3 for box in held)
    ]


_NAME = re.compile(r"(?P<kind>fig|tab|alg)(?P<label>[a-z]?\d+[a-z]?)_(?P<type>[a-z]+)_")
_UNNUMBERED = re.compile(r"p\d+")  # the page of a graphic, in place of the number that it doesn't have
_KINDS = {"fig": FloatKind.FIGURE, "tab": FloatKind.TABLE, "alg": FloatKind.ALGORITHM}


def _with_manual(found: Sequence[Figure], crops: Sequence[Crop]) -> list[Figure]:
    """The figures with a person's crops in the place of those of the same kind and number."""
    figures = list(found)
    for crop in crops:
        match = _NAME.match(crop.name)
        if match is None:
            continue  # equations are not floats
        kind, label = _KINDS[match["kind"]], match["label"]
        box = Box(*crop.rect)
        # Graphics without a number are told apart by where they stand.
        same = (f for f in figures if f.kind is kind and f.number == label and (f.label or f.bbox.intersection(box)))
        made = max(
            same,
            key=lambda figure: (figure.page == crop.page, figure.bbox.iou(box)),
            default=Figure(crop.page, kind, None if _UNNUMBERED.fullmatch(label) else label, box),
        )
        figures = [figure for figure in figures if figure is not made]
        figures.append(
            replace(
                made,
                page=crop.page,
                bbox=box,
                type=FigureType(match["type"]),
                confidence=1.0,
                method="manual",
                file=f"{crop.name}.png",
            )
        )
    return figures
