"""The reference list: its entries, each with the key by which the text cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extraction.characters import join_lines
from generator.paper import Reference, Section

_HEADING = re.compile(r"^(?:references(?: and notes)?|bibliography|literature cited|参考文献)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\[(?P<bracket>\d{1,4}|[^\[\]]{1,60}\d{2}[a-z]?)\]|(?P<plain>\d{1,3})\.)\s*(?=\S)")
_COUNTED = re.compile(r"(?<!\S)(\d{1,3})\.\s+(?=[^\W\d_])")
_LEAST_COUNTED = 10
"""Entries of a list that no heading announces."""
_INSIDE = re.compile(r"(?<=\s)(?=\[\d{1,4}\]\s)")
_YEAR = re.compile(r"(?<![\w:./–-])(?:19|20)\d{2}[a-z]?(?![\w/–-]|\.\d)")
_FIRST = re.compile(r"^(?P<name>[^\W\d_][\w'’.\- ]{1,60}?)(?P<rest>,| and | & |(?<![ .-][A-Z])\. |\()")
"""The first author, as far as the next one, the year or the title."""
_INITIAL = re.compile(r"^[^\W\d_]\.?(?:-?[^\W\d_]\.)*$")


def read_references(sections: Sequence[Section]) -> tuple[Reference, ...]:
    """The entries of the section that is headed References (Bibliography, 参考文献), or of a long list without one."""
    for section in sections:
        if _HEADING.match(section.title):
            return tuple(_entries(section))
    return next((found for section in reversed(sections) if (found := _unheaded(section))), ())


def _unheaded(section: Section) -> tuple[Reference, ...]:
    """Entries that count 1., 2., 3. to the end of a section, as journals set them: a list so long, with years."""
    starts: list[re.Match[str]] = []
    for match in _COUNTED.finditer(section.text):
        if int(match[1]) == 1:
            starts = []
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    if len(starts) < _LEAST_COUNTED:
        return ()
    ends = [match.start() for match in starts[1:]] + [len(section.text)]
    texts = [section.text[match.end() : end] for match, end in zip(starts, ends, strict=True)]
    if sum(bool(_YEAR.search(text)) for text in texts) < 0.8 * len(texts):
        return ()
    return tuple(
        Reference(match[1], join_lines(text.split("\n\n")).strip(), section.page)
        for match, text in zip(starts, texts, strict=True)
    )


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
    name, year = _family(text), _YEAR.findall(text)
    return f"{name}, {year[-1]}" if name and year else None


def _family(text: str) -> str | None:
    """The first author's family name: alone (Vaswani, A.), or the last word where given names stand before it."""
    first = _FIRST.match(text)
    words = [word for word in first["name"].split() if not _INITIAL.match(word)] if first else []
    if not first or not words:
        return None
    following = text[first.end() :].split()
    initial = following[0] if following and first["rest"] == "," and len(words) == len(first["name"].split()) else ""
    is_family_first = initial.endswith((".", ",")) and bool(_INITIAL.match(initial.rstrip(",")))
    return " ".join(words) if is_family_first else words[-1]
