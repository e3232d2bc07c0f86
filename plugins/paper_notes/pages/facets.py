"""What the catalogue can be narrowed by: each facet with its values, and of each note which values it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.config import Language
from generator.note.concepts import address
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.collection import Status
from plugins.paper_notes.pages.site import Site

MOST_VALUES = 300
"""Of one facet, the commonest: a value that few notes have narrows nothing, and its name costs every reader."""
MOST_SHOWN = 10
"""Before a reader asks for more."""
_MINUTES = (10, 20, 40)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: as addresses name it, in words, and how many notes have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow. `name` is its parameter in the address; `of` gives the places in `values` that a note has."""

    name: str
    label: str
    values: tuple[Value, ...]
    of: tuple[tuple[int, ...], ...]

    @property
    def shown(self) -> tuple[Value, ...]:
        """The values that stand on the page itself."""
        return self.values[:MOST_SHOWN]

    @property
    def left(self) -> int:
        """How many values a reader has to ask for."""
        return len(self.values) - len(self.shown)


Read = Callable[[Item], Iterable[tuple[str, str]]]
"""(value, words) of what a note has."""


def read_facets(site: Site) -> tuple[Facet, ...]:
    """The facets of these notes; one that could not narrow anything is left out."""
    words = site.words
    languages = dict(zip(Language, words.languages.split("|"), strict=True))
    buckets = words.reading_buckets.split("|")

    def need(item: Item) -> Iterable[tuple[str, str]]:
        return ((concept.key, concept.name(site.language)) for concept in item.facts.needs)

    def status(item: Item) -> Iterable[tuple[str, str]]:
        named = {Status.DRAFT: words.draft, Status.CARD: words.card, Status.DONE: words.finished}
        return ((item.entry.status.value, named[item.entry.status]),)

    made = (
        _facet(site, "stars", words.difficulty, _stars, lambda value: value.value),
        _facet(site, "need", words.prerequisites, need),
        _facet(site, "venue", words.venue, _venue),
        _facet(site, "year", words.year, _year, lambda value: -int(value.value)),
        _facet(site, "tag", words.tags, lambda item: ((address(tag), tag) for tag in item.facts.tags)),
        _facet(site, "lang", words.language, lambda item: ((one.value, languages[one]) for one in item.languages)),
        _facet(
            site,
            "time",
            words.reading_time,
            lambda item: ((str(bucket(item)), buckets[bucket(item)]),),
            lambda value: value.value,
        ),
        _facet(site, "code", words.code, lambda item: (("1", words.has_code),) if item.facts.code else ()),
        _facet(site, "status", words.status, status),
    )
    total = len(site.catalogue.items)
    return tuple(facet for facet in made if any(value.count < total for value in facet.values))


def bucket(item: Item) -> int:
    """The reading time as one of four: up to 10, 20, 40 minutes, and longer."""
    return sum(item.entry.note.header.reading_minutes > most for most in _MINUTES)


def _facet(site: Site, name: str, label: str, read: Read, order: Callable[[Value], str | int] | None = None) -> Facet:
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    held = [tuple(dict(read(item)).items()) for item in site.catalogue.items]
    for pairs in held:
        for value, words in pairs:
            counts[value] += 1
            names.setdefault(value, words)
    common = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]
    values = [Value(value, names[value], counts[value]) for value in common]
    values.sort(key=order or (lambda value: 0))
    places = {value.value: place for place, value in enumerate(values)}
    of = tuple(tuple(places[value] for value, _ in pairs if value in places) for pairs in held)
    return Facet(name, label, tuple(values), of)


def _stars(item: Item) -> Iterable[tuple[str, str]]:
    stars = item.entry.note.header.stars
    return ((str(stars), "★" * stars),)


def _venue(item: Item) -> Iterable[tuple[str, str]]:
    return ((address(item.facts.venue), item.facts.venue),) if item.facts.venue else ()


def _year(item: Item) -> Iterable[tuple[str, str]]:
    return ((str(item.facts.year), str(item.facts.year)),) if item.facts.year else ()
