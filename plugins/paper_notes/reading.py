"""One note read once: its parts, and its Markdown in the engine's dialect, from a single pass over its blocks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.config import Language
from generator.note.document import Note, NoteSection, parse_blocks, parse_note
from generator.note.header import Header
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.dialect import normalize


@dataclass(frozen=True, slots=True)
class Reading:
    """A note, and its text as the engine shall get it: without the header, for which a card stands."""

    note: Note
    markdown: str


def read_note(text: str, path: Path, cache: Cache) -> Reading:
    """Read a note, or recall how it was read.

    Raises:
        NoteError: see `parse_note`; such a note is read anew at every build.
    """
    packed = cache.recall("reading", text)
    if packed is not None:
        return _unpack(packed)
    tokens = parse_blocks(text)
    reading = Reading(parse_note(text, path, tokens), normalize(text, tokens, header=False))
    cache.keep(json.dumps(asdict(reading), ensure_ascii=False), "reading", text)
    return reading


def _unpack(text: str) -> Reading:
    packed: dict[str, Any] = json.loads(text)
    note = packed["note"]
    header = note["header"] | {
        "language": Language(note["header"]["language"]),
        "prerequisites": tuple(note["header"]["prerequisites"]),
        "extras": tuple(tuple(pair) for pair in note["header"]["extras"]),
    }
    sections = tuple(NoteSection(**section) for section in note["sections"])
    return Reading(Note(note["title"], Header(**header), sections, note["preamble"]), packed["markdown"])
