"""The timeline: the papers of each year, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from plugins.paper_notes.catalogue import Item, Kind
from plugins.paper_notes.pages.page import Page
from plugins.paper_notes.pages.site import INDEX, TIMELINE, Site
from plugins.paper_notes.pages.templates import render

MOST_SHOWN = 12
"""Notes of one year; the year's own page has all."""


@dataclass(frozen=True, slots=True)
class Year:
    """`number` is 0 where the year is unknown; `share` is its number of notes in per cent of the fullest year's."""

    number: int
    total: int
    share: int
    shown: tuple[Item, ...]
    source: str | None


def timeline_page(site: Site) -> Page:
    """The page of all years."""
    years = tuple(_years(site))
    return Page(
        TIMELINE,
        site.words.timeline,
        lambda link: render(
            "timeline.html", site.language, site=site, link=link, index=INDEX, source=TIMELINE, years=years
        ),
    )


def _years(site: Site) -> Iterator[Year]:
    by_year = [
        (number, tuple(items)) for number, items in groupby(site.catalogue.by_date, lambda item: item.facts.year or 0)
    ]
    most = max((len(items) for _, items in by_year), default=1)
    for number, items in by_year:
        source = site.page_of(Kind.YEAR, str(number))
        yield Year(number, len(items), max(1, round(100 * len(items) / most)), items[:MOST_SHOWN], source)
