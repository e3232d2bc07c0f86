"""A schedule kept as a text is taken over whole; what is not understood is told with its lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.crosspost.findings import Platform
from plugins.crosspost.schedule.importing import add_topics, import_text
from plugins.crosspost.schedule.topics import State, Topic, parse_topics
from tests.conftest import SHARED

PATH = Path("schedule.yml")
TEXT = """# 排期

**说明**

## 待写

### 第一个题目：
- 素材一
  - 素材二

  | 表 | 格 |
  |----|----|

  ---
  Sources:
  - https://example.org/

### ~~旧题~~ ✅ 已写（No.35）

### ~~并掉的~~ ✅ 已合并到 28
### 位置编码
- 绝对与相对
https://mp.weixin.qq.com/s/abc

---

## 写作中
### 正在写

## 已写

1-25: 见之前的文章
28: 前一篇
35: 发表时的题目（长）
39：位置编码

---

  表外的话

  还有一行
"""


def topics() -> dict[str, Topic]:
    return {topic.title: topic for topic in import_text(TEXT).topics}


def test_topics_have_state_number_and_material() -> None:
    found = topics()
    first = found["第一个题目"]
    assert (first.state, first.number) == (State.WAITING, None)
    assert first.material.startswith("- 素材一\n  - 素材二\n\n  | 表 | 格 |")
    assert first.material.endswith("- https://example.org/")
    assert found["正在写"].state is State.WRITING
    assert found["前一篇"] == Topic("前一篇", State.WRITTEN, 28, line=33)


def test_a_topic_that_was_published_has_its_published_title_and_its_working_title() -> None:
    assert topics()["发表时的题目（长）"] == Topic("发表时的题目（长）", State.WRITTEN, 35, "旧题", line=18)


def test_a_merged_topic_says_into_what() -> None:
    assert topics()["并掉的"] == Topic("并掉的", State.MERGED, merged_into=28, line=20)


def test_the_same_title_twice_is_one_topic_and_an_address_alone_is_its_post() -> None:
    assert topics()["位置编码"] == Topic(
        "位置编码",
        State.WRITTEN,
        39,
        posts={Platform.WECHAT: "https://mp.weixin.qq.com/s/abc"},
        material="- 绝对与相对",
        line=21,
    )


def test_what_is_not_understood_is_told_with_its_lines() -> None:
    assert import_text(TEXT).left == ((32, 32, "没有题目的一段编号"), (39, 41, "没有归属的文字"))


def test_what_is_written_is_read_back() -> None:
    found = import_text(TEXT).topics
    text, added = add_topics("", (), found)
    assert added == len(found)
    assert [replace(topic, line=0) for topic in parse_topics(text, PATH)] == [replace(t, line=0) for t in found]


def test_a_second_import_adds_nothing_and_what_a_person_wrote_stays() -> None:
    mine = "# 我的\n- title: 前一篇 # 已有\n"
    text, added = add_topics(mine, parse_topics(mine, PATH), import_text(TEXT).topics)
    assert text.startswith(mine)
    assert added == len(topics()) - 1
    assert add_topics(text, parse_topics(text, PATH), import_text(TEXT).topics) == (text, 0)


@pytest.mark.shared
def test_the_column_s_own_text_is_taken_over_whole() -> None:
    """35 topics; a range of numbers without titles and a table outside of any topic are told."""
    imported = import_text((SHARED / "spec" / "wechat-schedule.zh.txt").read_text(encoding="utf-8"))
    numbers = {topic.number for topic in imported.topics if topic.number}
    assert numbers == {*range(26, 36), 39}
    assert len(imported.topics) == 35
    assert len([topic for topic in imported.topics if topic.state is State.MERGED]) == 2
    assert len(imported.left) == 2
    text, _ = add_topics("", (), imported.topics)
    assert len(parse_topics(text, PATH)) == 35


lines = st.sampled_from(
    ["## 待写", "## 已写", "### a", "### ~~b~~ ✅ 已写（No.3）", "3: c", "- x: y", "", "---", "  #'\"{["]
)
free = st.text("abc:#-|>'\"{}[]&*!%@` 中\t", max_size=12)


@given(st.lists(st.one_of(lines, free.map("### t{}".format), free.map("- {}".format)), max_size=25))
def test_whatever_the_text_what_is_written_can_be_read(found: list[str]) -> None:
    text, added = add_topics("", (), import_text("\n".join(found)).topics)
    assert len(parse_topics(text, PATH)) == added
