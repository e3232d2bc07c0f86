"""README.draft.md: a note that was paid for and that the lint refused, with the findings behind it, for a person."""

from __future__ import annotations

import re

from generator.note.lint import LintReport

_OPEN, _CLOSE = "<!-- paper-notes: what is wrong with this note", "-->"
_FINDINGS = re.compile(rf"\n+{re.escape(_OPEN)}.*{_CLOSE}\s*\Z", re.S)


def with_findings(text: str, report: LintReport) -> str:
    """The note and, in a comment at its end, every error by line."""
    lines = (f"{finding.line}: {finding.rule} {finding.message} {finding.way_out}" for finding in report.errors)
    listed = "\n".join(line.replace("--", "- -") for line in lines)
    return f"{text.rstrip()}\n\n{_OPEN}\n{listed}\n{_CLOSE}\n"


def without_findings(text: str) -> str:
    """The note alone."""
    return _FINDINGS.sub("\n", text)
