"""Whether a note says 提升 where the paper's numbers, signs or words go down, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.note.grounding.claims import Claim
from generator.note.grounding.numbers import Number
from generator.note.grounding.passages import Printed
from generator.note.grounding.vocabulary import vocabulary

_WORDS = ((1, "up"), (-1, "down"))
Matched = Sequence[tuple[Claim, Printed | None]]
_TO = re.compile(r"[到至为成](?![^\d]{0,3}(?:为止))[^，,。；;]{0,16}$|\bto\b[^，,。；;]{0,24}$")
_CLAUSE = re.compile(r"[，；：。;]|[,:]\s")
_SIGN = re.compile(r"(?:^|[\s(（])([-+−↑↓])\s?$")
_AGAIN = re.compile(r"回[升落到]|再|又|进一步|继续")
"""A change that goes on from where another one ended."""
_NEAR = 60
"""Characters of the paper before and after a number in which a word of direction is said of it."""


def direction(text: str) -> int:
    """1 where a text speaks of a rise, -1 of a fall, 0 of neither or of both."""
    return bool(vocabulary().up.search(text)) - bool(vocabulary().down.search(text))


def contradiction(claim: Claim, matches: Matched, table: Sequence[Printed] = ()) -> str:
    """What speaks against the direction that stands before a number; empty where nothing does.

    `matches` are the numbers of the sentence and of that before it, in order, each with its place in the paper;
    `table` are the numbers of its table.
    """
    said = _said(claim)
    if not said or claim.is_start or claim.is_label:
        return ""
    printed = next((place for each, place in matches if each is claim), None)
    if _TO.search(claim.before):
        column = [p for p in table if p.cell and printed and printed.cell and p.cell.column == printed.cell.column]
        return _against_start(claim, said, printed, matches, column)
    shown = _shown(printed) if printed else 0
    return f"the paper says “{printed.near.text.strip()[:80]}”" if printed and shown == -said else ""


def _said(claim: Claim) -> int:
    """The direction that the last word of direction before the number names; else the first one after it."""
    before = _CLAUSE.split(claim.before)[-1]
    found = [(match.end(), sign) for sign, word in _WORDS for match in getattr(vocabulary(), word).finditer(before)]
    return max(found)[1] if found else direction(claim.after)


def _against_start(
    claim: Claim, said: int, printed: Printed | None, matches: Matched, column: Sequence[Printed]
) -> str:
    """A change that ends at the number: against the number before it, or against all others of its column."""
    above = _start_above(claim, printed, matches, column)
    starts = _starts(claim, printed, matches) or ([above] if above else [])
    if starts:
        wrong = [start for start in starts if _compare(claim.number, start) != said]
        return f"from {wrong[0].text} to {claim.number.text} it goes the other way" if wrong == starts else ""
    others = [place.number.value for place in column if printed and place.number.value != printed.number.value]
    if printed and others and printed.cell:
        end = max(others) < printed.number.value if said < 0 else min(others) > printed.number.value
        return f"no number of its column is {'higher' if said < 0 else 'lower'}" if end else ""
    shown = _shown(printed) if printed else 0
    return f"the paper says “{printed.near.text.strip()[:80]}”" if printed and shown == -said else ""


def _compare(one: Number, other: Number) -> int:
    return (one.value > other.value) - (one.value < other.value)


def _starts(claim: Claim, printed: Printed | None, matches: Matched) -> list[Number]:
    """The numbers that a change may start from: the one after 从, else the last one of its column, or of a sweep's row.

    Where the one after 从 stands in the sentence before, either may be meant; 回升到 starts from the last one.
    """
    before: list[Number] = []
    starts: list[Claim] = []
    for each, place in matches:
        if each is claim:
            break
        if each.is_start and each.near == claim.near and each.number.unit == claim.number.unit:
            return [each.number]
        if printed and place and printed.cell and place.cell and place.group == printed.group:
            sweep = printed.cell.heads.text.isdigit() and place.cell.heads.text.isdigit()
            same = printed.cell.column == place.cell.column or (sweep and printed.cell.row == place.cell.row)
            if same and each.number.unit == claim.number.unit:
                before.append(each.number)
                starts += [each] if each.is_start else []
    last = before[-1:]
    if not starts or _AGAIN.search(_CLAUSE.split(claim.before)[-1]):
        return last
    return [starts[0].number, *([] if starts[0].whole == claim.whole else last)]


def _start_above(claim: Claim, printed: Printed | None, matches: Matched, column: Sequence[Printed]) -> Number | None:
    """The number of its column in the row that a change before it started from: the note leaves it out."""
    if not printed or not printed.cell:
        return None
    before = matches[: next(at for at, (each, _) in enumerate(matches) if each is claim)]
    rows = [
        place.cell.row
        for each, place in before
        if each.is_start and place and place.cell and place.group == printed.group
    ]
    above = (other.number for other in column if other.cell and rows and other.cell.row == rows[-1])
    return next((number for number in above if number.unit == printed.number.unit), None)


def _shown(printed: Printed) -> int:
    """The direction in the paper: a sign before the value, else the words around it."""
    start, end = printed.number.start, printed.number.end
    if sign := _SIGN.search(printed.sentence[:start]):
        return 1 if sign[1] in "+↑" else -1
    if printed.cell:
        return 0
    own = printed.sentence[max(0, start - _NEAR) : end + _NEAR]
    near = next((shown for shown in map(_compared, (printed.near.text, own, printed.sentence)) if shown), 0)
    return near or direction(f"{printed.sentence} {printed.after}") or direction(printed.wide.text)


def _compared(text: str) -> int:
    """As `direction`, comparatives included: 25% fewer."""
    words = vocabulary()
    up, down = (words.up.search(text) or words.more.search(text), words.down.search(text) or words.less.search(text))
    return bool(up) - bool(down)
