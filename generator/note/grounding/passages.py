"""A paper as passages: sentences of its text and cells of its floats, each with what stands around it.

Every number of the paper has one `Printed`: its words nearby (the clause; a cell's row and column heads), the words
further away (the sentence; the caption), the places it belongs to, and its box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.note.anchors import AnchorKind, find_anchors
from generator.note.grounding.numbers import Number, find_numbers, fold
from generator.note.sentences import split_sentences
from generator.paper import Box, Figure, PageText, Paper, Section, TextLine

_CLAUSE = re.compile(r"[,;:，；：。、]\s|[，；：。、]|\s(?=(?:and|but|while|whereas|compared to|instead of)\s)")
_ROW = 0.5
"""Share of a cell's height that two cells of one row overlap by."""

Place = tuple[AnchorKind, str]


@dataclass(frozen=True)
class Context:
    """Words around a number, ready for looking up terms: letters and digits only, and the words one by one."""

    text: str

    @cached_property
    def compact(self) -> str:
        """Letters and digits, folded."""
        return compact(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, folded; those with digits whole and in parts."""
        return frozenset(re.findall(r"[^\W_]+", self.text.casefold())) | frozenset(
            re.findall(r"[a-z]+|\d+", self.text.casefold())
        )

    @cached_property
    def folded(self) -> str:
        """For patterns."""
        return fold(self.text).casefold()


def compact(text: str) -> str:
    """Letters and digits of a text, folded."""
    return "".join(character for character in fold(text).casefold() if character.isalnum())


@dataclass(frozen=True)
class Printed:
    """A number of the paper. `group` is equal for numbers that compete: those of one table, those of one sentence."""

    number: Number
    page: int
    near: Context
    wide: Context
    group: str
    places: frozenset[Place]
    box: Box | None
    sentence: str


@dataclass(frozen=True)
class Passage:
    """A sentence, a caption or a float's cells: what a reference can point at."""

    page: int
    text: str
    places: frozenset[Place]
    box: Box | None = None
    cells: tuple[Printed, ...] = field(default=())

    @cached_property
    def context(self) -> Context:
        """Its words."""
        return Context(self.text)


def read_passages(paper: Paper) -> Iterator[Passage]:
    """Every passage of a paper: sentences page by page, then each float with its caption and cells."""
    sections = [(section, compact(section.text)) for section in paper.sections]
    for page in paper.pages:
        for paragraph in page.paragraphs:
            places = _places(paragraph, page.number, sections)
            for sentence in split_sentences(paragraph):
                yield Passage(page.number, sentence, places)
    for figure in paper.figures:
        yield _float(figure, paper)


def _places(paragraph: str, page: int, sections: Sequence[tuple[Section, str]]) -> frozenset[Place]:
    """The page, the sections that hold the paragraph with their parents, and the floats that it speaks of."""
    mentioned = {(anchor.kind, anchor.label) for anchor in find_anchors(paragraph) if anchor.kind in _SPOKEN_OF}
    near = [(section, text) for section, text in sections if section.page <= page <= section.page_end]
    start = compact(paragraph)[:80]
    holding = [section for section, text in near if start and start in text] or [section for section, _ in near]
    numbers = {part for section in holding if section.number for part in _with_parents(section.number)}
    return frozenset(
        {(AnchorKind.PAGE, str(page))} | mentioned | {(AnchorKind.SECTION, number) for number in numbers}
    )


_SPOKEN_OF = (AnchorKind.FIGURE, AnchorKind.TABLE, AnchorKind.ALGORITHM)


def _with_parents(number: str) -> Iterator[str]:
    parts = number.strip(".").split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _float(figure: Figure, paper: Paper) -> Passage:
    lines = [line for page in paper.pages if page.number == figure.page for line in page.lines]
    inside = [line for line in lines if _is_in(line.bbox, figure.bbox)]
    places = {(AnchorKind.PAGE, str(figure.page))}
    if figure.label:
        places.add((AnchorKind(figure.kind.value), figure.label))
    places |= {(AnchorKind.SECTION, part) for name in figure.sections for part in _with_parents(name)}
    group = f"{figure.kind.value} {figure.label or figure.bbox}"
    cells = tuple(_cells(inside, figure, group, frozenset(places)))
    text = "\n".join((figure.caption, *(line.text for line in inside)))
    return Passage(figure.page, text, frozenset(places), figure.caption_bbox or figure.bbox, cells)


def _is_in(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) > _ROW if inner.area else False


def _cells(lines: Sequence[TextLine], figure: Figure, group: str, places: frozenset[Place]) -> Iterator[Printed]:
    rows = _rows(lines)
    wide = Context(figure.caption)
    for index, row in enumerate(rows):
        heads = [above for above in rows[:index] if _is_head(above)]
        label = " ".join(line.text for line in row)
        for line in row:
            for number in find_numbers(line.text):
                box = _part(line, number)
                near = Context(" ".join((label, *_column(heads, box))))
                yield Printed(number, figure.page, near, wide, group, places, box, label)


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Cells of equal height on the page together, from top to bottom, each row from left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.bbox.y0 + line.bbox.y1, line.bbox.x0)):
        if rows and _is_level(rows[-1][0].bbox, line.bbox):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.bbox.x0) for row in rows]


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _ROW * min(one.height, other.height)


def _is_head(row: Sequence[TextLine]) -> bool:
    """Whether a row names columns or what follows, rather than giving values."""
    text = " ".join(line.text for line in row)
    letters = sum(map(str.isalpha, text))
    return letters > sum(map(str.isdigit, text))


def _column(heads: Sequence[Sequence[TextLine]], box: Box) -> Iterator[str]:
    """In each head the cell that stands over the box, nearest by its middle."""
    middle = (box.x0 + box.x1) / 2
    for row in heads:
        yield min(row, key=lambda line: abs((line.bbox.x0 + line.bbox.x1) / 2 - middle)).text


def _part(line: TextLine, number: Number) -> Box:
    """The number's own box, as if all characters of the line were equally wide."""
    width = line.bbox.width / max(len(line.text), 1)
    x0 = line.bbox.x0 + number.start * width
    return Box(x0, line.bbox.y0, min(x0 + (number.end - number.start) * width, line.bbox.x1), line.bbox.y1)


def printed_numbers(passage: Passage, serial: int) -> Iterator[Printed]:
    """The numbers of a passage: a float's cells and caption, or a sentence's own."""
    yield from passage.cells
    text = passage.text.partition("\n")[0] if passage.cells else passage.text
    clauses = list(_clauses(text))
    wide = Context(text)
    for number in find_numbers(text):
        near = next(context for start, end, context in clauses if start <= number.start < end)
        yield Printed(
            number, passage.page, near, wide, f"sentence {serial}", passage.places, passage.box, text
        )


def _clauses(text: str) -> Iterator[tuple[int, int, Context]]:
    """Clauses with their spans; what stands in parentheses belongs to what is before."""
    start = depth = 0
    bounds = {match.start(): match.end() for match in _CLAUSE.finditer(text)}
    for position, character in enumerate(text):
        depth = max(0, depth + (character in "([（") - (character in ")]）"))
        if depth == 0 and position in bounds:
            yield start, bounds[position], Context(text[start : bounds[position]])
            start = bounds[position]
    yield start, len(text) + 1, Context(text[start:])


def page_lines(page: PageText, text: str) -> Iterator[TextLine]:
    """The printed lines of a page that a passage's text covers: all of a line's letters are in it."""
    whole = compact(text)
    for line in page.lines:
        part = compact(line.text)
        if len(part) > 2 and part in whole:
            yield line
