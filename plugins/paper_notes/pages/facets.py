"""What a list of notes can be narrowed by: difficulty, prerequisite, year. Each value with the number of its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import Language
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.inline import plain_text
from plugins.paper_notes.strings import STRINGS


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow: `name` is its parameter in the address; values are (value, words, number of notes)."""

    name: str
    label: str
    values: tuple[tuple[str, str, int], ...]


def read_facets(entries: Iterable[Entry], language: Language) -> tuple[Facet, ...]:
    """The facets of these notes; one that could not narrow anything is left out."""
    words = STRINGS[language]
    entries = tuple(entries)
    stars = Counter(str(entry.note.header.stars) for entry in entries)
    years = Counter(str(entry.year) for entry in entries if entry.year)
    needs = Counter(need for entry in entries for need in needs_of(entry))
    facets = (
        Facet("stars", words.difficulty, tuple((value, "★" * int(value), stars[value]) for value in sorted(stars))),
        Facet("year", words.year, tuple((value, value, years[value]) for value in sorted(years, reverse=True))),
        Facet("need", words.prerequisites, tuple((value, value, count) for value, count in _common_first(needs))),
    )
    return tuple(facet for facet in facets if len(facet.values) > 1)


def needs_of(entry: Entry) -> tuple[str, ...]:
    """The prerequisites of a note in plain words, as the addresses of the catalogue name them."""
    return tuple(plain_text(need) for need in entry.note.header.prerequisites)


def _common_first(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
