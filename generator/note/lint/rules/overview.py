"""OVR: problem, solution, contributions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.note.blocks import LISTS, Block, Lead, Part
from generator.note.labels import SectionKey
from generator.note.lint.registry import FINISHED, E, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.lint.terms import terms
from generator.note.sentences import split_sentences

_CONTRIBUTIONS = range(2, 4)


def _leads(section: Part) -> list[Lead]:
    return [lead for block in section.blocks for lead in block.leads]


@rule(
    "OVR-01",
    E,
    zh="论文概述依次有 **问题**、**方案**、**贡献**, 各一次",
    profiles=FINISHED,
)
def three_answers(subject: LintSubject) -> Iterator[Problem]:
    """The overview has **Problem**, **Solution**, **Contributions**, once each, in order."""
    section = subject.section(SectionKey.OVERVIEW)
    if not section:
        return
    labels = subject.labels
    wanted = [labels.problem, labels.solution, labels.contributions]
    found = [lead for lead in _leads(section) if lead.label in wanted]
    for label in wanted:
        if label not in [lead.label for lead in found]:
            yield Problem(section.line, f"the overview lacks **{label}**.", f"Add a line `**{label}**：…`.")
    for i, lead in enumerate(found):
        before = [other.label for other in found[:i]]
        if lead.label in before:
            yield Problem(lead.line, f"**{lead.label}** occurs twice.", "Join both.")
        elif any(wanted.index(label) > wanted.index(lead.label) for label in before):
            yield Problem(lead.line, f"**{lead.label}** is out of order.", f"The order is: {', '.join(wanted)}.")


@rule("OVR-02", W, zh="问题和方案各一句话", profiles=FINISHED)
def one_sentence(subject: LintSubject) -> Iterator[Problem]:
    """Problem and Solution are one sentence each."""
    section = subject.section(SectionKey.OVERVIEW)
    for lead in _leads(section) if section else ():
        if lead.label in (subject.labels.problem, subject.labels.solution):
            count = len(split_sentences(lead.text.lstrip(":： ")))
            if count != 1:
                yield Problem(lead.line, f"**{lead.label}** has {count} sentences.", "Say it in one.")


@rule("OVR-03", E, zh="贡献是二至三项的有序列表", profiles=FINISHED)
def numbered_contributions(subject: LintSubject) -> Iterator[Problem]:
    """Contributions is a numbered list of two or three."""
    section = subject.section(SectionKey.OVERVIEW)
    label = subject.labels.contributions
    lead = next((lead for lead in _leads(section) if lead.label == label), None) if section else None
    if section and lead:
        found = _contributions(section, lead)
        if found is None:
            yield Problem(lead.line, f"no numbered list follows **{label}**.", "List two or three: `1. …`.")
        elif len(found.children) not in _CONTRIBUTIONS:
            yield Problem(found.line, f"{len(found.children)} contributions are listed.", "List two or three.")


def _contributions(section: Part, lead: Lead) -> Block | None:
    after = (block for block in section.blocks if block.line > lead.line)
    first = next((block for block in after if block.type in LISTS), None)
    return first if first and first.type == "ordered_list" else None


@rule(
    "OVR-04",
    W,
    zh="每项贡献在核心方法或实验分析里有着落",
    profiles=FINISHED,
)
def taken_up(subject: LintSubject) -> Iterator[Problem]:
    """Each contribution is taken up in the method or in the experiments."""
    section = subject.section(SectionKey.OVERVIEW)
    lead = next((x for x in _leads(section) if x.label == subject.labels.contributions), None) if section else None
    found = _contributions(section, lead) if section and lead else None
    later = [subject.section(key) for key in (SectionKey.METHOD, SectionKey.EXPERIMENTS)]
    known = {term for part in later if part for block in part.walk() for term in terms(block.content)}
    for item in found.children if found and known else ():
        own = {term for block in item.walk() for term in terms(block.content)}
        if own and not own & known:
            yield Problem(item.line, "nothing below takes up this contribution.", "Explain it, or leave it out.")
