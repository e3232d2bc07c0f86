"""The page of the prerequisite graph: its data for the drawing, and the same as text."""

from __future__ import annotations

from urllib.parse import quote

from generator.note.concepts import Concept
from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Item, Kind
from plugins.paper_notes.pages.catalogue import pack
from plugins.paper_notes.pages.page import Link, Page, pattern
from plugins.paper_notes.pages.site import BROWSE, GRAPH, INDEX, Site
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.prerequisites import Graph

DATA = "assets/paper-notes/graph.json"
_MOST_IN_TEXT = 5
"""Notes of a concept that the text names; the concept's page has all."""


def graph_page(site: Site, graph: Graph) -> Page:
    """The page; the drawing is fetched by its script."""
    needing: dict[str, list[Item]] = {}
    for item in site.catalogue.by_date:
        for concept in item.facts.needs:
            needing.setdefault(concept.key, []).append(item)
    lines = [
        (
            concept.name(site.language),
            site.page_of(Kind.PREREQUISITE, concept.key),
            site.catalogue.explained.get(concept.key, ()),
            tuple(needing.get(concept.key, ()))[:_MOST_IN_TEXT],
            len(needing.get(concept.key, ())),
        )
        for concept in graph.concepts
    ]
    return Page(
        GRAPH,
        site.words.graph,
        lambda link: render(
            "graph.html",
            site.language,
            site=site,
            link=link,
            index=INDEX,
            source=GRAPH,
            graph=graph,
            lines=lines,
            left=len(site.catalogue.items) - len(graph.items),
            data=link(DATA),
            pattern=site.note_pattern(link),
            concept_pattern=_concept_pattern(site, link),
        ),
    )


def graph_data(site: Site, graph: Graph) -> bytes:
    """Concepts as [name, key of their page], notes as [slug, title, stars, needs, explains], by place in `concepts`."""
    places = {concept.key: place for place, concept in enumerate(graph.concepts)}

    def known(concepts: tuple[Concept, ...]) -> list[int]:
        return [places[concept.key] for concept in concepts if concept.key in places]

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
    return pack({"concepts": concepts, "notes": notes})


def _concept_pattern(site: Site, link: Link) -> str:
    """The address of a concept's page with `{}` for its key."""
    groups = site.groups[Kind.PREREQUISITE]
    return pattern(link(f"{BROWSE}/{Kind.PREREQUISITE}/{groups[0].key}.md"), quote(groups[0].key)) if groups else ""
