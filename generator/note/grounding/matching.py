"""Whether a number of a note is the paper's: printed there, with its unit, where the note's words lead.

The numbers of one table (or of one sentence) compete: a number is refused where another one of its group stands nearer
to the words of the note. So the value of another row or column does not pass for the one that is claimed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.note.anchors import AnchorKind
from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.index import PaperIndex, Term
from generator.note.grounding.names import names
from generator.note.grounding.numbers import agree
from generator.note.grounding.passages import Place, Printed
from generator.note.grounding.vocabulary import vocabulary

_FURTHER = 0.5
"""What a word outside the number's clause counts."""
_BOTH = 2.0
"""Words that name a cell: one for its row, one for its column."""
_LEAD = 0.5
"""By how much another number of the group must stand nearer to the note's words."""


class Fault(StrEnum):
    """Why a number is not accepted."""

    ABSENT = "the paper has no such number"
    UNIT = "the paper gives it with another unit"
    ELSEWHERE = "where the note points, the paper has no such number"
    STRANGE = "what stands around it in the paper is not what the note speaks of"
    RIVAL = "the paper has another number there"


@dataclass(frozen=True)
class Match:
    """The best place of a number in the paper, or the fault; `rival` is the number that the note's words lead to."""

    printed: Printed | None = None
    fault: Fault | None = None
    rival: Printed | None = None


@dataclass(frozen=True)
class Matcher:
    """Looks the numbers of one sentence up. `beside` are the sentence's own claims."""

    index: PaperIndex
    sentence: Sentence
    beside: tuple[Claim, ...]

    def match(self, claim: Claim) -> Match:
        """Look a number up; of several faults the first that no place is free of."""
        found = self.index.occurrences(claim.number)
        faulty: Match | None = None
        for printed in sorted(found, key=lambda printed: -self._score(claim, printed)):
            match = self._judge(claim, printed)
            if not match.fault:
                return match
            faulty = faulty or match
        return faulty or Match(fault=Fault.ABSENT)

    def _judge(self, claim: Claim, printed: Printed) -> Match:
        if not self._has_unit(claim, printed):
            return Match(printed, Fault.UNIT)
        if claim.number.unit != "year" and not self._is_where_pointed(printed):
            return Match(printed, Fault.ELSEWHERE)
        if not self._is_known(claim, printed):
            return Match(printed, Fault.STRANGE)
        rival = self._rival(claim, printed)
        return Match(printed, Fault.RIVAL, rival) if rival else Match(printed)

    def _has_unit(self, claim: Claim, printed: Printed) -> bool:
        unit = claim.number.unit
        if unit is None or unit == printed.number.unit:
            return True
        if printed.number.unit:
            return False
        contexts = (printed.near, printed.wide) if printed.box else (printed.window,)
        return any(vocabulary().units[unit].paper.search(context.folded) for context in contexts)

    def _is_where_pointed(self, printed: Printed) -> bool:
        places = places_of(self.sentence)
        if not places or places & printed.places:
            return True
        pages = {self.index.pictured.get(place) for place in places}
        return printed.page in pages

    def _is_known(self, claim: Claim, printed: Printed) -> bool:
        """Whether anything that the note says of the number stands around it in the paper."""
        terms = self._terms(claim, claim.whole)
        known = any(_is_around(term, printed) for term in terms) or not terms
        called = [self.index.terms(word) for word in _called(claim.near)]
        subjects = self.index.terms(" | ".join(_subjects(vocabulary().metrics.sub(" ", claim.near))))
        measured = all(any(_is_around(term, printed) for term in metric) for metric in called)
        named = claim.is_start or not subjects or any(_is_around(term, printed) for term in subjects)
        return known and measured and named

    def _rival(self, claim: Claim, printed: Printed) -> Printed | None:
        """The number of the same group that the note's words lead to.

        A clause of a sentence may leave its subject out; one that names another subject is no place for the number.
        """
        if not printed.box and not _subjects(printed.near.text) - _subjects(claim.near):
            return None
        least = self._score(claim, printed) + _LEAD
        rivals = [
            other
            for other in self.index.groups[printed.group]
            if _is_alike(other, printed)
            and other.is_in_line_with(printed)
            and not any(agree(own.number, other.number) for own in self.beside)
        ]
        best = max(rivals, key=lambda other: self._score(claim, other), default=None)
        if best and self._score(claim, best) >= least:
            return best
        return self._rival_elsewhere(claim, printed) if printed.box and not claim.is_start else None

    def _rival_elsewhere(self, claim: Claim, printed: Printed) -> Printed | None:
        """A cell of another table that the note's words lead to far better: by its row and its column."""
        places = places_of(self.sentence)
        cells = (
            other
            for other in self.index.printed
            if other.box
            and other.group.startswith("table")
            and other.group != printed.group
            and _is_alike(other, printed)
            and (not places or places & other.places)
            and not any(agree(own.number, other.number) for own in self.beside)
        )
        best = max(cells, key=lambda other: self._score(claim, other), default=None)
        far = max(_BOTH, self._score(claim, printed) + 1)
        return best if best and self._score(claim, best) >= far else None

    def _score(self, claim: Claim, printed: Printed) -> float:
        """How much of what the note says around the number stands around it in the paper."""
        near = self._terms(claim, claim.near)
        if claim.is_start:
            return _count(near, printed)
        return _count(near, printed) + _FURTHER * _count(self._terms(claim, claim.wide) - near, printed)

    def _terms(self, claim: Claim, text: str) -> frozenset[Term]:
        return self.index.terms(text) - {Term(str(claim.number.value))}


def places_of(sentence: Sentence) -> frozenset[Place]:
    """Where a sentence points; equations' numbers are too weak to look a number up by."""
    kinds = (AnchorKind.EQUATION,)
    return frozenset((anchor.kind, anchor.label) for anchor in sentence.anchors if anchor.kind not in kinds)


def _count(terms: Iterable[Term], printed: Printed) -> int:
    return sum(term.is_in(printed.near) for term in terms)


def _is_alike(one: Printed, other: Printed) -> bool:
    """Whether two numbers can be values of one quantity: both whole or both with decimals, of one unit."""
    same = (one.number.step < 1) == (other.number.step < 1) and one.number.unit == other.number.unit
    return same and one.number.value != other.number.value


def _subjects(text: str) -> frozenset[str]:
    return frozenset(name for name in names(text) if name.casefold() not in vocabulary().glue)


def _called(text: str) -> list[str]:
    """The metrics that a clause names."""
    return [match[0] for match in vocabulary().metrics.finditer(text)]


def _is_around(term: Term, printed: Printed) -> bool:
    return term.is_in(printed.near) or term.is_in(printed.wide)
