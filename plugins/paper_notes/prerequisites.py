"""The prerequisite graph: which concepts notes need and which notes explain them; its circles; what is drawn of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.note.concepts import Concept
from generator.note.prerequisites import Prerequisites, find_circles
from plugins.paper_notes.catalogue import Catalogue, Item

MOST_NOTES = 400
MOST_CONCEPTS = 200
"""What a browser still draws in a second, and a person still reads."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Notes that need one another, and the concepts between them."""

    items: tuple[Item, ...]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn: concepts, the most needed first, and notes, those that explain something first."""

    concepts: tuple[Concept, ...]
    items: tuple[Item, ...]
    cycles: tuple[Cycle, ...]


def build_graph(catalogue: Catalogue) -> Graph:
    """The graph of a catalogue, cut to what can be drawn."""
    counts: dict[str, int] = {}
    concepts: dict[str, Concept] = {}
    for item in catalogue.items:
        for concept in (*item.facts.needs, *item.facts.explains):
            concepts.setdefault(concept.key, concept)
            counts[concept.key] = counts.get(concept.key, 0) + 1
    order = sorted(concepts, key=lambda key: (key not in catalogue.explained, -counts[key], key))[:MOST_CONCEPTS]
    explaining = [item for item in catalogue.items if item.facts.explains]
    others = [item for item in catalogue.items if not item.facts.explains]
    items = (*explaining, *others)[:MOST_NOTES]
    return Graph(tuple(concepts[key] for key in order), items, tuple(find_cycles(catalogue)))


def find_cycles(catalogue: Catalogue) -> Iterator[Cycle]:
    """Each set of notes that can't be brought into an order; the lint asks the same of the same function."""
    known = {item.slug: Prerequisites(item.facts.needs, item.facts.explains) for item in catalogue.items}
    for circle in find_circles(known):
        yield Cycle(tuple(catalogue.by_slug[slug] for slug in circle.slugs), circle.concepts)
