"""One note read once: its parts, and its Markdown in the engine's dialect, from a single pass over its blocks."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from generator.config import Language
from generator.note.document import Note, NoteSection, parse_blocks, parse_note
from generator.note.header import Header
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.dialect import normalize
from plugins.paper_notes.wellformed import read_wellformed

_NOTE, _PREPARED = "note", "prepared"


def read_note(text: str, path: Path, cache: Cache) -> Note:
    """Read a note, or recall how it was read; what `prepare_note` gives is made on the way.

    Raises:
        NoteError: see `parse_note`; such a note is read anew at every build.
    """
    kept = cache.recall(_NOTE, text)
    if kept is not None:
        return _unpack(kept)
    known = read_wellformed(text)
    tokens = known.tokens if known else parse_blocks(text)
    note = parse_note(text, path, tokens)
    cache.keep(_pack(note), _NOTE, text)
    cache.keep(known.text if known else normalize(text, tokens, header=False), _PREPARED, text)
    return note


def prepare_note(text: str, cache: Cache) -> str:
    """The note's text as the engine shall get it: in its dialect, without the header, for which a card stands."""
    kept = cache.recall(_PREPARED, text)
    if kept is not None:
        return kept
    known = read_wellformed(text)
    return known.text if known else normalize(text, header=False)


def _pack(note: Note) -> str:
    header = {field.name: getattr(note.header, field.name) for field in fields(Header)}
    sections = [(section.heading, section.body, section.line) for section in note.sections]
    return json.dumps((note.title, header, sections, note.preamble), ensure_ascii=False)


def _unpack(text: str) -> Note:
    title, header, sections, preamble = json.loads(text)
    header |= {
        "language": Language(header["language"]),
        "prerequisites": tuple(header["prerequisites"]),
        "extras": tuple((label, value) for label, value in header["extras"]),
    }
    return Note(title, Header(**header), tuple(NoteSection(*section) for section in sections), preamble)
