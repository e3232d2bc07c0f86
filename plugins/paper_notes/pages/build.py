"""All pages and data that the site has besides its notes, for any engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.config import Language
from generator.errors import NoteError, PaperNotesError
from generator.note.concepts import Vocabulary, read_vocabulary
from plugins.paper_notes.catalogue import build_catalogue
from plugins.paper_notes.collection import Collection
from plugins.paper_notes.dates import read_dates
from plugins.paper_notes.evidence import read_evidence
from plugins.paper_notes.pages.catalogue import CatalogueData, catalogue_data, catalogue_pages, pack
from plugins.paper_notes.pages.gallery import gallery_pages
from plugins.paper_notes.pages.graph import DATA, graph_data, graph_pages
from plugins.paper_notes.pages.groups import group_pages
from plugins.paper_notes.pages.interview import Interview, interview_source, read_interviews
from plugins.paper_notes.pages.note import NoteView, evidence_path
from plugins.paper_notes.pages.page import Page
from plugins.paper_notes.pages.reading_lists import reading_list_pages
from plugins.paper_notes.pages.site import Site
from plugins.paper_notes.pages.timeline import timeline_page
from plugins.paper_notes.prerequisites import Cycle, build_graph
from plugins.paper_notes.reading_lists.matching import Matcher
from plugins.paper_notes.reading_lists.reading import read_lists


@dataclass(frozen=True)
class Build:
    """`views`, `interviews` and `pages` by source path, `files` by path on the site; `problems` are of the library."""

    site: Site
    views: Mapping[str, NoteView]
    interviews: Mapping[str, Interview]
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    catalogue: CatalogueData
    problems: tuple[PaperNotesError, ...]


def read_build(collection: Collection, docs: Path, library: Path, language: Language) -> Build:
    """All of it for a project: `docs` may hold vocabulary.yml and lists/, the history of `library` dates the notes.

    Raises:
        PaperNotesError: vocabulary.yml or a list is not in its form.
    """
    path = docs / "vocabulary.yml"
    vocabulary = read_vocabulary(path) if path.is_file() else Vocabulary()
    lists = read_lists(docs / "lists")
    catalogue = build_catalogue(collection, vocabulary, read_dates(library))
    matcher = Matcher(catalogue.items)
    problems = [problem for one in lists for problem in matcher.problems(one)]
    return build_pages(Site(catalogue, language, tuple(map(matcher.match, lists))), problems)


def build_pages(site: Site, problems: Iterable[PaperNotesError] = ()) -> Build:
    """Everything that the site adds to its notes; pages are rendered when they are asked for.

    `problems` were found before, in the files that the site is made from.
    """
    graph = build_graph(site.catalogue)
    data = catalogue_data(site)
    pages = (
        *catalogue_pages(site),
        *group_pages(site),
        timeline_page(site),
        *gallery_pages(site),
        *graph_pages(site, graph),
        *reading_list_pages(site),
    )
    evidence = dict(_evidence(site))
    interviews, unread = read_interviews(item.entry for item in site.catalogue.items)
    return Build(
        site,
        {view.entry.page: view for view in _views(site, evidence, interviews)},
        interviews,
        {page.source: page for page in pages},
        {**data.files, DATA: graph_data(site, graph), **evidence},
        data,
        (*problems, *unread, *(_told(cycle, site) for cycle in graph.cycles)),
    )


def _views(site: Site, evidence: Mapping[str, bytes], interviews: Mapping[str, Interview]) -> Iterator[NoteView]:
    for item in site.catalogue.items:
        paths = ((evidence_path(item.entry), evidence), (interview_source(item.entry), interviews))
        yield NoteView(item, item.entry, *(path if path in present else None for path, present in paths))
        if item.other:
            yield NoteView(item, item.other)


def _evidence(site: Site) -> Iterator[tuple[str, bytes]]:
    for item in site.catalogue.items:
        if found := read_evidence(item.entry):
            yield evidence_path(item.entry), pack(found)


def _told(cycle: Cycle, site: Site) -> NoteError:
    names = " and ".join(item.slug for item in cycle.items)
    return NoteError(
        cycle.items[0].entry.readme,
        f"the prerequisites go in a circle: {names} need one another ({site.concept_names(cycle.concepts)}).",
        "Take a prerequisite out of one of them, or mend docs/vocabulary.yml.",
    )
