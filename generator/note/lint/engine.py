"""Run the rules over a note, and mend what can be mended without a model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from generator.errors import NoteError
from generator.note.grounding.ground import impossible
from generator.note.lint import rules  # noqa: F401  # importing the rules fills the registry
from generator.note.lint.data import raw_data
from generator.note.lint.registry import RULES, Needs, Problem, Rule, Severity
from generator.note.lint.subject import LintSubject

SIZE_LIMIT = 2**20
"""Bytes; a note of a hundred pages has 200 KB, more is no note and would only keep the parser busy."""
_MOST_PER_RULE = 50
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a note breaks, the line (from 1), what is wrong there and how to mend it."""

    rule: str
    severity: Severity
    path: Path
    line: int
    message: str
    way_out: str
    fixable: bool

    def __str__(self) -> str:
        """`path:line: E META-05 message way_out`."""
        return " ".join(f"{self.path}:{self.line}: {self.severity} {self.rule} {self.message} {self.way_out}".split())


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be checked, and what was missing."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class LintReport:
    """All findings of a note by line, and what was not checked."""

    path: Path
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block writing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are shown and block nothing."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)


@cache
def specification() -> str:
    """A name for the rules as they stand, 12 hex digits: another rule, limit or phrase is another name."""
    told = "\n".join(f"{rule.id} {rule.severity} {rule.zh} {rule.en}" for rule in RULES.values())
    return hashlib.sha256(told.encode() + raw_data()).hexdigest()[:12]


def lint(subject: LintSubject) -> LintReport:
    """Hold a note against every rule of its profile."""
    if len(subject.raw) > SIZE_LIMIT:
        return _too_large(subject)
    chosen = [rule for rule in RULES.values() if subject.profile in rule.profiles]
    missing = {rule.id: reason for rule in chosen if (reason := _missing(rule, subject))}
    findings = [finding for rule in chosen if rule.id not in missing for finding in _findings(rule, subject)]
    findings.sort(key=lambda finding: (finding.line, finding.rule))
    return LintReport(
        subject.path, tuple(findings), tuple(NotChecked(rule, reason) for rule, reason in missing.items())
    )


def fix(subject: LintSubject) -> str:
    """The note's text after every fix whose rule finds something; fixing it again changes nothing.

    Raises:
        NoteError: the note is no UTF-8.
    """
    try:
        subject.raw.decode()
    except UnicodeDecodeError as error:
        raise NoteError(subject.path, "it is no UTF-8.", "Save it as UTF-8.") from error
    for _ in range(_MOST_ROUNDS):
        before = subject.raw
        for rule in RULES.values():
            if rule.fix and _applies(rule, subject) and any(rule.check(subject)):
                subject = subject.with_text(rule.fix(subject))
        if subject.raw == before:
            break
    return subject.raw.decode()


def _applies(rule: Rule, subject: LintSubject) -> bool:
    return subject.profile in rule.profiles and not _missing(rule, subject)


def _missing(rule: Rule, subject: LintSubject) -> str:
    if rule.needs is Needs.PAPER:
        return _unreadable(subject)
    if rule.needs is Needs.PAPERS and subject.compared is None:
        return Needs.PAPERS.value
    if rule.needs is Needs.FACTS:
        recorded = subject.record and subject.record.making and subject.record.making.facts
        return _unreadable(subject) if recorded else Needs.FACTS.value
    return Needs.SIDECAR.value if rule.needs is Needs.SIDECAR and subject.record is None else ""


def _unreadable(subject: LintSubject) -> str:
    """Why nothing can be looked up in the paper, where a note admits that in its header; GRD-01 says it of others."""
    if subject.paper is None:
        return Needs.PAPER.value
    return (impossible(subject.paper) or "") if subject.field(subject.labels.unverified) else ""


def _findings(rule: Rule, subject: LintSubject) -> Iterator[Finding]:
    problems = rule.check(subject)
    for problem in islice(problems, _MOST_PER_RULE):
        yield _finding(rule, subject, problem)
    if next(problems, None):
        yield _finding(rule, subject, Problem(len(subject.lines), "there is more of this rule.", "Mend these first."))


def _finding(rule: Rule, subject: LintSubject, problem: Problem) -> Finding:
    severity = problem.severity or rule.severity
    line = min(max(problem.line, 1), len(subject.lines))
    return Finding(
        rule.id, severity, subject.path, line, problem.message, problem.way_out, fixable=rule.fix is not None
    )


def _too_large(subject: LintSubject) -> LintReport:
    message = f"the note has {len(subject.raw)} bytes, the limit is {SIZE_LIMIT}."
    finding = Finding(
        "FILE-03", Severity.ERROR, subject.path, 1, message, "A note is text: take out what is none.", fixable=False
    )
    skipped = tuple(NotChecked(rule, "the note is too large") for rule in RULES if rule != "FILE-03")
    return LintReport(subject.path, (finding,), skipped)
