"""Figures, tables and algorithms of a paper: captions, their regions, and crops that a person set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from generator.config import Crop
from generator.extraction.captions import Caption, begins_caption, find_captions
from generator.extraction.figure_types import classify, judge_content
from generator.extraction.furniture import without_furniture
from generator.extraction.graphics import Drawing, find_clusters, read_drawings
from generator.extraction.layout import PageText, Role, Typography, measure
from generator.extraction.options import FigureOptions
from generator.extraction.page import Line, Page
from generator.extraction.regions import Habit, Proposal, Scene, Side, choose, propose
from generator.extraction.segments import Segment, ink, is_upright, segments_of
from generator.extraction.turning import Laid, lay_flat
from generator.paper import Box, Figure, FigureType, FloatKind

_DEFAULT = FigureOptions()


def find_figures(pages: Sequence[Page], options: FigureOptions = _DEFAULT) -> tuple[Figure, ...]:
    """All floats of the pages, by page, then from top to bottom and left to right."""
    laid = {page.number: lay_flat(page) for page in pages}
    scenes = _scenes([flat.page for flat in laid.values()], options)
    proposals = [propose(scene) for scene in scenes]
    habit = _habit(scenes, proposals, Habit())
    found: list[Figure] = []
    for scene, options_of in zip(scenes, proposals, strict=True):
        chosen = choose(scene, options_of, habit)
        captioned = [
            _figure(scene, caption, proposal)
            for caption, proposal in zip(scene.captions, chosen, strict=True)
            if proposal
        ]
        found += captioned
        if options.uncaptioned:
            found += _uncaptioned(scene.page, scene, captioned, options.min_size)
    found = [_turned_back(figure, laid[figure.page]) for figure in found]
    found += [figure for page in pages for figure in _scanned(page)]
    middles = {page.number: page.width / 2 for page in pages}
    return tuple(_in_order(_with_manual(found, options.manual), middles))


def _turned_back(figure: Figure, laid: Laid) -> Figure:
    caption = laid.back(figure.caption_bbox) if figure.caption_bbox else None
    return replace(figure, bbox=laid.back(figure.bbox), caption_bbox=caption)


def _scanned(page: Page) -> list[Figure]:
    """The large blocks of ink on a page that is only an image: no text, so no caption and no number."""
    return [Figure(page=page.number, kind=FloatKind.FIGURE, label=None, bbox=box, method="ink") for box in page.ink]


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


def _scenes(pages: Sequence[Page], options: FigureOptions) -> list[Scene]:
    """The pages that can hold a float: those with a caption, and all where graphics without one count."""
    kept = without_furniture(pages, [page.lines for page in pages])
    segments = [segments_of(_with_inner(page, lines)) for page, lines in zip(pages, kept, strict=True)]
    drawings = read_drawings(pages)
    typography = measure(segments, max((page.width for page in pages), default=612.0))
    captions = find_captions(segments, typography.size, [drawing.rules for drawing in drawings])
    captioned = {caption.page for caption in captions}
    return [
        _scene(page, own, drawing, typography, [caption for caption in captions if caption.page == index], options)
        for index, (page, own, drawing) in enumerate(zip(pages, segments, drawings, strict=True), 1)
        if index in captioned or options.uncaptioned
    ]


def _with_inner(page: Page, kept: Sequence[Line]) -> list[Line]:
    """The kept lines, and what repeats from page to page inside of them: captions, heads of tables."""
    known = {(line.block, round(line.bbox.y0)) for line in kept}
    others = [line for line in page.lines if (line.block, round(line.bbox.y0)) not in known]
    captions = [line for line in others if begins_caption(line.text)]
    inner = [*kept, *captions]
    top = min((line.bbox.y0 for line in inner), default=0.0)
    bottom = max((line.bbox.y1 for line in inner), default=page.height)
    return [*inner, *(line for line in others if line not in captions and _is_inner(line, top, bottom))]


def _is_inner(line: Line, top: float, bottom: float) -> bool:
    """Whether a line stands between others and is no line number."""
    return top < line.bbox.y0 and line.bbox.y1 < bottom and not line.text.strip().isdigit()


def _scene(
    page: Page,
    segments: Sequence[Segment],
    drawing: Drawing,
    typography: Typography,
    captions: Sequence[Caption],
    options: FigureOptions,
) -> Scene:
    taken = {id(segment) for caption in captions for segment in caption.segments}
    rest = [segment for segment in segments if id(segment) not in taken]
    text = PageText(rest, typography, drawing.rules, drawing.frames)
    body = text.of(Role.BODY, Role.HEADING, Role.EQUATION, Role.NOTE)
    obstacles = [segment.bbox for segment in body]
    stops = [*obstacles, *(caption.bbox for caption in captions)]
    shown = replace(drawing, images=tuple(_shown(drawing.images, stops, typography)))
    clusters = find_clusters(shown, options.x_tolerance, options.y_tolerance)
    turned = [box for line in page.lines if not is_upright(line) and (box := ink(line))]
    area = typography.area
    turned = [box for box in turned if box.x1 > area.x0 - 20 and box.x0 < area.x1 + 20]
    loose = text.of(Role.CONTENT)
    return Scene(
        page=page.number,
        frame=page.box,
        clusters=tuple(c for c in clusters if not _is_decoration(c.bbox, obstacles)),
        texts=tuple(chain((segment.bbox for segment in loose), turned)),
        ticks=tuple(chain((segment.bbox for segment in loose if _NUMBER.match(segment.text)), turned)),
        rules=drawing.rules,
        obstacles=tuple(stops),
        captions=tuple(captions),
        typography=typography,
    )


def _shown(images: Sequence[Box], stops: Sequence[Box], typography: Typography) -> Iterator[Box]:
    """The images; of one that lies under text a clip hides a part: what remains is in the columns free of text."""
    for image in images:
        if not any(_lies_under(image, stop) for stop in stops):
            yield image
            continue
        for column in typography.columns:
            part = image.intersection(Box(column.x0 - 2, image.y0, column.x1 + 2, image.y1))
            if part and part.width > 20 and not any(_lies_under(part, stop) for stop in stops):
                yield part


def _lies_under(image: Box, text: Box) -> bool:
    """Whether text stands well inside an image."""
    shared = image.expand(-4).intersection(text)
    return shared is not None and shared.area > 0.5 * text.area


def _is_decoration(box: Box, body: Sequence[Box]) -> bool:
    """Whether body text runs through it or close by: underlines, fraction bars, highlights, lines between columns."""
    reach = 5.0 if box.height < 3 and box.width < 100 else 0.5
    near = (line for line in body if line.y0 < box.y1 + reach and line.y1 > box.y0 - reach)
    return sum(box.expand(0.5).overlap(line.expand(reach - 0.5)) for line in near) > 0.4


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


_NUMBER = re.compile(r"^[-–−+]?[$£]?\d[\d.,]*\s?(?:%|[kKMB×x]|[eE][-+]?\d+|°)?$")


def _figure(scene: Scene, caption: Caption, proposal: Proposal) -> Figure:
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
        method=f"caption-{proposal.side.value}",
    )
    kind, confidence = classify(figure, ())
    return replace(figure, type=kind, confidence=confidence)


def _content(scene: Scene, box: Box) -> tuple[int, int, float]:
    """How many labels of axes and how many other texts a box holds, and the share of it that images cover."""
    ticks = sum(tick.overlap(box) > 0.5 for tick in scene.ticks)
    texts = sum(text.overlap(box) > 0.5 for text in scene.texts)
    images = sum(cluster.bbox.area for cluster in scene.clusters if cluster.images and cluster.bbox.overlap(box) > 0.5)
    return ticks, texts - ticks, images / max(box.area, 1.0)


def _uncaptioned(page: int, scene: Scene, found: Sequence[Figure], min_size: float) -> list[Figure]:
    """Graphics of at least `min_size` points each way that no captioned float holds."""
    return [
        Figure(page=page, kind=FloatKind.FIGURE, label=None, bbox=cluster.bbox, method="graphics")
        for cluster in scene.clusters
        if min(cluster.bbox.width, cluster.bbox.height) >= min_size
        and not any(cluster.bbox.overlap(figure.bbox) > 0.3 for figure in found)
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
