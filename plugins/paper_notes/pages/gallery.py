"""The figures of all notes side by side, by type: a page for the architectures, one for the methods, and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.figures import png_size
from plugins.paper_notes.pages.page import Page, Part, parts
from plugins.paper_notes.pages.site import GALLERY, INDEX, Site
from plugins.paper_notes.pages.templates import render

TYPES = ("arch", "method", "result", "ablation", "compare")
"""As the names of images say: `fig1_arch_overall.png`."""
PAGE_SIZE = 30
_NAME = re.compile(r"(?:fig|tab|alg)[a-z]?\d+[a-z]?_(arch|method|result|ablation|compare)_[\w-]+\.png")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?images/([^\s)>]+)")


@dataclass(frozen=True)
class Shot:
    """A figure of a note: its path on the site, and the words that the note gives it."""

    item: Item
    type: str
    source: str
    path: Path
    caption: str

    @cached_property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels."""
        return png_size(self.path)


def gallery_pages(site: Site) -> Iterator[Page]:
    """A page or more a type; the architectures stand first. Without any figure, one page that says so."""
    shots: dict[str, list[Shot]] = {name: [] for name in TYPES}
    for item in site.catalogue.by_date:
        for shot in read_shots(item):
            shots[shot.type].append(shot)
    names = dict(zip(TYPES, site.words.figure_types.split("|"), strict=True))
    present = [name for name in TYPES if shots[name]] or [TYPES[0]]
    sources = {name: GALLERY if name == present[0] else f"browse/figures/{name}.md" for name in present}
    types = [(names[name], len(shots[name]), sources[name]) for name in present]
    for name in present:
        for part in parts(sources[name], shots[name], PAGE_SIZE):
            yield _page(site, part, names[name], types)


def read_shots(item: Item) -> Iterator[Shot]:
    """The figures that a note shows and whose names tell their type, in the order of the note; each once."""
    published = item.entry.attachments
    text = "\n".join(section.body for section in item.entry.note.sections)
    for name, caption in {name: caption for caption, name in reversed(_IMAGE.findall(text))}.items():
        match = _NAME.fullmatch(name)
        source = f"papers/{item.slug}/images/{name}"
        if match and source in published:
            yield Shot(
                item, match[1], source, published[source], plain_text(caption) or plain_text(item.entry.note.title)
            )


def _page(site: Site, part: Part[Shot], type_name: str, types: list[tuple[str, int, str]]) -> Page:
    return Page(
        part.source,
        site.words.gallery if part.source == GALLERY else f"{site.words.gallery}: {type_name}",
        lambda link: render(
            "gallery.html",
            site.language,
            site=site,
            link=link,
            index=INDEX,
            gallery=GALLERY,
            part=part,
            type=type_name,
            types=types,
        ),
    )
