"""The prompts: both languages ask for the same, and no field is left unfilled."""

from __future__ import annotations

import re

import pytest

from generator.config import Language
from generator.note.anchors import has_anchor
from generator.note.grounding.vocabulary import vocabulary
from generator.writing.assembly import SECTIONS
from generator.writing.plan import Plan
from generator.writing.prompt import fill, prompt, prompt_parts, prompts_digest, section_prompts

NAMES = ("system", "plan", "sections", "repair", "fast", "judge", "comparison", "brief", "template")
_FIELD = re.compile(r"\{([a-z]+)\}")


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_fields(name: str) -> None:
    chinese, english = (set(_FIELD.findall(prompt(name, language))) for language in Language)
    assert chinese == english


@pytest.mark.parametrize("language", list(Language))
def test_every_section_is_asked_for(language: Language) -> None:
    assert {key.value for key in SECTIONS} <= set(section_prompts(language))


@pytest.mark.parametrize("language", list(Language))
def test_every_field_of_the_plan_is_explained(language: Language) -> None:
    text = prompt("plan", language)
    assert [name for name in Plan.model_fields if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["sections", "judge", "comparison"])
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
