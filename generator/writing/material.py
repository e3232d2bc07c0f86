"""What the model is told of a paper beside the paper: its text by page, what the program knows of it, its figures."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from generator.paper import Cell, Figure, FloatKind, Paper, Section, Table
from generator.writing.estimate import is_reference_list
from generator.writing.question import Part, Picture, Text

LONGEST_SIDE = 1568
"""Pixels; the API scales larger images down."""
_KINDS = {FloatKind.FIGURE: "Figure", FloatKind.TABLE: "Table", FloatKind.ALGORITHM: "Algorithm"}
_LONGEST_CAPTION = 600
_OPENING = re.compile(r"introduction|引言|绪论", re.I)
_SKIMMED = re.compile(rf"{_OPENING.pattern}|abstract|conclu|references|bibliography|摘要|结论|总结|参考文献", re.I)
"""Headings of what a first reading takes in."""


def pages_text(paper: Paper) -> str:
    """The text of all pages, each with its number before it."""
    return "\n\n".join(f"[page {page.number}]\n\n" + "\n\n".join(page.paragraphs) for page in paper.pages)


def body_text(paper: Paper) -> str:
    """The same without the list of references, where that is known entry by entry."""
    lists = [section for section in paper.sections if is_reference_list(section.title)] if paper.references else []
    listed = {page: _letters(part.text) for part in lists for page in range(part.page, part.page_end + 1)}
    pages = (
        replace(page, paragraphs=tuple(text for text in page.paragraphs if _letters(text) not in listed[page.number]))
        if page.number in listed
        else page
        for page in paper.pages
    )
    return pages_text(replace(paper, pages=tuple(pages)))


def _letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def skimmed_text(paper: Paper) -> str:
    """Title, abstract, introduction, conclusion and references; empty where no heading tells the introduction."""
    chosen = [section for section in paper.sections if _is_skimmed(section, paper.sections)]
    if not any(_OPENING.search(section.title) and section.text.strip() for section in chosen):
        return ""
    told = (f"[page {section.page}] {section.number or ''} {section.title}\n\n{section.text}" for section in chosen)
    return "\n\n".join((paper.metadata.title, paper.metadata.abstract, *told))


def _is_skimmed(section: Section, sections: tuple[Section, ...]) -> bool:
    """Whether a section, or the one that it is a part of, belongs to a first reading."""
    whole = (section.number or "").partition(".")[0]
    titles = [other.title for other in sections if whole and other.number == whole]
    return any(map(_SKIMMED.search, (section.title, *titles)))


def shown_figures(paper: Paper) -> tuple[Figure, ...]:
    """The figures that a note can show: with an image and a number."""
    return tuple(figure for figure in paper.figures if figure.file and figure.label)


def figure_line(figure: Figure) -> str:
    """File, name, page, the sections that mention it, caption."""
    sections = ", ".join(figure.sections) or "-"
    name = f"{_KINDS[figure.kind]} {figure.label}"
    caption = " ".join(figure.caption.split())[:_LONGEST_CAPTION]
    return f"- {figure.file}: {name}, p. {figure.page}, mentioned in sections {sections}. Caption: {caption}"


def section_lines(paper: Paper) -> str:
    """Number, title and pages of every section."""
    return "\n".join(
        f"- {section.number or '(no number)'} {section.title} (p. {section.page}-{section.page_end})"
        for section in paper.sections
    )


def table_lines(paper: Paper) -> str:
    """The cells of every table, a line a row, as they stand from left to right."""
    return "\n\n".join(map(_table, paper.tables))


def _table(table: Table) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    lines = (" | ".join(c.text for c in sorted(rows[row], key=lambda c: c.bbox.x0)) for row in sorted(rows))
    return f"Table {table.label or '(no number)'}, p. {table.page}\n\n```text\n" + "\n".join(lines) + "\n```"


def equation_lines(paper: Paper) -> str:
    """Number and page of every numbered equation."""
    return "\n".join(f"- ({equation.number.strip('()')}) p. {equation.page}" for equation in paper.equations)


def figure_parts(figures: tuple[Figure, ...], images: Path) -> Iterator[Part]:
    """Each figure's line and its image."""
    for figure in figures:
        assert figure.file  # see shown_figures
        yield Text(figure_line(figure))
        yield Picture(_scaled(images / figure.file))


def _scaled(path: Path) -> bytes:
    """The image in the size that the API looks at."""
    with Image.open(path) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        data = io.BytesIO()
        image.convert("RGB").save(data, "PNG")
        return data.getvalue()
