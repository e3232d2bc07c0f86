"""Whether the numbers of a sentence stand together in a table: what a clause leaves out, it takes from the one before.

“A 的 BLEU 是 28.4，B 是 26.36”: the second clause names a row and no column, so its number stands in the column of the
first. One that names neither row nor column stands in line with the number before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.note.grounding.claims import Claim
from generator.note.grounding.passages import Context, Printed, TableCell
from generator.note.grounding.terms import Term

_ELLIPTIC = 8
"""Han characters between two numbers; what says more may say in words which row is meant."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RESPECTIVELY = re.compile(r"分别|respectively")


@dataclass(frozen=True)
class Linking:
    """The numbers of one sentence in order, with the places where each may stand."""

    places: Mapping[Claim, Sequence[Printed]]

    def is_linked(self, claim: Claim, terms: frozenset[Term], printed: Printed, *, is_row: bool = False) -> bool:
        """Whether a place goes with those of the numbers around; `terms` are said of this number alone.

        `is_row` is true where the row is named in another way than by its label.
        """
        cell = printed.cell
        partner, before = self._partner(claim, printed), self._before(claim, printed)
        others = partner or before or self._outside(claim, printed)
        if not cell or not others:
            return True
        in_row = any(other.row == cell.row for other in others)
        in_column = any(other.column == cell.column for other in others)
        if partner or (before and (claim.is_start or self._has_start(claim))):
            return in_row or in_column
        if not before:
            return in_row or in_column or bool(terms)
        said = f"{claim.before} {claim.after}"
        is_row = is_row or len(_HAN.findall(claim.before)) > _ELLIPTIC or _names(cell.labels, terms, said)
        is_column = _names(cell.heads, terms, said)
        if is_row == is_column:
            return is_row or in_row or in_column
        return in_column if is_row else in_row

    def _before(self, claim: Claim, printed: Printed) -> list[TableCell]:
        """The cells of the same table where the number before this one, in its segment, may stand."""
        claims = list(self.places)
        earlier = (each for each in claims[: claims.index(claim)][::-1] if each.wide == claim.wide)
        return next((cells for each in earlier if (cells := self._cells(each, printed))), [])

    def _outside(self, claim: Claim, printed: Printed) -> list[TableCell]:
        """The same of the numbers after it in its segment, else of those in the segments before."""
        claims = list(self.places)
        at = claims.index(claim)
        later = [each for each in claims[at + 1 :] if each.wide == claim.wide]
        return next((cells for each in (*later, *claims[:at][::-1]) if (cells := self._cells(each, printed))), [])

    def _partner(self, claim: Claim, printed: Printed) -> list[TableCell]:
        """Of values given “respectively”, the cells of the one that has the same rank in the list before."""
        if not _RESPECTIVELY.search(claim.wide):
            return []
        claims = list(self.places)
        listed = [each for each in claims if each.wide == claim.wide]
        first = claims.index(listed[0])
        partners = claims[max(0, first - len(listed)) : first]
        return self._cells(partners[listed.index(claim)], printed) if len(partners) == len(listed) else []

    def _cells(self, claim: Claim, printed: Printed) -> list[TableCell]:
        return [place.cell for place in self.places[claim] if place.cell and place.group == printed.group]

    def _has_start(self, claim: Claim) -> bool:
        return any(each.is_start and each.near == claim.near for each in self.places)


def _names(context: Context, terms: Iterable[Term], text: str) -> bool:
    """Whether a text names a row or a column; one without a name needs none, and a small number is one."""
    if context.text.isdigit():
        return re.search(rf"(?<!\d){context.text}(?!\d)", text) is not None
    return not context.compact or any(term.is_in(context) for term in terms)
