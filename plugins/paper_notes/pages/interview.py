"""What to say of a paper in an interview: `interview.md` beside a note, as a page that the note leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from generator.errors import NoteError
from generator.note.plain import plain_text
from plugins.paper_notes.collection import PAPERS, Entry, read_text
from plugins.paper_notes.dialect import normalize
from plugins.paper_notes.pages.page import Link
from plugins.paper_notes.pages.site import INDEX, Site
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.sanitize import sanitize
from plugins.paper_notes.strings import STRINGS


@dataclass(frozen=True, slots=True)
class Interview:
    """The file beside a note. `text` is in the engine's dialect, a blank line first: no engine reads settings there."""

    entry: Entry
    text: str

    @property
    def title(self) -> str:
        """The page's title, escaped: themes put it into a page as it is."""
        note = self.entry.note
        return escape(f"{plain_text(note.title)} · {STRINGS[note.header.language].interview}")


def interview_source(entry: Entry) -> str:
    """The page's source path on the site."""
    return f"{PAPERS}/{entry.slug}/interview.md"


def read_interviews(entries: Iterable[Entry]) -> tuple[dict[str, Interview], list[NoteError]]:
    """The pages of all notes that have one, by source path, and what is wrong with others."""
    found: dict[str, Interview] = {}
    problems: list[NoteError] = []
    for entry in entries:
        if entry.interview:
            try:
                found[interview_source(entry)] = Interview(entry, "\n" + normalize(read_text(entry.interview)))
            except NoteError as problem:
                problems.append(problem)
    return found, problems


def interview_page(html: str, interview: Interview, site: Site, link: Link) -> Markup:
    """The body of the page. `html` is hostile."""
    body = Markup(sanitize(html))  # noqa: S704 - sanitised
    return render("interview.html", site.language, link=link, entry=interview.entry, index=INDEX, body=body)
