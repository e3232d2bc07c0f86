"""GRD: what a note says is in the PDF. Each finding is a breach that `generator.note.grounding` reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.note.grounding.ground import ground
from generator.note.grounding.items import Grounding
from generator.note.lint.registry import FINISHED, E, Needs, Problem, Severity, W, rule
from generator.note.lint.subject import LintSubject
from generator.paper import Paper

_CACHED_NOTES = 8


def read_grounding(subject: LintSubject) -> Grounding:
    """The grounding of a note whose paper is known; the header is not part of it (rules META look it up)."""
    assert subject.paper
    return _ground(subject.text, subject.paper, subject)


@lru_cache(maxsize=_CACHED_NOTES)
def _ground(text: str, paper: Paper, subject: LintSubject) -> Grounding:
    blocks = [block for block in subject.blocks if block is not subject.header_quote]
    return ground(blocks, paper)


@dataclass(frozen=True, slots=True)
class _Demand:
    """A rule that `generator.note.grounding` checks; `grave` is its severity where the breach is grave."""

    id: str
    severity: Severity
    zh: str
    en: str
    grave: Severity | None = None


_DEMANDS = (
    _Demand(
        "GRD-01",
        E,
        "每个数字都在论文里 (或在标明的例子、推测里, 或由论文的数字算出)",
        "Every number is in the paper, in a marked example or speculation, or follows from the paper's numbers.",
    ),
    _Demand(
        "GRD-02",
        W,
        "数字与单位、指标、名称在论文的同一处",
        "A number stands in the paper with its unit, metric and name.",
    ),
    _Demand(
        "GRD-03",
        E,
        "差值、倍数、百分比能由论文里的两个数重新算出",
        "Differences, ratios and percentages recompute from two of the paper's numbers in the same sentence.",
    ),
    _Demand("GRD-04", E, "专有名词见于论文", "Proper names are in the paper, but for what every reader knows."),
    _Demand("GRD-05", E, "引文逐字见于论文", "Quotations are verbatim in the paper."),
    _Demand(
        "GRD-07",
        W,
        "提升、下降与数值的方向一致",
        "Words of rise and fall agree with the paper's numbers, signs and words.",
    ),
    _Demand(
        "GRD-08",
        W,
        "「首次」「最优」「SOTA」在论文里有对应的说法或注明出处",
        "What the note calls first or best, the paper claims, or the note says where.",
    ),
    _Demand(
        "GRD-09",
        W,
        "所引的章节、图、表里确有这句话说的内容",
        "The place that a sentence names has its numbers, or its terms.",
    ),
    _Demand(
        "EQ-07",
        W,
        "公式的符号在论文的同一处, 否则标明推导或推测",
        "A formula's symbols stand together in the paper, or the note says that it derives them.",
        E,
    ),
    _Demand("REF-07", W, "缩写与术语的全称同论文一致", "A term's other form in parentheses is the paper's."),
)


def _declare(demand: _Demand) -> None:
    def check(subject: LintSubject) -> Iterator[Problem]:
        grounding = read_grounding(subject)
        if grounding.impossible and demand.id == "GRD-01":
            yield Problem(1, f"grounding is impossible: {grounding.impossible}", "Check every number by eye.")
        for item in grounding.breaches:
            if item.breach and item.breach.rule == demand.id:
                severity = demand.grave if item.breach.is_grave else None
                yield Problem(item.line, item.breach.message, item.breach.way_out, severity)

    check.__doc__ = demand.en
    rule(demand.id, demand.severity, zh=demand.zh, profiles=FINISHED, needs=Needs.PAPER)(check)


for _demand in _DEMANDS:
    _declare(_demand)
