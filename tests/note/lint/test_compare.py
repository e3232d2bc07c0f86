"""CMP: a comparison of two papers keeps its form, and each sentence holds in the very paper that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.note.grounding.compared import owned_anchors
from generator.note.lint import LintSubject, Profile, lint
from generator.paper import Metadata, PageText, Paper, Section
from tests.note.lint.notes import paper


def rival() -> Paper:
    """Another invented paper, on the same maps."""
    page = (
        "RTreeJoin: Joining Paths by Trees. Eva Moor. We propose RTreeJoin, a tree of bounding boxes.",
        "1 Introduction. 2 Method. RTreeJoin sorts the boxes and packs 32 of them into a leaf. F = n log n (1)",
        "3 Experiments. Maps: RTreeJoin takes 0.84 s a page; F1 of 97.2 on Maps. Table 1: Seconds per page.",
        "4 Limitations. The tree is built anew for each page.",
    )
    sections = tuple(
        Section(number, title, 1, 1, 1, page[index])
        for index, (number, title) in enumerate(
            (("1", "Introduction"), ("2", "Method"), ("3", "Experiments"), ("4", "Limitations"))
        )
    )
    return Paper(
        sha256="1" * 64,
        page_count=1,
        metadata=Metadata(title="RTreeJoin: Joining Paths by Trees"),
        sections=sections,
        figures=tuple(replace(table, page=1) for table in paper().figures if table.label == "1"),
        equations=tuple(replace(equation, page=1) for equation in paper().equations[:1]),
        pages=(PageText(1, 612, 792, page),),
    )


GOOD = (Path(__file__).with_name("good.compare.md")).read_text(encoding="utf-8")


def rules(tmp_path: Path, text: str, *, papers: bool = True) -> dict[str, str]:
    """The rules that the text breaks, each with its first message."""
    folder = tmp_path / "paper-notes" / "compare-grid-vs-tree"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(text, encoding="utf-8")
    subject = replace(LintSubject.read(folder), compared=(paper(), rival()) if papers else None)
    assert subject.profile in (Profile.COMPARISON, Profile.COMPARISON_DRAFT)
    return {finding.rule: finding.message for finding in reversed(lint(subject).findings)}


def test_a_good_comparison_breaks_no_rule(tmp_path: Path) -> None:
    assert rules(tmp_path, GOOD) == {}


def test_without_its_papers_a_comparison_keeps_its_form_still(tmp_path: Path) -> None:
    assert rules(tmp_path, GOOD, papers=False) == {}


@pytest.mark.parametrize(
    ("old", "new", "rule", "says"),
    [
        ("0.21 s，B 0.84 s", "0.21 s，B 0.88 s", "CMP-02", "paper A/B: 0.88"),
        ("每页 0.84 s（B 表 1）", "每页 0.21 s（B 表 1）", "CMP-02", "paper B: 0.21"),
        ("| 0.21 s（A 表 1）", "| 0.84 s（A 表 1）", "CMP-02", "paper A: 0.84"),
        ("GridBuckets 把框登记", "HashJoiner 把框登记", "CMP-02", "paper A: the paper does not name “HashJoiner”"),
        ("不可直接比较：A 未报告 F1（A §4）", "F1 未报告，为 19.4（A §4）", "CMP-03", "“F1” sets numbers"),
        ("| 量 | A | B |", "量 A B\n", "CMP-04", "no map of symbols"),
        ("## 选型建议", "## 建议", "CMP-05", "“选型建议” occurs 0 times"),
        ("维护（A §2.1）", "维护（§2.1）", "CMP-06", "“§2.1” doesn't say whose it is"),
        ("（B §2）。两篇", "（B §9）。两篇", "CMP-06", "paper B has no §9"),
        ("| 64 个格子（A §3）", "| 64 个格子（B §3）", "CMP-06", "B §3 stands in A's column"),
        ("| 数据 | 地图（A §4）", "| 数据 | 地图", "CMP-01", "points nowhere"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("CMP") else "",
)
def test_a_broken_rule_is_found(tmp_path: Path, old: str, new: str, rule: str, says: str) -> None:
    assert GOOD.count(old) == 1
    found = rules(tmp_path, GOOD.replace(old, new))
    assert says in found[rule]


def test_an_enumeration_of_anchors_names_its_paper_once() -> None:
    text = "见 A §3.2、表 1 与图 2；再见 B 式 (3)，而表 4 不明。"
    found = [(owned.anchor.label, owned.owner) for owned in owned_anchors(text)]
    assert found == [("3.2", "A"), ("1", "A"), ("2", "A"), ("3", "B"), ("4", None)]


def test_a_drafts_quotations_are_verbatim_in_their_own_paper(tmp_path: Path) -> None:
    draft = GOOD.replace("> **对比**：", "> **状态**：草稿（未经模型撰写，引文均摘自原文）\\\n> **对比**：")
    quoted = "## 共同问题\n\n> RTreeJoin sorts the boxes\n>\n> —— {} 第 1 页\n"
    assert "CMP-07" not in rules(tmp_path, draft.replace("## 共同问题\n", quoted.format("B")))
    found = rules(tmp_path, draft.replace("## 共同问题\n", quoted.format("A")))
    assert found["CMP-07"] == "it is not on page 1 of paper A."
    nameless = rules(tmp_path, draft.replace("## 共同问题\n", "## 共同问题\n\n> RTreeJoin sorts the boxes\n"))
    assert nameless["CMP-07"] == "the quotation names no paper and page."
