"""Scenes: a page as the search for floats sees it, what floats are made of and what stops them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.extraction.captions import Caption, begins_caption, find_captions
from generator.extraction.furniture import is_float_address, without_furniture
from generator.extraction.graphics import Cluster, Drawing, find_clusters, read_drawings
from generator.extraction.layout import PageText, Role
from generator.extraction.options import FigureOptions
from generator.extraction.page import Line, Page
from generator.extraction.segments import Segment, ink, is_upright, segments_of
from generator.extraction.typography import Typography, measure
from generator.paper import Box

_NUMBER = re.compile(r"^[-–−+]?[$£]?\d[\d.,]*\s?(?:%|[kKMB×x]|[eE][-+]?\d+|°)?$")


@dataclass(frozen=True)
class Scene:
    """One page as the search sees it: graphics and loose text that floats are made of, and what stops them.

    `ticks` are the texts that are numbers, or turned: the labels of axes.
    """

    page: int
    frame: Box
    clusters: tuple[Cluster, ...]
    texts: tuple[Box, ...]
    ticks: tuple[Box, ...]
    rules: tuple[Box, ...]
    obstacles: tuple[Box, ...]
    captions: tuple[Caption, ...]
    typography: Typography


class Scenes:
    """The scenes of a document's pages, each made when it is asked for: most pages hold no float."""

    def __init__(self, pages: Sequence[Page], options: FigureOptions) -> None:
        kept = without_furniture(pages, [page.lines for page in pages])
        self._pages = {page.number: page for page in pages}
        self._segments = [segments_of(_with_inner(page, lines)) for page, lines in zip(pages, kept, strict=True)]
        self._drawings = read_drawings(pages)
        self._typography = measure(self._segments, max((page.width for page in pages), default=612.0))
        rules = [drawing.rules for drawing in self._drawings]
        found = find_captions(self._segments, self._typography.size, rules)
        self._captions = [replace(caption, page=pages[caption.page - 1].number) for caption in found]
        self._options = options
        self._made: dict[int, Scene] = {}

    def captioned(self) -> list[Scene]:
        """The scenes of the pages with a caption."""
        return [self[number] for number in sorted({caption.page for caption in self._captions})]

    def __contains__(self, number: int) -> bool:
        return number in self._pages

    def __getitem__(self, number: int) -> Scene:
        """The scene of page `number`."""
        if number not in self._made:
            index = list(self._pages).index(number)
            captions = [caption for caption in self._captions if caption.page == number]
            own = self._segments[index], self._drawings[index]
            self._made[number] = _scene(self._pages[number], *own, self._typography, captions, self._options)
        return self._made[number]


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
    """Whether a line stands between others and is neither a line number nor a float's address."""
    stray = line.text.strip().isdigit() or is_float_address(line)
    return top < line.bbox.y0 and line.bbox.y1 < bottom and not stray


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
