"""Whether a number of a note is the paper's: printed there, with its unit, where the note's words lead.

The numbers of one table (or of one sentence) compete: a number is refused where another one of its group stands nearer
to the words of the note. So the value of another row or column does not pass for the one that is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice

from generator.note.anchors import AnchorKind
from generator.note.grounding.bound import is_anothers, own_words
from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.linking import Linking
from generator.note.grounding.names import names
from generator.note.grounding.numbers import agree
from generator.note.grounding.passages import Context, Place, Printed, compact
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary

_FURTHER = 0.5
"""What a word outside the number's clause counts."""
_BOTH = 2.0
"""Words that name a cell: one for its row, one for its column."""
_TRIED = 6
"""Places of a number that are looked at for one that stands in line with the sentence's other numbers."""
_CHANGE_BEFORE = re.compile(
    r"(?:(?<![最至更])[高低多少快慢]|提升|提高|增加|增长|上升|下降|降低|减少|缩小|领先|(?<!不)超过|加速)\s*(?:了|出|约|共)*\s*$"
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:(?:percentage )?points?|percent|%)?\s*(?:higher|lower|more|less|fewer|better|worse|faster|slower)\b", re.I
)
_SIGNED = re.compile(r"[-+−↑↓]\s?$")
_WITHOUT = re.compile(r"去掉|去除|移除|不用|关闭|\b(?:without|no|remov\w*|drop(?:ped|ping)?)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_ENOUGH = 2
"""Terms; fewer prove nothing of a whole subsection."""
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
class _Said:
    """What a note says of a number, as terms of the paper: in its clause, further away, in all, and of it alone."""

    near: frozenset[Term]
    further: frozenset[Term]
    whole: frozenset[Term]
    own: frozenset[Term]
    scores: dict[int, float] = field(default_factory=dict)
    """What has been counted, by the place's id."""

    def score(self, printed: Printed) -> float:
        """How much of it stands around a number of the paper."""
        if id(printed) not in self.scores:
            self.scores[id(printed)] = _count(self.near, printed) + _FURTHER * _count(self.further, printed)
        return self.scores[id(printed)]


@dataclass(frozen=True)
class Matcher:
    """Looks the numbers of one sentence up. `beside` are the sentence's own claims."""

    index: PaperIndex
    sentence: Sentence
    beside: tuple[Claim, ...]

    @cached_property
    def _said(self) -> dict[Claim, _Said]:
        return {claim: self._read(claim) for claim in self.beside}

    def _read(self, claim: Claim) -> _Said:
        own = {Term(str(claim.number.value))}
        beside = f"{claim.before} | {_DIGIT.split(claim.after)[0]}"
        near, wide, whole, said = (
            self.index.terms(text) - own for text in (claim.near, claim.wide, claim.whole, beside)
        )
        return _Said(near, frozenset() if claim.is_start else wide - near, whole, said)

    @cached_property
    def _own(self) -> frozenset[int]:
        """The places of all numbers of the sentence: none is another one's rival."""
        return frozenset(id(place) for claim in self.beside for place in self.index.occurrences(claim.number))

    def match(self, claim: Claim) -> Match:
        """Look a number up; of several faults the first that no place is free of."""
        sound = self._sound[claim]
        if linked := self._linked[claim]:
            return Match(linked[0])
        if sound:
            return Match(sound[0], Fault.RIVAL)
        return next((self._judge(claim, p) for p in self._found(claim)), Match(fault=Fault.ABSENT))

    @cached_property
    def _sound(self) -> dict[Claim, list[Printed]]:
        """The best places of each number that have no fault of their own."""
        return {claim: list(islice(self._faultless(claim), _TRIED)) for claim in self.beside}

    @cached_property
    def _linked(self) -> dict[Claim, list[Printed]]:
        """Of these the ones that go with the numbers before them."""
        places: dict[Claim, list[Printed]] = dict(self._sound)
        for claim, sound in self._sound.items():
            terms = self._said[claim].own
            link = Linking(places)
            places[claim] = [p for p in sound if link.is_linked(claim, terms, p, is_row=self._is_without(claim, p))]
        return places

    def _is_without(self, claim: Claim, printed: Printed) -> bool:
        """Whether the note speaks of leaving something out, and the cell stands in a row where something is 0."""
        return bool(_WITHOUT.search(claim.before)) and self._has_zero(printed)

    def _faultless(self, claim: Claim) -> Iterator[Printed]:
        return (printed for printed in self._found(claim) if not self._judge(claim, printed).fault)

    def _found(self, claim: Claim) -> list[Printed]:
        found = self.index.occurrences(claim.number)
        places = places_of(self.sentence)
        shown = [printed for printed in found if printed.spot and places & printed.places & self.index.tables]
        cells = [printed for printed in shown if printed.cell]

        def rank(printed: Printed) -> tuple[bool, bool, float]:
            """The tables that are pointed at first; for a number of the note's own table, tables before sentences."""
            return printed not in shown, bool(claim.heads) and not printed.cell, -self._score(claim, printed)

        return sorted(cells or found, key=rank)

    def _judge(self, claim: Claim, printed: Printed) -> Match:
        if not self._has_unit(claim, printed):
            return Match(printed, Fault.UNIT)
        if claim.number.unit != "year" and not self._is_where_pointed(printed):
            return Match(printed, Fault.ELSEWHERE)
        if not self._is_known(claim, printed) or (self._is_change(claim) and not _shows_change(printed)):
            return Match(printed, Fault.STRANGE)
        if printed.spot and not printed.cell and self._is_in_line(claim, printed):
            return Match(printed)
        if printed.cell and self.index.naming(printed.group).refuses(claim, printed):
            return Match(printed, Fault.RIVAL)
        if not printed.box and not claim.is_label and self._is_strangers(claim, printed):
            return Match(printed, Fault.RIVAL)
        rival = self._rival(claim, printed)
        return Match(printed, Fault.RIVAL, rival) if rival else Match(printed)

    def _has_zero(self, printed: Printed) -> bool:
        """Whether something is 0 in a cell's row: the row of what is left out."""
        group = self.index.groups[printed.group]
        zeros = (other.cell for other in group if other.number.value == 0)
        return any(zero and printed.cell and zero.row == printed.cell.row for zero in zeros)

    def _is_strangers(self, claim: Claim, printed: Printed) -> bool:
        """Whether a sentence of the paper gives the number to another name than the note does."""
        return is_anothers(own_words(claim.before), printed, self.index.groups[printed.group])

    def _is_change(self, claim: Claim) -> bool:
        """Whether the note says that something is higher or lower by this number."""
        return bool(_CHANGE_BEFORE.search(claim.before) or _CHANGE_AFTER.search(claim.after))

    def _has_unit(self, claim: Claim, printed: Printed) -> bool:
        unit = claim.number.unit
        if unit is None or unit in (printed.number.unit, printed.listed_unit):
            return True
        if printed.number.unit:
            return False
        contexts = (printed.near, printed.wide, *self._said_of(printed)) if printed.box else (printed.window,)
        return any(vocabulary().units[unit].paper.search(context.bare) for context in contexts)

    def _said_of(self, printed: Printed) -> Iterator[Context]:
        """What the text says of the same number: a table may leave its unit to it."""
        same = (other for other in self.index.occurrences(printed.number) if not other.box)
        return (other.window for other in same if other.places & printed.places & self.index.tables)

    def _is_where_pointed(self, printed: Printed) -> bool:
        places = places_of(self.sentence)
        if not places or places & printed.places:
            return True
        return any(printed.places & self.index.pictured[place] for place in places if place in self.index.pictured)

    def _is_known(self, claim: Claim, printed: Printed) -> bool:
        """Whether anything that the note says of the number stands around it in the paper."""
        terms = self._said[claim].whole
        if self._is_in_line(claim, printed) or self._is_said_there(terms, printed):
            return True
        known = any(_is_around(term, printed) for term in terms) or not terms
        called = [self.index.terms(word) for word in _called(claim.near)]
        measured = all(any(_is_around(term, printed) for term in metric) for metric in called)
        return known and measured and self._is_general(claim, printed) and self._is_named(claim, printed)

    def _is_named(self, claim: Claim, printed: Printed) -> bool:
        """Whether the paper speaks of what the note names at the number: for a note's table all its heads."""
        subjects = self.index.terms(" | ".join(_subjects(vocabulary().metrics.sub(" ", claim.near))))
        if claim.heads and not printed.cell:
            words = (Term(compact(head)) for head in claim.heads if compact(head).isascii())
            return all(_is_around(term, printed) for term in words if term.key and self.index.is_label(term.key))
        is_around = (_is_around(term, printed) or term.is_in(printed.around) for term in subjects)
        return claim.is_start or not subjects or any(is_around)

    def _is_in_line(self, claim: Claim, printed: Printed) -> bool:
        """Whether a setting stands in the row, or at the head of the column, of a value that the sentence gives too."""
        places = places_of(self.sentence)
        if not printed.spot or (places and not places & printed.places & self.index.tables):
            return False
        row, column = printed.spot
        values = [other for other in self.index.groups[printed.group] if other.cell and other is not printed]
        line = [v for v in values if v.cell and (v.cell.row == row or (not printed.cell and v.cell.column == column))]
        others = [each.number for each in self.beside if each is not claim and each.number.step < 1]
        return any(agree(number, value.number) for number in others for value in line)

    def _is_said_there(self, terms: frozenset[Term], printed: Printed) -> bool:
        """Whether a subsection that the sentence names has the number, and all that the sentence says of it."""
        sections = (p for p in places_of(self.sentence) & printed.places if p[0] is AnchorKind.SECTION and "." in p[1])
        texts = [self.index.place_texts[place] for place in sections if not printed.box]
        return len(terms) >= _ENOUGH and any(all(term.is_in(text) for term in terms) for text in texts)

    def _is_general(self, claim: Claim, printed: Printed) -> bool:
        found = vocabulary().general_metrics.search(claim.near)
        return not found or any(term.is_in(printed.around) for term in self.index.terms(found[0]))

    def strange_names(self, printed: Sequence[Printed]) -> Iterator[str]:
        """The names of the sentence that the paper has, but not where it has the sentence's numbers."""
        texts = [place.around for place in printed]
        texts += [
            self.index.place_texts[place] for place in places_of(self.sentence) if place in self.index.place_texts
        ]
        for name in _subjects(self.sentence.text) - _subjects(self.sentence.about) if printed else ():
            term = Term(stem(compact(name)))
            is_known = name.casefold() in vocabulary().known_names or term.is_in(self.index.identity)
            if not is_known and term.is_in(self.index.everything) and not any(map(term.is_in, texts)):
                yield name

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
            if id(other) not in self._own
            and _is_alike(other, printed)
            and bool(other.cell) == bool(printed.cell)
            and other.is_in_line_with(printed)
        ]
        best = max(rivals, key=lambda other: self._score(claim, other), default=None)
        if best and self._score(claim, best) >= least and self._is_nearer(claim, best, printed):
            return best
        return self._rival_elsewhere(claim, printed) if printed.box and not claim.is_start else None

    def _is_nearer(self, claim: Claim, other: Printed, printed: Printed) -> bool:
        """Whether the words of the number's own clause lead there, or many others do."""
        near = self._said[claim].near
        by_far = self._score(claim, other) >= self._score(claim, printed) + 2 * _LEAD
        return by_far or _count(near, other) > _count(near, printed)

    def _rival_elsewhere(self, claim: Claim, printed: Printed) -> Printed | None:
        """A cell of another table that the note's words lead to far better: by its row and its column."""
        far = max(_BOTH, self._score(claim, printed) + 1)
        cells = (cell for cell in self._named[claim] if cell.group != printed.group and _is_alike(cell, printed))
        best = max(cells, key=lambda other: self._score(claim, other), default=None)
        return best if best and self._score(claim, best) >= far else None

    @cached_property
    def _named(self) -> dict[Claim, list[Printed]]:
        return {claim: list(self._named_cells(claim)) for claim in self.beside}

    def _named_cells(self, claim: Claim) -> Iterator[Printed]:
        """The numbers of tables that two words of a claim lead to, where the sentence points."""
        places = places_of(self.sentence)
        for cell in self.index.table_numbers:
            if (not places or places & cell.places) and self._score(claim, cell) >= _BOTH and id(cell) not in self._own:
                yield cell

    def _score(self, claim: Claim, printed: Printed) -> float:
        """How much of what the note says around the number stands around it in the paper."""
        return self._said[claim].score(printed)


def _shows_change(printed: Printed) -> bool:
    """Whether the paper prints a number as a change: with a sign, or among words of comparison."""
    words = vocabulary()
    texts = (printed.near,) if printed.cell else (printed.window, printed.near)
    signed = _SIGNED.search(printed.sentence[: printed.number.start])
    return bool(signed) or any(
        pattern.search(text.folded) for text in texts for pattern in (words.up, words.down, words.comparisons)
    )


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
