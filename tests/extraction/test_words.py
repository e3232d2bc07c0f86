"""The printed lines of a page: cells apart, exponents marked, hidden text out."""

from __future__ import annotations

from generator.extraction.page import Line, Page, Span
from generator.extraction.words import printed_lines
from generator.paper import Box


def span(text: str, x: float, *, size: float = 10, baseline: float = 100, alpha: float = 1) -> Span:
    box = Box(x, baseline - size, x + 5 * len(text), baseline)
    return Span(text, box, "Times", size, False, False, False, False, 0, alpha, baseline)


def page(*lines: tuple[Span, ...]) -> Page:
    printed = tuple(
        Line(spans, Box(spans[0].bbox.x0, spans[0].bbox.y0, spans[-1].bbox.x1, spans[-1].bbox.y1), (1, 0), 0)
        for spans in lines
    )
    return Page(1, 600, 800, 0, printed, (), ())


def texts(of: Page) -> list[str]:
    return [line.text for line in printed_lines(of)]


def test_a_smaller_raised_number_after_digits_is_an_exponent() -> None:
    power = (span("3.3 · 10", 50), span("18", 90, size=7, baseline=96))
    assert texts(page(power)) == ["3.3 · 10^18"]


def test_a_raised_number_after_a_word_is_a_note_and_no_exponent() -> None:
    note = (span("released", 50), span("1", 90, size=7, baseline=96))
    assert "^" not in texts(page(note))[0]


def test_cells_of_a_row_stay_lines_of_their_own() -> None:
    assert texts(page((span("ResNet-50", 50),), (span("22.85", 200),))) == ["ResNet-50", "22.85"]


def test_what_nobody_sees_is_no_line() -> None:
    assert texts(page((span("87.1", 50, alpha=0),), (span("28.4", 50),))) == ["28.4"]
