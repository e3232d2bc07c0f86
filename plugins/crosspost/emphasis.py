"""Emphasis that CommonMark sees: `**注意：**文` is none, for its end stands between punctuation and a letter.

Where the rule of flanking fails, one space is put outside. A listed change: white space only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

_FENCES = ("`", "$")


class Kind(Enum):
    """What a piece of a line is."""

    TEXT = 0
    OPEN = 1
    CLOSE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Written Markdown: text, or a delimiter that opens or closes."""

    text: str
    kind: Kind = Kind.TEXT


def join_pieces(pieces: Sequence[Piece]) -> str:
    """The line, with spaces where a delimiter would else not count."""
    out = ""
    touching = False  # whether the line ends in a delimiter
    groups = [(kind, [piece.text for piece in group]) for kind, group in groupby(pieces, key=lambda piece: piece.kind)]
    for place, (kind, texts) in enumerate(groups):
        run = "".join(texts)
        following = groups[place + 1][1][0][:1] if place + 1 < len(groups) else ""
        if kind is Kind.TEXT:
            out = _append(out, texts)
            touching = False
            continue
        if kind is Kind.OPEN and (touching or not _flanks(out[-1:], following, run)):
            out += " "
        space = kind is Kind.CLOSE and not _flanks(following, out[-1:], run)
        out += run + (" " if space else "")
        touching = kind is Kind.CLOSE and not space
    return out


def split_spaces(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """White space at both ends, apart from what stands between."""
    lead, inner = _take_spaces(pieces, str.lstrip)
    tail, inner = _take_spaces(inner[::-1], str.rstrip)
    return lead, inner[::-1], tail[::-1]


def _take_spaces(pieces: list[Piece], strip: Callable[[str], str]) -> tuple[list[Piece], list[Piece]]:
    """The white space that comes first, piece by piece, and what follows it."""
    taken: list[Piece] = []
    for place, piece in enumerate(pieces):
        left = strip(piece.text) if piece.kind is Kind.TEXT else piece.text
        space = piece.text.replace(left, "", 1) if left else piece.text
        taken += [Piece(space)] if space else []
        if left:
            return taken, [Piece(left, piece.kind), *pieces[place + 1 :]]
    return taken, []


def _append(line: str, texts: list[str]) -> str:
    """The line and more text; two codes or two formulas in a row would be one, two breaks would end the paragraph."""
    for text in texts:
        if text.isspace() and text.endswith("\n") and (not line or line.endswith("\n")):
            continue
        line += " " if line[-1:] in _FENCES and line[-1:] == text[:1] else ""
        line += text
    return line


def _flanks(outer: str, inner: str, run: str) -> bool:
    """Whether a run of delimiters counts between these characters; one of two kinds is punctuation to itself."""
    return _is_boundary(outer) or not (_is_punctuation(inner) or len(set(run)) > 1)


def _is_boundary(char: str) -> bool:
    """White space, the line's end, or punctuation by every version of CommonMark."""
    return not char or char.isspace() or (char.isascii() and not char.isalnum()) or unicodedata.category(char)[0] == "P"


def _is_punctuation(char: str) -> bool:
    """Punctuation by any version of CommonMark."""
    return (char.isascii() and not char.isalnum()) or unicodedata.category(char or "a")[0] in "PS"
