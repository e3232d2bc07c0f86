"""The specification's own example, put together, gives the findings that its contradictions predict."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.note.labels import SectionKey
from generator.note.lint import LintSubject, lint
from generator.note.sentences import split_sentences
from generator.note.wordcount import count_words
from tests.conftest import SHARED
from tests.note.lint.notes import draw

pytestmark = pytest.mark.shared


def between(text: str, start: str, end: str) -> str:
    """From `start`, which stays, up to `end`."""
    begin = text.index(start)
    return text[begin : text.index(end, begin)].strip("\n")


@pytest.fixture(scope="module")
def example() -> str:
    """Header, figure block and sections of the specification's pieces, in the order that it gives."""
    text = (SHARED / "spec" / "ai-paper-reader.zh.txt").read_text("utf-8")
    method = between(text, "## 核心方法", "设计分析\n").replace("[架构图]", _figure(text))
    design = between(text, "设计分析\n", "### 五、实验分析")
    return "\n\n".join(
        (
            "# HSTU",
            between(text, "> **论文**", "难度等级说明"),
            between(text, "## TL;DR", "要求:"),
            between(text, "## 论文概述", "三、背景与动机"),
            "## 背景与动机\n\n" + between(text, "- 现有方法怎么做的", "四、核心方法"),
            method + "\n```\n\n#### " + design,
            "## 实验分析\n\n" + between(text, "- **主实验结果**", "### 六、深度理解问答"),
            between(text, "## 深度理解问答", "七、总结与思考"),
            between(text, "## 总结", "目录结构规范") + "\n",
        )
    )


def _figure(text: str) -> str:
    block = between(text, "**图示内容**", "图片提取工具").replace("**与正文对应**", "\n**与正文对应**")
    return f"![HSTU 的整体架构](images/fig1_architecture.png)\n\n{block}"


@pytest.fixture
def found(example: str, tmp_path: Path) -> dict[str, list[str]]:
    folder = tmp_path / "hstu"
    (folder / "images").mkdir(parents=True)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    draw(folder / "images" / "fig1_architecture.png")
    (folder / "README.md").write_text(example)
    messages: dict[str, list[str]] = {}
    for finding in lint(LintSubject.read(folder)).findings:
        messages.setdefault(finding.rule, []).append(finding.message)
    return messages


# What the example breaks because it is an outline: sections of one line, no anchors, a plain text without indentation
# and with half-width punctuation.
OUTLINE = {"SEC-04", "SEC-05", "OVR-04", "QA-03", "QA-07", "REF-04", "CODE-02", "CODE-03", "STYLE-11"}


def test_exactly_the_predicted_rules_are_broken(found: dict[str, list[str]]) -> None:
    """Soft breaks in the header, its reading time, an image's name, formulas and lists in paragraphs, EQ-02."""
    assert set(found) == {"META-06", "META-09", "FIG-02", "MD-03", "MD-09", "EQ-02"} | OUTLINE


def test_the_reading_time_fits_no_length(found: dict[str, list[str]]) -> None:
    assert found["META-06"] == ["15 minutes don't fit the note's length."]


def test_each_of_the_six_header_lines_runs_into_the_next(found: dict[str, list[str]]) -> None:
    assert len(found["META-09"]) == 5


def test_the_rule_for_image_names_wins_over_the_tree(found: dict[str, list[str]]) -> None:
    assert found["FIG-02"] == ["the image is called “fig1_architecture.png”."]


def test_both_formulas_are_inside_of_paragraphs(found: dict[str, list[str]]) -> None:
    assert len(found["MD-03"]) == 2


def test_the_second_formula_has_symbols_that_nothing_explains(found: dict[str, list[str]]) -> None:
    """Q, K, V, X and A count as explained: the first formula defines them, or the second does."""
    assert found["EQ-02"] == ["nothing explains phi_2, r_ab."]


def test_the_tldr_counts_82(example: str) -> None:
    """142 characters, but 82 by 字数: under the limit of 100."""
    folder = Path("hstu")
    subject = LintSubject(folder, folder, "README.md", example.encode())
    tldr = subject.section(SectionKey.TLDR)
    assert tldr
    assert tldr.words == 82


def test_the_english_tldr_counts_59() -> None:
    text = (SHARED / "spec" / "ai-paper-reader.en.txt").read_text("utf-8")
    tldr = between(text, "Traditional recommendation models like DLRM", "## Paper Overview")
    assert (count_words(tldr), len(split_sentences(tldr))) == (59, 3)
