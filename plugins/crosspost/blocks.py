"""White space and paragraphs: loose words become paragraphs, spaces collapse as a browser collapses them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from plugins.crosspost.tree import (
    Block,
    Code,
    Figure,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    Paragraph,
    Styled,
    Text,
)

_WHITE = re.compile(r"[ \t\n\r\f]+")
_INLINES = (Text, Code, Styled, Link, Image, FootnoteRef, LineBreak)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def group_inlines(nodes: Iterable[Block | Inline]) -> tuple[Block, ...]:
    """Blocks stay; a run of inlines becomes a paragraph, or a figure where it is one picture. Empty ones go."""
    blocks: list[Block] = []
    run: list[Inline] = []
    for node in nodes:
        if isinstance(node, _INLINES) or (isinstance(node, Math) and not node.display):
            run.append(node)
        else:
            blocks += _close(run)
            run = []
            blocks.append(node)
    return (*blocks, *_close(run))


def _close(run: list[Inline]) -> tuple[Block, ...]:
    words = trim(tuple(run))
    if not words:
        return ()
    if len(words) == 1:
        only = words[0]
        if isinstance(only, Image):
            return (Figure(only),)
        if isinstance(only, Link) and len(only.children) == 1 and isinstance(only.children[0], Image):
            return (Figure(only.children[0]),) if only.href == only.children[0].src else (Paragraph(words),)
    return (Paragraph(words),)


def trim(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words without spaces at the ends, at breaks, or doubled between nodes."""
    return _Collapser().run(words)


class _Collapser:
    """Walks words from left to right and remembers whether a space may follow."""

    def __init__(self) -> None:
        self.open = False  # whether a space would be seen here

    def run(self, words: tuple[Inline, ...]) -> tuple[Inline, ...]:
        collapsed = tuple(part for word in merge(words) for part in self._one(word))
        return merge(_without_last_space(collapsed))

    def _one(self, word: Inline) -> tuple[Inline, ...]:
        match word:
            case Text():
                text = collapse(word.text)
                text = text if self.open else text.removeprefix(" ")
                self.open = not text.endswith(" ") if text else self.open
                return (Text(text),) if text else ()
            case Styled() | Link():
                children = tuple(part for child in merge(word.children) for part in self._one(child))
                return (replace(word, children=children),) if children else ()
            case LineBreak():
                self.open = False
                return (word,)
            case _:
                self.open = True
                return (word,)


def _without_last_space(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    while words:
        last = words[-1]
        if isinstance(last, LineBreak):
            words = words[:-1]
        elif isinstance(last, Text):
            text = last.text.rstrip(" \xa0")
            return (*words[:-1], Text(text)) if text else _without_last_space(words[:-1])
        else:
            return words
    return words


def merge(words: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    merged: list[Inline] = []
    for word in words:
        last = merged[-1] if merged else None
        if isinstance(word, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + word.text)
        else:
            merged.append(word)
    return tuple(merged)


def collapse(text: str) -> str:
    """White space as one space; a line's end between two Chinese characters as nothing (W29)."""
    return _WHITE.sub(_space, text)


def _space(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return "" if "\n" in match[0] and _WIDE.match(before or " ") and _WIDE.match(after or " ") else " "
