"""docs/schedule.yml is read strictly; what names something that is not there is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.crosspost.findings import Platform
from plugins.crosspost.schedule.topics import State, Topic, parse_topics, problems_of, read_topics
from plugins.crosspost.tree import CrosspostError
from tests.conftest import ROOT

PATH = Path("schedule.yml")


def test_a_topic_may_say_everything() -> None:
    text = """
- title: 题目：带冒号
  state: 已写
  number: 35
  working_title: 旧题
  notes: [a-note, b]
  posts: {wechat: https://mp.weixin.qq.com/s/abc}
  material: |
    - 一
    - 二
- title: 另一个
"""
    posts = {Platform.WECHAT: "https://mp.weixin.qq.com/s/abc"}
    assert parse_topics(text, PATH) == (
        Topic("题目：带冒号", State.WRITTEN, 35, "旧题", None, ("a-note", "b"), posts, "- 一\n- 二", 2),
        Topic("另一个", line=11),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- state: 待写\n", "schedule.yml:1: a topic has no title."),
        ("- title: a\n  state: 写完\n", "schedule.yml:2: “写完” is no state. Known are: 待写, 写作中, 已写, 已合并."),
        ("- title: a\n- title: b\n  state: 已写\n", "schedule.yml:2: “b” is 已写 and has no number."),
        ("- title: a\n  number: 3\n- title: b\n  number: 3\n", "schedule.yml:3: No.3 is “a” (line 1) already."),
        ("- title: a\n  state: 已合并\n", "schedule.yml:1: “a”: 已合并 and merged_into go together."),
        ("- title: a\n  merged_into: 3\n", "schedule.yml:1: “a”: 已合并 and merged_into go together."),
        ("- title: a\n  number: x\n", "schedule.yml:2: “x” is no number from 1 to 99999."),
        ("- title: a\n  notes: ../b\n", "schedule.yml:2: there must be a list."),
        ("- title: a\n  notes: [../b]\n", "schedule.yml:2: “../b” can't be a note."),
        ("- title: a\n  posts: {wechat: http://x}\n", "schedule.yml:2: “http://x” is no address of 公众号."),
        ("- title: a\n  when: now\n", "schedule.yml:2: “when” is unknown."),
        ("- title: |\n    a\n    b\n", "schedule.yml:1: a title is one line"),
        ("title: a\n", "schedule.yml:1: there must be a list."),
    ],
)
def test_what_can_t_be_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(CrosspostError) as found:
        parse_topics(text, PATH)
    assert message in str(found.value)


def test_notes_and_numbers_that_are_not_there_are_problems() -> None:
    topics = parse_topics("- title: a\n  notes: [b]\n- title: c\n  state: 已合并\n  merged_into: 7\n", PATH)
    assert [str(problem) for problem in problems_of(topics, PATH, frozenset({"x"}))] == [
        "schedule.yml:1: “a”: there is no note “b”. There are: x.",
        "schedule.yml:3: “c” is merged into No.7, which no topic has. Add that topic, or mend the number.",
    ]


def test_our_own_schedule_names_notes_that_are_there() -> None:
    path = ROOT / "docs" / "schedule.yml"
    topics = read_topics(path)
    slugs = frozenset(folder.name for folder in (ROOT / "paper-notes").iterdir())
    assert {topic.state for topic in topics} == set(State)
    assert list(problems_of(topics, path, slugs)) == []
