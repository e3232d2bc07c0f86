"""What a rule is, and the list of all rules in the order in which they are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.note.lint.subject import LintSubject


class Severity(StrEnum):
    """E blocks the writing of a note, W is shown, I is only reported."""

    ERROR = "E"
    WARNING = "W"
    INFO = "I"


class Profile(StrEnum):
    """Which rules hold: for a finished note, for the draft of the embedded writer, for a WeChat column.

    And for a comparison of two papers, finished or a draft; and for an interview beside a note.
    """

    NOTE = "note"
    DRAFT = "draft"
    WECHAT = "wechat"
    COMPARISON = "comparison"
    COMPARISON_DRAFT = "comparison-draft"
    INTERVIEW = "interview"


class Needs(StrEnum):
    """What a rule needs beside the text; without it the rule is not checked."""

    PAPER = "the paper"
    SIDECAR = "the record of how it was written"
    FACTS = "the facts that it was written from"
    PAPERS = "the two papers that it compares"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: the line (from 1), what is wrong, how to mend it; `severity` where it isn't the rule's own."""

    line: int
    message: str
    way_out: str
    severity: Severity | None = None


Check = Callable[["LintSubject"], Iterator[Problem]]
Fix = Callable[["LintSubject"], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the note's format. `zh` and `en` say in one line what it demands; `fix` gives the mended text."""

    id: str
    severity: Severity
    zh: str
    en: str
    check: Check
    fix: Fix | None
    profiles: frozenset[Profile]
    needs: Needs | None

    @property
    def family(self) -> str:
        """The part of the id before the hyphen."""
        return self.id.partition("-")[0]


EVERYWHERE = frozenset(Profile)
NOTES = frozenset({Profile.NOTE, Profile.DRAFT})
FINISHED = frozenset({Profile.NOTE})
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

COMPARISONS = frozenset({Profile.COMPARISON})
_AS_COMPARISON = {Profile.NOTE: Profile.COMPARISON, Profile.DRAFT: Profile.COMPARISON_DRAFT}
_OF_ONE_PAPER = frozenset(
    {"SEC", "OVR", "BG", "MET", "CODE", "EXP", "SUM", "SYM", "FOC", "GRD", "REF", "PASS", "DRAFT", "META-04b"},
)
"""Families (and a rule) about the sections of one paper's note, or its one PDF: a comparison keeps CMP instead."""

_OF_SPEECH = frozenset(
    {"STYLE", "SAFE", "REF", "SPEC-01", "SPEC-03", "EQ-06", "EQ-07", "GRD-01", "GRD-02", "GRD-03", "GRD-04", "GRD-05"}
    | {"GRD-07", "GRD-08", "GRD-09"}
)
"""Families and rules of a note that an interview keeps too: what it says is the paper's, and how it says it."""
_OF_PICTURES = "FIG"
"""An interview shows none."""

RULES: dict[str, Rule] = {}
"""All rules by id. Filled by importing `generator.note.lint.rules`."""


def rule(
    id: str,  # noqa: A002
    severity: Severity,
    *,
    zh: str,
    fix: Fix | None = None,
    profiles: frozenset[Profile] = NOTES,
    needs: Needs | None = None,
) -> Callable[[Check], Check]:
    """Register a function as the check of a rule; the first line of its docstring says in English what it demands."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"{id} is declared twice")
        en = (check.__doc__ or "").partition("\n")[0].removesuffix(".")
        held = _with_interviews(id, _with_comparisons(id, profiles, needs))
        RULES[id] = Rule(id, severity, zh, en, check, fix, held, needs)
        return check

    return register


def _with_comparisons(id: str, profiles: frozenset[Profile], needs: Needs | None) -> frozenset[Profile]:  # noqa: A002
    """A comparison keeps the rules of a note, its draft those of a draft, where they are not about one paper's note."""
    if {id, id.partition("-")[0]} & _OF_ONE_PAPER or needs is Needs.PAPER:
        return profiles - frozenset(_AS_COMPARISON.values())
    return profiles | {_AS_COMPARISON[profile] for profile in profiles if profile in _AS_COMPARISON}


def _with_interviews(id: str, profiles: frozenset[Profile]) -> frozenset[Profile]:  # noqa: A002
    family = id.partition("-")[0]
    if family == _OF_PICTURES:
        return profiles - {Profile.INTERVIEW}
    is_kept = Profile.NOTE in profiles and not _OF_SPEECH.isdisjoint({id, family})
    return profiles | {Profile.INTERVIEW} if is_kept else profiles
