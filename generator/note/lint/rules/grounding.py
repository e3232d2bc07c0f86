"""GRD: what a note says is in the PDF. Each finding is a breach that `generator.note.grounding` reports."""

from __future__ import annotations

from collections.abc import Iterator
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


def _problems(subject: LintSubject, id: str, grave: Severity | None = None) -> Iterator[Problem]:  # noqa: A002
    for item in read_grounding(subject).breaches:
        if item.breach and item.breach.rule == id:
            severity = grave if item.breach.is_grave else None
            yield Problem(item.line, item.breach.message, item.breach.way_out, severity)


@rule(
    "GRD-01",
    E,
    zh="每个数字都在论文里 (或在标明的例子、推测里, 或由论文的数字算出)",
    profiles=FINISHED,
    needs=Needs.PAPER,
)
def numbers_are_printed(subject: LintSubject) -> Iterator[Problem]:
    """Every number is in the paper, in a marked example or speculation, or follows from the paper's numbers."""
    if reason := read_grounding(subject).impossible:
        yield Problem(1, f"grounding is impossible: {reason}", "Check every number by eye.")
    yield from _problems(subject, "GRD-01")


@rule("GRD-02", W, zh="数字与单位、指标、名称在论文的同一处", profiles=FINISHED, needs=Needs.PAPER)
def numbers_mean_the_same(subject: LintSubject) -> Iterator[Problem]:
    """A number stands in the paper with its unit, metric and name."""
    yield from _problems(subject, "GRD-02")


@rule("GRD-03", E, zh="差值、倍数、百分比能由论文里的两个数重新算出", profiles=FINISHED, needs=Needs.PAPER)
def results_recompute(subject: LintSubject) -> Iterator[Problem]:
    """Differences, ratios and percentages recompute from two of the paper's numbers in the same sentence."""
    yield from _problems(subject, "GRD-03")


@rule("GRD-04", E, zh="专有名词见于论文", profiles=FINISHED, needs=Needs.PAPER)
def names_are_printed(subject: LintSubject) -> Iterator[Problem]:
    """Proper names are in the paper, but for what every reader knows."""
    yield from _problems(subject, "GRD-04")


@rule("GRD-05", E, zh="引文逐字见于论文", profiles=FINISHED, needs=Needs.PAPER)
def quotations_are_verbatim(subject: LintSubject) -> Iterator[Problem]:
    """Quotations are verbatim in the paper."""
    yield from _problems(subject, "GRD-05")


@rule("GRD-07", W, zh="提升、下降与数值的方向一致", profiles=FINISHED, needs=Needs.PAPER)
def directions_agree(subject: LintSubject) -> Iterator[Problem]:
    """Words of rise and fall agree with the paper's numbers, signs and words."""
    yield from _problems(subject, "GRD-07")


@rule("GRD-08", W, zh="「首次」「最优」「SOTA」在论文里有对应的说法或注明出处", profiles=FINISHED, needs=Needs.PAPER)
def superlatives_are_claimed(subject: LintSubject) -> Iterator[Problem]:
    """What the note calls first or best, the paper claims, or the note says where."""
    yield from _problems(subject, "GRD-08")


@rule("GRD-09", W, zh="所引的章节、图、表里确有这句话说的内容", profiles=FINISHED, needs=Needs.PAPER)
def places_speak_of_it(subject: LintSubject) -> Iterator[Problem]:
    """The place that a sentence names has its numbers, or its terms."""
    yield from _problems(subject, "GRD-09")


@rule("EQ-07", W, zh="公式的符号在论文的同一处, 否则标明推导或推测", profiles=FINISHED, needs=Needs.PAPER)
def symbols_are_printed(subject: LintSubject) -> Iterator[Problem]:
    """A formula's symbols stand together in the paper, or the note says that it derives them."""
    yield from _problems(subject, "EQ-07", E)


@rule("REF-07", W, zh="缩写与术语的全称同论文一致", profiles=FINISHED, needs=Needs.PAPER)
def expansions_are_printed(subject: LintSubject) -> Iterator[Problem]:
    """A term's other form in parentheses is the paper's."""
    yield from _problems(subject, "REF-07")
