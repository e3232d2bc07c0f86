"""A page as the document that Pagefind reads: sections under their headings, every text cut into the index's words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from plugins.paper_notes.search.article import Section
from plugins.paper_notes.search.page import SearchPage
from plugins.paper_notes.search.words import index_words


def document(page: SearchPage, sections: Iterable[Section]) -> str:
    """The HTML of one document; its path and its anchors are those of the page, so results lead there."""
    filters = "".join(
        f'<meta data-pagefind-filter="{escape(name)}[content]" content="{escape(value)}">'
        for name, value in page.filters.items()
        if value
    )
    body = "\n".join(map(_section, sections))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(page.title)}</title>'
        f'<meta data-pagefind-meta="title[content]" content="{escape(page.title)}">{filters}</head>'
        f"<body>{body}</body></html>"
    )


def _section(section: Section) -> str:
    anchor = f' id="{escape(section.anchor)}"' if section.anchor else ""
    heading = (
        f"<h{section.level}{anchor}>{escape(index_words(section.title))}</h{section.level}>" if section.title else ""
    )
    return f"{heading}<p>{escape(index_words(section.text))}</p>"
