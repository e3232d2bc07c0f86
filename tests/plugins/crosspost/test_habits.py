"""The habits of the column, beside the rules of the lint profile `wechat`."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.crosspost.habits import column_findings
from plugins.crosspost.schedule.topics import Topic

FORMULAS = "# 标题\n\n$$\na\n$$\n\n$$\nb\n$$\n"


def told(folder: Path, text: str, *topics: Topic) -> list[str]:
    (folder / "README.md").write_text(text, encoding="utf-8")
    return [finding.rule for finding in column_findings(folder, topics) if finding.rule.startswith("COL")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (FORMULAS, ["COL-01"]),
        (FORMULAS + "\n$a$ 是标量。\n", []),
        ("# 标题\n\n$$\na\n$$\n", []),
    ],
    ids=["two formulas", "with types", "one formula"],
)
def test_two_formulas_ask_for_the_types_of_their_symbols(text: str, rules: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, text) == rules


def test_a_note_that_no_topic_names_is_told_where_there_is_a_schedule(tmp_path: Path) -> None:
    assert told(tmp_path, "# 标题\n", Topic("别的", notes=("another",))) == ["COL-02"]
    assert told(tmp_path, "# 标题\n", Topic("这篇", notes=(tmp_path.name,))) == []
