"""Lists of notes: the newest on the front page, all of them by year on their own page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from generator.config import Language
from plugins.paper_notes.collection import PAPERS, Collection, Entry
from plugins.paper_notes.pages.facets import needs_of, read_facets
from plugins.paper_notes.pages.note import summary
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.strings import STRINGS

INDEX = f"{PAPERS}/index.md"
"""The source path of the page that lists all notes."""

NEWEST_MARK = "<!-- paper-notes:newest -->"
ALL_MARK = "<!-- paper-notes:all -->"
"""Comments in a page's Markdown that the lists take the place of."""

Link = Callable[[str], str]
"""The address of a source path as seen from the page in hand."""


def index_source(language: Language) -> str:
    """The Markdown of the page that lists all notes."""
    return f"---\nhide: [navigation]\n---\n\n# {STRINGS[language].all_notes}\n\n{ALL_MARK}\n"


def fill_lists(html: str, collection: Collection, language: Language, newest: int, link: Link) -> str:
    """A page's HTML with each mark replaced by its list."""
    if NEWEST_MARK in html:
        entries = collection.entries[:newest]
        html = html.replace(NEWEST_MARK, _newest(entries, len(collection.entries), language, link))
    if ALL_MARK in html:
        html = html.replace(ALL_MARK, _all(collection.entries, language, link))
    return html


def _newest(entries: tuple[Entry, ...], total: int, language: Language, link: Link) -> str:
    cards = [(entry, summary(entry), link(entry.page)) for entry in entries]
    return render("newest.html", language, cards=cards, total=total, index=link(INDEX))


def _all(entries: tuple[Entry, ...], language: Language, link: Link) -> str:
    by_year = sorted(entries, key=_year, reverse=True)
    years = [
        (year, [(entry, link(entry.page), needs_of(entry)) for entry in group])
        for year, group in groupby(by_year, key=_year)
    ]
    return render("all.html", language, years=years, total=len(entries), facets=read_facets(entries, language))


def _year(entry: Entry) -> int:
    """The year of publication, 0 where it is unknown."""
    return entry.year or 0
