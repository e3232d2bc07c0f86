"""What relates the notes: what to read first, what next, what else. Deterministic, and each with its reason."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.note.concepts import Concept
from generator.note.labels import SectionKey
from generator.note.lint.terms import terms
from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Catalogue, Item

MOST_FIRST, MOST_NEXT, MOST_RELATED = 5, 5, 6
_MOST_TERMS = 12
"""Of one note, the rarest: common ones tell nothing and cost most."""
_COMMON = 150
"""A feature that more notes share is no relation between two of them, and would make this quadratic."""
_LEAST = 1.5
"""A score below says nothing."""
_WEIGHTS = {"concept": 3.0, "reference": 4.0, "link": 6.0, "term": 1.0}
_REFERENCE = re.compile(
    r"(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5})|doi\.org/(10\.\d{4,9}/[^\s)>\"]+)", re.I
)
_PAIR = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2}")
_LINK = re.compile(r"\]\(\.\./([a-z0-9-]+)(?:/|\))")


class Reason(StrEnum):
    """Why two notes are related."""

    CONCEPT = "concept"
    REFERENCE = "reference"
    LINK = "link"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Step:
    """A note to read before or after another one, and the concepts that lead there."""

    item: Item
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A related note: what both have, by reason, the weightiest first; `score` is comparable within one note."""

    item: Item
    score: float
    shared: tuple[tuple[Reason, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Relations:
    """All relations of a catalogue; computed when first asked for."""

    catalogue: Catalogue

    def first(self, item: Item) -> tuple[Step, ...]:
        """Notes that explain a prerequisite of this one, in the order of its prerequisites."""
        return self._steps(
            item, ((concept, self.catalogue.explained.get(concept.key, ())) for concept in item.facts.needs)
        )[:MOST_FIRST]

    def next(self, item: Item) -> tuple[Step, ...]:
        """Notes that need what this one explains, the easiest first."""
        found = self._steps(item, ((concept, self._needing.get(concept.key, ())) for concept in item.facts.explains))
        return tuple(sorted(found, key=lambda step: step.item.entry.note.header.stars))[:MOST_NEXT]

    def related(self, item: Item) -> tuple[Related, ...]:
        """The notes that share most with this one: prerequisites, references, terms, and links between the two."""
        scores: dict[str, float] = defaultdict(float)
        for feature in self._features[item.slug]:
            owners, weight = self._owners[feature]
            if len(owners) <= _COMMON:
                for slug in owners:
                    scores[slug] += weight
        scores.pop(item.slug, None)
        close = ((score, slug) for slug, score in scores.items() if score >= _LEAST)
        best = sorted(close, key=lambda pair: (-pair[0], pair[1]))[:MOST_RELATED]
        return tuple(self._related(item, slug, score) for score, slug in best)

    def _related(self, item: Item, slug: str, score: float) -> Related:
        theirs = frozenset(self._features[slug])
        shared = [feature for feature in self._features[item.slug] if feature in theirs]
        return Related(self.catalogue.by_slug[slug], round(score, 3), self._reasons(shared, item))

    def _steps(self, item: Item, found: Iterable[tuple[Concept, Iterable[Item]]]) -> tuple[Step, ...]:
        """Each note once, with all the concepts that lead to it."""
        steps: dict[str, list[Concept]] = {}
        for concept, others in found:
            for other in others:
                if other.slug != item.slug:
                    steps.setdefault(other.slug, []).append(concept)
        return tuple(Step(self.catalogue.by_slug[slug], tuple(concepts)) for slug, concepts in steps.items())

    @cached_property
    def _needing(self) -> Mapping[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.catalogue.items:
            for concept in item.facts.needs:
                found[concept.key].append(item)
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def _features(self) -> Mapping[str, tuple[str, ...]]:
        """What each note can share, as `kind:value`; of the terms the rarest."""
        known = frozenset(self.catalogue.by_slug)
        own = {item.slug: tuple(_own_features(item, known)) for item in self.catalogue.items}
        words = {item.slug: _terms(item) for item in self.catalogue.items}
        counts = Counter(word for group in words.values() for word in group)
        return {
            slug: own[slug]
            + tuple(
                f"term:{word}"
                for word in sorted((w for w in words[slug] if counts[w] > 1), key=lambda w: (counts[w], w))[
                    :_MOST_TERMS
                ]
            )
            for slug in own
        }

    @cached_property
    def _owners(self) -> Mapping[str, tuple[tuple[str, ...], float]]:
        """The notes that have a feature, and its weight: what few notes have weighs more."""
        owners: dict[str, list[str]] = defaultdict(list)
        for slug, features in self._features.items():
            for feature in features:
                owners[feature].append(slug)
        total = len(self._features)
        return {
            feature: (tuple(slugs), _WEIGHTS[feature.partition(":")[0]] * math.log(1 + total / len(slugs)))
            for feature, slugs in owners.items()
        }

    def _reasons(self, features: Iterable[str], item: Item) -> tuple[tuple[Reason, tuple[str, ...]], ...]:
        by_reason: dict[Reason, list[str]] = defaultdict(list)
        for feature in features:
            kind, _, value = feature.partition(":")
            by_reason[Reason(kind)].append(value)
        if Reason.TERM in by_reason:
            by_reason[Reason.TERM] = _readable(by_reason[Reason.TERM], _subject(item))
        order = sorted(by_reason, key=lambda reason: -_WEIGHTS[reason])
        return tuple((reason, tuple(by_reason[reason][:4])) for reason in order)


def _own_features(item: Item, known: frozenset[str]) -> Iterable[str]:
    """Concepts, papers that are named, notes that are linked (and the note itself, for those that link to it)."""
    text = "\n".join(section.body for section in item.entry.note.sections)
    yield from (f"concept:{concept.key}" for concept in (*item.facts.needs, *item.facts.explains))
    papers = {match[1] or match[2] for match in _REFERENCE.finditer(text)} | {
        item.facts.arxiv or "",
        item.facts.doi or "",
    }
    yield from (f"reference:{paper}" for paper in sorted(papers - {""}))
    linked = {slug for slug in _LINK.findall(text) if slug in known}
    yield from (f"link:{slug}" for slug in sorted(linked | {item.slug}))


def _subject(item: Item) -> str:
    """Titles and TL;DR, which say what a note is about."""
    note = item.entry.note
    summary = note.section(SectionKey.TLDR)
    return "\n".join((plain_text(note.title), plain_text(note.header.paper), summary.body if summary else ""))


def _terms(item: Item) -> frozenset[str]:
    return frozenset(term for term in terms(_subject(item)) if len(term) > 1)


def _readable(found: Iterable[str], text: str) -> list[str]:
    """Terms as a person writes them: pairs of Han characters that overlap in the text are one word."""
    pairs = {term for term in found if _PAIR.fullmatch(term)}
    words = [term for term in found if term not in pairs]
    start = 0
    while start < len(text) - 1:
        end = start
        while text[end : end + 2] in pairs:
            end += 1
        if end > start:
            words.append(text[start : end + 1])
        start = end + 1
    return list(dict.fromkeys(words))
