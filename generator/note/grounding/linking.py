"""Whether the numbers of a sentence stand together in a table: what a clause leaves out, it takes from the one before.

“A 的 BLEU 是 28.4，B 是 26.36”: the second clause names a row and no column, so its number stands in the column of the
first. One that names neither row nor column stands in line with the number before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.note.grounding.claims import Claim
from generator.note.grounding.passages import Context, Printed
from generator.note.grounding.terms import Term

_ELLIPTIC = 8
"""Han characters between two numbers; what says more may say in words which row is meant."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RESPECTIVELY = re.compile(r"分别|respectively")


Spot = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class Linking:
    """The numbers of one sentence in order, with the places where each may stand."""

    places: Mapping[Claim, Sequence[Printed]]

    def is_linked(self, claim: Claim, terms: frozenset[Term], printed: Printed, *, is_row: bool = False) -> bool:
        """Whether a place goes with those of the numbers around; `terms` are said of this number alone.

        `is_row` is true where the row is named in another way than by its label.
        """
        partner = self._partner(claim, printed) or self._other_end(claim, printed)
        before = self._before(claim, printed)
        others = partner or before or self._outside(claim, printed)
        if not printed.cell or not printed.spot or not others:
            return True
        in_row = any(row == printed.spot[0] for row, _ in others)
        in_column = any(column == printed.spot[1] for _, column in others)
        if partner or (before and claim.is_start):
            return in_row or in_column
        if not before:
            return in_row or in_column or bool(terms)
        if claim.number.is_integer and self._is_in_line_after(claim, printed):
            return True
        said = f"{claim.before} {claim.after}"
        is_row = is_row or len(_HAN.findall(claim.before)) > _ELLIPTIC or _names(printed.cell.labels, terms, said)
        is_column = _names(printed.cell.heads, terms, said)
        if is_row == is_column:
            return is_row or in_row or in_column
        return (in_column or self._is_under_alike(claim, printed)) if is_row else in_row

    def _is_under_alike(self, claim: Claim, printed: Printed) -> bool:
        """Whether the last number before it that has its unit and scale may stand in its column."""
        earlier = [each for each in self._earlier(claim)[::-1] if each.wide == claim.wide]
        kind = (claim.number.unit, claim.number.scaled)
        alike = next((each for each in earlier if (each.number.unit, each.number.scaled) == kind), None)
        spots = self._spots(alike, printed) if alike else []
        return any(printed.spot and column == printed.spot[1] for _, column in spots)

    def _before(self, claim: Claim, printed: Printed) -> list[Spot]:
        """Where in the same table the number before this one, in its segment, may stand; of settings all in a row."""
        earlier = [each for each in self._earlier(claim)[::-1] if each.wide == claim.wide]
        found = [(each, cells) for each in earlier if (cells := self._cells(each, printed))]
        settings = takewhile(lambda pair: pair[0].number.is_integer, found)
        return [cell for _, cells in list(settings) or found[:1] for cell in cells]

    def _outside(self, claim: Claim, printed: Printed) -> list[Spot]:
        """The same of the numbers after it in its segment, else of those in the segments before."""
        earlier = self._earlier(claim)
        later = [each for each in list(self.places)[len(earlier) + 1 :] if each.wide == claim.wide]
        return next((cells for each in (*later, *earlier[::-1]) if (cells := self._cells(each, printed))), [])

    def _is_in_line_after(self, claim: Claim, printed: Printed) -> bool:
        """Whether a setting stands in line with the value after it: 16 heads, 25.8."""
        later = (each for each in list(self.places)[len(self._earlier(claim)) + 1 :] if each.wide == claim.wide)
        spots = next((spots for each in later if (spots := self._spots(each, printed))), [])
        return any(printed.spot and (row == printed.spot[0] or column == printed.spot[1]) for row, column in spots)

    def _partner(self, claim: Claim, printed: Printed) -> list[Spot]:
        """Where the number stands that has the same rank in the list before, or the same end of the change before."""
        partner = self._in_list(claim) if _RESPECTIVELY.search(claim.wide) else self._in_change(claim)
        return self._spots(partner, printed) if partner else []

    def _in_list(self, claim: Claim) -> Claim | None:
        claims = list(self.places)
        listed = [each for each in claims if each.wide == claim.wide]
        first = claims.index(listed[0])
        partners = claims[max(0, first - len(listed)) : first]
        return partners[listed.index(claim)] if len(partners) == len(listed) else None

    def _in_change(self, claim: Claim) -> Claim | None:
        """从 1.0 升到 2.0，从 0.76 增加到 1.38: 1.0 of 0.76, and 2.0 of 1.38."""
        earlier = [each for each in self._earlier(claim) if each.wide == claim.wide]
        own = [claim] if claim.is_start else earlier[-1:]
        before = earlier if claim.is_start else earlier[:-1]
        if not own or not own[0].is_start or len(before) < 2 or not before[-2].is_start:
            return None
        return before[-2] if claim.is_start else before[-1]

    def _earlier(self, claim: Claim) -> list[Claim]:
        claims = list(self.places)
        return claims[: claims.index(claim)]

    def _spots(self, claim: Claim, printed: Printed) -> list[Spot]:
        return [place.spot for place in self.places[claim] if place.spot and place.group == printed.group]

    def _cells(self, claim: Claim, printed: Printed) -> list[Spot]:
        return [
            place.spot for place in self.places[claim] if place.cell and place.spot and place.group == printed.group
        ]

    def _other_end(self, claim: Claim, printed: Printed) -> list[Spot]:
        """Where the other end of a change stands: its start, or what follows the start."""
        changes = [each for each in self.places if each.near == claim.near]
        start = next((at for at, each in enumerate(changes) if each.is_start), None)
        if start is None:
            return []
        at = changes.index(claim)
        other = changes[start] if at > start else next(iter(changes[start + 1 :]), None)
        return self._spots(other, printed) if other else []


def _names(context: Context, terms: Iterable[Term], text: str) -> bool:
    """Whether a text names a row or a column; one without a name needs none, and a small number is one."""
    if context.text.isdigit():
        return re.search(rf"(?<!\d){context.text}(?!\d)", text) is not None
    return not context.compact or any(term.is_in(context) for term in terms)
