"""docs/manual.md tells of every setting, and of none that is not there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.config import FALLBACK, MODEL, Settings
from plugins.crosspost.config import CrosspostConfig
from plugins.paper_notes.config import PaperNotesConfig
from tests.conftest import ROOT

MANUALS = [ROOT / "docs" / name for name in ("manual.md", "manual.zh-CN.md")]
EACH = pytest.mark.parametrize("path", MANUALS, ids=lambda path: path.name)


def rows(path: Path) -> list[dict[str, str]]:
    """The tables in their order: first cell, where it is one name in code, to second cell."""
    tables: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"\|[-|]+\|$", line):
            tables.append({})
        elif match := re.match(r"\| `(\w+)` \| (.*?) \|", line):
            tables[-1][match[1]] = match[2]
    return [table for table in tables if table]


@EACH
def test_every_setting_of_a_paper_and_every_option_of_the_plugins_is_told_of(path: Path) -> None:
    paper, notes, posts, _ = rows(path)
    assert set(paper) == {field.name for field in fields(Settings)}
    assert set(notes) == {name for name, _ in PaperNotesConfig._schema}
    assert set(posts) == {name for name, _ in CrosspostConfig._schema}


@EACH
def test_the_defaults_are_those_of_the_program(path: Path) -> None:
    """Those that are said in code; words such as “none” are not."""
    paper, notes, posts, _ = rows(path)
    settings = {field.name: field.default for field in fields(Settings)} | {"model": MODEL, "fallback": FALLBACK}
    options = {name: option.default for name, option in (*PaperNotesConfig._schema, *CrosspostConfig._schema)}
    for told, true in ((paper, settings), (notes, options), (posts, options)):
        values = {name: cell.strip("`") for name, cell in told.items() if cell.startswith("`")}
        assert values
        assert values == {name: str(true[name]).lower() for name in values}


@EACH
def test_every_variable_of_the_environment_that_the_program_reads_is_told_of(path: Path) -> None:
    """Those of the workflows and of GitHub are told of in docs/automation.md."""
    sources = (
        file.read_text(encoding="utf-8") for name in ("generator", "plugins") for file in (ROOT / name).rglob("*.py")
    )
    read = {name for text in sources for name in re.findall(r'"((?:ANTHROPIC|PAPER_NOTES|WECHAT)_[A-Z_]+)"', text)}
    *_, environment = rows(path)
    assert set(environment) == read


def test_both_languages_tell_of_the_same() -> None:
    english, chinese = (rows(path) for path in MANUALS)
    assert [list(table) for table in english] == [list(table) for table in chinese]
