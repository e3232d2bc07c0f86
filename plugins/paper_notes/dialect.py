"""Notes are written as GitHub reads them (CommonMark); the site's engine is Python-Markdown: one written as the other.

Python-Markdown wants a blank line before a list, a table or a fence, four columns for each level of a list, two
spaces for a hard break, and joins lists and quotations that follow each other. So each block is written anew, in the
form that both read alike; the words within it stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from generator.note.document import parse_blocks

_MARKER = re.compile(r"(?P<indent> *)(?P<marker>[-+*]|\d{1,9}[.)])(?P<space> *)")
_QUOTE = re.compile(r" {0,3}> ?")
_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
_LISTS = frozenset({"bullet_list", "ordered_list"})
_OF_COLUMNS = frozenset({"code_block", "html_block"})
"""Blocks whose spaces in front mean something; others may stand up to three columns to the right."""
_SEPARATOR = "<!-- -->"
_INDENT = " " * 4

Lines = dict[int, str]
"""Lines by their number in the note (from 0), without what the containers around them put in front."""


def normalize(text: str) -> str:
    """The same note in the form that Python-Markdown reads as GitHub does."""
    # Python-Markdown expands the tabs of everything, code included.
    lines = {number: line.expandtabs(4) for number, line in enumerate(text.split("\n"))}
    root = SyntaxTreeNode(parse_blocks(text))
    return "\n".join(_write_blocks(root, lines, 0, len(lines))) + "\n"


def _write_blocks(parent: SyntaxTreeNode, lines: Lines, start: int, end: int) -> list[str]:
    """The blocks of a container, a blank line between each two; none before a list within a tight item."""
    written: list[str] = []
    before: SyntaxTreeNode | None = None
    for block, first, last in _spans(parent, start, end):
        content = _write_block(block, {number: lines[number] for number in range(first, last)}, first, last)
        if not content:
            continue
        if written and not (before and before.hidden and block and block.type in _LISTS):
            written += ["", _SEPARATOR, ""] if _would_join(before, block) else [""]
        written += content
        before = block
    return written


def _spans(parent: SyntaxTreeNode, start: int, end: int) -> Iterator[tuple[SyntaxTreeNode | None, int, int]]:
    """Each block with its lines; lines that belong to none (definitions of links) come with None."""
    place = start
    for child in parent.children:
        if child.map is None:  # the inside of a paragraph
            continue
        first, last = child.map
        if place < first:
            yield None, place, first
        yield child, first, last
        place = last
    if place < end:
        yield None, place, end


def _write_block(block: SyntaxTreeNode | None, lines: Lines, first: int, last: int) -> list[str]:
    if block is None:
        return _trim(list(lines.values()))
    if block.type in _LISTS:
        return _write_list(block, lines)
    if block.type == "blockquote":
        inner = {number: _QUOTE.sub("", line, count=1) for number, line in lines.items()}
        return _prefix("> ", _write_blocks(block, inner, first, last))
    if block.type == "paragraph":
        return [_BREAK.sub(r"\1  ", line.lstrip()) for line in lines.values() if line.strip()]
    content = _trim(list(lines.values()))
    if block.type not in _OF_COLUMNS:
        indent = len(content[0]) - len(content[0].lstrip(" "))
        content = [_cut(line, indent) for line in content]
    if block.type == "fence" and not _is_closed(content, block.markup):
        content.append(block.markup)
    return content


def _is_closed(fence: list[str], markup: str) -> bool:
    return len(fence) > 1 and fence[-1].strip().startswith(markup) and not fence[-1].strip(f"{markup[0]} ")


def _write_list(block: SyntaxTreeNode, lines: Lines) -> list[str]:
    tight = all(child.hidden for item in block.children for child in item.children if child.type == "paragraph")
    written: list[str] = []
    previous_is_short = True  # else Python-Markdown takes the next item into the last block of the one before
    for item in block.children:
        assert item.map is not None  # every item has its lines
        first, last = item.map
        content = _write_item(item, {number: lines[number] for number in range(first, last)}, first, last)
        if written and not (tight and previous_is_short):
            written.append("")
        written += content
        previous_is_short = "" not in content
    return written


def _write_item(item: SyntaxTreeNode, lines: Lines, first: int, last: int) -> list[str]:
    marker = _MARKER.match(lines[first])
    assert marker is not None  # an item begins with its marker
    space = len(marker["space"])
    empty = marker.end() == len(lines[first])
    width = len(marker["indent"]) + len(marker["marker"]) + (1 if empty or space > 4 else space)
    inner = {number: _cut(line, width) for number, line in lines.items()} | {first: lines[first][width:]}
    head, *rest = _write_blocks(item, inner, first, last) or [_SEPARATOR]  # an empty item is none to Python-Markdown
    sign = "-" if marker["marker"] in "-+*" else f"{marker['marker'][:-1]}."
    return [*_prefix(f"{sign} ", [head]), *_prefix(_INDENT, rest)]


def _prefix(prefix: str, lines: list[str]) -> list[str]:
    """The prefix before each line; a blank line gets none of its spaces, a hard break keeps its own."""
    return [f"{prefix}{line}" if line else prefix.rstrip() for line in lines]


def _cut(line: str, width: int) -> str:
    """The line without up to `width` spaces in front; a lazy line has fewer."""
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _would_join(before: SyntaxTreeNode | None, after: SyntaxTreeNode | None) -> bool:
    """Whether Python-Markdown makes one block of two: lists of any kind, and quotations."""
    if before is None or after is None:
        return False
    return {before.type, after.type} <= _LISTS or before.type == after.type == "blockquote"


def _trim(lines: list[str]) -> list[str]:
    """The lines without blank ones at both ends."""
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
