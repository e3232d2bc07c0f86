"""A note's page: what the engine rendered, made safe, with its figures set, the card in place of the header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.note.labels import LABELS, SectionKey
from generator.note.plain import plain_text
from plugins.paper_notes.bibtex import bibtex
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.collection import PAPERS, Entry
from plugins.paper_notes.facts import TAG_LABELS
from plugins.paper_notes.figures import group_figures, set_image_attributes
from plugins.paper_notes.inline import first_paragraph
from plugins.paper_notes.pages.page import Link
from plugins.paper_notes.pages.site import INDEX, Site
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.relations import Reason, Related
from plugins.paper_notes.sanitize import sanitize

_CODE = re.compile(r"(<pre>(?:<span></span>)?<code)(?=[ >])")  # it scrolls: reachable by keyboard
_HEADING = re.compile(r"<h1[ >].*?</h1>", re.S)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as its page sees it: `entry` is the note or its translation, `other` the one in the other language."""

    item: Item
    entry: Entry
    evidence: str | None = None
    """The source path of its evidence, where there is any."""
    interview: str | None = None
    """The source path of the page on it in an interview, where there is one."""

    @property
    def other(self) -> Entry | None:
        """The note in the other language."""
        return self.item.entry if self.entry.translation else self.item.other


def evidence_path(entry: Entry) -> str:
    """Where the site keeps the evidence of a note."""
    return f"{PAPERS}/{entry.slug}/evidence.json"


def note_page(html: str, view: NoteView, site: Site, link: Link) -> Markup:
    """The body of a note's page. `html` is hostile."""
    entry, item = view.entry, view.item
    clean = sanitize(html)
    heading = _HEADING.search(clean)
    text = clean.replace(heading[0], "", 1) if heading else clean  # the card goes between the two
    body = _CODE.sub(r'\1 tabindex="0"', set_image_attributes(group_figures(text), entry.folder.path))
    newer, older = site.neighbours(item)
    return render(
        "note.html",
        site.language,
        site=site,
        link=link,
        view=view,
        item=item,
        entry=entry,
        header=entry.note.header,
        facts=item.facts,
        extras=_extras(entry),
        heading=Markup(heading[0] if heading else ""),  # noqa: S704 - sanitised
        body=Markup(body),  # noqa: S704 - sanitised
        bibtex=bibtex(item),
        pdf=f"{PAPERS}/{entry.slug}/paper.pdf" if entry.has_pdf else None,
        first=site.relations.first(item),
        then=site.relations.next(item),
        related=[(one.item, tuple(_told(one, site))) for one in site.relations.related(item)],
        newer=newer,
        older=older,
        index=INDEX,
    )


def summary(entry: Entry) -> str:
    """The first paragraph of the TL;DR as Markdown, empty where the note has none."""
    section = entry.note.section(SectionKey.TLDR)
    return first_paragraph(section.body) if section else ""


def head_texts(entry: Entry) -> dict[str, str]:
    """`title` and `description` for a page's head, escaped: themes put both there as they are."""
    return {"title": escape(plain_text(entry.note.title)), "description": escape(plain_text(summary(entry)))}


def _extras(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The author's own lines of the header; the status has its notice, tags and identifiers have their links."""
    header = entry.note.header
    shown = (pair for pair in header.extras if pair[0].casefold() not in TAG_LABELS | {"arxiv", "doi"})
    return tuple(pair for pair in shown if pair[0] != LABELS[header.language].status)


def _told(related: Related, site: Site) -> Iterator[str]:
    """Why a note is related, a line a reason."""
    words = site.words
    lines = {
        Reason.CONCEPT: words.shared_concept,
        Reason.REFERENCE: words.shared_reference,
        Reason.LINK: words.shared_link,
        Reason.TERM: words.shared_term,
    }
    between = words.between
    for reason, values in related.shared:
        names = map(site.concept_name, values) if reason is Reason.CONCEPT else values
        yield lines[reason].format(between.join(names))
