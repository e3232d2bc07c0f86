"""Tables as cells: rows and columns from the printed lines of a table, each cell with what its row and column say.

Nothing is drawn around the cells of most papers' tables: rows are lines of equal height on the page, columns are where
values stand below each other. What can't be told so (a table that is an image, prose in a frame) has no cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from generator.paper import Box, Cell, Figure, FloatKind, PageText, Table, TextLine

_VALUE = re.compile(r"[-−+<>~≈±]?\s?\.?\d|[-−–—]$|N/A$", re.IGNORECASE)
_WHOLE = re.compile(r"[\d,]+[kKM]?$")
_DECIMAL = re.compile(r"\d\.\d")
_WORD = re.compile(r"(?:[-+−±<>≈~] )?\S+(?: \([^()]*\))?")
"""A word, with what stands in parentheses after it: LM (ppl)."""
_LEVEL = 0.5
"""Share of the lower one's height by which two cells of a row overlap."""
_INSIDE = 0.5
"""Share of a line that lies within the table."""
_LABELS = 40
"""Characters of a first cell that can name its row."""


@dataclass(frozen=True)
class _Row:
    """A printed row: its cells from left to right."""

    cells: tuple[TextLine, ...]

    @property
    def values(self) -> tuple[TextLine, ...]:
        """The cells that begin with a number, and empty ones (a dash)."""
        return tuple(cell for cell in self.cells if _VALUE.match(cell.text))

    @property
    def is_text(self) -> bool:
        """Whether no cell is a value: a head, or a title between rows."""
        return not self.values


def read_tables(figures: Sequence[Figure], pages: Sequence[PageText]) -> tuple[Table, ...]:
    """The cells of every table that has some."""
    by_number = {page.number: page for page in pages}
    tables = (_table(figure, by_number[figure.page]) for figure in figures if figure.kind is FloatKind.TABLE)
    return tuple(table for table in tables if table.cells)


def _table(figure: Figure, page: PageText) -> Table:
    inside = [line for line in page.lines if line.bbox.area and line.bbox.overlap(figure.bbox) > _INSIDE]
    rows = _rows(inside)
    columns = _columns(rows)
    rows = [_Row(tuple(part for cell in row.cells for part in _split(cell, columns))) for row in rows]
    return Table(figure.page, figure.label, figure.bbox, tuple(_cells(rows, columns)))


def _rows(lines: Sequence[TextLine]) -> list[_Row]:
    """Lines of equal height on the page together, from top to bottom."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.bbox.y0 + line.bbox.y1, line.bbox.x0)):
        if rows and _is_level(rows[-1][0].bbox, line.bbox):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_Row(tuple(sorted(row, key=lambda line: line.bbox.x0))) for row in rows]


def _is_level(one: Box, other: Box) -> bool:
    return min(one.y1, other.y1) - max(one.y0, other.y0) > _LEVEL * min(one.height, other.height)


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Where values stand below each other: (x0, x1) from left to right, in points.

    Cells of several words may be several columns that the PDF writes as one: they widen no column.
    """
    spans = sorted((cell.bbox.x0, cell.bbox.x1) for row in rows for cell in row.values if _is_single(cell.text))
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], x1)
        else:
            columns.append((x0, x1))
    return columns


def _is_single(text: str) -> bool:
    return bool(_WORD.fullmatch(text)) or "±" in text


def _split(cell: TextLine, columns: Sequence[tuple[float, float]]) -> Iterator[TextLine]:
    """A line whose words stand each in a column of its own is that many cells; what is left of them is a label."""
    width = cell.bbox.width / max(len(cell.text), 1)
    words = [(word, cell.bbox.x0 + word.start() * width, cell.bbox.x0 + word.end() * width) for word in _words(cell)]
    left = [word for word, _, x1 in words if columns and x1 < columns[0][0]]
    right = words[len(left) :]
    within = [[column for column in columns if column[0] < x1 and column[1] > x0] for _, x0, x1 in right]
    taken = {found[0] for found in within if len(found) == 1}
    if len(words) < 2 or not right or len(taken) != len(right) or (left and not _VALUE.match(right[0][0][0])):
        yield cell
        return
    if left:
        yield _part(cell, cell.text[: left[-1].end()], cell.bbox.x0, cell.bbox.x0 + left[-1].end() * width)
    for word, x0, x1 in right:
        yield _part(cell, word[0], x0, x1)


def _words(cell: TextLine) -> Iterator[re.Match[str]]:
    return _WORD.finditer(cell.text)


def _part(cell: TextLine, text: str, x0: float, x1: float) -> TextLine:
    return TextLine(text, Box(round(x0, 1), cell.bbox.y0, round(x1, 1), cell.bbox.y1))


def _cells(rows: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> Iterator[Cell]:
    if not columns:
        return
    first = _first_body(rows, columns)
    heads, title, stub = rows[:first], "", _Stub("", 0.0)
    for index, row in enumerate(rows):
        if index >= first and row.is_text and len(row.cells) == 1:
            title = row.cells[0].text
        stub = _stub(row, stub)
        for position, cell in enumerate(row.cells):
            plain = Cell(cell.text, index, _nearest(cell.bbox, columns), cell.bbox)
            if index < first or not plain.column or not _VALUE.match(cell.text):
                yield replace(plain, is_head=True)
            else:
                labels = tuple(dict.fromkeys(filter(None, (stub.text, *_left(row, position), title))))
                yield replace(plain, labels=labels, heads=tuple(_over(heads, plain.column - 1, columns)))


@dataclass(frozen=True)
class _Stub:
    """A label that stands for its row and for those below it; x1 is its right end."""

    text: str
    x1: float


def _stub(row: _Row, last: _Stub) -> _Stub:
    """The label left of a row's own: of two labels the first, or that of a row above."""
    leading = list(_leading(row.cells))
    if len(leading) > 1:
        return _Stub(leading[0].text, leading[0].bbox.x1)
    return last if leading and leading[0].bbox.x0 > last.x1 else _Stub("", 0.0)


def _first_body(rows: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> int:
    """The first row below the heads. A table without a row of words at its top is headed by its first row."""
    first = next((index for index, row in enumerate(rows) if not row.is_text), 0)
    first = max(first, 1) if len(rows) > 1 else first
    while first + 1 < len(rows) and _counts_columns(rows[first], rows[first + 1 :]):
        first += 1
    while first > 1 and len(rows[first - 1].cells) == 1 and rows[first - 1].cells[0].bbox.x0 < columns[0][0]:
        first -= 1
    return first


def _counts_columns(row: _Row, below: Sequence[_Row]) -> bool:
    """Whether a row of whole numbers names columns: k = 1, 3, 5 over decimals, or with words over other values."""
    if len(row.values) < 2 or not all(_WHOLE.match(cell.text) for cell in row.values):
        return False
    words = [cell for cell in row.cells[1:] if not _VALUE.match(cell.text)]
    if words:
        return all(any(_is_over(word.bbox, cell.bbox) for other in below for cell in other.values) for word in words)
    results = [cell for other in below for cell in other.values if _is_over(row.values[0].bbox, cell.bbox)]
    return len(results) > 1 and all(_DECIMAL.search(cell.text) for cell in results)


def _left(row: _Row, position: int) -> tuple[str, ...]:
    """What names the cell on its left: the first cells of the row, and the nearest ones that are no values."""
    before = row.cells[:position]
    texts = [cell.text for cell in before if not _VALUE.match(cell.text)]
    if not texts and before and len(before[0].text) < _LABELS and before[0].text[0] not in "+-−±":
        return (before[0].text,)
    nearest = [cell.text for cell in before[_last_value(before) :] if not _VALUE.match(cell.text)]
    leading = [cell.text for cell in _leading(before)]
    return (*leading[:1], *nearest) if nearest else (*leading, *texts[-1:])


def _leading(cells: Sequence[TextLine]) -> Iterator[TextLine]:
    return takewhile(lambda cell: not _VALUE.match(cell.text), cells)


def _last_value(cells: Sequence[TextLine]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if _VALUE.match(cell.text)), default=0)


def _over(heads: Sequence[_Row], column: int, columns: Sequence[tuple[float, float]]) -> Iterator[str]:
    """In each head the cells over a column (from 0); where there is none, the one that spans it."""
    for row in heads:
        cells = [cell for cell in row.cells if cell.bbox.x1 > columns[0][0]]
        over = [cell for cell in cells if _covers(cell, columns[column])]
        yield from (cell.text for cell in over or _spanning(cells, column, columns))


def _covers(cell: TextLine, column: tuple[float, float]) -> bool:
    return cell.bbox.x0 < column[1] and cell.bbox.x1 > column[0]


def _spanning(cells: Sequence[TextLine], column: int, columns: Sequence[tuple[float, float]]) -> list[TextLine]:
    """The head in whose middle the columns stand that are nearest to it, where the given one is among them.

    Where that fits no head of the row, those over one column are about that alone, and the others share the rest.
    """
    found = _grouped(cells, columns)
    if not all(_is_centred(head, group) for head, group in found):
        wide = [cell for cell in cells if sum(_covers(cell, span) for span in columns) > 1]
        rest = [span for span in columns if not any(_covers(cell, span) for cell in cells if cell not in wide)]
        found = [(head, group) for head, group in _grouped(wide, rest) if _is_centred(head, group)]
    return [head for head, group in found if columns[column] in group][:1]


def _grouped(
    cells: Sequence[TextLine], columns: Sequence[tuple[float, float]]
) -> list[tuple[TextLine, list[tuple[float, float]]]]:
    groups: dict[int, list[tuple[float, float]]] = {}
    for span in columns if cells else ():
        nearest = min(range(len(cells)), key=lambda index: abs(_middle(cells[index]) - sum(span) / 2))
        groups.setdefault(nearest, []).append(span)
    return [(cells[index], group) for index, group in groups.items()]


def _is_centred(head: TextLine, group: Sequence[tuple[float, float]]) -> bool:
    pitch = (group[-1][1] - group[0][0]) / len(group)
    return abs((group[0][0] + group[-1][1]) / 2 - _middle(head)) < pitch / 2


def _middle(cell: TextLine) -> float:
    return (cell.bbox.x0 + cell.bbox.x1) / 2


def _is_over(head: Box, box: Box) -> bool:
    return min(head.x1, box.x1) - max(head.x0, box.x0) > 0


def _nearest(box: Box, columns: Sequence[tuple[float, float]]) -> int:
    """The number of the value column that a box is in, from 1; 0 left of all of them."""
    if box.x1 <= columns[0][0]:
        return 0
    middle = (box.x0 + box.x1) / 2
    return 1 + min(range(len(columns)), key=lambda index: abs(sum(columns[index]) / 2 - middle))
