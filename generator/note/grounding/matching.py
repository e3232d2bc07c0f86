"""Whether a number of a note is the paper's: printed there, with its unit, where the note's words lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import islice

from generator.note.grounding.bound import is_anothers, own_words
from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.linking import Linking
from generator.note.grounding.numbers import find_numbers
from generator.note.grounding.passages import Printed, compact
from generator.note.grounding.rivals import Rivals
from generator.note.grounding.rows import Rows
from generator.note.grounding.said import Said
from generator.note.grounding.surroundings import Surroundings, places_of, subjects
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary

_TRIED = 6
"""Places of a number that are looked at for one that stands in line with the sentence's other numbers."""


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
        sound = self._sound[claim]
        if linked := self._linked[claim]:
            return Match(linked[0], Fault.RIVAL if self._is_taken(claim, linked[0]) else None)
        if sound:
            return Match(sound[0], Fault.RIVAL)
        return next((self._judge(claim, p) for p in self._found(claim)), Match(fault=Fault.ABSENT))

    def places(self, claim: Claim) -> Sequence[Printed]:
        """Where a number may stand, the best place first."""
        return self._linked[claim]

    def rival_in(self, claim: Claim, printed: Printed, others: Iterable[Printed]) -> Printed | None:
        """Of some numbers the one that the note's words lead to no less than to the number's own place."""
        return self._rivals.within(claim, printed, others)

    def strange_names(self, printed: Sequence[Printed]) -> Iterator[str]:
        """The names of the sentence that the paper has, but not where it has the sentence's numbers."""
        texts = [place.around for place in printed]
        texts += [
            self.index.place_texts[place] for place in places_of(self.sentence) if place in self.index.place_texts
        ]
        for name in subjects(self.sentence.text) - subjects(self.sentence.about) if printed else ():
            term = Term(stem(compact(name)))
            is_known = name.casefold() in vocabulary().known_names or term.is_in(self.index.identity)
            if not is_known and term.is_in(self.index.everything) and not any(map(term.is_in, texts)):
                yield name

    @cached_property
    def _said(self) -> dict[Claim, Said]:
        return {claim: Said.of(claim, self.index, self.beside) for claim in self.beside}

    @cached_property
    def _rivals(self) -> Rivals:
        return Rivals(self.index, self.sentence, self._said)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self.index, self.sentence, self.beside)

    def _is_taken(self, claim: Claim, printed: Printed) -> bool:
        """Whether the note has the number more than once, and the table or sentence not so often.

        In one clause the places of that table or sentence count; in the rest of the sentence all that are sound.
        """
        earlier = [each for each in self.beside[: self.beside.index(claim)] if each.number.text == claim.number.text]
        twins = sum(each.near == claim.near for each in earlier)
        places = sum(place.group == printed.group for place in self.index.occurrences(claim.number))
        is_text = not printed.box and not claim.number.is_common
        return (bool(twins) and places <= twins) or (
            is_text and bool(earlier) and len(self._sound[claim]) <= len(earlier)
        )

    @cached_property
    def _sound(self) -> dict[Claim, list[Printed]]:
        """The best places of each number that have no fault of their own."""
        return {claim: list(islice(self._faultless(claim), _TRIED)) for claim in self.beside}

    @cached_property
    def _linked(self) -> dict[Claim, list[Printed]]:
        """Of these the ones that go with the numbers before them."""
        places: dict[Claim, list[Printed]] = dict(self._sound)
        for claim, sound in self._sound.items():
            link, terms = Linking(places), self._said[claim].own
            is_row = {id(printed): self._rivals.is_without(claim, printed) for printed in sound}
            places[claim] = [p for p in sound if link.is_linked(claim, terms, p, is_row=is_row[id(p)])]
        return places

    def _faultless(self, claim: Claim) -> Iterator[Printed]:
        return (printed for printed in self._found(claim) if not self._judge(claim, printed).fault)

    def _found(self, claim: Claim) -> list[Printed]:
        found = self.index.occurrences(claim.number)
        places = places_of(self.sentence)
        shown = [printed for printed in found if printed.spot and places & printed.places & self.index.tables]
        cells = [printed for printed in shown if printed.cell]

        def rank(printed: Printed) -> tuple[bool, bool, float]:
            """The tables that are pointed at first; for a number of the note's own table, tables before sentences."""
            return printed not in shown, bool(claim.heads) and not printed.cell, -self._rivals.score(claim, printed)

        return sorted(cells or found, key=rank)

    def _judge(self, claim: Claim, printed: Printed) -> Match:
        around = self._surroundings
        if not around.have_unit(claim, printed):
            return Match(printed, Fault.UNIT)
        if not around.are_where_pointed(claim, printed):
            return Match(printed, Fault.ELSEWHERE)
        if not around.are_known(claim, self._said[claim], printed):
            return Match(printed, Fault.STRANGE)
        if claim.is_label or (printed.spot and not printed.cell and around.are_in_line(claim, printed)):
            return Match(printed)
        if printed.cell and claim.number.is_integer and self._rows(printed).has_other(printed, self._decimals):
            return Match(printed)  # a setting of the row whose result the sentence gives too
        if not self._is_its_own(claim, printed):
            return Match(printed, Fault.RIVAL)
        rival = self._rivals.of(claim, printed)
        return Match(printed, Fault.RIVAL, rival) if rival else Match(printed)

    def _is_its_own(self, claim: Claim, printed: Printed) -> bool:
        """Whether the paper gives the number to that of which the note says it: a row, in a sentence a name."""
        if printed.cell:
            return not self.index.naming(printed.group).refuses(claim, printed) and self._is_meant(claim, printed)
        return bool(printed.box) or not is_anothers(own_words(claim.before), printed, self.index.groups[printed.group])

    def _is_meant(self, claim: Claim, printed: Printed) -> bool:
        """Whether the sentence names a cell's row, by a word or by another of its values, or may leave it out."""
        said, rows = self._said[claim], self._rows(printed)
        if rows.has_other(printed, self._values - {claim.number.value}):
            return True
        return rows.is_meant(printed, said.near | said.own, said.whole, is_start=claim.is_start)

    def _rows(self, printed: Printed) -> Rows:
        return self.index.rows(printed.group)

    @cached_property
    def _decimals(self) -> frozenset[Decimal]:
        return frozenset(claim.number.value for claim in self.beside if claim.number.step < 1)

    @cached_property
    def _values(self) -> frozenset[Decimal]:
        return frozenset(number.value for number in find_numbers(self.sentence.text))
