"""SUM: contributions, limitations, where the method applies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.anchors import has_anchor, is_speculation
from generator.note.blocks import LISTS, Part
from generator.note.labels import SectionKey
from generator.note.lint.registry import FINISHED, NOTES, E, Problem, W, rule
from generator.note.lint.subject import LintSubject

_HEADINGS = {
    Language.ZH: ("核心贡献", "局限性", "适用场景"),
    Language.EN: ("Core Contributions", "Limitations", "Applicable Scenarios"),
}
_ITEMS = range(2, 5)
_STOCK = re.compile(
    r"计算(?:成本|资源|开销)|(?:大量|更多)(?:的)?(?:数据|GPU)|泛化能力|可解释性|"
    r"computational (?:cost|resource)|large amounts? of|generali[sz]ation|interpretability",
    re.I,
)
_SPECIFIC = re.compile(r"\d|[A-Z][\w-]*[A-Z]")


def _parts(subject: LintSubject) -> dict[str, Part]:
    section = subject.section(SectionKey.SUMMARY)
    return {part.heading: part for part in section.parts("h3")} if section else {}


@rule("SUM-01", E, zh="总结有三级标题核心贡献、局限性、适用场景", profiles=NOTES)
def three_headings(subject: LintSubject) -> Iterator[Problem]:
    """The summary has the H3 Core Contributions, Limitations, Applicable Scenarios."""
    section = subject.section(SectionKey.SUMMARY)
    for heading in _HEADINGS[subject.language] if section else ():
        if heading not in _parts(subject):
            assert section
            yield Problem(section.line, f"the summary lacks “{heading}”.", f"Add `### {heading}`.")


@rule("SUM-02", W, zh="总结每一部分是二至四项的列表", profiles=FINISHED)
def lists(subject: LintSubject) -> Iterator[Problem]:
    """Each part of the summary is a list of two to four."""
    for heading in _HEADINGS[subject.language]:
        if part := _parts(subject).get(heading):
            count = sum(len(block.children) for block in part.blocks if block.type in LISTS)
            if count not in _ITEMS:
                yield Problem(part.line, f"“{heading}” lists {count} items.", "List two to four.")


@rule("SUM-03", W, zh="局限性具体, 不是「计算成本高」之类的套话", profiles=FINISHED)
def own_limitations(subject: LintSubject) -> Iterator[Problem]:
    """Limitations are this paper's: a stock one names a section, a number or a name."""
    part = _parts(subject).get(_HEADINGS[subject.language][1])
    for block in part.walk() if part else ():
        text = block.prose
        concrete = has_anchor(text) or is_speculation(text) or _SPECIFIC.search(text)
        if block.type == "paragraph" and _STOCK.search(text) and not concrete:
            yield Problem(
                block.line, "this limitation fits any paper.", "Say where the paper shows it (section, number)."
            )
