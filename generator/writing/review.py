"""What is wrong with a note in the making, section by section.

That is what the lint finds, grounding with it, and what only the plan knows: the figures and equations to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.note.anchors import AnchorKind, find_anchors
from generator.note.labels import SectionKey
from generator.note.lint import Finding, LintSubject, Severity, lint
from generator.writing.figure_blocks import block_problems

_HOMES = {
    "EQ": SectionKey.METHOD,
    "MET": SectionKey.METHOD,
    "CODE": SectionKey.METHOD,
    "FIG": SectionKey.METHOD,
    "STYLE": SectionKey.METHOD,
}
"""Where a finding on the note as a whole is mended, by the rule's family."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, in which section (None: in what the program made), and whether it blocks writing."""

    section: SectionKey | None
    text: str
    blocks: bool


def review(
    subject: LintSubject,
    texts: Mapping[SectionKey, str],
    figures: Mapping[SectionKey, tuple[str, ...]],
    equations: Iterable[str],
) -> tuple[Complaint, ...]:
    """All complaints. `texts` are the sections as the model wrote them, `figures` those that each must show.

    `equations` are the numbers of those that the note must give (rule EQ-08).
    """
    found = [_complaint(subject, finding) for finding in lint(subject).findings]
    for key, text in texts.items():
        found += [Complaint(key, problem, blocks=True) for problem in block_problems(text, figures.get(key, ()))]
    cited = {anchor.label for anchor in find_anchors(subject.text) if anchor.kind is AnchorKind.EQUATION}
    for number in equations:
        if number not in cited:
            found.append(
                Complaint(SectionKey.METHOD, f"equation ({number}) of the plan is missing (EQ-08)", blocks=True)
            )
    return tuple(found)


def blocking(complaints: Iterable[Complaint]) -> int:
    """How many of them block writing."""
    return sum(complaint.blocks for complaint in complaints)


def _complaint(subject: LintSubject, finding: Finding) -> Complaint:
    line = subject.lines[finding.line - 1].strip()
    said = f"“{line[:120]}”: {finding.message} {finding.way_out} ({finding.rule})"
    return Complaint(_section(subject, finding), said, finding.severity is Severity.ERROR)


def _section(subject: LintSubject, finding: Finding) -> SectionKey | None:
    before = [section for section in subject.sections if section.line <= finding.line]
    return before[-1].key if before else _HOMES.get(finding.rule.partition("-")[0])
