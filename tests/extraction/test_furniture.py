"""Line numbers of review copies, and lines with nothing in them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extraction.furniture import without_furniture
from generator.extraction.page import Line, Page, Span
from generator.paper import Box


def span(text: str, x: float, y: float) -> Span:
    box = Box(x, y, x + 5 * len(text), y + 10)
    return Span(text, box, "Times", 10.0, False, False, False, False, 0, 1.0, y + 8)


def line(*spans: Span, y: float = 0.0) -> Line:
    return Line(spans, Box(40, y, 500, y + 10), (1.0, 0.0), 0)


def page(lines: Sequence[Line]) -> Page:
    return Page(1, 612, 792, 0, tuple(lines), (), ())


def kept(lines: Sequence[Line]) -> list[str]:
    return [each.text for each in without_furniture([page(lines)], [lines])[0]]


def test_line_numbers_of_a_review_copy_are_out() -> None:
    """A column of numbers that count up, each apart from the text of its line."""
    heights = [150.0 + 14 * index for index in range(20)]
    numbered = [line(span(str(n), 40, y), span("some words", 80, y), y=y) for n, y in enumerate(heights, 1)]
    assert kept(numbered) == ["some words"] * 20


def test_the_address_of_a_float_is_out_wherever_it_stands() -> None:
    """Journals print one below each figure and table; an address within a sentence stays."""
    lines = [
        line(span("https://doi.org/10.1371/journal.box.0197919.t001", 40, 300), y=300.0),
        line(span("The data are at https://doi.org/10.1371/journal.box.0197919.t001", 40, 400), y=400.0),
    ]
    assert kept(lines) == [lines[1].text]


def test_lines_without_anything_printed_do_no_harm() -> None:
    """A damaged page may hold a line without spans, or with spaces only."""
    lines = [line(y=200.0), line(span("  ", 40, 220), y=220.0), line(span("words", 40, 240), y=240.0)]
    assert "words" in kept(lines)
