"""Whether a note says 提升 where the paper's numbers, signs or words go down, and the other way round."""

from __future__ import annotations

import re

from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.numbers import Number
from generator.note.grounding.passages import Printed
from generator.note.grounding.vocabulary import vocabulary

_TO = re.compile(r"[到至为成]\s*(?:了\s*)?(?:约\s*)?$|\bto\s+(?:about\s+)?$")
_SIGN = re.compile(r"([-+−])\s?$")
_LOOK_BACK = 12


def direction(text: str) -> int:
    """1 where a text speaks of a rise, -1 of a fall, 0 of neither or of both."""
    return bool(vocabulary().up.search(text)) - bool(vocabulary().down.search(text))


def contradiction(claim: Claim, sentence: Sentence, printed: Printed | None) -> str:
    """What speaks against the direction that the number's clause names; empty where nothing does."""
    said = direction(claim.near)
    if not said or sentence.heads:
        return ""
    before = _start(claim, sentence)
    if before is not None:
        shown = (claim.number.value > before.value) - (claim.number.value < before.value)
        return f"from {before.text} to {claim.number.text} it goes the other way" if shown == -said else ""
    shown = _shown(printed) if printed else 0
    return f"the paper says “{printed.near.text.strip()[:80]}”" if printed and shown == -said else ""


def _start(claim: Claim, sentence: Sentence) -> Number | None:
    """The number that a change starts from, in a clause that says 从 A … 到 B of this number B."""
    start = claim.number.start
    if not _TO.search(sentence.text[max(0, start - _LOOK_BACK) : start]):
        return None
    before = [other for other in sentence.claims() if other.near == claim.near and other.number.end <= start]
    same = [other.number for other in before if other.is_start and other.number.unit == claim.number.unit]
    return same[-1] if same else None


def _shown(printed: Printed) -> int:
    """The direction in the paper: a sign before the cell's value, else the words of the clause."""
    sign = _SIGN.search(printed.sentence[: printed.number.start])
    if printed.box:
        return (1 if sign[1] == "+" else -1) if sign and not sign.start() else 0
    return direction(printed.near.text) or direction(printed.sentence)
