"""docs/automation.md tells of what is there: every variable, every input, every message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.workflows.test_static import NOTES, events

MANUALS = [ROOT / "docs" / name for name in ("automation.md", "automation.zh-CN.md")]
EACH = pytest.mark.parametrize("path", MANUALS, ids=lambda path: path.name)
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))


@EACH
def test_every_variable_and_input_is_told_of_and_no_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"vars\.(\w+)", NOTES.read_text(encoding="utf-8")))
    assert set(re.findall(r"`(NOTES_\w+)`", text)) == used
    for name in events(NOTES)["workflow_dispatch"]["inputs"]:
        assert f"`{name}`" in text


@EACH
def test_every_message_in_the_table_is_one_of_the_programs(path: Path) -> None:
    """A message is found by its first words, up to what is different each time."""
    text = path.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][a-z' A-Z0-9$]+?)(?: …| \$…)? \|", text, re.M)
    messages = [row for row in rows if not row.startswith("variable") and len(row.split()) > 3]
    assert len(messages) > 8
    plain = re.sub(r"\{[^}]*\}", "*", CODE)
    for message in messages:
        assert _is_said(message, plain), message


def _is_said(message: str, plain: str) -> bool:
    """Whether the program has the message, whole or as a part in quotes that is put before the rest."""
    if re.search(re.escape(message).replace("main", r"\S+").replace("5", r"\S+"), plain):
        return True
    words = message.split()
    halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return any(f'"{first}"' in plain and f'"* {rest}' in plain for first, rest in halves)


def test_both_languages_tell_of_the_same() -> None:
    tables = [len(re.findall(r"^\|", path.read_text(encoding="utf-8"), re.M)) for path in MANUALS]
    assert tables[0] == tables[1]
