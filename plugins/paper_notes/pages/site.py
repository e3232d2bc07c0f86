"""Everything that pages are made from: the catalogue, what relates its notes, the site's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.config import Language
from generator.note.concepts import Concept, address
from generator.note.labels import LABELS
from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Catalogue, Group, Item, Kind
from plugins.paper_notes.collection import PAPERS
from plugins.paper_notes.pages.page import Link, pattern
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.reading_lists.model import MatchedList, Neighbours
from plugins.paper_notes.relations import Relations
from plugins.paper_notes.strings import STRINGS, Strings

BROWSE = "browse"
"""The folder of the pages by difficulty, prerequisite, venue and year, the timeline, the graph, the figures."""

READING_LISTS = "lists"
"""The folder of the reading lists' pages."""

MOST_GROUPS = 300
"""Of one kind that have a page, the largest first: a word that one note of ten thousand needs leads nowhere else."""

INDEX = f"{PAPERS}/index.md"
TIMELINE = f"{BROWSE}/timeline.md"
GALLERY = f"{BROWSE}/figures/index.md"
GRAPH = f"{BROWSE}/graph.md"
LISTS = f"{READING_LISTS}/index.md"
"""Source paths of the pages that each site has."""


def kind_source(kind: Kind) -> str:
    """The page that lists the groups of a kind."""
    return f"{BROWSE}/{kind}/index.md"


def list_source(matched: MatchedList) -> str:
    """The page of a reading list."""
    return f"{READING_LISTS}/{matched.list.key}.md"


@dataclass(frozen=True)
class Site:
    """The site as its pages see it."""

    catalogue: Catalogue
    language: Language
    lists: tuple[MatchedList, ...] = ()

    @cached_property
    def relations(self) -> Relations:
        """What relates the notes."""
        return Relations(self.catalogue)

    @property
    def words(self) -> Strings:
        """The site's own words."""
        return STRINGS[self.language]

    @cached_property
    def groups(self) -> Mapping[Kind, tuple[Group, ...]]:
        """The groups that have a page."""
        return {kind: groups[:MOST_GROUPS] for kind, groups in self.catalogue.groups.items()}

    @cached_property
    def _pages(self) -> Mapping[tuple[Kind, str], str]:
        return {(kind, group.key): f"{BROWSE}/{kind}/{group.key}.md" for kind in Kind for group in self.groups[kind]}

    def page_of(self, kind: Kind, key: str) -> str | None:
        """The source path of a group's page, None where it has none."""
        return self._pages.get((kind, key))

    def concept(self, word: str) -> Concept:
        """What a prerequisite of a note means, in plain words."""
        return self.catalogue.vocabulary.concept(word)

    def page_of_word(self, word: str) -> str | None:
        """The page of a prerequisite by a note's own word for it, None where it has none."""
        return self.page_of(Kind.PREREQUISITE, self.concept(plain_text(word)).key)

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """(name, source path) of the ways to browse; a kind without a group is none."""
        words = self.words
        kinds = ((self.kind_name(kind), kind_source(kind)) for kind in Kind if self.groups[kind])
        others = ((words.timeline, TIMELINE), (words.gallery, GALLERY), (words.graph, GRAPH))
        lists = ((words.reading_lists, LISTS),) if self.lists else ()
        return ((words.all_notes, INDEX), *lists, *kinds, *others)

    def on_lists(self, item: Item) -> tuple[tuple[Neighbours, str], ...]:
        """The places of a note on the reading lists, with what stands before and after it, and each list's page."""
        found = ((matched.around(item.slug), list_source(matched)) for matched in self.lists)
        return tuple((place, source) for place, source in found if place)

    def star_words(self, stars: int) -> str:
        """What so many stars mean."""
        return self.words.stars.format(stars, LABELS[self.language].stars[stars - 1])

    def kind_name(self, kind: Kind) -> str:
        """What a kind of groups is called."""
        words = self.words
        return {
            Kind.DIFFICULTY: words.difficulty,
            Kind.PREREQUISITE: words.prerequisites,
            Kind.VENUE: words.venue,
            Kind.YEAR: words.year,
            Kind.TAG: words.tags,
        }[kind]

    def group_name(self, group: Group) -> str:
        """A group's value in words."""
        return "★" * int(group.key) if group.kind is Kind.DIFFICULTY else group.name(self.language)

    def concept_name(self, key: str) -> str:
        """A concept's name by its key."""
        return self._concepts[key].name(self.language) if key in self._concepts else key

    def concept_names(self, concepts: Iterable[Concept]) -> str:
        """The names of concepts on one line."""
        return self.words.between.join(concept.name(self.language) for concept in concepts)

    def language_name(self, language: Language) -> str:
        """What a language calls itself."""
        return dict(zip(Language, self.words.languages.split("|"), strict=True))[language]

    def places(self, item: Item) -> tuple[tuple[str, str], ...]:
        """(name, source path) of the venue and the year of a note, where they have a page."""
        facts = item.facts
        pairs = ((Kind.VENUE, facts.venue), (Kind.YEAR, str(facts.year) if facts.year else None))
        found = ((name, self.page_of(kind, address(name))) for kind, name in pairs if name)
        return tuple((name, page) for name, page in found if page)

    def tag_pages(self, item: Item) -> tuple[tuple[str, str | None], ...]:
        """(tag, source path of its page) of a note."""
        return tuple((tag, self.page_of(Kind.TAG, address(tag))) for tag in item.facts.tags)

    def neighbours(self, item: Item) -> tuple[Item | None, Item | None]:
        """The notes before and after one in the list of all notes."""
        place = self._order[item.slug]
        items = self.catalogue.items
        return (items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None)

    def row(self, item: Item, address: str) -> Markup:
        """A note as a row of a list; it stands on many lists, and most of them lead to it by the same address."""
        kept = self._rows.get((item.slug, address))
        if kept is None:
            kept = self._rows[item.slug, address] = render("row.html", self.language, item=item, address=address)
        return kept

    def note_pattern(self, link: Link) -> str:
        """The address of a note's page with `{}` for its folder; empty where there is no note."""
        items = self.catalogue.items
        return pattern(link(items[0].entry.page), items[0].slug) if items else ""

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Markup]:
        return {}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {item.slug: place for place, item in enumerate(self.catalogue.items)}

    @cached_property
    def _concepts(self) -> Mapping[str, Concept]:
        facts = (item.facts for item in self.catalogue.items)
        return {concept.key: concept for fact in facts for concept in (*fact.needs, *fact.explains)}
