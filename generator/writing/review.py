"""What is wrong with a note in the making, section by section: the lint's findings and those of the assembly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.note.labels import SectionKey
from generator.note.lint import Finding, LintSubject, Severity, lint
from generator.writing.figure_blocks import block_problems

CHECKS: tuple[Callable[[LintSubject], Iterable[Finding]], ...] = (lambda subject: lint(subject).findings,)
"""Everything that holds a note against rules or paper. What is added here takes part in the repair."""

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
    subject: LintSubject, texts: Mapping[SectionKey, str], figures: Mapping[SectionKey, tuple[str, ...]]
) -> tuple[Complaint, ...]:
    """All complaints. `texts` are the sections as the model wrote them, `figures` those that each must show."""
    found = [_complaint(subject, finding) for check in CHECKS for finding in check(subject)]
    for key, text in texts.items():
        found += [Complaint(key, problem, blocks=True) for problem in block_problems(text, figures.get(key, ()))]
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
