"""A note's page: what the engine rendered, made safe, with its figures set and the card in place of the header."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup

from generator.config import Language
from generator.note.labels import LABELS, SectionKey
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.figures import group_figures, set_image_attributes
from plugins.paper_notes.inline import first_paragraph, plain_text
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.sanitize import sanitize

_HEADING = re.compile(r"<h1[ >].*?</h1>", re.S)


def note_page(html: str, entry: Entry, language: Language, home: str, index: str) -> str:
    """The body of a note's page. `html` is hostile; `home` and `index` are the addresses of those pages from here."""
    clean = sanitize(html)
    heading = _HEADING.search(clean)
    text = clean.replace(heading[0], "", 1) if heading else clean  # the card goes between the two
    body = set_image_attributes(group_figures(text), entry.folder.path)
    return render(
        "note.html",
        language,
        entry=entry,
        header=entry.note.header,
        facts=_facts(entry),
        heading=Markup(heading[0] if heading else ""),  # noqa: S704 - sanitised
        body=Markup(body),  # noqa: S704 - sanitised
        home=home,
        index=index,
    )


def summary(entry: Entry) -> str:
    """The first paragraph of the TL;DR as Markdown, empty where the note has none."""
    section = entry.note.section(SectionKey.TLDR)
    return first_paragraph(section.body) if section else ""


def head_texts(entry: Entry) -> dict[str, str]:
    """`title` and `description` for a page's head, escaped: themes put both there as they are."""
    return {"title": escape(plain_text(entry.note.title)), "description": escape(plain_text(summary(entry)))}


def _facts(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The author's own lines of the header; the status has its notice."""
    header = entry.note.header
    return tuple(pair for pair in header.extras if pair[0] != LABELS[header.language].status)
