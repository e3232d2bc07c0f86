"""A paper as passages: sentences of its text and cells of its floats, each with what stands around it.

Every number of the paper has one `Printed`: its words nearby (the clause; a cell's row and column heads), the words
further away (the sentence; the caption), the places it belongs to, and its box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from generator.note.anchors import AnchorKind, find_anchors
from generator.note.grounding.numbers import Number, find_numbers, fold
from generator.note.sentences import split_sentences
from generator.paper import Box, Cell, Figure, Paper, Section, TextLine

_CLAUSE = re.compile(r"[,;:，；：。、]\s|[，；：。、]|\s(?=(?:and|but|while|whereas|compared to|instead of)\s)")
_CITATION = re.compile(r"\[\d[\d,\s–-]*\]|https?://\S+|(?<!\w)\(\d\)\s(?=[A-Za-z])")
"""Numbers that say nothing: [12], an address, the (1) of a list within a sentence."""
_SOURCE = re.compile(r"\[[^\]]*\]|\([^()]*\b(?:19|20)\d\d[a-z]?\)")
"""A citation in a label: [18], (He et al., 2016)."""
_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){1,3})\.?\s")
_ENDED = re.compile(r"[.!?:。！？：][)）\]’”]?\s*$")
"""The end of a paragraph that nothing cuts."""
_FOOTNOTE = re.compile(r"^\d{1,2}[A-Za-z]")
_LISTED = re.compile(
    r"(?:\s?(?:,|and|or|to|vs\.?|/|–|-|±|、|和|与|至)\s?(?:\d[\d.,]*\d|\d)){0,8}?\s?(?:,|and|or|to|vs\.?|/|–|-|±|、|和|与|至)\s?(\d.{0,20})"
)
_SMALL = re.compile(r"(?<![\w.,-])\d{1,2}(?![\w.,%])")
_LETTERS = re.compile(r"[^\W\d_]")
_MARKS = 4
"""Numbers of a line; fewer may be values."""
_WINDOW = 30
"""Characters."""
_ROW = 0.5
"""Share of a line's height by which two lines of one height overlap."""

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
    def held(self) -> dict[tuple[str, bool], bool]:
        """Which terms have been found in it, and which not; words and patterns apart."""
        return {}

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

    @cached_property
    def bare(self) -> str:
        """As `folded`, without the numbers that have a unit of their own: it is not another number's."""
        text = self.folded
        for number in reversed([number for number in find_numbers(text) if number.unit]):
            text = text[: number.start] + text[number.end :]
        return text


def compact(text: str) -> str:
    """Letters and digits of a text, folded."""
    return "".join(filter(str.isalnum, fold(text).casefold()))


@dataclass(frozen=True)
class TableCell:
    """Where a number stands in its table, and what names its row and its column."""

    row: int
    column: int
    labels: Context
    heads: Context
    label_names: tuple[str, ...]
    """Its labels one by one, each without citations."""
    head_names: tuple[str, ...]

    @classmethod
    def of(cls, cell: Cell) -> TableCell:
        """The place of a cell."""
        labels, heads = (tuple(_SOURCE.sub(" ", text) for text in texts) for texts in (cell.labels, cell.heads))
        return cls(
            cell.row, cell.column, Context(" | ".join(cell.labels)), Context(" | ".join(cell.heads)), labels, heads
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Its labels and heads in letters and digits."""
        return frozenset(map(compact, (*self.label_names, *self.head_names)))


@dataclass(frozen=True)
class Printed:
    """A number of the paper.

    `group` is equal for numbers that compete: those of one table, those of one sentence. `box` is None where only the
    page is known; `sentence` is the text that `number` is in; `around` is its paragraph, or all that names a table's
    cells. `cell` is there in a table: its row, its column, and what names them.
    """

    number: Number
    page: int
    near: Context
    wide: Context
    group: str
    places: frozenset[Place]
    sentence: str
    around: Context
    after: str = ""
    box: Box | None = None
    cell: TableCell | None = None
    spot: tuple[int, int] | None = None
    """Row and column of its table, of a head too."""

    def is_in_line_with(self, other: Printed) -> bool:
        """Whether both stand in one row or column, or in one sentence."""
        if not self.cell or not other.cell:
            return True
        return self.cell.row == other.cell.row or self.cell.column == other.cell.column

    @cached_property
    def is_year_of_source(self) -> bool:
        """Whether it is the year of a citation (Smith et al., 2015): no value that a note could mean instead."""
        sources = (match.span() for match in _SOURCE.finditer(self.sentence))
        return any(start <= self.number.start < end for start, end in sources) and self.number.is_integer

    @cached_property
    def settings(self) -> frozenset[int]:
        """The small numbers in the names of a cell's row and column."""
        texts = (*self.cell.label_names, *self.cell.head_names) if self.cell else ()
        return frozenset(int(digits) for text in texts for digits in _SMALL.findall(text))

    @cached_property
    def window(self) -> Context:
        """The few words before and after it, as far as a unit stands."""
        start, end = self.number.start, self.number.end
        return Context(self.sentence[max(0, start - _WINDOW) : end + _WINDOW])

    @cached_property
    def listed_unit(self) -> str | None:
        """The unit that it shares with the numbers after it: 10, 20 and 30%."""
        match = None if self.number.unit else _LISTED.match(self.sentence, self.number.end)
        rest = next(find_numbers(match[1]), None) if match else None
        return rest.unit if rest else None


@dataclass(frozen=True)
class Passage:
    """A sentence with that before it in its paragraph, or a float's caption and cells: what a reference points at."""

    page: int
    text: str
    places: frozenset[Place]
    before: str = ""
    after: str = ""
    paragraph: Context = Context("")
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
    speaking: dict[Place, list[str]] = {}
    for page in paper.pages:
        for paragraph, following in zip(page.paragraphs, [*page.paragraphs[1:], ""], strict=False):
            mentioned = {(anchor.kind, anchor.label) for anchor in find_anchors(paragraph)}
            for place in mentioned:
                speaking.setdefault(place, []).append(paragraph)
            places = _places(paragraph, page.number, sections) | {p for p in mentioned if p[0] in _SPOKEN_OF}
            rest = "" if _ENDED.search(paragraph) else following
            sentences, whole = split_sentences(paragraph), Context(f"{paragraph} {rest}")
            for before, sentence, after in zip(["", *sentences], sentences, [*sentences[1:], ""], strict=False):
                yield Passage(page.number, sentence, places, before, after, whole)
    for figure in paper.figures:
        yield _float(figure, paper, speaking)


def _numbered(sections: Sequence[Section]) -> Iterator[tuple[str, Section, str]]:
    """Each section with its number and its text in letters and digits; one without a number has that before it."""
    number = ""
    for section in sections:
        number = section.number or number
        if number:
            yield number.rstrip("."), section, compact(section.text)


def _places(paragraph: str, page: int, sections: Sequence[tuple[str, Section, str]]) -> frozenset[Place]:
    """The page, and the sections that hold the paragraph with their parents; a footnote belongs to any of its page."""
    near = [(number, text) for number, section, text in sections if section.page <= page <= section.page_end]
    start = "" if _FOOTNOTE.match(paragraph) else compact(paragraph)[:80]
    holding = [number for number, text in near if start and start in text] or [number for number, _ in near]
    numbers = {part for number in holding for part in _with_parents(number)}
    return frozenset({(AnchorKind.PAGE, str(page))} | {(AnchorKind.SECTION, number) for number in numbers})


_SPOKEN_OF = (AnchorKind.FIGURE, AnchorKind.TABLE, AnchorKind.ALGORITHM)
"""A paragraph belongs to the floats that it names, not to the sections that it points to."""


def _with_parents(number: str) -> Iterator[str]:
    parts = number.strip(".").split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _float(figure: Figure, paper: Paper, speaking: Mapping[Place, Sequence[str]]) -> Passage:
    """A float; `speaking` are the paragraphs that name each."""
    lines = [line for page in paper.pages if page.number == figure.page for line in page.lines]
    inside = [line for line in lines if _is_in(line.bbox, figure.bbox)]
    own = (AnchorKind(figure.kind.value), figure.label or "")
    places = {(AnchorKind.PAGE, str(figure.page))}
    if figure.label:
        places.add(own)
    places |= {(AnchorKind.SECTION, part) for name in figure.sections for part in _with_parents(name)}
    group = f"{figure.kind.value} {figure.label or figure.bbox}"
    text = "\n".join((figure.caption, *(line.text for line in inside)))
    around = Context("\n".join((text, *speaking.get(own, ()))))
    table = next((table for table in paper.tables if (table.page, table.bbox) == (figure.page, figure.bbox)), None)
    shared = Printed(_NOTHING, figure.page, around, Context(figure.caption), group, frozenset(places), "", around)
    cells = tuple(_table_cells(table.cells, shared) if table else _line_cells(inside, shared))
    box = figure.caption_bbox or figure.bbox
    return Passage(figure.page, text, frozenset(places), paragraph=around, box=box, cells=cells, is_float=True)


_NOTHING = Number("", 0, 0, Decimal(0), Decimal(1), None, scaled=False)


def _is_in(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) > _ROW if inner.area else False


def _table_cells(cells: Sequence[Cell], shared: Printed) -> Iterator[Printed]:
    """The numbers of a table; near them stand their labels and heads, and the other values of their row."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    for cell in cells:
        near = Context(" ".join((*cell.labels, *cell.heads, *rows[cell.row])))
        place = None if cell.is_head else TableCell.of(cell)
        for number in _values(cell.text):
            group = f"{shared.group} ±" if cell.text[: number.start].rstrip().endswith("±") else shared.group
            box = _part(TextLine(cell.text, cell.bbox), number)
            own = replace(shared, number=number, near=near, group=group, sentence=cell.text)
            yield replace(own, box=box, cell=place, spot=(cell.row, cell.column))


def _line_cells(lines: Sequence[TextLine], shared: Printed) -> Iterator[Printed]:
    """The numbers within a figure or an algorithm; near them stand the lines of the same height."""
    for line in lines:
        level = (other.text for other in lines if _is_level(line.bbox, other.bbox))
        near = Context(" ".join(level))
        if _is_axis(near.text):
            continue
        for number in _values(line.text):
            yield replace(shared, number=number, near=near, sentence=line.text, box=_part(line, number))


def _is_axis(text: str) -> bool:
    """Whether a row of a figure has the marks of an axis: many numbers, and not a word."""
    return not _LETTERS.search(text) and sum(1 for _ in find_numbers(text)) >= _MARKS


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _ROW * min(one.height, other.height)


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
        yield Printed(
            number,
            passage.page,
            near,
            wide,
            f"sentence {serial}",
            passage.places,
            text,
            passage.paragraph,
            passage.after,
        )


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
