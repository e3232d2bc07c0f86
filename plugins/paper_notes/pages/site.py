"""Everything that pages are made from: the catalogue, what relates its notes, the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.config import Language
from plugins.paper_notes.catalogue import Catalogue, Group, Item, Kind
from plugins.paper_notes.relations import Relations
from plugins.paper_notes.strings import STRINGS, Strings
from plugins.paper_notes.vocabulary import Concept

BROWSE = "browse"
"""The folder of the pages by difficulty, prerequisite, venue and year, the timeline, the graph, the figures."""

MOST_GROUPS = 300
"""Of one kind that have a page, the largest first: a word that one note of ten thousand needs leads nowhere else."""


@dataclass(frozen=True)
class Site:
    """The site as its pages see it."""

    catalogue: Catalogue
    language: Language

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

    def item(self, slug: str) -> Item | None:
        """The note of a folder."""
        return self.catalogue.by_slug.get(slug)
