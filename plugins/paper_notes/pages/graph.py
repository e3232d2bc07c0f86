"""The pages of the prerequisite graph: its data for the drawing, and the same as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.note.concepts import Concept
from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Item, Kind
from plugins.paper_notes.pages.catalogue import pack
from plugins.paper_notes.pages.page import Link, Page, Part, parts, pattern
from plugins.paper_notes.pages.site import BROWSE, GRAPH, INDEX, Site
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.prerequisites import Graph

DATA = "assets/paper-notes/graph.json"
PAGE_SIZE = 100
"""Concepts on one page of the text."""
_MOST_IN_TEXT = 5
"""Notes of a concept that the text names; the concept's page has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A concept in words: its page, some of the notes that explain it and of those that need it, and how many do."""

    name: str
    page: str | None
    explaining: tuple[Item, ...]
    needing: tuple[Item, ...]
    total: int


def graph_pages(site: Site, graph: Graph) -> Iterator[Page]:
    """The page, whose drawing is fetched by its script; what its text has no room for follows on further pages."""
    for part in parts(GRAPH, tuple(_lines(site, graph)), PAGE_SIZE):
        yield Page(part.source, site.words.graph, _renderer(site, graph, part))


def _renderer(site: Site, graph: Graph, part: Part[Line]) -> Callable[[Link], Markup]:
    concepts, notes = graph.drawn
    return lambda link: render(
        "graph.html",
        site.language,
        site=site,
        link=link,
        index=INDEX,
        source=GRAPH,
        graph=graph,
        part=part,
        drawn=site.words.graph_shown.format(concepts, notes),
        left=len(graph.concepts) + len(graph.items) - concepts - notes,
        data=link(DATA),
        pattern=site.note_pattern(link),
        concept_pattern=_concept_pattern(site, link),
    )


def _lines(site: Site, graph: Graph) -> Iterator[Line]:
    needing: dict[str, list[Item]] = {}
    for item in site.catalogue.by_date:
        for concept in item.facts.needs:
            needing.setdefault(concept.key, []).append(item)
    for concept in graph.concepts:
        found = needing.get(concept.key, [])
        explaining = site.catalogue.explained.get(concept.key, ())
        page = site.page_of(Kind.PREREQUISITE, concept.key)
        yield Line(
            concept.name(site.language), page, explaining[:_MOST_IN_TEXT], tuple(found[:_MOST_IN_TEXT]), len(found)
        )


def graph_data(site: Site, graph: Graph) -> bytes:
    """Concepts as [name, key of their page], notes as [slug, title, stars, needs, explains], by place in `concepts`.

    `drawn` is how many of each are drawn at first.
    """
    places = {concept.key: place for place, concept in enumerate(graph.concepts)}

    def known(concepts: tuple[Concept, ...]) -> list[int]:
        return [places[concept.key] for concept in concepts]

    notes = [
        [
            item.slug,
            plain_text(item.entry.note.title),
            item.entry.note.header.stars,
            known(item.facts.needs),
            known(item.facts.explains),
        ]
        for item in graph.items
    ]
    concepts = [
        [concept.name(site.language), concept.key if site.page_of(Kind.PREREQUISITE, concept.key) else ""]
        for concept in graph.concepts
    ]
    return pack({"drawn": graph.drawn, "concepts": concepts, "notes": notes})


def _concept_pattern(site: Site, link: Link) -> str:
    """The address of a concept's page with `{}` for its key."""
    groups = site.groups[Kind.PREREQUISITE]
    return pattern(link(f"{BROWSE}/{Kind.PREREQUISITE}/{groups[0].key}.md"), quote(groups[0].key)) if groups else ""
