"""The number that a note's words lead to, where it is another one than the note gives.

The numbers of one table (or of one sentence) compete: a number is refused where another one of its group stands nearer
to the words of the note. So the value of another row or column does not pass for the one that is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.note.anchors import AnchorKind
from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.passages import Context, Printed
from generator.note.grounding.said import Said, count
from generator.note.grounding.surroundings import places_of, subjects
from generator.note.grounding.terms import Term
from generator.note.grounding.vocabulary import vocabulary

_BOTH = 2.0
"""Words that name a cell: one for its row, one for its column."""
_LEAD = 0.5
"""By how much another number of the group must stand nearer to the note's words."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z\d]+")
_SOURCE = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\)")


@dataclass(frozen=True)
class Rivals:
    """The rivals of the numbers of one sentence; `said` is what it says of each."""

    index: PaperIndex
    sentence: Sentence
    said: Mapping[Claim, Said]

    def score(self, claim: Claim, printed: Printed) -> float:
        """How much of what the note says around the number stands around it in the paper."""
        said = self.said[claim]
        return said.score(printed) + self.is_without(claim, printed)

    def is_without(self, claim: Claim, printed: Printed) -> bool:
        """Whether the note speaks of leaving something out, and the cell stands in a row where something is 0."""
        row = printed.cell and (printed.group, printed.cell.row)
        return self.said[claim].is_without and row in self.index.zero_rows

    def of(self, claim: Claim, printed: Printed) -> Printed | None:
        """The number of the same group that the note's words lead to, else that of another table.

        A clause of a sentence may leave its subject out; one that names another subject is no place for the number.
        """
        if claim.heads and not printed.box:
            return self._elsewhere(claim, printed)
        if not printed.box and not subjects(_SOURCE.sub("", printed.near.text)) - subjects(claim.near):
            return None
        least = self.score(claim, printed) + _LEAD
        rivals = list(self._alike(self.index.groups[printed.group], printed))
        rivals = [r for r in rivals if r.is_in_line_with(printed) or self._is_far_better(claim, r, printed)]
        best = max(rivals, key=lambda other: self.score(claim, other), default=None)
        if best and self.score(claim, best) >= least and self._is_nearer(claim, best, printed):
            return best
        if tighter := self._tighter(claim, printed):
            return tighter
        if claim.is_start or not printed.box:
            return None
        return self._elsewhere(claim, printed) or (None if claim.heads else self._in_text(claim, printed))

    def _tighter(self, claim: Claim, printed: Printed) -> Printed | None:
        """The number of its column in a row whose whole name is said, where its own row's name has more, not said.

        The value of “Small & no memory” for “No memory”, where the note does not say that it is the small one.
        """
        said, cell = self.said[claim], printed.cell
        own = _words(cell.label_names) if cell and not claim.heads else frozenset()
        named = _said_of(own, said.near | said.further)
        if not cell or not named or named == own:
            return None
        for other in self._alike(self.index.groups[printed.group], printed):
            label = _words(other.cell.label_names) if other.cell and other.cell.column == cell.column else frozenset()
            if label == named:
                return other
        return None

    def within(self, claim: Claim, printed: Printed, others: Iterable[Printed]) -> Printed | None:
        """Of some numbers the one that the note's words lead to no less than to the number's own place."""
        decimals, value = printed.number.step < 1, printed.number.value
        alike = (other for other in others if id(other) not in self._own and (other.number.step < 1) == decimals)
        found = (other for other in alike if other.number.value != value)
        best = max(found, key=lambda other: self.score(claim, other), default=None)
        return best if best and self.score(claim, best) >= self.score(claim, printed) else None

    def _alike(self, others: Iterable[Printed], printed: Printed) -> Iterator[Printed]:
        """The numbers that can be values of the same quantity, but for those that the sentence gives itself."""
        for other in others:
            if id(other) not in self._own and is_alike(other, printed) and bool(other.cell) == bool(printed.cell):
                yield other

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(id(place) for claim in self.said for place in self.index.occurrences(claim.number))

    def _is_far_better(self, claim: Claim, other: Printed, printed: Printed) -> bool:
        """Whether a value of another row and column has far more of the note's words."""
        if claim.is_start or claim.number.is_integer:
            return False
        return self.score(claim, other) >= self.score(claim, printed) + 2 * _LEAD

    def _is_nearer(self, claim: Claim, other: Printed, printed: Printed) -> bool:
        """Whether the words of the number's own clause lead there, or many others do."""
        near = self.said[claim].near
        by_far = self.score(claim, other) >= self.score(claim, printed) + 2 * _LEAD
        return by_far or count(near, other) > count(near, printed)

    def _elsewhere(self, claim: Claim, printed: Printed) -> Printed | None:
        """A cell of another table that the note's words lead to far better: by its row and its column."""
        far = max(_BOTH, self.score(claim, printed) + 1)
        cells = (cell for cell in self._named[claim] if cell.group != printed.group and is_alike(cell, printed))
        best = max(cells, key=lambda other: self.score(claim, other), default=None)
        return best if best and self.score(claim, best) >= far else None

    def _in_text(self, claim: Claim, printed: Printed) -> Printed | None:
        """A number in a sentence of the section that the note names, to which far more words of the clause lead."""
        near, places = self.said[claim].near, places_of(self.sentence)
        if any(kind is not AnchorKind.SECTION for kind, _ in places):
            return None
        least = max(2, count(near, printed) + 1)
        numbers = (p for place in places for p in self.index.text_numbers(place))
        alike = (p for p in numbers if id(p) not in self._own and is_alike(p, printed))
        return next((other for other in alike if count(near, other) >= least), None)

    @cached_property
    def _named(self) -> dict[Claim, list[Printed]]:
        return {claim: list(self._named_cells(claim)) for claim in self.said}

    def _named_cells(self, claim: Claim) -> Iterator[Printed]:
        """The numbers of tables that two words of a claim lead to, where the sentence points."""
        places = places_of(self.sentence)
        for cell in self.index.table_numbers:
            if (not places or places & cell.places) and self.score(claim, cell) >= _BOTH and id(cell) not in self._own:
                yield cell


def _words(labels: Iterable[str]) -> frozenset[str]:
    """The names in a row's labels, without glue."""
    found = (word.casefold() for label in labels for word in _LATIN.findall(label))
    return frozenset(word for word in found if word not in vocabulary().glue)


def _said_of(words: Iterable[str], terms: Iterable[Term]) -> frozenset[str]:
    """The words that some term names."""
    known = list(terms)
    return frozenset(word for word in words if any(term.is_in(Context(word)) for term in known))


def is_alike(one: Printed, other: Printed) -> bool:
    """Whether two numbers can be values of one quantity: both whole or both with decimals, of one unit."""
    same = (one.number.step < 1) == (other.number.step < 1) and one.number.unit == other.number.unit
    return same and not one.is_year_of_source and one.number.value != other.number.value
