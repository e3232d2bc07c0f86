"""Whether what a note points at (§3.2, 图 2, Table 1, 式 (3), p. 4) is there, and speaks of what the note says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.note.anchors import Anchor, AnchorKind, mentioning
from generator.note.grounding.claims import Sentence
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Breach, Evidence, Item, Kind
from generator.note.grounding.passages import Passage, Place, Printed
from generator.note.grounding.terms import Term
from generator.paper import FloatKind

_RULES = {
    AnchorKind.SECTION: "REF-01",
    AnchorKind.FIGURE: "REF-02",
    AnchorKind.TABLE: "REF-02",
    AnchorKind.ALGORITHM: "REF-02",
    AnchorKind.PAGE: "REF-03",
    AnchorKind.EQUATION: "EQ-06",
}
_COMPARED = (AnchorKind.SECTION, AnchorKind.FIGURE, AnchorKind.TABLE)
_LEAST = 0.58
"""Share of the terms of the best place of its kind that the named place must have."""
_PART = 0.4
"""The same of one of several places that are named together."""
_LISTED = re.compile(r"\s*(?:[、，,;；与和及–-]|and|&)?\s*")
_CLAUSE = re.compile(r"[，；。;]|,\s")
_ANNOUNCED = re.compile(r"伪代码|示意代码|pseudo-?code|\bsketch", re.I)
"""In a sentence on the code below it, which is the note's own: its anchor says only what the code was made from."""
_FEW = 2
"""Terms; fewer don't tell places apart."""
_LOW = 0.7
"""Weight of terms; where no place has more, nothing can be said."""
_BARE = 300
"""Characters of a place; fewer are a heading, or a caption alone."""
_MEAN, _SHORT = 2.0, 5
"""What the mean of a place's sentences counts, and how many there must be for it to count in full."""


@dataclass(frozen=True)
class Places:
    """The places of a paper: sections, floats, equations, pages."""

    index: PaperIndex

    def items(self, sentence: Sentence, printed: Sequence[Printed]) -> Iterator[Item]:
        """The references of a sentence; where none of its numbers is printed there, its terms are looked up."""
        proven = {place for number in printed for place in number.places}
        for anchor in sentence.anchors:
            line = sentence.line + sentence.text.count("\n", 0, anchor.start)
            found = self._find(anchor)
            text = sentence.text[anchor.start : anchor.end]
            breach = None if found else _absent(anchor)
            if found and (anchor.kind, anchor.label) not in proven:
                breach = self._lack(anchor, sentence, _beside(anchor, sentence))
            yield Item(Kind.REFERENCE, text, line, (found,) if found else (), breach)

    def _find(self, anchor: Anchor) -> Evidence | None:
        paper = self.index.paper
        if anchor.kind is AnchorKind.PAGE:
            return Evidence(int(anchor.label), "") if 1 <= int(anchor.label) <= paper.page_count else None
        if anchor.kind is AnchorKind.EQUATION:
            equations = (e for e in paper.equations if e.number.strip("()") == anchor.label)
            return next((Evidence(e.page, e.text, e.bbox) for e in equations), None)
        if anchor.kind is AnchorKind.SECTION:
            sections = (s for s in paper.sections if _is_or_holds(s.number, anchor.label))
            return next((Evidence(s.page, f"{s.number} {s.title}", s.bbox) for s in sections), None)
        kind = FloatKind(anchor.kind.value)
        floats = (f for f in paper.figures if f.kind is kind and (f.label or "").rstrip(".") == anchor.label)
        captioned = next((Evidence(f.page, f.caption, f.bbox) for f in floats), None)
        if captioned is None and (section := mentioning(anchor, paper.sections)):
            return Evidence(section.page, f"{section.number or ''} {section.title}".strip(), section.bbox)
        return captioned

    def _lack(self, anchor: Anchor, sentence: Sentence, beside: Sequence[Anchor]) -> Breach | None:
        """A breach where other places of the same kind have far more of what is said before or after the anchor.

        A sentence with several anchors says with each of them what stands there; `beside` are those of one list.
        """
        if anchor.kind not in _COMPARED or sentence.is_hypothetical or self._is_bare(anchor):
            return None
        if _ANNOUNCED.search(sentence.text):
            return None
        parts = [self._telling(text) for text in _vouched(beside, sentence)]
        if any(len(terms) < _FEW or self._holds(terms, anchor, beside) for terms in parts):
            return None
        if len(beside) > 1 and any(map(self._tells_best(anchor), _CLAUSE.split(sentence.text))):
            return None
        name = sentence.text[anchor.start : anchor.end]
        message = f"{name} does not speak of what this sentence says."
        return Breach("GRD-09", message, "Point to where the paper says it.")

    def _is_bare(self, anchor: Anchor) -> bool:
        """Whether hardly any text of a place is known, so that it can't have what is said."""
        text = self.index.place_texts.get((anchor.kind, anchor.label))
        return text is None or len(text.text) < _BARE

    def _telling(self, text: str) -> frozenset[Term]:
        """The terms of a text that the paper prints."""
        return frozenset(term for term in self.index.terms(text) if term.is_in(self.index.everything))

    def _holds(self, terms: frozenset[Term], anchor: Anchor, beside: Sequence[Anchor]) -> bool:
        """Whether the places of one list have not far less of the terms than another place of their kind."""
        here = self._support(terms, *beside)
        best = max((self._support(terms, other) for other in self._others(anchor)), default=0)
        if best < _LOW:
            return True
        if here < _LEAST * best:
            return False
        return len(beside) == 1 or self._support(terms, anchor) >= _PART * best

    def _tells_best(self, anchor: Anchor) -> Callable[[str], bool]:
        """Whether no other place of its kind has more of a clause: of several named together each has its own."""

        def tells(clause: str) -> bool:
            terms = self._telling(clause)
            best = max((self._support(terms, other) for other in self._others(anchor)), default=0)
            return len(terms) >= _FEW and self._support(terms, anchor) >= max(best, _LOW)

        return tells

    def _support(self, terms: frozenset[Term], *anchors: Anchor) -> float:
        """How much of the terms the places' best sentence has, and their best paragraph, and how much each in the mean.

        So a short section that speaks of nothing else outweighs a long one that has all words somewhere.
        """
        passages = [p for anchor in anchors for p in self._by_place.get((anchor.kind, anchor.label), ())]
        sentences = [self._weight(term for term in terms if term.is_in(each.context)) for each in passages]
        paragraphs = {id(each.paragraph): each.paragraph for each in passages}
        whole = (self._weight(term for term in terms if term.is_in(text)) for text in paragraphs.values())
        mean = _MEAN * sum(sentences) / (_SHORT + len(sentences))
        return max(sentences, default=0.0) + max(whole, default=0.0) + mean

    def _weight(self, terms: Iterable[Term]) -> float:
        return sum(map(self.index.weight, terms))

    @cached_property
    def _by_place(self) -> dict[Place, list[Passage]]:
        found: dict[Place, list[Passage]] = {}
        for passage in self.index.passages:
            for place in passage.places:
                found.setdefault(place, []).append(passage)
        return found

    def _others(self, anchor: Anchor) -> Iterator[Anchor]:
        places = (label for kind, label in self.index.place_texts if kind is anchor.kind)
        return (Anchor(anchor.kind, label, 0, 0) for label in places if not _is_or_holds(anchor.label, label))


def _absent(anchor: Anchor) -> Breach:
    return Breach(_RULES[anchor.kind], f"the paper has no {anchor.kind} {anchor.label}.", "Name one that it has.")


def _is_or_holds(number: str | None, label: str) -> bool:
    """Whether a section is the one that is named, or a part of it."""
    own = (number or "").rstrip(".")
    return own == label or own.startswith(f"{label}.")


def _lists(sentence: Sentence) -> list[list[Anchor]]:
    """The anchors of a sentence in order, those with only a comma between them together (§2、§3)."""
    lists: list[list[Anchor]] = []
    for anchor in sorted(sentence.anchors, key=lambda anchor: anchor.start):
        if lists and _LISTED.fullmatch(sentence.text[lists[-1][-1].end : anchor.start]):
            lists[-1].append(anchor)
        else:
            lists.append([anchor])
    return lists


def _beside(anchor: Anchor, sentence: Sentence) -> list[Anchor]:
    return next(group for group in _lists(sentence) if anchor in group)


def _vouched(beside: Sequence[Anchor], sentence: Sentence) -> Iterator[str]:
    """What a list of anchors may stand for: the whole sentence; among others the text before it, or that after it.

    The head of a table's column often says whose the place is, and not what stands there.
    """
    lists = _lists(sentence)
    at = next(index for index, group in enumerate(lists) if beside[0] in group)
    start = lists[at - 1][-1].end if at else 0
    end = lists[at + 1][0].start if at + 1 < len(lists) else len(sentence.text)
    before, after = sentence.text[start : beside[0].start], sentence.text[beside[-1].end : end]
    about = sentence.about.partition("|")[0] if sentence.heads else sentence.about
    if len(lists) == 1:
        yield f"{before} {after} | {about}"
    else:
        yield f"{before} | {about}"
        yield f"{after} | {about}"
