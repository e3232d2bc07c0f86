"""The lint of a note: `lint(LintSubject.read(folder))` holds a README.md against the rules of the format.

A rule is one small function in `rules/`, registered with its id, severity, demand and fix.
"""

from generator.note.lint.engine import Finding, LintReport, NotChecked, fix, lint, specification
from generator.note.lint.registry import RULES, Profile, Rule, Severity
from generator.note.lint.subject import LintSubject

__all__ = [
    "RULES",
    "Finding",
    "LintReport",
    "LintSubject",
    "NotChecked",
    "Profile",
    "Rule",
    "Severity",
    "fix",
    "lint",
    "specification",
]
