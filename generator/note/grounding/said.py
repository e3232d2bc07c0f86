"""What a note says of a number, as terms of the paper, and how much of it stands around a number of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.note.grounding.claims import Claim
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.names import names
from generator.note.grounding.passages import Printed
from generator.note.grounding.terms import Term

_FURTHER = 0.5
"""What a word outside the number's clause counts."""
_WITHOUT = re.compile(r"去掉|去除|移除|不用|关闭|\b(?:without|no|remov\w*|drop(?:ped|ping)?)\b", re.IGNORECASE)
_SETTING = re.compile(r"(?<![\w.,-])\d{1,2}(?![\d.,%])")
_VERSUS = re.compile(r"\s*(?:ms|s|%)?\s*(?:对|比|vs\.?)\s*")
"""Between the two numbers of a comparison (28.4 对 26.4): the name before the first is not that of the second."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Said:
    """Terms in a number's clause, further away, in all its sentence, and between it and the number before.

    `settings` are the small numbers before it: a table's row or column may be named by one (r = 4). `is_without` is
    true where the note speaks of leaving something out. `scores` has what has been counted, by the place's id.
    """

    near: frozenset[Term]
    further: frozenset[Term]
    whole: frozenset[Term]
    own: frozenset[Term]
    settings: frozenset[int]
    is_without: bool
    scores: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, claim: Claim, index: PaperIndex, beside: Sequence[Claim]) -> Said:
        """What is said of a claim's number, the sentence's numbers being `beside`.

        Of the start of a change only its own clause speaks; what a later clause says of its own number is said of that.
        """
        number = {Term(str(claim.number.value))}
        apart = f"{claim.before} | {_DIGIT.split(claim.after)[0]}"
        near, wide, whole, own = (index.terms(text) - number for text in (claim.near, claim.wide, claim.whole, apart))
        if _VERSUS.fullmatch(claim.before):
            near -= index.terms(" | ".join(names(claim.near)))
        settings = frozenset(int(digits) for digits in _SETTING.findall(claim.before))
        later = (other for other in beside[beside.index(claim) + 1 :] if other.near != claim.near)
        others = frozenset(term for other in later for term in index.terms(other.near))
        further = frozenset() if claim.is_start else wide - near - others
        return cls(near, further, whole, own, settings, bool(_WITHOUT.search(claim.before)))

    def score(self, printed: Printed) -> float:
        """How much of it stands around a number of the paper."""
        if id(printed) not in self.scores:
            named = bool(printed.settings & self.settings)
            self.scores[id(printed)] = count(self.near, printed) + _FURTHER * count(self.further, printed) + named
        return self.scores[id(printed)]


def count(terms: Iterable[Term], printed: Printed) -> int:
    """How many of the terms stand near a number."""
    return sum(term.is_in(printed.near) for term in terms)


def is_around(term: Term, printed: Printed) -> bool:
    """Whether a term stands near a number, or in its caption or the sentence before."""
    return term.is_in(printed.near) or term.is_in(printed.wide)
