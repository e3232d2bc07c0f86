"""A plan held against its paper: what is not there does not stay."""

from __future__ import annotations

import json

import pytest

from generator.writing.plan import CheckedPlan, check_plan, read_plan
from tests.writing.answers import plan
from tests.writing.papers import small_paper

IMAGES = ("fig1_arch_overall.png", "tab1_result_seconds.png")
GOOD = {"id": "F1", "statement": "它逐个访问盒子。", "quotes": ["a sweep that visits each box once"], "page": 1}


def checked(**changes: object) -> CheckedPlan:
    made = read_plan(plan(**{"facts": [], **changes}))
    assert not isinstance(made, str)
    return check_plan(made, small_paper(), IMAGES)


def test_a_fact_stays_where_its_words_are_on_its_page() -> None:
    assert [fact.page for fact in checked(facts=[GOOD]).plan.facts] == [1]


def test_a_wrong_page_is_corrected() -> None:
    assert [fact.page for fact in checked(facts=[GOOD | {"page": 2}]).plan.facts] == [1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"quotes": ["a sweep that visits each box twice"]}, "is not on page 1"),
        ({"quotes": []}, "it has no quotation"),
        ({"quotes": [" "]}, "it has no quotation"),
        ({"statement": "它快 3.5 倍。"}, "its number 3.5 is in none of its quotations"),
        ({"quotes": ["a sweep that visits each box once", "A sweep keeps the clustering"]}, "is not on page 1"),
    ],
    ids=["altered", "none", "blank", "number", "two pages"],
)
def test_a_fact_without_evidence_goes(change: dict[str, object], says: str) -> None:
    result = checked(facts=[GOOD | change])
    assert result.plan.facts == []
    assert says in result.problems[0]
    assert result.verified == 0


def test_thousands_may_be_written_with_or_without_a_comma() -> None:
    made = read_plan(plan(facts=[GOOD | {"statement": "共 1200 页。", "quotes": ["On 1,200 pages"]}]))
    assert not isinstance(made, str)
    paper = small_paper(pages=(small_paper().pages[0].__class__(1, 612, 792, ("On 1,200 pages it is fast.",)),))
    assert len(check_plan(made, paper, ()).plan.facts) == 1


def test_figures_and_equations_that_are_not_there_go() -> None:
    figures = [{"file": name, "section": "method", "why": "x"} for name in (*IMAGES, IMAGES[0], "../../etc/passwd")]
    equations = [{"number": number, "latex": "x", "page": 2, "meaning": "x"} for number in ("(1)", "7", "")]
    result = checked(figures=figures, equations=equations)
    assert [figure.file for figure in result.plan.figures] == list(IMAGES)
    assert [equation.number for equation in result.plan.equations] == ["1", ""]


def test_fields_of_the_header_are_one_line_without_marks() -> None:
    result = checked(title="# A\ntitle", difficulty="needs (a\nlot)", prerequisites=["a, b", "c、d"], stars=9)
    made = result.plan
    assert (made.title, made.difficulty, made.stars) == ("A title", "needs a lot", 5)
    assert made.prerequisites == ["a", "b", "c", "d"]


def test_an_answer_of_another_form_is_told_apart_field_by_field() -> None:
    wrong = read_plan(json.dumps(json.loads(plan()) | {"stars": "many", "surplus": 1}))
    assert isinstance(wrong, str)
    assert "stars: Input should be a valid integer" in wrong
    assert "surplus: Extra inputs are not permitted" in wrong
