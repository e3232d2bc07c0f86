"""Which pages are searched, and as what: notes by their facts, reading lists, what people wrote in docs/."""

from __future__ import annotations

from generator.config import Language
from generator.note.plain import plain_text
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.facts import read_venue
from plugins.paper_notes.search.page import SearchPage


def note_page(file: str, entry: Entry) -> SearchPage:
    """A note's page; `file` is its path on the built site."""
    header = entry.note.header
    filters = {
        "stars": str(header.stars),
        "year": str(entry.year or ""),
        "venue": read_venue(plain_text(header.publication), header.language) or "",
        "language": str(header.language),
        "type": "draft" if entry.is_draft else "note",
    }
    return SearchPage(file, plain_text(entry.note.title), {name: value for name, value in filters.items() if value})


def other_page(file: str, title: str, language: Language, *, is_list: bool = False) -> SearchPage:
    """Any other page."""
    return SearchPage(file, title, {"language": str(language), "type": "list" if is_list else "page"})
