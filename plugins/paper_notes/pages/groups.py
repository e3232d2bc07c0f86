"""Pages by difficulty, prerequisite, venue, year and tag: one that lists the values of each kind, and one a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from generator.note.labels import LABELS
from plugins.paper_notes.catalogue import Group, Item, Kind
from plugins.paper_notes.pages.page import Link, Page, Part, parts
from plugins.paper_notes.pages.site import INDEX, Site, kind_source
from plugins.paper_notes.pages.templates import render


def group_pages(site: Site) -> Iterator[Page]:
    """Every such page; a kind that no note has gets none."""
    for kind in Kind:
        if site.groups[kind]:
            yield _kind_page(site, kind)
            for group in site.groups[kind]:
                yield from _value_pages(site, group)


def _kind_page(site: Site, kind: Kind) -> Page:
    title, source = site.words.index_title.format(site.kind_name(kind)), kind_source(kind)
    groups = [(group, f"{source.removesuffix('/index.md')}/{group.key}.md") for group in site.groups[kind]]
    notes = [_note(site, group) for group, _ in groups]

    return Page(
        source,
        title,
        lambda link: render(
            "kind.html",
            site.language,
            site=site,
            link=link,
            index=INDEX,
            title=title,
            source=source,
            groups=groups,
            notes=notes,
        ),
    )


def _value_pages(site: Site, group: Group) -> Iterator[Page]:
    source = site.page_of(group.kind, group.key)
    assert source is not None  # it is one of those with a page
    kind, name = site.kind_name(group.kind), site.group_name(group)
    explaining = site.catalogue.explained.get(group.key, ()) if group.kind is Kind.PREREQUISITE else ()

    for part in parts(source, group.items):
        yield Page(part.source, f"{kind}: {name}", _renderer(site, group, part, explaining))


def _renderer(site: Site, group: Group, part: Part[Item], explaining: tuple[Item, ...]) -> Callable[[Link], Markup]:
    return lambda link: render(
        "group.html",
        site.language,
        site=site,
        link=link,
        index=INDEX,
        kind=site.kind_name(group.kind),
        kind_source=kind_source(group.kind),
        name=site.group_name(group),
        lead=_note(site, group),
        also=group.concept.aliases if group.concept else (),
        explaining=explaining if part.number == 1 else (),
        part=part,
        total=len(group.items),
    )


def _note(site: Site, group: Group) -> str:
    """A line on a value: what its stars mean."""
    return LABELS[site.language].stars[int(group.key) - 1] if group.kind is Kind.DIFFICULTY else ""
