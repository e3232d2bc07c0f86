"""What is recognised by its lines is what the parser makes of it; of what is not, nothing is said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.errors import NoteError
from generator.note.document import parse_note
from plugins.paper_notes.dialect import normalize
from plugins.paper_notes.wellformed import read_wellformed
from tests.conftest import ROOT
from tests.plugins.paper_notes.test_dialect import SAMPLES

HEAD = """# 题目 $x$

> **论文**：A *Paper*\\
> **作者**：A. Author\\
> **发表**：ICML 2024\\
> **阅读时长**：约 3 分钟\\
> **难度**：⭐⭐ (需要基础)\\
> **前置知识**：甲、乙

"""
LINES = (
    *("", "", "", "", "## 方法", "### 一", "## 尾 #", "##", "#无", "# 又一题", "字", "字 字", "**粗**：字"),
    *("*斜*字", "* 项", "- 项", "- 项", "    - 子", "        - 孙", "  - 浅", "-", "- - 项", "- # 题", "- ```"),
    *("- 项\\", "+ 项", "1. 一", "2. 二", "3) 三", "2024. 年", "2024 年", "```", "```", "```py", "````", "~~~"),
    *("$$", "$$", "$$x$$", "x^2 $$", "$x$ 字", "| a | b |", "| --- | --- |", "| 1 | 2 |", "| $a\\|b$ | 2 |"),
    *("|-|", "a | b", "--- | ---", "---", "===", "***", "* * *", "> 引", "> **粗**", "<div>", "字 <b>x</b>"),
    *("<!-- x -->", "[a]: b", "[^1]: 注", "字[^1]", "![图](images/a.png)", "[链](../b/README.md)", "字  "),
    *("字\\", "\u3000字", " 字", "    码", "\t码", "`码`", "``` 码", "\\(x\\)", "_斜_", "- 项  "),
)  # fmt: skip


def _agrees(text: str) -> bool:
    """Whether the text is recognised; if so, it must be what the parser and the rewriting make of it."""
    known = read_wellformed(text)
    if known is None:
        return False
    assert known.text == normalize(text, header=False), text
    parsed, recognised = parse_note(text), parse_note(text, tokens=known.tokens)
    assert recognised == parsed, text
    assert [section.line for section in recognised.sections] == [section.line for section in parsed.sections], text
    return True


def test_what_is_recognised_is_what_the_parser_makes_of_it() -> None:
    """Notes thrown together of lines that mean something to either Markdown."""
    dice = random.Random(7)
    texts = [HEAD + "\n".join(dice.choices(LINES, k=dice.randint(1, 9))) + "\n" for _ in range(4000)]
    assert sum(map(_agrees, texts)) > 100


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_text_that_the_two_read_differently_is_left_to_the_parser(sample: str) -> None:
    text = f"{HEAD}{sample}\n"
    try:
        parse_note(text)
    except NoteError:
        return
    if normalize(text, header=False) != text.replace(text[text.index("> **论文") : text.index("\n\n", 20) + 2], "", 1):
        assert not _agrees(text)


@pytest.mark.parametrize("note", ["paper-notes/path-clustering/README.md", "tests/note/lint/good.zh.md"])
def test_a_careful_note_is_recognised(note: str) -> None:
    assert _agrees(Path(ROOT, note).read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["", "\n", "# 题\n", "# 题\n\n字\n", HEAD, HEAD.replace("\n", "\r\n"), f"{HEAD}字"])
def test_what_is_no_whole_note_is_left_to_the_parser(text: str) -> None:
    assert read_wellformed(text) is None
