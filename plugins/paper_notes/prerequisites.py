"""The prerequisite graph: which concepts notes need and which notes explain them; its circles; what is drawn first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.note.concepts import Concept
from generator.note.prerequisites import Prerequisites, find_circles
from plugins.paper_notes.catalogue import Catalogue, Item

DRAWN_CONCEPTS = 60
DRAWN_NOTES = 90
"""What a browser draws at once without a pause that a reader feels, and what a person still reads."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Notes that need one another, and the concepts between them."""

    items: tuple[Item, ...]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Concepts, the most needed of those that are explained first, and notes, those that others build on first."""

    concepts: tuple[Concept, ...]
    items: tuple[Item, ...]
    cycles: tuple[Cycle, ...]

    @property
    def drawn(self) -> tuple[int, int]:
        """How many concepts and notes are drawn at first: all of a small graph, else what stands first of each."""
        concepts, items = len(self.concepts), len(self.items)
        if concepts + items <= DRAWN_CONCEPTS + DRAWN_NOTES:
            return concepts, items
        return min(concepts, DRAWN_CONCEPTS), min(items, DRAWN_NOTES)


def build_graph(catalogue: Catalogue) -> Graph:
    """The graph of a catalogue, all of it in the order of its weight."""
    concepts = {concept.key: concept for item in catalogue.items for concept in _concepts(item)}
    uses = Counter(concept.key for item in catalogue.items for concept in _concepts(item))
    order = sorted(concepts, key=lambda key: (key not in catalogue.explained, -uses[key], key))
    items = sorted(catalogue.items, key=lambda item: -max((uses[one.key] for one in item.facts.explains), default=0))
    return Graph(tuple(concepts[key] for key in order), tuple(items), tuple(find_cycles(catalogue)))


def _concepts(item: Item) -> tuple[Concept, ...]:
    return (*item.facts.needs, *item.facts.explains)


def find_cycles(catalogue: Catalogue) -> Iterator[Cycle]:
    """Each set of notes that can't be brought into an order; the lint asks the same of the same function."""
    known = {item.slug: Prerequisites(item.facts.needs, item.facts.explains) for item in catalogue.items}
    for circle in find_circles(known):
        yield Cycle(tuple(catalogue.by_slug[slug] for slug in circle.slugs), circle.concepts)
