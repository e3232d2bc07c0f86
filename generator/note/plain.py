"""One line of a note's Markdown as the words that a reader sees: titles, names, the values of the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it.token import Token

from generator.note.document import markdown_parser

_MARK = re.compile(r"[\\`*_\[<&$\r\n\0]")
"""What a line holds at least that is more than words."""
_MARKS = frozenset(("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"))


@lru_cache(maxsize=1 << 16)  # a title, a prerequisite and a label stand on many pages
def plain_text(text: str) -> str:
    """The words of the line alone; math keeps its TeX."""
    return "".join(map(words_of, inline_tokens(text))).strip()


def inline_tokens(text: str) -> Sequence[Token]:
    """What stands in the line, as markdown-it's inline tokens."""
    if not _MARK.search(text):
        return (Token("text", "", 0, content=text),)
    return markdown_parser().parseInline(text)[0].children or ()


def words_of(token: Token) -> str:
    """The words of one such token: of an image its description, of a mark nothing."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return _join(token.children or ())
    return "" if token.type in _MARKS else token.content


def _join(tokens: Iterable[Token]) -> str:
    return "".join(map(words_of, tokens))
