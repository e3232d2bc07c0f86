"""A formula's symbols stand together in the paper, or it is not the paper's formula."""

from __future__ import annotations

import pytest

from generator.note.grounding.formulas import FormulaIndex
from generator.paper import Box, Metadata, PageText, Paper, TextLine


def paper(*lines: str) -> Paper:
    placed = tuple(TextLine(line, Box(100, 100 + 12 * i, 300, 110 + 12 * i)) for i, line in enumerate(lines))
    return Paper("0" * 64, 1, Metadata("T"), pages=(PageText(1, 612, 792, (), placed),))


@pytest.mark.parametrize(
    ("tex", "missing"),
    [
        (r"P(s) = \frac{A}{s^2}", set()),
        (r"Q(s) = \frac{A}{s^2}", {"Q"}),
        (r"T_{\text{merge}} = O(R)", set()),
        (r"T_\mathrm{merge} = O(R)", set()),
        (r"W_{\text{merge}} = O(R)", {"W"}),
        (r"T_{\text{split}} = O(R)", {"T"}),
    ],
)
def test_a_symbol_that_no_line_around_has_is_missing(tex: str, missing: set[str]) -> None:
    match = FormulaIndex(paper("P(s) ≈ A / s²", "Tmerge = O(R)")).find(tex)
    assert match
    assert match.missing == missing


@pytest.mark.parametrize(
    ("tex", "missing"),
    [
        (r"h = W x + B A x", set()),
        (r"h = W x + B A h", {"h"}),
        (r"x = W x + B A x", {"x"}),
    ],
)
def test_a_symbol_in_the_place_of_another_one_of_the_equation_is_missing(tex: str, missing: set[str]) -> None:
    match = FormulaIndex(paper("h = W x + BAx")).find(tex)
    assert match
    assert match.missing == missing


def test_an_identifier_of_several_words_is_printed_as_it_is() -> None:
    index = FormulaIndex(paper("r = step_num * d"))
    assert [sorted(match.missing) for match in map(index.find, (r"r = step\_num d", r"r = steh\_num d")) if match] == [
        [],
        ["steh_num"],
    ]


@pytest.mark.parametrize(
    ("tex", "missing"),
    [
        (r"u = Q \cdot C + K \cdot C, \qquad v_{i,j} = \max_{j \ge i} Q \cdot T_i + K \cdot T_j", set()),
        (r"u = Q \cdot C + K \cdot C, \qquad v_{i,j} = \max_{j \ge i} Q \cdot T_i + R \cdot T_j", {"R"}),
    ],
)
def test_formulas_side_by_side_may_stand_apart_in_the_paper(tex: str, missing: set[str]) -> None:
    """Each is looked up alone; one of the running text goes on in the next line, and iQ is no word."""
    filler = ["so many words stand between the two formulas of this paper that no window holds both"] * 4
    lines = ["compare the score of no answer at all: u =", "Q·C + K·C to the score of the best one", *filler]
    match = FormulaIndex(paper(*lines, "vi,j = maxj≥iQ·Ti + K·Tj. We predict the largest")).find(tex)
    assert match
    assert match.missing == missing
