"""Lists that stand in a page's own Markdown: the newest notes on the front page, the catalogue on the page of all."""

from __future__ import annotations

from markupsafe import Markup

from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.pages.catalogue import CatalogueData, catalogue_body
from plugins.paper_notes.pages.note import summary
from plugins.paper_notes.pages.page import Link
from plugins.paper_notes.pages.site import INDEX, Site
from plugins.paper_notes.pages.templates import render

NEWEST_MARK = "<!-- paper-notes:newest -->"
ALL_MARK = "<!-- paper-notes:all -->"
"""Comments in a page's Markdown that the lists take the place of."""


def index_source(site: Site) -> str:
    """The Markdown of the page that lists all notes."""
    return f"---\nhide: [navigation, toc]\n---\n\n# {site.words.all_notes}\n\n{ALL_MARK}\n"


def fill_lists(html: str, site: Site, data: CatalogueData, newest: int, link: Link) -> str:
    """A page's HTML with each mark replaced by its list."""
    if NEWEST_MARK in html:
        html = html.replace(NEWEST_MARK, _newest(site, site.catalogue.items[:newest], link))
    if ALL_MARK in html:
        html = html.replace(ALL_MARK, catalogue_body(site, data, link))
    return html


def _newest(site: Site, items: tuple[Item, ...], link: Link) -> Markup:
    cards = [(item, summary(item.entry)) for item in items]
    total = len(site.catalogue.items)
    return render("newest.html", site.language, site=site, cards=cards, total=total, index=INDEX, link=link)
