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
from generator.paper import Box, Figure, Paper, Section, TextLine

_CLAUSE = re.compile(r"[,;:，；：。、]\s|[，；：。、]|\s(?=(?:and|but|while|whereas|compared to|instead of)\s)")
_VALUE = re.compile(r"[-−+<>~≈]?\s?\.?\d")
_CITATION = re.compile(r"\[\d[\d,\s–-]*\]|https?://\S+")
_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){1,3})\.?\s")
_FOOTNOTE = re.compile(r"^\d{1,2}[A-Za-z]")
_WINDOW = 30
"""Characters."""
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
    return "".join(filter(str.isalnum, fold(text).casefold()))


@dataclass(frozen=True)
class Printed:
    """A number of the paper.

    `group` is equal for numbers that compete: those of one table, those of one sentence; in a table `row` tells which
    of them stand in one row. `box` is None where only the page is known; `sentence` is the text that `number` is in.
    """

    number: Number
    page: int
    near: Context
    wide: Context
    group: str
    places: frozenset[Place]
    sentence: str
    box: Box | None = None
    row: int = 0

    def is_in_line_with(self, other: Printed) -> bool:
        """Whether both stand in one row or column, or in one sentence."""
        if not self.box or not other.box or self.row == other.row:
            return True
        return min(self.box.x1, other.box.x1) > max(self.box.x0, other.box.x0)

    @cached_property
    def window(self) -> Context:
        """The few words before and after it, as far as a unit stands."""
        start, end = self.number.start, self.number.end
        return Context(self.sentence[max(0, start - _WINDOW) : end + _WINDOW])


@dataclass(frozen=True)
class Passage:
    """A sentence with that before it in its paragraph, or a float's caption and cells: what a reference points at."""

    page: int
    text: str
    places: frozenset[Place]
    before: str = ""
    box: Box | None = None
    cells: tuple[Printed, ...] = field(default=())
    is_float: bool = False

    @cached_property
    def context(self) -> Context:
        """Its words."""
        return Context(self.text)


def read_passages(paper: Paper) -> Iterator[Passage]:
    """Every passage of a paper: sentences page by page, then each float with its caption and cells."""
    sections = list(_numbered(paper.sections))
    for page in paper.pages:
        for paragraph in page.paragraphs:
            places = _places(paragraph, page.number, sections)
            before = ""
            for sentence in split_sentences(paragraph):
                yield Passage(page.number, sentence, places, before)
                before = sentence
    for figure in paper.figures:
        yield _float(figure, paper)


def _numbered(sections: Sequence[Section]) -> Iterator[tuple[str, Section, str]]:
    """Each section with its number and its text in letters and digits; one without a number has that before it."""
    number = ""
    for section in sections:
        number = section.number or number
        if number:
            yield number.rstrip("."), section, compact(section.text)


def _places(paragraph: str, page: int, sections: Sequence[tuple[str, Section, str]]) -> frozenset[Place]:
    """The page, the sections that hold the paragraph with their parents, and the floats that it speaks of.

    A footnote belongs to any section of its page.
    """
    mentioned = {(anchor.kind, anchor.label) for anchor in find_anchors(paragraph) if anchor.kind in _SPOKEN_OF}
    near = [(number, text) for number, section, text in sections if section.page <= page <= section.page_end]
    start = "" if _FOOTNOTE.match(paragraph) else compact(paragraph)[:80]
    holding = [number for number, text in near if start and start in text] or [number for number, _ in near]
    numbers = {part for number in holding for part in _with_parents(number)}
    return frozenset({(AnchorKind.PAGE, str(page))} | mentioned | {(AnchorKind.SECTION, number) for number in numbers})


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
    return Passage(
        figure.page, text, frozenset(places), box=figure.caption_bbox or figure.bbox, cells=cells, is_float=True
    )


def _is_in(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) > _ROW if inner.area else False


def _cells(lines: Sequence[TextLine], figure: Figure, group: str, places: frozenset[Place]) -> Iterator[Printed]:
    rows = _rows(lines)
    heads = [row for index, row in enumerate(rows) if _is_head(row) or not any(map(_is_body, rows[: index + 1]))]
    wide = Context(figure.caption)
    for index, row in enumerate(rows):
        above = [head for head in heads if head[0].bbox.y0 < row[0].bbox.y0 and head is not row]
        label = " ".join(line.text for line in row)
        for line in row:
            for number in _values(line.text):
                box = _part(line, number)
                near = Context(" ".join((label, *_column(above, box))))
                own = f"{group} ±" if line.text[: number.start].rstrip().endswith("±") else group
                yield Printed(number, figure.page, near, wide, own, places, line.text, box, index)


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
    """Whether a row names columns or what follows: it gives no value."""
    return not any(_VALUE.match(line.text) for line in row)


def _is_body(row: Sequence[TextLine]) -> bool:
    """Whether a row gives values under a label of its own."""
    return not _is_head(row) and not _VALUE.match(row[0].text)


def _column(heads: Sequence[Sequence[TextLine]], box: Box) -> list[str]:
    """In each head the cell that stands over the box, nearest by its middle."""
    middle = (box.x0 + box.x1) / 2
    return [min(row, key=lambda line: abs((line.bbox.x0 + line.bbox.x1) / 2 - middle)).text for row in heads]


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
    wide = Context(f"{passage.before} {text}")
    heading = None if text.rstrip().endswith(".") else _HEADING.match(text)
    for number in _values(text, heading.end() if heading else 0):
        near = next(context for start, end, context in clauses if start <= number.start < end)
        yield Printed(number, passage.page, near, wide, f"sentence {serial}", passage.places, text)


def _values(text: str, start: int = 0) -> Iterator[Number]:
    """The numbers of a text that are no labels: no citations, addresses, references."""
    skipped = [(anchor.start, anchor.end) for anchor in find_anchors(text) if anchor.kind is not AnchorKind.PAGE]
    skipped += [match.span() for match in _CITATION.finditer(text)]
    for number in find_numbers(text):
        if number.start >= start and not any(first <= number.start < last for first, last in skipped):
            yield number


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
