"""Notes are written as GitHub reads them (CommonMark); the site's engine is Python-Markdown: one written as the other.

Python-Markdown wants a blank line before a list, a table or a fence, four columns for each level of a list, two
spaces for a hard break, and joins lists and quotations that follow each other. So each block is written anew, in the
form that both read alike; the words within it stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from generator.note.document import parse_blocks

_MARKER = re.compile(r"(?P<indent> *)(?P<marker>[-+*]|\d{1,9}[.)])(?P<space> *)")
_QUOTE = re.compile(r" {0,3}> ?")
_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
_NO_MARK = re.compile(r"^(\d{1,9}(?=\.\s)|(?=#))([.#])")
"""`2. …` within a paragraph of an item begins no list, `#5` no heading."""
_MARKS = frozenset("#0123456789")
_LISTS = frozenset({"bullet_list", "ordered_list"})
_OF_COLUMNS = frozenset({"code_block", "html_block"})
"""Blocks whose spaces in front mean something; others may stand up to three columns to the right."""
_OF_LINES = frozenset({"table", "heading"})
"""Blocks that hold no other."""
_NOT_FIRST = frozenset({"fence", "blockquote", "bullet_list", "ordered_list"})
"""Blocks that Python-Markdown does not see right behind the sign of an item, nor an item that holds nothing."""
_BREAK_OF_LINE = re.compile(r"(?<!\\)((?:\\\\)*)(?:\\| {2,})$")
_UNDERLINES = {"=": "#", "-": "##"}
"""Headings by the line below them, of which Python-Markdown takes one line of words only."""
_FORMULA = re.compile(
    r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|(?<!\\)\$\$(?P<display>.+?)(?<!\\)\$\$"
    r"|(?<![\\$])\$(?!\s)(?P<inline>[^$\n]+?)(?<![\s\\])\$(?!\d)",
    re.S,
)
_BAR, _BAR_NAME = r"\|", r"\vert{}"
_SEPARATOR = "<!-- -->"
_INDENT = " " * 4

Lines = dict[int, str]
"""Lines by their number in the note (from 0), without what the containers around them put in front."""


@dataclass(slots=True)
class _Block:
    """A block of the note: its lines [first, last), and the blocks within it."""

    type: str
    first: int
    last: int
    hidden: bool = False
    markup: str = ""
    children: list[_Block] = field(default_factory=list)


def normalize(text: str, tokens: list[Token] | None = None, *, header: bool = True) -> str:
    """The same note in the form that Python-Markdown reads as GitHub does; without its header where a card shows it.

    `tokens` are those of `parse_blocks(text)`, where they are at hand.
    """
    # Python-Markdown expands the tabs of everything, code included.
    lines = {number: line.expandtabs(4) for number, line in enumerate(text.split("\n"))}
    root = _tree(parse_blocks(text) if tokens is None else tokens, len(lines))
    quote = next((block for block in root.children if block.type == "blockquote"), None)
    if quote and not header:
        lines |= dict.fromkeys(range(quote.first, quote.last), "")
    return "\n".join(_write_blocks(root, lines)) + "\n"


def _tree(tokens: list[Token], length: int) -> _Block:
    """The blocks of the note below one that holds them all (markdown-it's own tree takes five times as long)."""
    open_blocks = [_Block("root", 0, length)]
    for token in tokens:
        if token.nesting < 0:
            open_blocks.pop()
        elif token.type != "inline":
            first, last = token.map or (0, 0)
            block = _Block(token.type.removesuffix("_open"), first, last, token.hidden, token.markup)
            open_blocks[-1].children.append(block)
            if token.nesting > 0:
                open_blocks.append(block)
    return open_blocks[0]


def _write_blocks(parent: _Block, lines: Lines) -> list[str]:
    """The blocks of a container, a blank line between each two; none before a list within a tight item."""
    written: list[str] = []
    before: _Block | None = None
    for block in _spans(parent):
        content = _write_block(block, {number: lines[number] for number in range(block.first, block.last)})
        if not content:
            continue
        if before and not (before.hidden and block.type in _LISTS):
            written += ["", _SEPARATOR, ""] if _would_join(before, block) else [""]
        written += content
        before = block
    return written


def _spans(parent: _Block) -> Iterator[_Block]:
    """Each block, and between them the lines that belong to none: definitions of links and footnotes."""
    place = parent.first
    for child in parent.children:
        if place < child.first:
            yield _Block("definitions", place, child.first)
        yield child
        place = child.last
    if place < parent.last:
        yield _Block("definitions", place, parent.last)


def _write_block(block: _Block, lines: Lines) -> list[str]:
    if block.type in _LISTS:
        return _write_list(block, lines)
    if block.type == "blockquote":
        inner = {number: _QUOTE.sub("", line, count=1) for number, line in lines.items()}
        return _prefix("> ", _write_blocks(block, inner))
    if block.type == "paragraph":
        return _set_formulas([_write_words(line.lstrip()) for line in lines.values() if line.strip()])
    content = _trim(list(lines.values()))
    if block.markup in _UNDERLINES and block.type == "heading":
        words = [_BREAK_OF_LINE.sub(r"\1<br>", line).strip() for line in content[:-2]] + [content[-2].strip()]
        content = [f"{_UNDERLINES[block.markup]} {' '.join(words)}"]
    if block.type in _OF_LINES:
        content = [_FORMULA.sub(_in_line, line) if "$" in line else line for line in content]
    if content and block.type not in _OF_COLUMNS:
        indent = len(content[0]) - len(content[0].lstrip(" "))
        content = [_cut(line, indent) for line in content]
    if block.type == "fence" and not _is_closed(content, block.markup):
        content.append(block.markup)
    return content


def _write_words(line: str) -> str:
    """A line of a paragraph: a hard break as two spaces, and no mark in front that only Python-Markdown would heed."""
    return _BREAK.sub(r"\1  ", _NO_MARK.sub(r"\1\\\2", line) if line[:1] in _MARKS else line)


def _set_formulas(paragraph: list[str]) -> list[str]:
    """The paragraph with each `$$ … $$` in it as a block: the engine knows no display formula within words."""
    text = "\n".join(paragraph)
    if "$$" not in text:
        return paragraph
    written: list[str] = []
    done = 0
    for match in _FORMULA.finditer(text):
        if match["display"]:
            before = text[done : match.start()].strip()
            tex = [line.strip() for line in match["display"].strip().split("\n")]
            written += [*([*before.split("\n"), ""] if before else []), "$$", *tex, "$$", ""]
            done = match.end()
    rest = text[done:].strip() if done else text
    return [*written, *rest.split("\n")] if rest else _trim(written)


def _in_line(match: re.Match[str]) -> str:
    """A formula of a table's row or a heading: inline, and `\\|`, which GitHub reads as a bar, without a bar."""
    tex = match["display"] or match["inline"]
    return f"${tex.strip().replace(_BAR, _BAR_NAME)}$" if tex else match[0]


def _is_closed(fence: list[str], markup: str) -> bool:
    return len(fence) > 1 and fence[-1].strip().startswith(markup) and not fence[-1].strip(f"{markup[0]} ")


def _write_list(block: _Block, lines: Lines) -> list[str]:
    tight = all(child.hidden for item in block.children for child in item.children if child.type == "paragraph")
    written: list[str] = []
    previous_is_short = True  # else Python-Markdown takes the next item into the last block of the one before
    for item in block.children:
        content = _write_item(item, {number: lines[number] for number in range(item.first, item.last)})
        if written and not (tight and previous_is_short):
            written.append("")
        written += content
        previous_is_short = "" not in content
    return written


def _write_item(item: _Block, lines: Lines) -> list[str]:
    line = lines[item.first]
    marker = _MARKER.match(line)
    assert marker is not None  # an item begins with its marker
    space = len(marker["space"])
    is_empty = marker.end() == len(line)
    width = len(marker["indent"]) + len(marker["marker"]) + (1 if is_empty or space > 4 else space)
    inner = {number: _cut(line, width) for number, line in lines.items()} | {item.first: line[width:]}
    written = _write_blocks(item, inner)
    if not written or (item.children and item.children[0].type in _NOT_FIRST):  # the parser reads 20 levels and no more
        written = [_SEPARATOR, *(["", *written] if written else [])]
    head, *rest = written
    sign = "-" if marker["marker"] in "-+*" else f"{marker['marker'][:-1]}."
    return [*_prefix(f"{sign} ", [head]), *_prefix(_INDENT, rest)]


def _prefix(prefix: str, lines: list[str]) -> list[str]:
    """The prefix before each line; a blank line gets none of its spaces, a hard break keeps its own."""
    return [f"{prefix}{line}" if line else prefix.rstrip() for line in lines]


def _cut(line: str, width: int) -> str:
    """The line without up to `width` spaces in front; a lazy line has fewer."""
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _would_join(before: _Block, after: _Block) -> bool:
    """Whether Python-Markdown makes one block of two: lists of any kind, and quotations."""
    return {before.type, after.type} <= _LISTS or before.type == after.type == "blockquote"


def _trim(lines: list[str]) -> list[str]:
    """The lines without blank ones at both ends."""
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
