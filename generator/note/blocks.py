"""A note's Markdown as a small tree of blocks, with the prose of each and the line it stands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from markdown_it.token import Token

from generator.note.labels import SectionKey, section_key
from generator.note.wordcount import OBJECT, count_words

BREAKS = ("softbreak", "hardbreak")
DISPLAY_MATH = ("math_block", "math_block_label")
LISTS = ("bullet_list", "ordered_list")
_OBJECTS = ("code_inline", "math_inline", "math_inline_double", "image")


@dataclass(frozen=True)
class Block:
    """A block of Markdown. `type` is markdown-it's without `_open`; `line` and `end` are its first and last line.

    Leaf blocks with text (paragraph, heading, table cell) carry their inline tokens, containers their children.
    """

    type: str
    tag: str
    line: int
    end: int
    content: str
    info: str
    inline: tuple[Token, ...]
    children: tuple[Block, ...]

    def walk(self) -> Iterator[Block]:
        """The block and all below it, in order. The parser nests blocks 20 deep at most."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def prose(self) -> str:
        """The text of the block itself, a newline for a break, U+FFFC for code, a formula or an image."""
        return "".join(_plain(token) for token in self.inline)

    def line_at(self, offset: int) -> int:
        """The line in the file of a position in `prose`."""
        return self.line + bisect_left(self._breaks, offset)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.prose)]

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The images of the block itself."""
        return tuple(
            Image(str(token.attrs.get("src", "")), token.content, line)
            for token, line in self.inline_lines()
            if token.type == "image"
        )

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """The bold labels that begin a line, each with the prose up to the next one."""
        leads: list[Lead] = []
        label: str | None = None
        begins_line = True
        for token, line in self.inline_lines():
            if token.type == "strong_open" and begins_line:
                leads.append(Lead("", "", line))
                label = ""
            elif token.type == "strong_close" and label is not None:
                leads[-1] = Lead(label.strip().rstrip(":：").rstrip(), "", leads[-1].line)
                label = None
            elif label is not None:
                label += _plain(token)
            elif leads:
                leads[-1] = Lead(leads[-1].label, leads[-1].text + _plain(token), leads[-1].line)
            begins_line = token.type in BREAKS or (begins_line and not _plain(token).strip())
        return tuple(leads)

    def inline_lines(self) -> Iterator[tuple[Token, int]]:
        """The inline tokens, each with its line in the file."""
        line = self.line
        for token in self.inline:
            yield token, line
            line += token.type in BREAKS


@dataclass(frozen=True, slots=True)
class Image:
    """`![alt](src)`; `line` is its line in the file."""

    src: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class Lead:
    """A bold label at the start of a line, without its colon, and the prose after it."""

    label: str
    text: str
    line: int


@dataclass(frozen=True)
class Part:
    """A heading and the blocks below it, up to the next heading of the same or a higher level."""

    heading: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def key(self) -> SectionKey | None:
        """Which of the format's sections this is, where the heading is an H2."""
        return section_key(self.heading)

    def walk(self) -> Iterator[Block]:
        """All blocks of the part, containers before their children."""
        return walk(self.blocks)

    def parts(self, tag: str) -> tuple[Part, ...]:
        """The parts below this one that begin with a heading of that tag ("h3")."""
        return divide(self.blocks, tag)

    @cached_property
    def words(self) -> int:
        """字数 of the part's prose, headings included."""
        return sum(count_words(block.prose) for block in self.walk())


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks and those below them, in order."""
    for block in blocks:
        yield from block.walk()


def divide(blocks: tuple[Block, ...], tag: str) -> tuple[Part, ...]:
    """Cut a run of blocks at its headings of a tag; what stands before the first belongs to none."""
    starts = [i for i, block in enumerate(blocks) if block.type == "heading" and block.tag == tag]
    return tuple(
        Part(blocks[start].prose.strip(), blocks[start].line, blocks[start + 1 : end])
        for start, end in pairwise((*starts, len(blocks)))
    )


def build_blocks(tokens: list[Token]) -> tuple[Block, ...]:
    """The tree of a token stream."""
    return tuple(_blocks(iter(tokens), (0, 1)))


def _blocks(tokens: Iterator[Token], span: tuple[int, int]) -> Iterator[Block]:
    for token in tokens:
        if token.nesting == -1:
            return
        first, last = token.map or span
        below = tuple(_blocks(tokens, (first, last))) if token.nesting == 1 else ()
        text = next((child for child in below if child.type == "inline"), None)
        yield Block(
            type=token.type.removesuffix("_open"),
            tag=token.tag,
            line=first + 1,
            end=max(last, first + 1),
            content=text.content if text else token.content,
            info=token.info,
            inline=text.inline if text else tuple(token.children or ()),
            children=() if text else below,
        )


def _plain(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in BREAKS:
        return "\n"
    return OBJECT if token.type in _OBJECTS else ""
