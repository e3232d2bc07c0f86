"""The lint profile `wechat`: what the column asks of a note beside what the platform asks (SYM-05, COL-01, COL-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.note.lint.engine import lint
from generator.note.lint.registry import Profile
from generator.note.lint.registry import Severity as Weight
from generator.note.lint.subject import LintSubject
from plugins.crosspost.bundle import Told
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.schedule.topics import Topic

_SEVERITIES = {Weight.ERROR: Severity.ERROR, Weight.WARNING: Severity.WARNING}
_TYPES = re.compile("标量|向量|矩阵")
_DISPLAY = re.compile(r"^\s*\$\$", re.M)
_FORMULAS = 2
"""Display formulas from which on the column says of what type their symbols are."""


def column_findings(folder: Path, topics: tuple[Topic, ...]) -> Iterator[Told]:
    """What the column would ask to change in the note of this folder; `topics` is its schedule."""
    for finding in lint(LintSubject.read(folder, profile=Profile.WECHAT)).findings:
        severity = _SEVERITIES.get(finding.severity, Severity.INFO)
        yield _told(finding.rule, severity, f"{finding.message} {finding.way_out}", finding.line)
    text = (folder / "README.md").read_text(encoding="utf-8-sig")
    formulas = len(_DISPLAY.findall(text)) // 2  # each has a fence at both ends
    if formulas >= _FORMULAS and not _TYPES.search(text):
        message = f"{formulas} 个行间公式，没有一处说明符号是标量、向量还是矩阵：专栏的习惯是附一张符号类型表。"
        yield _told("COL-01", Severity.WARNING, message, None)
    if topics and not any(folder.name in topic.notes for topic in topics):
        message = f"排期里没有这篇：在 docs/schedule.yml 的选题里写 notes: [{folder.name}]。"
        yield _told("COL-02", Severity.WARNING, message, None)


def _told(rule: str, severity: Severity, message: str, line: int | None) -> Told:
    return Told(Platform.WECHAT.label, rule, severity, message, line)
