"""Which row of a table a note means where it names none: the paper's own, or the first or last one as a change begins.

The rows of other people's work are marked by a citation, or those of the paper by a word (ours).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.note.grounding.passages import Context, Printed, compact
from generator.note.grounding.terms import Term

_OURS = re.compile(r"\b(?:ours?|proposed|this (?:work|paper))\b|本文", re.IGNORECASE)
_CITED = re.compile(r"\[\d|\b(?:19|20)\d\d\b")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Rows:
    """The rows of one table; `cells` are its numbers."""

    cells: tuple[Printed, ...]

    @cached_property
    def _labels(self) -> dict[int, str]:
        rows = {printed.cell.row: printed.cell.labels.text for printed in self.cells if printed.cell}
        return {row: label for row, label in rows.items() if _LETTER.search(label)}

    @cached_property
    def _own(self) -> frozenset[int]:
        """The rows of the paper's own work, empty where nothing tells them apart."""
        ours = {row for row, label in self._labels.items() if _OURS.search(label)}
        cited = {row for row, label in self._labels.items() if _CITED.search(label)}
        plain = self._labels.keys() - cited
        return frozenset(ours or (plain if cited and len(plain) == 1 else ()))

    def _is_base(self, printed: Printed) -> bool:
        """Whether a change may start from a row: the first or last with such values, or what another extends."""
        cell, number = printed.cell, printed.number
        if not cell:
            return True
        alike = {
            other.cell.row
            for other in self.cells
            if other.cell and other.cell.column == cell.column and (other.number.step < 1) == (number.step < 1)
        }
        label = compact(self._labels.get(cell.row, ""))
        extended = any(label in compact(other) for row, other in self._labels.items() if row != cell.row)
        return cell.row in (min(alike), max(alike)) or (bool(label) and extended)

    def has_other(self, printed: Printed, values: frozenset[Decimal]) -> bool:
        """Whether another number of its row is among some values."""
        row = [p for p in self.cells if p.cell and printed.cell and p.cell.row == printed.cell.row and p is not printed]
        return any(each.number.value in values for each in row)

    def is_meant(self, printed: Printed, near: frozenset[Term], whole: frozenset[Term], *, is_start: bool) -> bool:
        """Whether a number may be meant by a sentence that says `whole`, and `near` before it."""
        cell = printed.cell
        if not cell or not _LETTER.search(cell.labels.text) or any(_names(term, cell.labels) for term in whole):
            return True
        if is_start:
            return self._is_base(printed)
        if self._own and cell.row not in self._own:
            return False
        return not any(self._is_named(other, printed, near) for other in self.cells)

    def _is_named(self, other: Printed, printed: Printed, near: frozenset[Term]) -> bool:
        """Whether a clause names the row of another value of the same column."""
        one, two = other.cell, printed.cell
        if not one or not two or one.column != two.column or one.row == two.row:
            return False
        return any(_names(term, one.labels) and not term.is_in(two.heads) for term in near)


def _names(term: Term, labels: Context) -> bool:
    return not term.key.isdigit() and term.is_in(labels)
