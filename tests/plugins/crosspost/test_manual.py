"""docs/crossposting.md, in both languages, tells of what there is: commands, options, parts of a theme, codes."""

from __future__ import annotations

import re

import click
import pytest

from plugins.crosspost.cli import main
from plugins.crosspost.config import CrosspostConfig
from plugins.crosspost.draft.account import ID, SECRET
from plugins.crosspost.draft.explain import explained_codes
from plugins.crosspost.schedule.topics import State
from plugins.crosspost.theme import ROLES, parse_theme, theme_names
from tests.conftest import ROOT

MANUALS = [ROOT / "docs" / name for name in ("crossposting.md", "crossposting.zh-CN.md")]
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in MANUALS}


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    """Each of the two."""
    return TEXTS[request.param]


def test_every_command_that_is_named_is_there_with_its_options(text: str) -> None:
    named = set(re.findall(r"crosspost (\w+)", text))
    assert named == set(main.commands)
    draft = main.commands["wechat"].commands["draft"]  # type: ignore[attr-defined]
    options = {name for param in (*draft.params, *main.commands["schedule"].params) for name in param.opts}
    options |= {name for param in main.commands["lint"].params for name in param.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", text)) <= options
    assert isinstance(draft, click.Command)


def test_every_option_of_mkdocs_yml_is_explained(text: str) -> None:
    options = {name for name, _ in CrosspostConfig._schema}
    assert {name for name in options if f"`{name}`" in text} == options


def test_themes_are_named_and_the_example_is_one(text: str) -> None:
    example = re.findall(r"```css\n(.*?)```", text, re.S)[0]
    assert parse_theme(example, ROOT / "mine.css").styles["callout"]["background-color"] == "rgba(31,95,158,.07)"
    assert all(f"`{name}`" in text for name in theme_names())


def test_the_parts_of_a_theme_are_all_named() -> None:
    named = re.findall(r"`((?:[a-z][\w-]*\s)+[\w-]+)`", TEXTS["crossposting.md"])
    assert set(" ".join(named).split()) >= ROLES


def test_codes_states_and_variables_are_those_of_the_program(text: str) -> None:
    assert {int(code) for code in re.findall(r"\b4\d{4}\b", text)} <= set(explained_codes())
    assert all(state.value in text for state in State)
    assert ID in text
    assert SECRET in text


def test_the_two_languages_have_the_same_sections() -> None:
    shapes = [[line.count("#") for line in text.splitlines() if line.startswith("#")] for text in TEXTS.values()]
    assert shapes[0] == shapes[1]
