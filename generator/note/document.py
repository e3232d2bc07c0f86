"""A note as a document: title, header, sections; parse and render. `parse_note(render_note(note)) == note`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from generator.errors import NoteError
from generator.note.header import Header, parse_header, read_fields, render_header
from generator.note.labels import SectionKey, section_key

LARGEST, MOST_BRACKETS, MOST_TAGS = 256 * 1024, 500, 1000
"""How many characters a note may have, a paragraph of `[`, and a note of beginnings of tags.

Engines look through all that follows each of these: a note of a hundred thousand would keep a site from being published
for hours. Those that people write have dozens.
"""
_MOST_IN_ALL = 10 * MOST_BRACKETS
_TAG = re.compile(r"<[A-Za-z!/?]")


@dataclass(frozen=True, slots=True)
class NoteSection:
    """An H2 and its body: Markdown without outer blank lines. `line` is the heading's (from 1; not compared)."""

    heading: str
    body: str
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", _without_outer_blanks(self.body.split("\n")))

    @property
    def key(self) -> SectionKey | None:
        """Which of the format's sections this is, None for one of the author's own."""
        return section_key(self.heading)


@dataclass(frozen=True, slots=True)
class Note:
    """A reading note. `preamble` is what stands between the header and the first H2."""

    title: str
    header: Header
    sections: tuple[NoteSection, ...]
    preamble: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "preamble", _without_outer_blanks(self.preamble.split("\n")))

    def section(self, key: SectionKey) -> NoteSection | None:
        """The first section of that key."""
        return next((section for section in self.sections if section.key is key), None)


@lru_cache(maxsize=1)
def markdown_parser() -> MarkdownIt:
    """GitHub's view of a note: CommonMark, tables, dollar math. Shared and not to be changed."""
    return _new_parser()


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    """The same view without the inside of paragraphs: the parts of a note are blocks, and this is twice as fast."""
    return _new_parser().disable("inline")


def _new_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # A formula ends at a blank line, as on GitHub; else each `$$` that is never closed searches the whole note.
    return parser.use(dollarmath_plugin, double_inline=True, allow_blank_lines=False)


def parse_blocks(text: str) -> list[Token]:
    """The same tokens without the inside of paragraphs (`children`), in half the time."""
    return _block_parser().parse(text)


def parse_tokens(text: str) -> list[Token]:
    """The block tokens of a note's Markdown."""
    return markdown_parser().parse(text)


def parse_note(text: str, path: Path | None = None, tokens: list[Token] | None = None) -> Note:
    """Read a note; `tokens` are those of `parse_blocks(text)`, where they are at hand.

    Raises:
        NoteError: no title or no header, a field of the header has another form, or there is more of brackets and
            tags than any engine reads in time; names file and line.
    """
    lines = text.split("\n")
    tokens = parse_blocks(text) if tokens is None else tokens
    check_readable(text, tokens, path)
    title, after_title = _title(tokens, path)
    quote, after_quote = _header_quote(tokens, path)
    header = parse_header(read_fields(lines[quote:after_quote], quote + 1), path)
    headings = [i for i, token in enumerate(tokens) if _is_heading(token, "h2") and _span(token)[0] >= after_quote]
    starts = [_span(tokens[i])[0] for i in headings]
    sections = (
        NoteSection(tokens[i + 1].content.strip(), "\n".join(lines[_span(tokens[i])[1] : end]), _span(tokens[i])[0] + 1)
        for i, end in zip(headings, [*starts[1:], len(lines)], strict=False)
    )
    first = starts[0] if starts else len(lines)
    preamble = (_without_outer_blanks(part) for part in (lines[after_title:quote], lines[after_quote:first]))
    return Note(title, header, tuple(sections), "\n\n".join(part for part in preamble if part))


def check_readable(text: str, tokens: list[Token], path: Path | None = None) -> None:
    """Make sure that every engine reads the note in seconds.

    Raises:
        NoteError: it is too large, or holds too much of what engines look through all that follows for; names the line.
    """
    if len(text) > LARGEST:
        raise NoteError(path, f"it has more than {LARGEST:,} characters.", "A note is text: take out what is none.")
    brackets = tags = 0
    for token in tokens:
        if token.type in ("inline", "html_block"):
            here = token.content.count("[")
            brackets, tags = brackets + here, tags + len(_TAG.findall(token.content))
            if here > MOST_BRACKETS or brackets > _MOST_IN_ALL or tags > MOST_TAGS:
                line = token.map[0] + 1 if token.map else 1
                raise NoteError(path, "there are too many brackets or tags up to here.", "Take some out.", line=line)


def render_note(note: Note) -> str:
    """The note's Markdown, ending in one newline.

    Raises:
        NoteError: a part can't be written so that it reads back the same (a line break in a title, an H2 or an
            unclosed code block in a section).
    """
    parts = [f"# {note.title}", render_header(note.header)]
    if note.preamble:
        parts.append(note.preamble)
    for section in note.sections:
        parts.append(f"## {section.heading}")
        if section.body:
            parts.append(section.body)
    text = "\n\n".join(parts) + "\n"
    if lost := _lost(note, text):
        raise NoteError(None, f"{lost} can't be written as a note.", "Escape its Markdown.")
    return text


def _lost(note: Note, text: str) -> str:
    """What does not read back the same, in words; empty where all does."""
    try:
        read = parse_note(text)
    except NoteError as error:
        return f"the header ({error.problem.rstrip('.')})"
    if read.title != note.title:
        return f"the title “{note.title}”"
    if read.header != note.header:
        return "the header"
    if read.preamble != note.preamble:
        return "the text before the first section"
    for wanted, found in zip_longest(note.sections, read.sections):
        if wanted != found:
            return f"the section “{(wanted or found).heading}”"
    return ""


def _is_heading(token: Token, tag: str) -> bool:
    return token.type == "heading_open" and token.tag == tag and token.level == 0


def _span(token: Token) -> tuple[int, int]:
    assert token.map is not None  # every block token at level 0 has one
    return token.map[0], token.map[1]


def _title(tokens: list[Token], path: Path | None) -> tuple[str, int]:
    if not tokens or not _is_heading(tokens[0], "h1"):
        raise NoteError(path, "the note does not begin with a title.", "Write `# …` in the first line.", line=1)
    return tokens[1].content.strip(), _span(tokens[0])[1]


def _header_quote(tokens: list[Token], path: Path | None) -> tuple[int, int]:
    for token in tokens:
        if token.type == "blockquote_open" and token.level == 0:
            return _span(token)
        if _is_heading(token, "h2"):
            break
    raise NoteError(path, "the note has no header.", "Begin it with `> **论文**：…` right after the title.", line=1)


def _without_outer_blanks(lines: list[str]) -> str:
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[filled[0] : filled[-1] + 1]) if filled else ""
