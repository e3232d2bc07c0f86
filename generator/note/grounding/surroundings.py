"""Whether what stands around a number in the paper is what the note speaks of: unit, place, metric, names, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.note.anchors import AnchorKind
from generator.note.grounding.bound import own_words
from generator.note.grounding.claims import Claim, Sentence
from generator.note.grounding.index import PaperIndex, signs
from generator.note.grounding.names import names
from generator.note.grounding.numbers import agree
from generator.note.grounding.passages import Context, Place, Printed, compact
from generator.note.grounding.said import Said, is_around
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary
from generator.note.wordcount import han_share

_CHANGE_BEFORE = re.compile(
    r"(?:(?<![最至更])[高低多少快慢]|提升|提高|增加|增长|上升|下降|降低|减少|缩小|领先|(?<!不)超过|加速)\s*(?:了|出|约|共)*\s*$"
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:(?:percentage )?points?|percent|%)?\s*(?:higher|lower|more|less|fewer|better|worse|faster|slower)\b", re.I
)
_SIGNED = re.compile(r"[-+−↑↓]\s?$")
_JOINED = re.compile(r"\d[\d.,]*(?:\s?[×:：]\s?\d[\d.,]*)+")
_SPREAD = re.compile(r"±\s?$")
"""Before a deviation: it is no value."""
_CLAUSE = re.compile(r"[，；：。;、]|[,:]\s")
_PLAIN = re.compile(r"[A-Z][a-z]+(?![\w-])")
_ENDED = re.compile(r"[.!?。！？][)）\]”]?\s*$")
"""A sentence that nothing cuts, as the end of a column does."""
_ENOUGH = 2
"""Terms; fewer prove nothing of a whole subsection."""


@dataclass(frozen=True)
class Surroundings:
    """What the paper has around a number, held against what a sentence says; `beside` are the sentence's claims."""

    index: PaperIndex
    sentence: Sentence
    beside: tuple[Claim, ...]

    def have_unit(self, claim: Claim, printed: Printed) -> bool:
        """Whether the paper gives the number with the note's unit."""
        unit = claim.number.unit
        if unit is None or unit in (printed.number.unit, printed.listed_unit):
            return True
        if printed.number.unit:
            return False
        contexts = (
            (printed.near, printed.wide, *self._said_of(printed)) if printed.box else (printed.window, printed.near)
        )
        return any(vocabulary().units[unit].paper.search(context.bare) for context in contexts)

    def _said_of(self, printed: Printed) -> Iterator[Context]:
        """What the text says of the same number: a table may leave its unit to it."""
        same = (other for other in self.index.occurrences(printed.number) if not other.box)
        return (other.window for other in same if other.places & printed.places & self.index.tables)

    def are_where_pointed(self, claim: Claim, printed: Printed) -> bool:
        """Whether a number stands in a place that the sentence names, or where a figure's numbers may stand instead.

        A year is often told from elsewhere.
        """
        places = places_of(self.sentence)
        if not places or places & printed.places or claim.number.unit == "year":
            return True
        return any(printed.places & self.index.pictured[place] for place in places if place in self.index.pictured)

    def are_known(self, claim: Claim, said: Said, printed: Printed) -> bool:
        """Whether anything that the note says of the number stands around it in the paper, and nothing is missing."""
        if not self._is_joined(claim) or _is_spread(printed) != bool(_SPREAD.search(claim.before)):
            return False
        if self._is_change(claim) and not _shows_change(printed):
            return False
        is_said = self._is_said_there(said.whole, printed)
        if not printed.box and not self._has_names(claim, printed, is_said=is_said):
            return False
        if is_said:
            return True
        if self.are_in_line(claim, printed):
            return self._is_measured(_CLAUSE.split(claim.before)[-1], printed)
        known = any(is_around(t, printed) or t.is_in(self._heading) for t in said.whole) or not said.near
        measured = self._is_measured(claim.near, printed) and self._is_general(claim, printed)
        return known and measured and self._is_named(claim, printed)

    def are_in_line(self, claim: Claim, printed: Printed) -> bool:
        """Whether a setting stands in the row, or at the head of the column, of a value that the sentence gives too."""
        places = places_of(self.sentence)
        if not printed.spot or (places and not places & printed.places & self.index.tables):
            return False
        row, column = printed.spot
        values = [other for other in self.index.groups[printed.group] if other.cell and other is not printed]
        line = [v for v in values if v.cell and (v.cell.row == row or (not printed.cell and v.cell.column == column))]
        others = [each.number for each in self.beside if each is not claim and each.number.step < 1]
        return any(agree(number, value.number) for number in others for value in line)

    def _is_change(self, claim: Claim) -> bool:
        """Whether the note says that something is higher or lower by this number."""
        return bool(_CHANGE_BEFORE.search(claim.before) or _CHANGE_AFTER.search(claim.after))

    def _is_measured(self, text: str, printed: Printed) -> bool:
        """Whether each metric that a text names stands around a number."""
        metrics = [self.index.terms(match[0]) for match in vocabulary().metrics.finditer(text)]
        return all(any(is_around(term, printed) for term in metric) for metric in metrics)

    def _is_general(self, claim: Claim, printed: Printed) -> bool:
        found = vocabulary().general_metrics.search(claim.near)
        return not found or any(term.is_in(printed.around) for term in self.index.terms(found[0]))

    def _is_joined(self, claim: Claim) -> bool:
        """Whether the paper prints all of 384 × 384 or 7:3:10, where the number is a part of it."""
        joined = next((text for start, end, text in self._joined if start <= claim.number.start < end), "")
        return not joined or signs(joined) in self.index.signs

    @cached_property
    def _joined(self) -> list[tuple[int, int, str]]:
        return [(match.start(), match.end(), match[0].rstrip(".,")) for match in _JOINED.finditer(self.sentence.text)]

    def _is_named(self, claim: Claim, printed: Printed) -> bool:
        """Whether the paper speaks of what the note names at the number: for a note's table all its heads."""
        if claim.heads and not printed.cell:
            words = (Term(compact(head)) for head in claim.heads if compact(head).isascii())
            return all(is_around(term, printed) for term in words if term.key and self.index.is_label(term.key))
        named = subjects(vocabulary().metrics.sub(" ", claim.near)) - self._opening
        terms = self.index.terms(" | ".join(named))
        texts = (printed.near, printed.wide, printed.around, self._heading)
        printed_terms = [term for term in terms if term.is_in(self.index.everything)]
        around = (term.is_in(text) for term in printed_terms for text in texts)
        return claim.is_start or not printed_terms or any(around)

    def _has_names(self, claim: Claim, printed: Printed, *, is_said: bool) -> bool:
        """Whether the paper names there what the note names last before a number, and near there the others.

        Where all that the sentence says is said in that subsection (`is_said`), near there is enough.
        """
        words = own_words(claim.before)
        last = set() if is_said else {*words[-1:], *[word for word in words if not word.islower()][-1:]}
        beside = (printed.wide, Context("" if _ENDED.search(printed.sentence) else printed.after))
        texts = {word: beside if word in last else (*beside, printed.around) for word in words}
        terms = {Term(stem(compact(word))): texts[word] for word in words if not word.islower() or word in last}
        named = ((term, texts) for term, texts in terms.items() if not term.is_in(self._heading))
        return all(any(map(term.is_in, texts)) for term, texts in named if term.is_in(self.index.everything))

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The word with which an English sentence begins: its capital makes no name of it."""
        first = _PLAIN.match(self.sentence.text)
        return frozenset([first[0]] if first and not han_share(self.sentence.text) else [])

    @cached_property
    def _heading(self) -> Context:
        """The paper's title, where the sentence is a table's cell: its column may be that of the paper."""
        return self.index.title if self.sentence.heads else Context("")

    def _is_said_there(self, terms: frozenset[Term], printed: Printed) -> bool:
        """Whether a subsection that the sentence names has the number, and all that the sentence says of it."""
        sections = (p for p in places_of(self.sentence) & printed.places if p[0] is AnchorKind.SECTION and "." in p[1])
        texts = [self.index.place_texts[place] for place in sections if not printed.box]
        return len(terms) >= _ENOUGH and any(all(term.is_in(text) for term in terms) for text in texts)


def places_of(sentence: Sentence) -> frozenset[Place]:
    """Where a sentence points; equations' numbers are too weak to look a number up by."""
    kinds = (AnchorKind.EQUATION,)
    return frozenset((anchor.kind, anchor.label) for anchor in sentence.anchors if anchor.kind not in kinds)


def subjects(text: str) -> frozenset[str]:
    """The names of a text that say something."""
    return frozenset(name for name in names(text) if name.casefold() not in vocabulary().glue)


def _is_spread(printed: Printed) -> bool:
    return bool(_SPREAD.search(printed.sentence[: printed.number.start]))


def _shows_change(printed: Printed) -> bool:
    """Whether the paper prints a number as a change: with a sign, or among words of comparison."""
    words = vocabulary()
    texts = (printed.near,) if printed.cell else (printed.window, printed.near)
    signed = _SIGNED.search(printed.sentence[: printed.number.start])
    return bool(signed) or any(
        pattern.search(text.folded) for text in texts for pattern in (words.up, words.down, words.comparisons)
    )
