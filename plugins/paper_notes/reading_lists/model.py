"""A reading list as its file says it, and which of its papers have a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.paper_notes.catalogue import Item


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper of a list. Texts are one line of Markdown, `formula` is TeX; what is not said is empty."""

    title: str
    year: int
    venue: str
    link: str
    line: int
    """Where the file names it, from 1."""
    note: str = ""
    """The folder of its note, where the file names one."""
    reason: str = ""
    question: str = ""
    contributions: tuple[str, ...] = ()
    formula: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class ListSection:
    """Some papers of a list under a heading."""

    title: str
    text: str
    papers: tuple[ListedPaper, ...]


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A list; its name in addresses is that of its file."""

    path: Path
    title: str
    description: str
    sections: tuple[ListSection, ...]

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.path.stem

    @property
    def papers(self) -> tuple[ListedPaper, ...]:
        """All papers in order."""
        return tuple(paper for section in self.sections for paper in section.papers)


@dataclass(frozen=True, slots=True)
class Place:
    """A paper's place on a list, with its note if it has one. `number` counts from 1 through all sections."""

    number: int
    paper: ListedPaper
    item: Item | None


@dataclass(frozen=True, slots=True)
class MatchedList:
    """A list whose papers are matched with the notes of the site."""

    list: ReadingList
    places: tuple[Place, ...]

    @property
    def present(self) -> tuple[Place, ...]:
        """The places that have a note."""
        return tuple(place for place in self.places if place.item)

    @property
    def missing(self) -> int:
        """How many papers have no note yet."""
        return len(self.places) - len(self.present)

    @property
    def sections(self) -> Iterator[tuple[ListSection, tuple[Place, ...]]]:
        """Each section with its places."""
        start = 0
        for section in self.list.sections:
            yield section, self.places[start : start + len(section.papers)]
            start += len(section.papers)

    def around(self, slug: str) -> Neighbours | None:
        """What stands before and after a note on this list; None where the note is not on it."""
        present = self.present
        at = next((at for at, place in enumerate(present) if place.item and place.item.slug == slug), None)
        if at is None:
            return None
        before = present[at - 1] if at else None
        after = present[at + 1] if at + 1 < len(present) else None
        return Neighbours(self, present[at], before, after)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A note's place on a list, and the nearest notes before and after it; papers without a note are passed over."""

    list: MatchedList
    place: Place
    previous: Place | None
    next: Place | None
