"""Numbered display equations and their boxes."""

from __future__ import annotations

from generator.extraction.equations import find_equations
from tests.extraction.prose import drawn, pages


def test_numbers_in_both_columns_and_in_the_appendix() -> None:
    """Numbers come without their parentheses, in reading order."""
    assert [equation.number for equation in find_equations(pages())] == ["1", "2", "A.1"]


def test_the_box_holds_all_rows_of_a_formula_and_its_number() -> None:
    """The second formula has two rows; its box goes up to the column's edge, where the number stands."""
    equation = find_equations(pages())[1]
    lines = [line.bbox for line in pages()[0].lines if "F" in line.text or "𝐹" in line.text or "(2)" in line.text]
    column = [box for box in lines if box.x0 > 306 and equation.bbox.y0 - 20 < box.y0 < equation.bbox.y1 + 20]
    assert column
    assert all(box.y0 >= equation.bbox.y0 - 1 and box.y1 <= equation.bbox.y1 + 1 for box in column)
    assert equation.bbox.x1 >= 560


def test_a_number_that_ends_a_row_of_prose_is_none() -> None:
    """References to an equation, list items and years stand in prose."""
    prose = "the quick brown fox jumps over the lazy dog, as stated by our equation (3)"
    rows = [(72, 100 + 12 * i, 10, prose, {}) for i in range(10)]
    assert find_equations(drawn(rows)) == ()
