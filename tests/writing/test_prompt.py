"""The prompts: both languages ask for the same, and no field is left unfilled."""

from __future__ import annotations

import re

import pytest

from generator.config import Language
from generator.note.anchors import has_anchor
from generator.note.grounding.vocabulary import vocabulary
from generator.note.interview import PACE, SECONDS, TOLERANCE
from generator.note.labels import CARD_SECTIONS, DEEP_SECTIONS
from generator.writing.assembly import SECTIONS
from generator.writing.plan import Plan
from generator.writing.prompt import fill, prompt, prompt_parts, prompts_digest, section_prompts

WITH_PARTS = ("sections", "passes", "judge", "comparison", "interview")
NAMES = (*WITH_PARTS, "system", "plan", "repair", "fast", "brief", "template")
_FIELD = re.compile(r"\{([a-z]+)\}")


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_fields(name: str) -> None:
    chinese, english = (set(_FIELD.findall(prompt(name, language))) for language in Language)
    assert chinese == english


@pytest.mark.parametrize("language", list(Language))
def test_every_section_is_asked_for(language: Language) -> None:
    assert {key.value for key in (*SECTIONS, *CARD_SECTIONS, *DEEP_SECTIONS)} <= set(section_prompts(language))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", ["method", "experiments", "qa", "worth"])
def test_what_is_hard_to_write_is_shown_well_and_badly(language: Language, name: str) -> None:
    text = section_prompts(language)[name]
    well, badly = {Language.ZH: ("- 好", "- 差"), Language.EN: ("- Good", "- Bad")}[language]
    assert text.count(f"\n{well}") >= 1
    assert text.count(f"\n{badly}") >= 1


@pytest.mark.parametrize("language", list(Language))
def test_a_module_is_asked_for_what_the_lint_wants_of_it(language: Language) -> None:
    """Rule MET-03: a formula or code; EXP-03: few numbers in a paragraph."""
    wordings = section_prompts(language)
    assert {Language.ZH: "伪代码，不用一段话代替", Language.EN: "lines of pseudo-code"}[language] in wordings["method"]
    assert {Language.ZH: "一段至多四个数字", Language.EN: "Four numbers in a paragraph"}[language] in wordings[
        "experiments"
    ]


@pytest.mark.parametrize("language", list(Language))
def test_the_times_of_an_interview_are_those_that_the_lint_allows(language: Language) -> None:
    """Rule INT-02: the lengths that the order names lie within each piece's time."""
    order = prompt_parts("interview", language)["order"]
    for piece, (least, most) in SECONDS.items():
        asked = order.partition(f"=== {piece} ===")[2].partition("===")[0]
        low, high = map(int, re.findall(r"(\d+) (?:至|to) (\d+) (?:字|words)", asked)[0])
        assert least * PACE[language] * (1 - TOLERANCE) <= low
        assert high <= most * PACE[language] * (1 + TOLERANCE)


@pytest.mark.parametrize("language", list(Language))
def test_every_field_of_the_plan_is_explained(language: Language) -> None:
    text = prompt("plan", language)
    assert [name for name in Plan.model_fields if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", WITH_PARTS)
def test_both_languages_have_the_same_parts(name: str) -> None:
    chinese, english = (list(prompt_parts(name, language)) for language in Language)
    assert chinese == english


@pytest.mark.parametrize("language", list(Language))
def test_every_form_of_an_anchor_that_the_prompts_call_right_is_known_and_wrong_ones_are_not(
    language: Language,
) -> None:
    """The grammar that a model is told is the grammar of the lint."""
    lines = [
        line
        for line in prompt("system", language).split("\n")
        if line.startswith(("- 正确", "- 错误", "- right", "- wrong"))
    ]
    right, wrong = (re.findall(r"[（(](?:[^（()）]|\([^()]*\))*[）)]", line) for line in lines)
    assert len(right) == 8 or len(right) == 9
    assert [example for example in right if not has_anchor(example)] == []
    assert [example for example in wrong if has_anchor(example) and "2a" not in example] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_marks_that_the_prompts_teach_are_those_that_the_grounding_knows(language: Language) -> None:
    words = vocabulary()
    assert words.reading.search(prompt("system", language))
    asked = section_prompts(language)["qa"]
    taught = {Language.ZH: ("例如", "考虑", "假设"), Language.EN: ("For example", "Consider", "Suppose")}[language]
    assert all(word in asked and words.hypothetical.match(word) for word in taught)
    assert words.speculation.search(prompt("system", language))


def test_what_is_filled_in_is_not_looked_into() -> None:
    """A paper that holds braces fills no field of ours."""
    assert fill("{findings} {text} {other}", findings="{text}", text="T") == "{text} T {other}"


def test_another_language_is_another_run() -> None:
    assert prompts_digest(Language.ZH) != prompts_digest(Language.EN)
