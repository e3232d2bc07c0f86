"""The words of the note's format in both languages: header labels, section headings, figure-block labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.config import Language, ReadingPass


class SectionKey(StrEnum):
    """The sections of a note, in their order; the last ones belong to modes and to comparisons of two papers."""

    TLDR = "tldr"
    OVERVIEW = "overview"
    BACKGROUND = "background"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    QA = "qa"
    SUMMARY = "summary"
    SYMBOLS = "symbols"
    FOCUS = "focus"
    COMPARISON = "comparison"
    KEY_FIGURES = "key_figures"
    WORTH = "worth"
    DERIVATION = "derivation"
    REPRODUCTION = "reproduction"
    OPEN = "open"
    COMMON = "common"
    DIFFERENCES = "differences"
    COMPARABILITY = "comparability"
    CHOICE = "choice"


REQUIRED_SECTIONS = (
    SectionKey.TLDR,
    SectionKey.OVERVIEW,
    SectionKey.BACKGROUND,
    SectionKey.METHOD,
    SectionKey.EXPERIMENTS,
    SectionKey.QA,
    SectionKey.SUMMARY,
)


CARD_SECTIONS = (SectionKey.TLDR, SectionKey.OVERVIEW, SectionKey.KEY_FIGURES, SectionKey.WORTH)
"""Of a ten-minute card, the first of the three readings."""
DEEP_SECTIONS = (SectionKey.DERIVATION, SectionKey.REPRODUCTION, SectionKey.OPEN)
"""What the third reading adds."""


COMPARISON_SECTIONS = (
    SectionKey.TLDR,
    SectionKey.COMMON,
    SectionKey.COMPARISON,
    SectionKey.DIFFERENCES,
    SectionKey.COMPARABILITY,
    SectionKey.CHOICE,
    SectionKey.QA,
    SectionKey.SUMMARY,
)
"""Of a note that compares two papers, in their order."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Every fixed word of a note in one language."""

    paper: str
    authors: str
    publication: str
    reading_time: str
    difficulty: str
    prerequisites: str
    status: str
    comparison: str
    unverified: str
    reading: str
    passes: dict[ReadingPass, str]
    """What the header calls the first and the third reading; it says nothing of the second, the usual one."""
    sections: dict[SectionKey, str]
    figure_content: str
    figure_key: str
    figure_match: str
    problem: str
    solution: str
    contributions: str
    unknown_publication: str
    stars: tuple[str, str, str, str, str]
    """What one to five stars mean: the specification's legend."""

    def pass_of(self, value: str | None) -> ReadingPass:
        """The reading pass that a header's field names; the second, where there is none or it names no other."""
        named = {_before_parentheses(text): number for number, text in self.passes.items()}
        return named.get(_before_parentheses(value or ""), ReadingPass.NOTE)

    @property
    def header(self) -> tuple[str, str, str, str, str, str]:
        """The six header labels in their order."""
        return (self.paper, self.authors, self.publication, self.reading_time, self.difficulty, self.prerequisites)


def _before_parentheses(text: str) -> str:
    return re.split("[(（]", text)[0].strip().casefold()


LABELS: dict[Language, Labels] = {
    Language.ZH: Labels(
        paper="论文",
        authors="作者",
        publication="发表",
        reading_time="阅读时长",
        difficulty="难度",
        prerequisites="前置知识",
        status="状态",
        comparison="对比",
        unverified="核对",
        reading="阅读",
        passes={ReadingPass.CARD: "第一遍（十分钟卡片）", ReadingPass.DEEP: "第三遍（含推导与复现清单）"},
        sections={
            SectionKey.TLDR: "TL;DR",
            SectionKey.OVERVIEW: "论文概述",
            SectionKey.BACKGROUND: "背景与动机",
            SectionKey.METHOD: "核心方法",
            SectionKey.EXPERIMENTS: "实验分析",
            SectionKey.QA: "深度理解问答",
            SectionKey.SUMMARY: "总结",
            SectionKey.SYMBOLS: "符号表",
            SectionKey.FOCUS: "重点分析",
            SectionKey.COMPARISON: "对比",
            SectionKey.KEY_FIGURES: "关键图表",
            SectionKey.WORTH: "是否值得深读",
            SectionKey.DERIVATION: "推导",
            SectionKey.REPRODUCTION: "复现清单",
            SectionKey.OPEN: "疑问",
            SectionKey.COMMON: "共同问题",
            SectionKey.DIFFERENCES: "方法差异",
            SectionKey.COMPARABILITY: "实验可比性",
            SectionKey.CHOICE: "选型建议",
        },
        figure_content="图示内容",
        figure_key="关键信息",
        figure_match="与正文对应",
        problem="问题",
        solution="方案",
        contributions="贡献",
        unknown_publication="未注明",
        stars=("无需专业背景", "了解深度学习基础", "熟悉相关领域", "需要较深的领域知识", "涉及复杂数学或前沿研究"),
    ),
    Language.EN: Labels(
        paper="Paper",
        authors="Authors",
        publication="Publication",
        reading_time="Reading Time",
        difficulty="Difficulty",
        prerequisites="Prerequisite Knowledge",
        status="Status",
        comparison="Comparison",
        unverified="Verification",
        reading="Reading",
        passes={
            ReadingPass.CARD: "first pass (ten-minute card)",
            ReadingPass.DEEP: "third pass (with derivations and a reproduction checklist)",
        },
        sections={
            SectionKey.TLDR: "TL;DR",
            SectionKey.OVERVIEW: "Paper Overview",
            SectionKey.BACKGROUND: "Background and Motivation",
            SectionKey.METHOD: "Core Method",
            SectionKey.EXPERIMENTS: "Experimental Analysis",
            SectionKey.QA: "In-depth Understanding Q&A",
            SectionKey.SUMMARY: "Summary",
            SectionKey.SYMBOLS: "Symbols",
            SectionKey.FOCUS: "Focus Analysis",
            SectionKey.COMPARISON: "Comparison",
            SectionKey.KEY_FIGURES: "Key Figures",
            SectionKey.WORTH: "Worth a Closer Reading",
            SectionKey.DERIVATION: "Derivation",
            SectionKey.REPRODUCTION: "Reproduction Checklist",
            SectionKey.OPEN: "Open Questions",
            SectionKey.COMMON: "Common Problem",
            SectionKey.DIFFERENCES: "Differences in Method",
            SectionKey.COMPARABILITY: "Comparability of Experiments",
            SectionKey.CHOICE: "Which to Choose",
        },
        figure_content="Content of the Diagram",
        figure_key="Key Information",
        figure_match="Correspondence with Text",
        problem="Problem",
        solution="Solution",
        contributions="Contributions",
        unknown_publication="Not stated",
        stars=(
            "no background needed",
            "basics of deep learning",
            "familiar with the field",
            "deep knowledge of the field",
            "advanced mathematics or frontier research",
        ),
    ),
}

_ALIASES = {
    "总结与思考": SectionKey.SUMMARY,
    "summary and reflections": SectionKey.SUMMARY,
    "in-depth understanding q & a": SectionKey.QA,
    "复现": SectionKey.REPRODUCTION,
    "reproduction": SectionKey.REPRODUCTION,
}
_KEYS = {text.casefold(): key for labels in LABELS.values() for key, text in labels.sections.items()} | _ALIASES
_NUMBERING = re.compile(r"^(?:[零一二三四五六七八九十]+、|\d+(?:\.\d+)*[.、)]?\s+|\d+[.、])\s*")


def strip_numbering(heading: str) -> str:
    """The heading without a leading "一、" or "2. " (the specification numbers itself, not the note)."""
    return _NUMBERING.sub("", heading.strip())


def section_key(heading: str) -> SectionKey | None:
    """Which section an H2 opens, None where it is none of the format's."""
    return _KEYS.get(strip_numbering(heading).casefold())
