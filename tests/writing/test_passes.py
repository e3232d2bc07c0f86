"""`--pass 1` and `--pass 3`: a ten-minute card, and the note of a third reading; by Claude, as drafts, as briefs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.config import Language, ReadingPass
from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import CARD_SECTIONS, SectionKey
from generator.writing.assembly import sections_of
from generator.writing.brief import brief_files
from generator.writing.draft import DraftWriter
from generator.writing.parts import render_parts
from generator.writing.writer import WriteRequest
from tests.pipeline.conftest import Workplace
from tests.writing.answers import EN, FIGURE, ZH, script
from tests.writing.desk import Desk
from tests.writing.fake_anthropic import FakeAnthropic
from tests.writing.papers import small_paper

SLUG = "sweeping-boxes"
CARD = {Language.ZH: "用十分钟读这篇论文", Language.EN: "Read this paper in ten minutes"}
BLOCK = f""":::figure {FIGURE}
alt: 扫描聚类的整体架构
content: 整体架构（overall architecture）：边（edges）进入，集合（sets）出来。
key:
- 边是唯一的输入
- 扫描是中间唯一的部件
match: 第 1 节介绍整体架构时引用了图 1
:::"""
CARD_ZH = {
    "title": "扫描线加并查集：近线性时间聚类页面上的矩形",
    "difficulty": "3 需要并查集与扫描线基础",
    "prerequisites": "并查集、扫描线",
    "tldr": ZH["写 TL;DR"],
    "overview": ZH["写论文概述"],
    "key_figures": f"先看图 1 里边怎样变成集合。\n\n{BLOCK}",
    "worth": "**结论**：要在稠密页面上聚类矩形的人值得读，只处理稀疏页面的不必读。\n\n**理由**：\n\n"
    "- 与平方方法在同一台机器上比较，摘要给出每页的用时（§1）\n- 怎样合并、代价多大，引言没有交代，要读正文（§2）\n\n"
    "**从哪里读起**：先读 §2 的合并一步，再拿表 1 对照自己的页面。",
}
CARD_EN = {
    "title": "Sweeping Boxes: clustering rectangles in near-linear time",
    "difficulty": "3 needs union-find and sweep lines",
    "prerequisites": "union-find, sweep lines",
    "tldr": EN["Write the TL;DR"],
    "overview": EN["Write the overview"],
    "key_figures": "Figure 1 shows how edges become sets.\n\n"
    f":::figure {FIGURE}\nalt: Overall architecture of the sweep\ncontent: The overall architecture of the sweep.\n"
    "key:\n- Edges are the only input\n- Sets are the output\nmatch: Section 1 refers to Figure 1\n:::",
    "worth": "**Verdict**: Whoever clusters rectangles on dense pages should read on; sparse pages need nothing.\n\n"
    "**Reasons**:\n\n- Both methods are measured on the same machine (§1)\n"
    "- How sets are merged, and at which cost, is told in the body only (§2)\n\n"
    "**Where to Start**: the merging step in §2, then Table 1 with one's own pages in mind.",
}
DEEP_ZH = {
    "写推导": "从式 (1) 出发。对数项来自排序，线性项来自逐对报告，把两者合在一起，这一步是推导：\n\n"
    "$$\nT(n) = c n \\log n + k\n$$\n\n其中：\n\n- $T(n)$ 是总代价，$n$ 是矩形个数，$k$ 是相接的对数，$c$ 是常数",
    "写复现清单": "**论文给出**：\n\n- 数据：1,200 页（§3、表 1）\n- 评测：每页用时的中位数（表 1）\n\n"
    "**论文未给出**：\n\n- 硬件的型号，它影响毫秒数的可比性",
    "写疑问": "- 矩形处处相接时差距还有多大，§3 只给出一个中位数\n- 按秩合并占多少功劳，§2.1 之外没有数据",
}


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(SLUG)
    return place


def test_a_card_is_one_request_over_what_a_first_reading_takes_in(api: FakeAnthropic, place: Workplace) -> None:
    """No PDF, no body of the paper: title, abstract, introduction, conclusion, references, and the figures."""
    api.answer(CARD[Language.ZH], render_parts(CARD_ZH))
    done = place.call("write", SLUG, "--pass", "1")
    assert done.returncode == 0, done.stderr
    (request,) = api.asked
    document, *pictures, _ = request.blocks
    assert document["source"]["media_type"] == "text/plain"
    assert "Pages hold thousands of rectangles" in document["source"]["data"]
    assert "near-linear time" in document["source"]["data"]
    assert "Each rectangle has two edges" not in document["source"]["data"]
    assert [block["type"] for block in pictures] == ["text", "image"] * 2
    note = parse_note(place.paper(SLUG).readme.read_text(encoding="utf-8"))
    assert [section.key for section in note.sections] == list(CARD_SECTIONS)
    assert note.header.extras == (("阅读", "第一遍（十分钟卡片）"),)
    assert f"](images/{FIGURE})" in note.sections[2].body
    assert "*本笔记由模型撰写：" in note.sections[3].body
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.making
    assert (sidecar.reading_pass, sidecar.making.stages) == (1, {"note": "end_turn"})
    linted = place.call("lint", SLUG)
    assert "1 notes: 0 errors" in linted.stdout, linted.stdout


def test_a_card_in_english(api: FakeAnthropic, desk: Desk) -> None:
    api.answer(CARD[Language.EN], render_parts(CARD_EN))
    note = desk.write(language=Language.EN, reading_pass=ReadingPass.CARD).note
    assert [section.heading for section in note.sections][2:] == ["Key Figures", "Worth a Closer Reading"]
    assert note.header.reading_pass is ReadingPass.CARD
    assert len(api.asked) == 1


def test_a_verdict_without_reasons_is_asked_for_again(api: FakeAnthropic, desk: Desk) -> None:
    without = CARD_ZH | {"worth": "**结论**：值得。"}
    api.answer(CARD[Language.ZH], render_parts(without))
    api.answer("一节的现稿", CARD_ZH["worth"])
    assert "**从哪里读起**" in desk.text(reading_pass=ReadingPass.CARD)
    assert "**理由** is missing" in api.asked[1].order


def test_a_third_reading_derives_lists_and_doubts(api: FakeAnthropic, place: Workplace) -> None:
    place.paper(SLUG).settings.write_text("reading_pass: 3\n", encoding="utf-8")
    script(api)
    for order, text in DEEP_ZH.items():
        api.answer(order, text)
    done = place.call("write", SLUG)
    assert done.returncode == 0, done.stderr
    assert "这是第三遍" in api.asked[0].order
    assert len(api.asked) == 8 + 3
    note = parse_note(place.paper(SLUG).readme.read_text(encoding="utf-8"))
    keys = [section.key for section in note.sections]
    assert keys[4] is SectionKey.DERIVATION
    assert keys[6] is SectionKey.REPRODUCTION
    assert keys[-2:] == [SectionKey.OPEN, SectionKey.SUMMARY]
    assert note.header.extras == (("阅读", "第三遍（含推导与复现清单）"),)
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.making
    assert (sidecar.reading_pass, sidecar.making.stages["open"]) == (3, "end_turn")
    assert len(sidecar.making.facts) == 6


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reading", ReadingPass)
def test_a_draft_has_the_sections_of_its_pass_and_says_what_it_can(language: Language, reading: ReadingPass) -> None:
    request = WriteRequest(language, reading_pass=reading)
    note = DraftWriter().write(small_paper(), request).note
    assert tuple(section.key for section in note.sections) == sections_of(request)
    assert note.header.reading_pass is reading
    if reading is ReadingPass.CARD:
        worth = note.sections[-1].body
        assert {Language.ZH: "2 页，2 个编号公式", Language.EN: "2 pages, 2 numbered equations"}[language] in worth
        assert {Language.ZH: "待撰写。", Language.EN: "To be written."}[language] in worth
        assert "images/tab1_result_seconds.png" in note.sections[2].body


def test_a_draft_lists_what_the_paper_says_of_its_settings() -> None:
    text = "We train for 30 epochs. Training is hard. The batch size matters. Our code is available on a server."
    section = replace(small_paper().sections[1], text=text)
    known = small_paper(sections=(section,), pages=(replace(small_paper().pages[1], paragraphs=(text,)),))
    note = DraftWriter().write(known, WriteRequest(reading_pass=ReadingPass.DEEP)).note
    checklist = note.section(SectionKey.REPRODUCTION)
    assert checklist
    quoted = [line for line in checklist.body.split("\n") if line.startswith("> ") and "——" not in line]
    assert quoted == ["> We train for 30 epochs.", "> Our code is available on a server."]


def test_a_draft_card_keeps_its_rules(place: Workplace) -> None:
    done = place.call("build", "--pass", "1", "--model", "draft")
    assert done.returncode == 0, done.stderr
    assert "1 notes: 0 errors" in place.call("lint").stdout
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert (sidecar.reading_pass, sidecar.making) == (1, None)


@pytest.mark.parametrize(
    ("reading", "headings", "rule", "says"),
    [
        (
            ReadingPass.CARD,
            {"TL;DR", "论文概述", "关键图表", "是否值得深读"},
            "PASS-02",
            "这次写的是第一遍的十分钟卡片",
        ),
        (ReadingPass.DEEP, {"核心方法", "推导", "复现清单", "疑问"}, "PASS-03", "这次写的是第三遍的笔记"),
    ],
)
def test_a_brief_is_of_its_pass(desk: Desk, reading: ReadingPass, headings: set[str], rule: str, says: str) -> None:
    files = brief_files(desk.paper, WriteRequest(reading_pass=reading), SLUG)
    brief, template = files["BRIEF.md"], files["template.md"]
    framed = {line.removeprefix("## ") for line in template.split("\n") if line.startswith("## ")}
    assert headings <= framed
    is_deep = reading is ReadingPass.DEEP
    assert ("核心方法" in framed, "- MET-01 E" in brief) == (is_deep, is_deep)
    assert f"- {rule} E: " in brief
    assert says in brief
    assert "{" not in template
    assert f"\\\n> **阅读**：{'第三遍（含推导与复现清单）' if is_deep else '第一遍（十分钟卡片）'}\n" in template


def test_an_unknown_pass_is_a_wrong_call(place: Workplace) -> None:
    assert place.call("write", SLUG, "--pass", "4").returncode == 2
    place.paper(SLUG).settings.write_text("reading_pass: 4\n", encoding="utf-8")
    done = place.call("write", SLUG)
    assert (done.returncode, "the reading pass “4” is unknown. Known are: 1, 2, 3." in done.stderr) == (1, True)
