"""Reports for people and for programs: text, JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.note.lint.engine import Finding, LintReport
from generator.note.lint.registry import RULES, Needs, Severity

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(reports: Sequence[LintReport]) -> str:
    """One line a finding, one a note whose paper could not be read, then a count."""
    findings = [finding for report in reports for finding in report.findings]
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    lines = [str(finding) for finding in findings]
    for report in reports:
        # A note that a person wrote has no record: nothing is amiss.
        if skipped := sum(missing.reason not in (Needs.SIDECAR, Needs.FACTS) for missing in report.not_checked):
            lines.append(f"{report.path}: {skipped} rules were not checked, for want of the paper")
    lines.append(
        f"{len(reports)} notes: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, "
        f"{counts[Severity.INFO]} hints"
    )
    return "\n".join(lines) + "\n"


def as_json(reports: Sequence[LintReport]) -> str:
    """A list of notes, each with its findings and the rules that were not checked."""
    notes = [
        {
            "path": str(report.path),
            "findings": [_facts(finding) for finding in report.findings],
            "not_checked": [{"rule": missing.rule, "reason": missing.reason} for missing in report.not_checked],
        }
        for report in reports
    ]
    return json.dumps(notes, ensure_ascii=False, indent=2) + "\n"


def _facts(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "line": finding.line,
        "message": finding.message,
        "way_out": finding.way_out,
        "fixable": finding.fixable,
    }


def as_github(reports: Sequence[LintReport]) -> str:
    """`::error file=…,line=…,title=…::…`, which GitHub shows in the diff of a pull request.

    Escaping as in actions/toolkit, packages/core/src/command.ts.
    """
    return "".join(_command(finding) + "\n" for report in reports for finding in report.findings)


def _command(finding: Finding) -> str:
    path, title = _property(_posix(finding.path)), _property(finding.rule)
    text = _data(f"{finding.message} {finding.way_out}")
    return f"::{_GITHUB[finding.severity]} file={path},line={finding.line},title={title}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(reports: Sequence[LintReport]) -> str:
    """SARIF 2.1.0, as code scanning takes it."""
    findings = [finding for report in reports for finding in report.findings]
    driver = {
        "name": "paper-notes lint",
        "rules": list(_sarif_rules(findings)),
    }
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rules(findings: Iterable[Finding]) -> Iterator[dict[str, object]]:
    for name in sorted({finding.rule for finding in findings}):
        yield {"id": name, "shortDescription": {"text": RULES[name].en}, "fullDescription": {"text": RULES[name].zh}}


def _result(finding: Finding) -> dict[str, object]:
    place = {"artifactLocation": {"uri": _posix(finding.path)}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.rule,
        "level": _SARIF[finding.severity],
        "message": {"text": f"{finding.message} {finding.way_out}"},
        "locations": [{"physicalLocation": place}],
    }


def _posix(path: Path) -> str:
    """Relative to the working folder where it lies in it: GitHub and SARIF know paths of the repository only."""
    absolute = path.absolute()
    return absolute.relative_to(Path.cwd()).as_posix() if absolute.is_relative_to(Path.cwd()) else absolute.as_posix()


FORMATS: dict[str, Callable[[Sequence[LintReport]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Every format by its name on the command line."""
