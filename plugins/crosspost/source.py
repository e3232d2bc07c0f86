"""What a post takes from the note itself: its title, its header as a quotation, its summary and topics."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from generator.note.document import Note
from generator.note.header import read_fields, render_header
from generator.note.labels import SectionKey
from generator.note.plain import plain_text
from plugins.crosspost.ledger import Ledger, read_ledger
from plugins.paper_notes.inline import first_paragraph, inline_html

_FIELD = Markup("<strong>{}</strong>：{}")


@dataclass(frozen=True, slots=True)
class Source:
    """A note as a post sees it. `html` is the page's article, hostile; `url` its address, "" where unknown."""

    slug: str
    title: str
    summary: str
    topics: tuple[str, ...]
    html: str
    markdown: str = ""
    url: str = ""
    ledger: Ledger = field(default_factory=dict)
    pictures: str = ""
    """A hash of the note's images, so that another picture is another content."""

    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A note as the site renders it: the article's HTML, and the Markdown that it was written in."""

    folder: Path
    html: str
    markdown: str
    url: str
    ledger: Ledger
    pictures: str


def read_rendered(folder: Path, html: str, markdown: str, url: str) -> Rendered:
    """A note with what stands beside it.

    Raises:
        CrosspostError: the ledger says something that can't be.
    """
    return Rendered(folder, html, markdown, url, read_ledger(folder), _pictures_hash(folder))


def read_source(page: Rendered, note: Note) -> Source:
    """The parts of a note; the header, which the page shows as a card, stands before the article."""
    section = note.section(SectionKey.TLDR)
    return Source(
        page.folder.name,
        plain_text(note.title),
        plain_text(first_paragraph(section.body)) if section else "",
        tuple(plain_text(topic) for topic in note.header.prerequisites),
        _header_html(note) + page.html,
        page.markdown,
        page.url,
        page.ledger,
        page.pictures,
        page.folder,
    )


def _pictures_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((folder / "images").glob("*.png")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _header_html(note: Note) -> str:
    fields = read_fields(render_header(note.header).split("\n"))
    lines = Markup("<br>\n").join(_FIELD.format(field.label, inline_html(field.value)) for field in fields)
    return str(Markup("<blockquote><p>{}</p></blockquote>\n").format(lines))
