"""PASS: a ten-minute card, and the note of a third reading, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.note.lint import LintReport, Severity, lint
from tests.note.lint.notes import NOTES, subject, write_note

CARD_LINE = {"zh": "> **阅读**：第一遍（十分钟卡片）", "en": "> **Reading**: first pass (ten-minute card)"}
DEEP_LINE = {"zh": "> **阅读**：第三遍（含推导与复现清单）", "en": "> **Reading**: third pass (with derivations)"}
WORTH = {
    "zh": """## 关键图表

先看流程，再看时间。

## 是否值得深读

**结论**：要在大页面上聚类路径的人值得读，只处理小页面的不必读。

**理由**：

- 与 PairScan 比，地图上每页 0.21 秒对 19.4 秒，见表 1
- 容差的取法只在第 3 节交代，不读正文无法复现

**从哪里读起**：先读第 2 节的三个阶段，再拿表 1 的三种负载对照自己的页面。
""",
    "en": """## Key Figures

First the stages, then the seconds.

## Worth a Closer Reading

**Verdict**: Whoever clusters paths on large pages should read on, whoever has small ones need not.

**Reasons**:

- Against PairScan, a page of maps takes 0.21 s instead of 19.4 s (Table 1)
- How the tolerance is chosen is told in Section 3 only

**Where to Start**: Section 2 with its three stages, then Table 1 with one's own pages in mind.
""",
}
DERIVED = {
    "zh": """## 推导

从式 (2) 出发，把登记的代价并进常数，这一步是推导：

$$
T(n) = O(m \\, \\alpha(n))
$$

其中 $m$ 是同格的路径对数，$T$ 是总时间，$\\alpha$ 是反阿克曼函数，$n$ 是路径数。

""",
    "en": """## Derivation

From Equation (2), the cost of registering goes into the constant, a step of this note's own derivation:

$$
T(n) = O(m \\, \\alpha(n))
$$

Where $m$ is the number of pairs within a cell, $T$ the total time, $\\alpha$ the inverse Ackermann function, and
$n$ the number of paths.

""",
}
CHECKLIST = {
    "zh": "## 复现清单\n\n**论文给出**：\n\n- 格数上限 64，容差 3 点，见第 3 节\n\n"
    "**论文未给出**：\n\n- 机器的型号，它影响秒数的可比性\n\n",
    "en": "## Reproduction Checklist\n\n**Given**:\n\n- The limit of 64 cells and the tolerance of 3 points "
    "(Section 3)\n\n**Not Given**:\n\n- The machine, on which the seconds depend\n\n",
}
DOUBTS = {
    "zh": "## 疑问\n\n- 第 5 节说全是大盒子时退化，论文没有给出从哪里开始退化\n"
    "- 表 2 只比较格子的边长，没有说明不同负载是否该取不同的边长\n\n",
    "en": "## Open Questions\n\n- Section 5 says that large boxes defeat the grid; where this begins is not told\n"
    "- Table 2 varies the side of the cell only, and leaves open whether workloads want different ones\n\n",
}
NAMES = {
    "zh": {"method": "## 核心方法", "experiments": "## 实验分析", "qa": "## 深度理解问答", "summary": "## 总结"},
    "en": {
        "method": "## Core Method",
        "experiments": "## Experimental Analysis",
        "qa": "## In-depth Understanding Q&A",
        "summary": "## Summary",
    },
}


def with_line(text: str, line: str) -> str:
    """The note with one more line at the end of its header."""
    lines = text.split("\n")
    last = max(number for number, each in enumerate(lines) if each.startswith("> **"))
    lines[last : last + 1] = [lines[last] + "\\", line]
    return "\n".join(lines)


def card(language: str) -> str:
    """The head of the good note, with the verdict in place of the rest."""
    text = with_line(NOTES[language], CARD_LINE[language])
    background = {"zh": "## 背景与动机", "en": "## Background and Motivation"}[language]
    text = text[: text.index(background)] + WORTH[language]
    minutes = {"zh": ("约 6 分钟", "约 1 分钟"), "en": ("Approximately 7", "Approximately 1")}[language]
    return text.replace(*minutes)


def deep(language: str) -> str:
    """The good note with what a third reading adds."""
    text, names = with_line(NOTES[language], DEEP_LINE[language]), NAMES[language]
    added = {"experiments": DERIVED, "qa": CHECKLIST, "summary": DOUBTS}
    for place, sections in added.items():
        text = text.replace(f"{names[place]}\n", f"{sections[language]}{names[place]}\n", 1)
    minutes = {"zh": ("约 6 分钟", "约 7 分钟"), "en": ("Approximately 7", "Approximately 8")}[language]
    return text.replace(*minutes)


def linted(tmp_path: Path, text: str) -> LintReport:
    folder = write_note(tmp_path, text)
    if "images/fig1" not in text:
        (folder / "images" / "fig1_arch_pipeline.png").unlink()
    return lint(subject(folder))


@pytest.mark.parametrize("language", NOTES)
@pytest.mark.parametrize("make", [card, deep], ids=["card", "deep"])
def test_a_good_note_of_a_pass_breaks_no_rule(tmp_path: Path, language: str, make: object) -> None:
    assert callable(make)
    assert [str(finding) for finding in linted(tmp_path, make(language)).findings] == []


MUTATIONS = (
    ("PASS-01", card, "zh", "## 是否值得深读", "## 总结"),
    ("PASS-01", card, "en", "## Key Figures", "## Core Method"),
    ("PASS-01", card, "zh", "第一遍", "第四遍"),
    ("PASS-01", deep, "zh", "## 疑问", "### 疑问"),
    ("PASS-01", deep, "en", "## Derivation", "### Derivation"),
    ("PASS-01", deep, "en", "## Summary", "## Worth a Closer Reading\n\nYes.\n\n## Summary"),
    ("PASS-02", card, "zh", "**结论**：", "结论："),
    ("PASS-02", card, "en", "**Where to Start**: Section 2 with its three stages, then", "Then"),
    ("PASS-02", card, "zh", "- 容差的取法只在第 3 节交代，不读正文无法复现\n", ""),
    ("PASS-02", card, "en", " (Table 1)\n", "\n"),
    ("PASS-03", deep, "zh", "从式 (2) 出发", "由此出发"),
    ("PASS-03", deep, "en", "**Not Given**", "**Missing**"),
    ("PASS-03", deep, "zh", "，见第 3 节\n\n**论文未给出**", "\n\n**论文未给出**"),
    ("PASS-03", deep, "en", DOUBTS["en"].split("\n")[2] + "\n", ""),
)


@pytest.mark.parametrize(
    ("rule", "make", "language", "old", "new"), MUTATIONS, ids=[f"{m[0]}-{m[2]}-{n}" for n, m in enumerate(MUTATIONS)]
)
def test_a_broken_pass_is_found(tmp_path: Path, rule: str, make: object, language: str, old: str, new: str) -> None:
    assert callable(make)
    text = make(language)
    assert old in text
    report = linted(tmp_path, text.replace(old, new, 1))
    assert rule in {finding.rule for finding in report.findings}, "\n".join(map(str, report.findings))


def test_a_derivation_without_formulas_is_found_unless_the_paper_has_none(tmp_path: Path) -> None:
    start, end = DERIVED["zh"].index("$$"), DERIVED["zh"].rindex("$$") + 3
    without = deep("zh").replace(DERIVED["zh"][start:end], "")
    assert "PASS-03" in {finding.rule for finding in linted(tmp_path / "a", without).findings}
    admitted = without.replace("这一步是推导：", "论文没有公式可用。")
    assert "PASS-03" not in {finding.rule for finding in linted(tmp_path / "b", admitted).findings}


def test_a_card_answers_no_focus(tmp_path: Path) -> None:
    """What paper.yml asks the note to dwell on is for the note."""
    folder = write_note(tmp_path, card("zh"), image=False)
    (folder / "paper.yml").write_text("focus: [速度]\n", encoding="utf-8")
    assert [str(finding) for finding in lint(subject(folder)).findings] == []


def test_a_reason_without_a_place_is_a_warning_only(tmp_path: Path) -> None:
    text = card("zh").replace("，见表 1\n", "\n")
    assert {(each.rule, each.severity) for each in linted(tmp_path, text).findings} == {("PASS-02", Severity.WARNING)}
