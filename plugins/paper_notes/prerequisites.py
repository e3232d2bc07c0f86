"""The prerequisite graph: which concepts notes need and which notes explain them; its cycles; what is drawn of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.paper_notes.catalogue import Catalogue, Item
from plugins.paper_notes.vocabulary import Concept

MOST_NOTES = 400
MOST_CONCEPTS = 200
"""What a browser still draws in a second, and a person still reads."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Notes that need one another: each explains a concept that leads, over others, back to what it needs itself."""

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
    """Each set of notes that can't be brought into an order, by the slug of its first note."""
    edges: dict[str, list[str]] = {}
    names: dict[str, Concept] = {}
    for item in catalogue.items:
        note = f"n:{item.slug}"
        edges[note] = [f"c:{concept.key}" for concept in item.facts.explains]
        for concept in item.facts.needs:
            edges.setdefault(f"c:{concept.key}", []).append(note)
        names |= {f"c:{concept.key}": concept for concept in (*item.facts.explains, *item.facts.needs)}
    for component in _components(edges):
        if len(component) > 1:
            slugs = sorted(node[2:] for node in component if node.startswith("n:"))
            shared = sorted(node for node in component if node.startswith("c:"))
            yield Cycle(tuple(catalogue.by_slug[slug] for slug in slugs), tuple(names[node] for node in shared))


def _components(edges: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """The strongly connected components, by Tarjan's algorithm without recursion.

    source: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972)
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges.get(root, ())))]
        index[root] = low[root] = len(index)
        path.append(root)
        on_path.add(root)
        while work:
            node, following = work[-1]
            for other in following:
                if other not in index:
                    index[other] = low[other] = len(index)
                    path.append(other)
                    on_path.add(other)
                    work.append((other, iter(edges.get(other, ()))))
                    break
                if other in on_path:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component: list[str] = []
                    while not component or component[-1] != node:
                        component.append(path.pop())
                        on_path.discard(component[-1])
                    yield component
