"""What a note needs and what it explains, as concepts; and notes that need one another, which no order helps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.note.concepts import Concept, Vocabulary, fold
from generator.note.document import Note
from generator.note.header import Header, parse_prerequisites
from generator.note.labels import LABELS
from generator.note.plain import plain_text

MOST_NAMES = 24
"""Of one kind in one header: a header that lists more is no list of concepts."""

_ARXIV = re.compile(r"(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf|html)/)((?:[a-z.-]+/)?\d{4}(?:\.\d{4,5}|\d{3}))", re.I)
_EXPLAINS = frozenset({"讲解", "讲解概念", "explains"})
_HEAD = re.compile(r"^(.{2,40}?)\s*[:：]")


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """Of one note: the concepts that its reader must know, and those that it explains."""

    needs: tuple[Concept, ...]
    explains: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Notes that need one another: each explains a concept that leads, over others, back to what it needs itself."""

    slugs: tuple[str, ...]
    concepts: tuple[Concept, ...]


def read_prerequisites(note: Note, source: str | None, vocabulary: Vocabulary) -> Prerequisites:
    """The concepts of a note by the words of the vocabulary; `source` is where its PDF came from, if that is known."""
    needs = _concepts(map(plain_text, note.header.prerequisites), vocabulary)
    return Prerequisites(needs, _explained(note, arxiv_of(note.header, source), needs, vocabulary))


def arxiv_of(header: Header, source: str | None) -> str | None:
    """The arXiv id of a note's paper, None where nothing names it and for a comparison, which has two papers."""
    if LABELS[header.language].comparison in dict(header.extras):
        return None
    return read_arxiv("\n".join((header.publication, *(value for _, value in header.extras), source or "")))


def read_arxiv(text: str) -> str | None:
    """The first arXiv id of a text, `1706.03762` of `https://arxiv.org/abs/1706.03762`; None where there is none."""
    found = _ARXIV.search(text)
    return found[1] if found else None


def without_arxiv(text: str) -> str:
    """The text without the arXiv ids in it."""
    return _ARXIV.sub(" ", text)


def words_listed(header: Header, labels: frozenset[str]) -> tuple[str, ...]:
    """The words that the author's own lines of a header list, by the names of these lines."""
    values = (value for label, value in header.extras if label.casefold() in labels)
    words = (plain_text(word) for value in values for word in parse_prerequisites(value))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_NAMES]


def find_circles(notes: Mapping[str, Prerequisites]) -> Iterator[Circle]:
    """Each set of notes, by their slugs, that can't be brought into an order."""
    edges: dict[str, list[str]] = {}
    concepts: dict[str, Concept] = {}
    for slug, known in notes.items():
        note = f"n:{slug}"
        edges[note] = [f"c:{concept.key}" for concept in known.explains]
        for concept in known.needs:
            edges.setdefault(f"c:{concept.key}", []).append(note)
        concepts |= {f"c:{concept.key}": concept for concept in (*known.explains, *known.needs)}
    for component in _components(edges):
        if len(component) > 1:
            slugs = sorted(node[2:] for node in component if node.startswith("n:"))
            shared = sorted(node for node in component if node.startswith("c:"))
            yield Circle(tuple(slugs), tuple(concepts[node] for node in shared))


def _concepts(words: Iterable[str], vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """Each concept once, in the order of the words."""
    found = {concept.key: concept for word in words if fold(word) for concept in (vocabulary.concept(word),)}
    return tuple(found.values())[:MOST_NAMES]


def _explained(
    note: Note, arxiv: str | None, needs: tuple[Concept, ...], vocabulary: Vocabulary
) -> tuple[Concept, ...]:
    """What the header says, what the vocabulary says of the paper, and what the title names before its colon.

    A note that needs a concept by its own word does not explain it, except where its header says so.
    """
    said = _concepts(words_listed(note.header, _EXPLAINS), vocabulary)
    title = plain_text(note.header.paper)
    known = [*vocabulary.explained_by(arxiv or ""), *vocabulary.explained_by(title)]
    for text in (title, plain_text(note.title)):
        head = _HEAD.match(text)
        concept = vocabulary.known(head[1]) if head else None
        known += [concept] if concept else []
    found = {concept.key: concept for concept in (*said, *(one for one in known if one not in needs))}
    return tuple(found.values())


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
