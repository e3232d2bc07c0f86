"""Every way of setting floats that papers use: each float in its place, to 0.95 and better."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.extraction.document import open_document
from generator.extraction.figures import find_figures
from generator.extraction.naming import file_names
from generator.paper import Box, Figure, FloatKind
from tests.extraction.arrangements import ARRANGEMENTS, arrange
from tests.extraction.layouts import Truth
from tests.extraction.test_figures import problems


def read(path: Path) -> tuple[Figure, ...]:
    """What is found in a PDF."""
    with open_document(path) as document:
        return find_figures(tuple(document.pages()))


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_finds_every_float_of_an_arrangement_in_its_place(name: str, tmp_path: Path) -> None:
    """Label, kind and page are right, the box covers the body to 0.95, and there is nothing besides."""
    truth = arrange(ARRANGEMENTS[name], tmp_path / "paper.pdf")
    assert truth
    assert problems(truth, read(tmp_path / "paper.pdf")) == []


@pytest.mark.parametrize("turn", [90, 270])
def test_boxes_on_a_turned_page_are_those_of_the_page_as_shown(turn: int, tmp_path: Path) -> None:
    """/Rotate turns the page for the reader, and the truth with it."""
    truth = arrange(ARRANGEMENTS["three under each other"], tmp_path / "paper.pdf")
    with pymupdf.open(tmp_path / "paper.pdf") as document:
        for page in document:
            page.set_rotation(turn)
        document.save(tmp_path / "turned.pdf")
    shown = tuple(Truth(item.kind, item.label, item.page, turned(item.bbox, turn)) for item in truth)
    assert problems(shown, read(tmp_path / "turned.pdf")) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_stored_sideways_and_shown_upright_is_read_as_shown(turn: int, tmp_path: Path) -> None:
    """As scanners and printers store a landscape page: /Rotate undoes the turn of the contents."""
    truth = arrange(ARRANGEMENTS["three under each other"], tmp_path / "paper.pdf")
    with pymupdf.open(tmp_path / "paper.pdf") as document, pymupdf.open() as stored:
        for number in range(document.page_count):
            size = (792, 612) if turn != 180 else (612, 792)
            page = stored.new_page(width=size[0], height=size[1])
            page.show_pdf_page(page.rect, document, number, rotate=turn)
            page.set_rotation(turn)
        stored.save(tmp_path / "stored.pdf")
    assert problems(truth, read(tmp_path / "stored.pdf")) == []


def turned(box: Box, turn: int) -> Box:
    """A box of a page of 612 by 792 points, on the page turned clockwise by a quarter or three."""
    if turn == 90:
        return Box(792 - box.y1, box.x0, 792 - box.y0, box.x1)
    return Box(box.y0, 612 - box.x1, box.y1, 612 - box.x0)


def test_a_float_without_its_caption_on_the_page_says_so(tmp_path: Path) -> None:
    """The caption's text is kept; its box is on another page and left out."""
    arrange(ARRANGEMENTS["caption on the page after"], tmp_path / "paper.pdf")
    [figure] = read(tmp_path / "paper.pdf")
    assert (figure.page, figure.method, figure.caption_bbox) == (2, "caption-next-page", None)
    assert figure.caption.startswith("Figure 1: All panels")


def test_the_parts_of_a_continued_float_have_one_number_and_names_of_their_own(tmp_path: Path) -> None:
    """Both are Table 1; their files differ."""
    arrange(ARRANGEMENTS["a continued table"], tmp_path / "paper.pdf")
    tables = read(tmp_path / "paper.pdf")
    assert [(table.kind, table.label, table.page) for table in tables] == [
        (FloatKind.TABLE, "1", 2),
        (FloatKind.TABLE, "1", 3),
    ]
    assert len(set(file_names(tables))) == 2


sizes = st.tuples(st.integers(120, 210), st.integers(60, 150))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.lists(st.lists(sizes, min_size=1, max_size=2), min_size=1, max_size=3), st.integers(14, 40))
def test_finds_every_float_of_a_random_grid(tmp_path: Path, rows: list[list[tuple[int, int]]], gutter: int) -> None:
    """Rows of one or two figures of any size, each with its caption below."""
    number, parts = 0, ["#lorem(80)"]
    for row in rows:
        cells = []
        for width, height in row:
            number += 1
            cells.append(f'drawn("{number}", {width}pt, {height}pt)')
        parts.append(f"#align(center, grid(columns: {len(row)}, gutter: {gutter}pt, {', '.join(cells)}))")
    truth = arrange("\n\n".join((*parts, "#lorem(120)")), tmp_path / "paper.pdf")
    assert len(truth) == number
    assert problems(truth, read(tmp_path / "paper.pdf")) == []
