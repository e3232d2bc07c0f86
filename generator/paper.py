"""The model of a paper: what extraction reads from the PDF, frozen, with the page and box of everything.

Pages count from 1. Boxes are in points (1/72 inch), origin at the top left of the page as displayed (after rotation).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box: x0 <= x1, y0 <= y1, in points on the displayed page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """x1 - x0, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """y1 - y0, in points."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square points; 0 for an empty box."""
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return width * height if width > 0 and height > 0 else 0.0

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def intersection(self, other: Box) -> Box | None:
        """What both cover, or None where that is empty."""
        x0, x1 = max(self.x0, other.x0), min(self.x1, other.x1)
        if x0 >= x1:  # most boxes of a page are apart: say so before anything is made
            return None
        y0, y1 = max(self.y0, other.y0), min(self.y1, other.y1)
        return Box(x0, y0, x1, y1) if y0 < y1 else None

    def overlap(self, other: Box) -> float:
        """The share of this box (0 to 1) that `other` covers."""
        width, height = min(self.x1, other.x1) - max(self.x0, other.x0), min(self.y1, other.y1) - max(self.y0, other.y0)
        return width * height / self.area if width > 0 and height > 0 else 0.0

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        shared = self.intersection(other)
        return shared.area / (self.area + other.area - shared.area) if shared else 0.0

    def expand(self, by: float) -> Box:
        """The box grown by `by` points on every side (shrunk where negative)."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


class FloatKind(StrEnum):
    """What a float is, by its caption."""

    FIGURE = "figure"
    TABLE = "table"
    ALGORITHM = "algorithm"


_ROMAN = re.compile(r"[IVXL]+")
_FILE_NUMBER = re.compile(r"[a-z]?\d+[a-z]?$")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def _arabic(roman: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in roman]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))


class FigureType(StrEnum):
    """The five types of image of the writing specification."""

    ARCH = "arch"
    METHOD = "method"
    RESULT = "result"
    ABLATION = "ablation"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Author:
    """A name as printed on page 1, and the affiliation where it can be told."""

    name: str
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies the paper; a field that the PDF does not give is None or empty, never guessed."""

    title: str
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    abstract_page: int | None = None
    venue: str | None = None
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next heading of any level, in reading order.

    `number` is as printed ("3.2", "A.1"), None for an unnumbered heading; `level` counts from 1.
    """

    number: str | None
    title: str
    level: int
    page: int
    page_end: int
    text: str
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A float: figure, table or algorithm, with its caption and where it stands.

    `bbox` is the body without the caption; `label` is the number as printed ("3", "A.1"), with its series where it has
    another ("Extended Data Figure 3"), None without a caption;
    `sections` are the numbers (or titles) of the sections that mention it; `file` is the name of its image in
    `images/` (None before rendering); `method` says how the region was found.
    """

    page: int
    kind: FloatKind
    label: str | None
    bbox: Box
    caption: str = ""
    caption_bbox: Box | None = None
    type: FigureType = FigureType.RESULT
    confidence: float = 0.0
    sections: tuple[str, ...] = ()
    method: str = ""
    file: str | None = None
    sha256: str | None = None

    @property
    def number(self) -> str:
        """As names of files have it: "A.1" is a1, "II" is 2, "Extended Data Figure 3" is e3, none on page 7 is p7."""
        if not self.label:
            return f"p{self.page}"
        series, _, number = self.label.rpartition(" ")
        if _ROMAN.fullmatch(number):
            return series[:1].lower() + str(_arabic(number))
        plain = _NOT_PLAIN.sub("", (series[:1] + number).lower())
        match = _FILE_NUMBER.search(plain)
        return match[0] if match else f"{plain[:1] or 'p'}1"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `row` counts from 0, `column` 0 stands left of all values.

    `labels` is what names its row, `heads` what stands over its column; a cell that `is_head` names others itself.
    """

    text: str
    row: int
    column: int
    bbox: Box
    labels: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, row by row; `page`, `label` and `bbox` as its `Figure` has them."""

    page: int
    label: str | None
    bbox: Box
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A display equation that carries a number; `text` is the raw text layer, often scrambled: show `file` instead."""

    number: str
    page: int
    bbox: Box
    text: str
    file: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the reference list: its key as cited ("12", "Vaswani et al., 2017" or None) and its text."""

    key: str | None
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line, or a cell of a table's row; an exponent has a caret (10^18)."""

    text: str
    bbox: Box


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page in reading order: hyphenation joined, running heads and page numbers removed.

    Ligatures and compatibility forms are resolved; superscripts, circled digits and full-width Chinese marks stay.
    `paragraphs` are separated as on the page; `width` and `height` are in points as displayed. `lines` are all printed
    lines with their boxes, those of floats too.
    """

    number: int
    width: float
    height: float
    paragraphs: tuple[str, ...]
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractionWarning:
    """Something that a reader of the result must know: hidden text, a broken font, a scan."""

    code: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that is known of one PDF."""

    sha256: str
    page_count: int
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    equations: tuple[Equation, ...] = ()
    references: tuple[Reference, ...] = ()
    pages: tuple[PageText, ...] = ()
    warnings: tuple[ExtractionWarning, ...] = ()
    extractor: str = field(default="")
    """Version of the extraction that made this: another version makes a cached paper stale."""

    def section_numbers(self) -> frozenset[str]:
        """Numbers of all sections, as printed."""
        return frozenset(section.number for section in self.sections if section.number)

    def labels(self, kind: FloatKind) -> frozenset[str]:
        """Numbers of all floats of a kind."""
        return frozenset(figure.label for figure in self.figures if figure.kind is kind and figure.label)
