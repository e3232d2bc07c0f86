"""Text into Markdown that shows it as it is, on GitHub and in Python-Markdown alike."""

from __future__ import annotations

import re
import unicodedata

# Both parsers take a backslash before these; they differ on others. Parentheses and `!` mean something only beside a
# bracket, which has its backslash.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
_ENTITY = re.compile("[&<>~]")
_LIST_START = re.compile(r"^([-+]|\d+[.)])(?=\s|$)")
_UNPRINTABLE = ("Cc", "Cf", "Co", "Cs")
"""Controls, marks that turn the direction of writing, private-use characters, halves of surrogate pairs."""


def escape(text: str) -> str:
    """One line of Markdown that shows `text`; line breaks become spaces, unprintable characters go."""
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    flat = _SPECIAL.sub(r"\\\1", printable(flat))
    flat = _ENTITY.sub(lambda match: _ENTITIES[match[0]], flat)
    return _LIST_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", flat)


def printable(text: str) -> str:
    """The text without controls, marks of direction and private-use characters (glyphs of a font without a mapping)."""
    return "".join(char for char in text if unicodedata.category(char) not in _UNPRINTABLE)
