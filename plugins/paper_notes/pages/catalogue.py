"""The catalogue: pages of all notes, and the data by which the browser narrows and sorts them.

The data is sharded, so that ten thousand notes are usable after a few hundred kilobytes: `index.json` holds of each
note only which values it has, `rows-N.json` what a row shows of twenty notes, fetched when one of them is shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.note.document import markdown_parser
from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.pages.facets import MOST_SHOWN, Facet, Value, read_facets
from plugins.paper_notes.pages.head import KATEX
from plugins.paper_notes.pages.page import Link, Page, Part, parts
from plugins.paper_notes.pages.site import BROWSE, INDEX, Site
from plugins.paper_notes.pages.templates import render

SHARD = 20
"""Notes in one file of rows: where they are sorted anew, each row of the first screen comes from another file."""
DATA = "assets/paper-notes/catalogue"
"""The folder of the site that holds the data."""
_INDEX = f"{DATA}/index.json"
SORTS = ("new", "date", "easy", "hard", "short", "title")


@dataclass(frozen=True)
class CatalogueData:
    """The facets, and the files of the data by their path on the site; `version` changes with them."""

    facets: tuple[Facet, ...]
    files: dict[str, bytes]
    version: str


def catalogue_parts(site: Site) -> tuple[Part[Item], ...]:
    """All notes in parts, the newest first; the first part is the catalogue itself."""
    first, *others = parts(f"{BROWSE}/all.md", site.catalogue.items)
    sources = (INDEX, *first.sources[1:])
    return tuple(Part(part.members, part.number, sources, part.first) for part in (first, *others))


def catalogue_pages(site: Site) -> Iterator[Page]:
    """The pages of the list after its first."""
    for part in catalogue_parts(site)[1:]:
        yield Page(part.source, site.words.all_notes, _renderer(site, part))


def _renderer(site: Site, part: Part[Item]) -> Callable[[Link], Markup]:
    def page(link: Link) -> Markup:
        heading = Markup("<h1>{}</h1>\n").format(site.words.all_notes)
        return heading + render(
            "catalogue.html", site.language, site=site, link=link, part=part, total=len(site.catalogue.items), data=""
        )

    return page


def catalogue_body(site: Site, data: CatalogueData, link: Link) -> Markup:
    """The catalogue: its first notes, and the form that narrows them."""
    items = site.catalogue.items
    facets = (*data.facets, _own_facet(site))
    return render(
        "catalogue.html",
        site.language,
        site=site,
        link=link,
        part=catalogue_parts(site)[0],
        total=len(items),
        data=f"{link(_INDEX)}?v={data.version}",
        pattern=site.note_pattern(link),
        facets=facets,
        star_words="|".join(site.star_words(stars) for stars in range(1, 6)),
        katex=link(f"{KATEX}/katex.min.js").removesuffix("katex.min.js"),
        sorts=tuple(zip(SORTS, site.words.sorts.split("|"), strict=True)),
    )


def catalogue_data(site: Site) -> CatalogueData:
    """The data of the catalogue, the same bytes for the same notes."""
    items = site.catalogue.items
    facets = read_facets(site)
    rows = {
        f"{DATA}/rows-{start // SHARD}.json": pack([_row(item) for item in items[start : start + SHARD]])
        for start in range(0, len(items), SHARD)
    }
    others = {
        f"{DATA}/slugs.json": pack([item.slug for item in items]),
        f"{DATA}/titles.json": pack(_ranks(items)),
    }
    version = hashlib.sha256(b"\0".join((*rows.values(), *others.values()))).hexdigest()[:8]
    index = pack(
        {
            "version": version,
            "shard": SHARD,
            "facets": [_columns(facet) for facet in facets],
            "stars": "".join(str(item.entry.note.header.stars) for item in items),
            "minutes": [item.entry.note.header.reading_minutes for item in items],
            "dates": [12 * item.date[0] + item.date[1] for item in items],
        }
    )
    return CatalogueData(facets, rows | others | {_INDEX: index}, hashlib.sha256(index).hexdigest()[:8])


def _own_facet(site: Site) -> Facet:
    """What the reader's own browser remembers; it counts itself."""
    words = site.words
    pairs = (("unread", words.unread), ("read", words.read), ("bookmark", words.bookmarked))
    return Facet("mine", words.mine, tuple(Value(value, name, 0) for value, name in pairs), ())


def _columns(facet: Facet) -> dict[str, object]:
    """A facet as JSON: `of` holds a number a note where no note has two values, -1 for none."""
    most = max(map(len, facet.of), default=0)
    single = [(*places, -1)[0] for places in facet.of]
    return {
        "name": facet.name,
        "shown": MOST_SHOWN,
        "values": [[value.value, value.words] for value in facet.values],
        "of": single if most <= 1 else [list(places) for places in facet.of],
    }


def _row(item: Item) -> list[object]:
    """slug, title, paper, publication, stars, minutes, status."""
    note = item.entry.note
    header = note.header
    texts = (_words(note.title), _words(header.paper), _words(header.publication))
    return [item.slug, *texts, header.stars, header.reading_minutes, item.entry.status.value]


def _words(text: str) -> str:
    r"""Plain words with math as `\\(…\\)`, which the script sets."""
    children = markdown_parser().parseInline(text)[0].children or ()
    if not any(token.type.startswith("math_inline") for token in children):
        return plain_text(text)
    return "".join(
        f"\\({token.content}\\)" if token.type.startswith("math_inline") else token.content for token in children
    )


def _ranks(items: tuple[Item, ...]) -> list[int]:
    """The places of the notes when sorted by title: GB 18030 has the common characters in the order of pinyin."""
    order = sorted(
        range(len(items)), key=lambda i: plain_text(items[i].entry.note.title).casefold().encode("gb18030", "replace")
    )
    ranks = [0] * len(items)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks


def pack(data: object) -> bytes:
    """Compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
