"""The catalogue: every note with its facts, in the order of the site, and the groups that notes fall into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from generator.config import Language
from generator.note.concepts import Concept, Vocabulary, address, fold
from plugins.paper_notes.collection import Collection, Entry
from plugins.paper_notes.facts import Facts, read_facts


@dataclass(frozen=True, slots=True)
class Item:
    """A note with its facts. `updated` is the day of its last change (ISO), `other` the same note translated."""

    entry: Entry
    facts: Facts
    updated: str | None = None
    other: Entry | None = None

    @property
    def slug(self) -> str:
        """The name of the note's folder."""
        return self.entry.slug

    @property
    def date(self) -> tuple[int, int]:
        """Year and month of publication to sort by; what is unknown is 0."""
        return (self.facts.year or 0, self.facts.month)

    @property
    def languages(self) -> frozenset[Language]:
        """The languages in which the note can be read."""
        return frozenset(entry.note.header.language for entry in (self.entry, self.other) if entry)


class Kind(StrEnum):
    """What notes are grouped by; the value is the group's place in addresses."""

    DIFFICULTY = "difficulty"
    PREREQUISITE = "prerequisite"
    VENUE = "venue"
    YEAR = "year"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that share a value, the newest paper first. `key` is the value's place in addresses."""

    kind: Kind
    key: str
    items: tuple[Item, ...]
    concept: Concept | None = None
    word: str = ""

    def name(self, language: Language) -> str:
        """The value in words; of a difficulty its stars as a digit."""
        return self.concept.name(language) if self.concept else self.word


@dataclass(frozen=True)
class Catalogue:
    """All notes with their facts, the newest first."""

    items: tuple[Item, ...]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @cached_property
    def by_slug(self) -> Mapping[str, Item]:
        """Each note by its folder's name."""
        return {item.slug: item for item in self.items}

    @cached_property
    def by_date(self) -> tuple[Item, ...]:
        """The notes by the date of their papers, the newest first."""
        return tuple(sorted(self.items, key=lambda item: item.date, reverse=True))

    @cached_property
    def groups(self) -> Mapping[Kind, tuple[Group, ...]]:
        """Every group of every kind: difficulties from the easiest, years from the last, others from the largest."""
        return {kind: self._groups(kind) for kind in Kind}

    @cached_property
    def explained(self) -> Mapping[str, tuple[Item, ...]]:
        """The notes that explain a concept, by its key; the easiest first."""
        found: dict[str, list[Item]] = {}
        for item in sorted(self.items, key=lambda item: (item.entry.note.header.stars, item.date, item.slug)):
            for concept in item.facts.explains:
                found.setdefault(concept.key, []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    def _groups(self, kind: Kind) -> tuple[Group, ...]:
        members: dict[str, list[Item]] = {}
        named: dict[str, tuple[Concept | None, str]] = {}
        for item in self.by_date:
            for key, concept, word in _values(item, kind):
                members.setdefault(key, []).append(item)
                named.setdefault(key, (concept, word))
        groups = [Group(kind, key, tuple(items), *named[key]) for key, items in members.items()]
        if kind in (Kind.DIFFICULTY, Kind.YEAR):
            return tuple(sorted(groups, key=lambda group: int(group.key), reverse=kind is Kind.YEAR))
        return tuple(sorted(groups, key=lambda group: (-len(group.items), group.key)))


def build_catalogue(collection: Collection, vocabulary: Vocabulary, dates: Mapping[str, str]) -> Catalogue:
    """The catalogue of a collection; `dates` maps a note's path below the library to the day of its last change."""
    others = {entry.slug: entry for entry in collection.translations}
    return Catalogue(
        tuple(
            Item(entry, read_facts(entry, vocabulary), _updated(entry, dates), others.get(entry.slug))
            for entry in collection.entries
        ),
        vocabulary,
    )


def _updated(entry: Entry, dates: Mapping[str, str]) -> str | None:
    """The day of the last commit, else that on which the program wrote the note."""
    return dates.get(f"{entry.slug}/{entry.readme.name}") or (entry.created or "")[:10] or None


def _values(item: Item, kind: Kind) -> Iterable[tuple[str, Concept | None, str]]:
    """(key, concept, word) of what a note has of a kind."""
    facts = item.facts
    match kind:
        case Kind.DIFFICULTY:
            stars = str(item.entry.note.header.stars)
            return ((stars, None, stars),)
        case Kind.PREREQUISITE:
            return tuple((concept.key, concept, "") for concept in facts.needs)
        case Kind.VENUE:
            return ((address(facts.venue), None, facts.venue),) if facts.venue and fold(facts.venue) else ()
        case Kind.YEAR:
            return ((str(facts.year), None, str(facts.year)),) if facts.year else ()
        case Kind.TAG:
            return tuple((address(tag), None, tag) for tag in facts.tags if fold(tag))
