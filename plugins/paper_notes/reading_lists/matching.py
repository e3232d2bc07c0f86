"""Which papers of a list have a note: the folder that the list names, else the same arXiv id, else the same title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.errors import ConfigError
from generator.note.concepts import fold
from generator.note.plain import plain_text
from generator.note.prerequisites import read_arxiv
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.reading_lists.model import ListedPaper, MatchedList, Place, ReadingList


class Matcher:
    """Finds notes by what a list says of a paper."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_slug: dict[str, Item] = {}
        self._by_arxiv: dict[str, Item] = {}
        self._by_title: dict[str, Item] = {}
        for item in items:
            self._by_slug[item.slug] = item
            self._by_title.setdefault(fold(plain_text(item.entry.note.header.paper)), item)
            if item.facts.arxiv:
                self._by_arxiv.setdefault(item.facts.arxiv, item)

    def match(self, reading_list: ReadingList) -> MatchedList:
        """The list with its notes."""
        places = (Place(number, paper, self._find(paper)) for number, paper in enumerate(reading_list.papers, 1))
        return MatchedList(reading_list, tuple(places))

    def problems(self, reading_list: ReadingList) -> Sequence[ConfigError]:
        """Notes that a list names and that are not there."""
        return [
            ConfigError(
                reading_list.path,
                f"there is no note “{paper.note}”.",
                "Name its folder below paper-notes/, or leave `note` out until there is one.",
                line=paper.line,
            )
            for paper in reading_list.papers
            if paper.note and paper.note not in self._by_slug
        ]

    def _find(self, paper: ListedPaper) -> Item | None:
        if paper.note:
            return self._by_slug.get(paper.note)
        arxiv = read_arxiv(paper.link)
        return (self._by_arxiv.get(arxiv) if arxiv else None) or self._by_title.get(fold(plain_text(paper.title)))
