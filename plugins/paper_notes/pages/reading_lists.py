"""The pages of the reading lists: one each, and one of all of them with their progress."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.note.plain import plain_text
from plugins.paper_notes.pages.page import Link, Page
from plugins.paper_notes.pages.site import LISTS, Site, list_source
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.reading_lists.model import MatchedList


def reading_list_pages(site: Site) -> Iterator[Page]:
    """The pages; none where there is no list."""
    if not site.lists:
        return
    yield Page(LISTS, site.words.reading_lists, partial(_overview, site))
    for matched in site.lists:
        yield Page(list_source(matched), plain_text(matched.list.title), partial(_list, site, matched))


def _overview(site: Site, link: Link) -> Markup:
    return render("reading_lists.html", site.language, site=site, link=link, lists=site.lists, source_of=list_source)


def _list(site: Site, matched: MatchedList, link: Link) -> Markup:
    return render("reading_list.html", site.language, site=site, link=link, matched=matched, overview=LISTS)
