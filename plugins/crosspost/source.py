"""What a post takes from the note itself: its title, its header as a quotation, its summary and topics."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.note.document import Note
from generator.note.header import read_fields, render_header
from generator.note.labels import SectionKey
from plugins.paper_notes.inline import first_paragraph, inline_html, plain_text

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


def read_source(slug: str, note: Note, html: str, markdown: str, url: str) -> Source:
    """The parts of a note; the header, which the page shows as a card, stands before the article."""
    section = note.section(SectionKey.TLDR)
    summary = plain_text(first_paragraph(section.body)) if section else ""
    topics = tuple(plain_text(topic) for topic in note.header.prerequisites)
    return Source(slug, plain_text(note.title), summary, topics, _header_html(note) + html, markdown, url)


def _header_html(note: Note) -> str:
    fields = read_fields(render_header(note.header).split("\n"))
    lines = Markup("<br>\n").join(_FIELD.format(field.label, inline_html(field.value)) for field in fields)
    return str(Markup("<blockquote><p>{}</p></blockquote>\n").format(lines))
