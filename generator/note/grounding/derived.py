"""Numbers that a note computes: the difference, the ratio or the change in per cent of two others of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from generator.note.grounding.claims import Claim
from generator.note.grounding.numbers import Number, quantize
from generator.note.grounding.vocabulary import vocabulary

_MOST = 8
"""Numbers of a sentence; among more, some two would give almost any value."""
_WORDS = 24
"""Characters beside a number in which its own words stand."""
_TO = re.compile(r"[到至为]\s*$|\bto\s*$")
"""Before the end of a change, which is no difference."""
_SHARE = re.compile(r"占|只|仅|相当|约为|达到|\b(?:of|only|just)\b")
"""What stands before a share: only there a percentage is one number by the other."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TOLERANCE = Decimal("0.02")
"""Share by which a change may differ that was computed from numbers before they were rounded."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value follows from two numbers, as it is shown to a reader: 28.4 - 26.36."""

    text: str


def derive(claim: Claim, others: Sequence[Claim]) -> Derivation | None:
    """The computation that gives the number, where its clause speaks of one."""
    if not _is_computed(claim) or len(others) > _MOST:
        return None
    pairs = permutations((other.number for other in others if other is not claim), 2)
    is_share = bool(_SHARE.search(claim.before[-_WORDS:]))
    found = (each for one, other in pairs for each in _derivations(claim.number, one, other, is_share=is_share))
    return next(found, None)


def contradicted(claim: Claim, beside: Sequence[Claim]) -> str:
    """The change that the two numbers before a change in per cent give, where it is another; empty where it is not.

    从 19.8 增加到 25.8，增加 30.3%: the number after 从 and the next one, in the same segment.
    """
    if claim.number.unit != "percent" or not _is_computed(claim):
        return ""
    before = [each for each in beside[: beside.index(claim)] if each.wide == claim.wide][-2:]
    if len(before) < 2 or not before[0].is_start or before[0].number.unit == "percent":
        return ""
    start, end = before[0].number, before[1].number
    if start.unit != end.unit or not start.value:
        return ""
    change = abs(end.value - start.value) / start.value * _HUNDRED
    if abs(change - claim.number.value) <= max(claim.number.step, change * _TOLERANCE):
        return ""
    return f"({end.text} - {start.text}) / {start.text} is {quantize(change, claim.number.step)}%"


def _is_computed(claim: Claim) -> bool:
    """Whether the words before a number speak of a computation; in English those after it too (8.2 points higher)."""
    if _TO.search(claim.before):
        return False
    words = vocabulary().derivations
    after = "" if _HAN.search(claim.near) else claim.after[:_WORDS]
    return bool(words.search(claim.number.text) or words.search(claim.before[-_WORDS:]) or words.search(after))


def _derivations(claimed: Number, one: Number, other: Number, *, is_share: bool) -> Iterator[Derivation]:
    for value, text in _results(claimed, one, other, is_share=is_share):
        if value > 0 and quantize(value, claimed.step) == claimed.value:
            yield Derivation(text)


def _results(claimed: Number, one: Number, other: Number, *, is_share: bool) -> Iterator[tuple[Decimal, str]]:
    a, b = one.value, other.value
    if claimed.unit == "times":
        if b:
            yield a / b, f"{one.text} / {other.text}"
        return
    if a > b:
        yield a - b, f"{one.text} - {other.text}"
    if claimed.unit == "percent" and b:
        yield abs(a - b) / b * _HUNDRED, f"({one.text} - {other.text}) / {other.text}"
        if is_share:
            yield a / b * _HUNDRED, f"{one.text} / {other.text}"
    if claimed.unit is None:
        yield a + b, f"{one.text} + {other.text}"
