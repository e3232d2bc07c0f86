"""Difficulty and prerequisites estimated by counting: which known concepts occur, how many formulas and proofs.

The result is marked as an estimate wherever it is shown, with what was counted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from generator.paper import Paper

MOST_TERMS = 4
LEAST_COUNT = 3
_AMBIGUOUS = "?"
"""Behind a spelling in `terms.yml` that alone does not make the concept."""
_PROOF = re.compile(r"\b(?:theorem|lemma|proof|corollary|proposition)\b|定理|引理|证明", re.I)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Stars (1 to 5), the terms found with their counts (most frequent first), and what else was counted."""

    stars: int
    terms: tuple[tuple[str, int], ...]
    equations: int
    proofs: int


def estimate(paper: Paper) -> Estimate:
    """Two stars, and one more each for three known concepts, for five formulas or proofs, for fifteen of both."""
    text = "\n".join(section.text for section in paper.sections if not is_reference_list(section.title))
    found = [term for concept in _concepts() if (term := _most_frequent(concept, text))]
    found.sort(key=lambda term: (-term[1], term[0]))
    equations, proofs = len(paper.equations), len(_PROOF.findall(text))
    stars = 2 + (len(found) >= 3) + (max(equations, proofs) >= 5) + (min(equations, proofs) >= 15)
    return Estimate(stars, tuple(found[:MOST_TERMS]), equations, proofs)


def is_reference_list(title: str) -> bool:
    """Whether a section is the list of references."""
    return title.strip().casefold() in ("references", "bibliography", "参考文献")


@dataclass(frozen=True, slots=True)
class _Concept:
    """The spellings of a concept: all of them, and those that mean nothing else in other trades."""

    spellings: re.Pattern[str]
    sure: re.Pattern[str]


def _most_frequent(concept: _Concept, text: str) -> tuple[str, int] | None:
    """The concept's most frequent spelling, as printed, and how often the concept occurs."""
    counts = Counter(match[0] for match in concept.spellings.finditer(text))
    total = sum(counts.values())
    if total < LEAST_COUNT or not concept.sure.search(text):
        return None
    return max(counts, key=lambda form: (counts[form], form)), total


@lru_cache(maxsize=1)
def _concepts() -> tuple[_Concept, ...]:
    listed = yaml.safe_load(resources.files("generator.writing").joinpath("terms.yml").read_text(encoding="utf-8"))
    return tuple(_concept(spellings) for spellings in listed)


def _concept(spellings: list[str]) -> _Concept:
    sure = [word for word in spellings if not word.endswith(_AMBIGUOUS)]
    return _Concept(_pattern([word.removesuffix(_AMBIGUOUS) for word in spellings]), _pattern(sure))


def _pattern(spellings: list[str]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=len, reverse=True)
    parts = (re.escape(word) if _is_han(word) else rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first)
    return re.compile("|".join(parts), re.I)


def _is_han(word: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", word))
