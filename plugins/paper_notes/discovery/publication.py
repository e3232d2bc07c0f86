"""What all of this says: the site's name and address, and each note as an announcement in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.config import Language
from generator.note.labels import SectionKey
from generator.note.plain import plain_text
from plugins.paper_notes.bibtex import read_authors
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.inline import first_paragraph

OLDEST = "1970-01-01"
"""The date of a note of which nothing says when it was written or its paper published."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A site with an address. `url` ends with a slash."""

    name: str
    description: str
    url: str
    language: Language

    def absolute(self, path: str) -> str:
        """The address of a path on the site; `./` is the site itself."""
        return self.url + path.removeprefix("./")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A note in plain words. `day` is that of its last change (ISO), else of its record, else its paper's year."""

    item: Item
    url: str
    title: str
    summary: str
    paper: str
    authors: tuple[str, ...]
    publication: str
    day: str
    tags: tuple[str, ...]
    language: Language


def announce(item: Item, url: str, entry: Entry | None = None) -> Announcement:
    """A note, or the translation `entry` of it, as an announcement."""
    note = (entry or item.entry).note
    tldr = note.section(SectionKey.TLDR)
    names = read_authors(plain_text(note.header.authors))
    return Announcement(
        item=item,
        url=url,
        title=plain_text(note.title),
        summary=plain_text(first_paragraph(tldr.body)) if tldr else "",
        paper=plain_text(note.header.paper),
        authors=tuple(name for name in names if name != "others"),
        publication=plain_text(note.header.publication),
        day=item.updated
        or (item.entry.created or "")[:10]
        or (f"{item.facts.year}-01-01" if item.facts.year else OLDEST),
        tags=tuple(map(plain_text, (*item.facts.tags, *note.header.prerequisites))),
        language=note.header.language,
    )
