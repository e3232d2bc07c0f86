"""The reference list: its entries, each with the key by which the text cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extraction.characters import join_lines
from generator.paper import Reference, Section

_HEADING = re.compile(r"^(?:references(?: and notes)?|bibliography|literature cited|参考文献)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\[(?P<bracket>\d{1,4}|[^\[\]]{1,60}\d{2}[a-z]?)\]|(?P<plain>\d{1,3})\.)\s*(?=\S)")
_INSIDE = re.compile(r"(?<=\s)(?=\[\d{1,4}\]\s)")
_YEAR = re.compile(r"(?<![\w:./-])(?:19|20)\d{2}[a-z]?(?![\w/-]|\.\d)")
_FAMILY = re.compile(r"^(?P<name>[^\W\d_][\w'’\-]+(?: [A-Z][\w'’\-]+)?)")


def read_references(sections: Sequence[Section]) -> tuple[Reference, ...]:
    """The entries of the section that is headed References (Bibliography, 参考文献)."""
    for section in sections:
        if _HEADING.match(section.title):
            return tuple(_entries(section))
    return ()


def _entries(section: Section) -> Iterator[Reference]:
    pieces = [piece for paragraph in section.text.split("\n\n") for piece in _INSIDE.split(paragraph) if piece.strip()]
    if sum(bool(_NUMBERED.match(piece)) for piece in pieces) >= 2:
        pieces = list(_gathered(pieces))
    for piece in pieces:
        text = piece.strip()
        match = _NUMBERED.match(text)
        key = (match["bracket"] or match["plain"]) if match else _name_and_year(text)
        yield Reference(key, text[match.end() :] if match else text, section.page)


def _gathered(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces without a number belong to the entry before them."""
    entry: list[str] = []
    for piece in pieces:
        if _NUMBERED.match(piece) and entry:
            yield join_lines(entry)
            entry = []
        if entry or _NUMBERED.match(piece):
            entry.append(piece)
    if entry:
        yield join_lines(entry)


def _name_and_year(text: str) -> str | None:
    """`Vaswani, 2017` for an entry that starts with a name and holds a year; None for anything else."""
    name, year = _FAMILY.match(text), _YEAR.findall(text)
    return f"{name['name']}, {year[-1]}" if name and year else None
