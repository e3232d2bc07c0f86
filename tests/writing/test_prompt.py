"""The prompts: both languages ask for the same, and no field is left unfilled."""

from __future__ import annotations

import re

import pytest

from generator.config import Language
from generator.writing.assembly import SECTIONS
from generator.writing.plan import Plan
from generator.writing.prompt import fill, prompt, prompts_digest, section_prompts

NAMES = ("system", "plan", "sections", "repair", "brief", "template")
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


def test_what_is_filled_in_is_not_looked_into() -> None:
    """A paper that holds braces fills no field of ours."""
    assert fill("{findings} {text} {other}", findings="{text}", text="T") == "{text} T {other}"


def test_another_language_is_another_run() -> None:
    assert prompts_digest(Language.ZH) != prompts_digest(Language.EN)
