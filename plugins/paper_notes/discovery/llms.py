"""llms.txt (llmstxt.org): the notes as one Markdown list, for programs that read with a language model."""

from __future__ import annotations

from collections.abc import Iterable

from generator.note.markdown import escape
from plugins.paper_notes.discovery.publication import Announcement, Publication

PATH = "llms.txt"
_LONGEST = 160


def llms(site: Publication, notes: Iterable[Announcement]) -> str:
    """The file. What a note says is escaped: it stays one line of text, whatever it says."""
    lines = [f"# {escape(site.name)}", "", f"> {escape(site.description)}", "", "## Notes", ""]
    lines += (_line(note) for note in notes)
    return "\n".join(lines) + "\n"


def _line(note: Announcement) -> str:
    summary = note.summary if len(note.summary) <= _LONGEST else f"{note.summary[: _LONGEST - 1]}…"
    stars = "★" * note.item.entry.note.header.stars
    facts = f"{note.paper}. {note.publication}. {stars}"
    return f"- [{escape(note.title)}]({note.url}): {escape(facts)}. {escape(summary)}".rstrip()
