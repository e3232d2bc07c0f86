"""Numbers that a note computes: the difference, the ratio or the change in per cent of two others of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from generator.note.grounding.claims import Claim
from generator.note.grounding.numbers import Number, quantize
from generator.note.grounding.vocabulary import vocabulary

_MOST = 8
"""Numbers of a sentence; among more, some two would give almost any value."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value follows from two numbers, as it is shown to a reader: 28.4 - 26.36."""

    text: str


def derive(claim: Claim, others: Sequence[Claim]) -> Derivation | None:
    """The computation that gives the number, where its clause speaks of one."""
    if not vocabulary().derivations.search(claim.near) or len(others) > _MOST:
        return None
    pairs = permutations((other.number for other in others if other is not claim), 2)
    return next((found for one, other in pairs for found in _derivations(claim.number, one, other)), None)


def _derivations(claimed: Number, one: Number, other: Number) -> Iterator[Derivation]:
    for value, text in _results(claimed, one, other):
        if value > 0 and quantize(value, claimed.step) == claimed.value:
            yield Derivation(text)


def _results(claimed: Number, one: Number, other: Number) -> Iterator[tuple[Decimal, str]]:
    a, b = one.value, other.value
    if claimed.unit == "times":
        if b:
            yield a / b, f"{one.text} / {other.text}"
        return
    if a > b:
        yield a - b, f"{one.text} - {other.text}"
    if claimed.unit == "percent" and b:
        yield abs(a - b) / b * _HUNDRED, f"({one.text} - {other.text}) / {other.text}"
        yield a / b * _HUNDRED, f"{one.text} / {other.text}"
    if claimed.unit is None:
        yield a + b, f"{one.text} + {other.text}"
