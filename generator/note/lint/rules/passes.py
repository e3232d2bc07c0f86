"""PASS: what a note holds after the first and after the third reading of its paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language, ReadingPass
from generator.note.anchors import has_anchor, is_speculation
from generator.note.blocks import DISPLAY_MATH, LISTS, Block, Lead, Part
from generator.note.labels import CARD_SECTIONS, DEEP_SECTIONS, SectionKey
from generator.note.lint.registry import FINISHED, NOTES, E, Problem, W, rule
from generator.note.lint.subject import LintSubject

_ADDED = {
    ReadingPass.CARD: (SectionKey.KEY_FIGURES, SectionKey.WORTH),
    ReadingPass.NOTE: (),
    ReadingPass.DEEP: DEEP_SECTIONS,
}
"""The sections that a pass has beside those that SEC-01 asks for."""
_VERDICT = {Language.ZH: ("结论", "理由", "从哪里读起"), Language.EN: ("Verdict", "Reasons", "Where to Start")}
_GIVEN = {Language.ZH: ("论文给出", "论文未给出"), Language.EN: ("Given", "Not Given")}
_REASONS, _DOUBTS = range(2, 5), range(2, 7)
_NO_FORMULA = re.compile(r"论文没有(?:可推导的|编号)?公式|no (?:numbered )?(?:formula|equation)", re.I)


@rule("PASS-01", E, zh="章节与阅读遍数相符: 卡片只有四节, 第三遍另有推导、复现清单、疑问", profiles=NOTES)
def sections_of_the_pass(subject: LintSubject) -> Iterator[Problem]:
    """The sections are those of the reading pass: a card has four, the third pass derivations, a checklist, doubts."""
    field, reading = subject.field(subject.labels.reading), subject.reading_pass
    if field and reading is ReadingPass.NOTE:
        known = " or ".join(f"“{text}”" for text in subject.labels.passes.values())
        yield Problem(field.line, f"**{field.label}** reads “{field.value}”.", f"Write {known}, or delete the line.")
    for key in _ADDED[reading]:
        if not subject.section(key):
            heading = subject.labels.sections[key]
            yield Problem(len(subject.lines), f"pass {reading} needs the section “{heading}”.", f"Add `## {heading}`.")
    for section in subject.sections:
        if section.key and section.key not in CARD_SECTIONS and reading is ReadingPass.CARD:
            yield Problem(section.line, f"“{section.heading}” is no part of a ten-minute card.", "Take it out.")
        elif section.key in _ADDED[ReadingPass.CARD] and reading is not ReadingPass.CARD:
            yield Problem(section.line, f"“{section.heading}” belongs to a ten-minute card.", "Take it out.")


@rule("PASS-02", E, zh="「是否值得深读」有结论、二至四条带出处的理由、从哪里读起", profiles=FINISHED)
def verdict_has_reasons(subject: LintSubject) -> Iterator[Problem]:
    """A card's verdict has two to four reasons, each with its place in the paper, and says where to start."""
    section, names = subject.section(SectionKey.WORTH), _VERDICT[subject.language]
    if not section:
        return
    for name in names:
        if not (lead := _lead(section, name)):
            yield Problem(section.line, f"**{name}** is missing.", f"Add **{name}**：….")
        elif name != names[1] and not lead.text.strip(":： \n"):
            yield Problem(lead.line, f"**{name}** says nothing.", "Answer in one or two sentences.")
    reasons = _items(section, names[1])
    if len(reasons) not in _REASONS:
        yield Problem(section.line, f"the verdict has {len(reasons)} reasons.", "List two to four below it.")
    yield from _without_place(reasons)


@rule("PASS-03", E, zh="推导从论文的公式出发; 复现清单分「论文给出」「论文未给出」; 疑问二至六条", profiles=FINISHED)
def third_pass_is_complete(subject: LintSubject) -> Iterator[Problem]:
    """Derivations show formulas and name the paper's; the checklist says what is given and what is not; two doubts."""
    if subject.reading_pass is not ReadingPass.DEEP:
        return
    if derivation := subject.section(SectionKey.DERIVATION):
        yield from _derivation(derivation)
    if checklist := subject.section(SectionKey.REPRODUCTION):
        for name in _GIVEN[subject.language]:
            if not _items(checklist, name):
                yield Problem(checklist.line, f"no list follows **{name}**.", f"Add **{name}**：and a list below it.")
        yield from _without_place(_items(checklist, _GIVEN[subject.language][0]))
    if doubts := subject.section(SectionKey.OPEN):
        asked = [item for block in doubts.blocks if block.type in LISTS for item in block.children]
        if len(asked) not in _DOUBTS:
            yield Problem(doubts.line, f"{len(asked)} doubts are listed.", "List two to six.")
        yield from _without_place(asked)


def _derivation(section: Part) -> Iterator[Problem]:
    prose = "\n".join(block.prose for block in section.walk())
    if _NO_FORMULA.search(prose):
        return
    if not any(block.type in DISPLAY_MATH for block in section.walk()):
        yield Problem(section.line, "nothing is derived.", "Show the steps as formulas, or write 论文没有公式.")
    if not has_anchor(prose):
        yield Problem(section.line, "the derivation starts nowhere.", "Name the paper's equation or section.")


def _lead(section: Part, name: str) -> Lead | None:
    leads = (lead for block in section.walk() for lead in block.leads)
    return next((lead for lead in leads if lead.label.casefold() == name.casefold()), None)


def _items(section: Part, name: str) -> list[Block]:
    """The items of the list that follows a bold label."""
    lead = _lead(section, name)
    after = [block for block in section.blocks if lead and block.end >= lead.line]
    found = next((block for block in after[:2] if block.type in LISTS), None)
    return list(found.children) if found else []


def _without_place(items: list[Block]) -> Iterator[Problem]:
    for item in items:
        text = "\n".join(block.prose for block in item.walk())
        if not has_anchor(text) and not is_speculation(text):
            yield Problem(item.line, "this item points nowhere.", "Add 第 3.2 节 / 表 1, or 推测.", W)
