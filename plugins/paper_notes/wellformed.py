"""Notes that both Markdown dialects read alike, recognised line by line: most notes, in a tenth of the time.

A note that a program wrote, or a careful person, keeps a blank line between its blocks, four columns for a level of a
list, `$$` on lines of their own. Such a note needs neither a parser nor rewriting. Anything else goes to the parser,
even where both dialects would agree: what is recognised here is kept narrow on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

_TITLE = re.compile(r"# \S.*")
_HEADING = re.compile(r"(?P<marks>#{2,6}) (?P<words>\S.*)")
_FENCE = re.compile(r"```[\w+.-]*")
_BULLET = re.compile(r"(?P<indent>(?: {4})*)- (?P<words>\S.*)")
_NUMBERED = re.compile(r"\d{1,9}\. (?P<words>\S.*)")
_RULE_OF_TABLE = re.compile(r"\|(?: ?:?-+:? ?\|)+")
_WORDS = re.compile(
    r"(?!"
    r"[#>+|~<=_:-]|\s"  # what may begin another block
    r"|\d{1,9}[.)](?:\s|$)"  # an item of a list
    r"|\*(?:\s|$)|\*\*\*|\*\*(?:\s|$)"  # an item, a rule
    r"|`{3}|\$\$"  # code, a formula
    r"|\[[^\]]*\]:"  # a definition
    r")(?!.*(?:\\$|\$\$)).+"  # a hard break, a formula within words
)


@dataclass(frozen=True, slots=True)
class WellFormed:
    """`tokens` are those by which `parse_note` finds the parts; `text` is the note without its header."""

    tokens: list[Token]
    text: str


def read_wellformed(text: str) -> WellFormed | None:
    """The note if it is recognised, None for one that has to be parsed."""
    if "\t" in text or "\r" in text or "\0" in text or not text.endswith("\n"):
        return None
    lines = text[:-1].split("\n")
    try:
        title, first = _read_title(lines)
        end = _read_header(lines, first)
        headings = list(_read_blocks(lines, end + 1))
    except _NotRecognised:
        return None
    quote = Token("blockquote_open", "blockquote", 1, map=[first, end], level=0)
    tokens = [*_heading_tokens("h1", title, 0), quote]
    for tag, words, line in headings:
        tokens += _heading_tokens(tag, words, line)
    return WellFormed(tokens, "\n".join((lines[0], "", *lines[end + 1 :])) + "\n")


class _NotRecognised(Exception):
    """The lines are something else."""


def _require(condition: object) -> None:
    if not condition:
        raise _NotRecognised


def _read_title(lines: list[str]) -> tuple[str, int]:
    """The title, and the line where the header has to begin."""
    _require(len(lines) > 4 and _TITLE.fullmatch(lines[0]) and not lines[0].endswith("#") and lines[1] == "")
    return lines[0][2:].strip(), 2


def _read_header(lines: list[str], first: int) -> int:
    """The line behind the header, a blank one."""
    end = first
    while end < len(lines) and lines[end].startswith("> **"):
        end += 1
    _require(first < end < len(lines) - 1 and lines[end] == "")
    return end


def _read_blocks(lines: list[str], start: int) -> Iterator[tuple[str, str, int]]:
    """(tag, words, line) of each heading; every block is read to its end."""
    was_list = False
    while start < len(lines):
        line = lines[start]
        heading = _HEADING.fullmatch(line)
        is_list = bool(_BULLET.fullmatch(line) or _NUMBERED.fullmatch(line))
        _require(not (was_list and is_list))  # one list, with air between its items
        if heading:
            _require(not line.endswith(("#", " ")))
            yield f"h{len(heading['marks'])}", heading["words"], start
            end = start + 1
        elif _FENCE.fullmatch(line):
            end = _end_of_verbatim(lines, start, "```")
        elif line == "$$":
            end = _end_of_verbatim(lines, start, "$$")
            _require("" not in lines[start:end])
        else:
            end = _end_of_block(lines, start)
            _check_block(lines[start:end], is_list=is_list)
        _require(end == len(lines) or (lines[end] == "" and end + 1 < len(lines)))
        start, was_list = end + 1, is_list


def _end_of_verbatim(lines: list[str], start: int, mark: str) -> int:
    """The line behind a block of code or a formula: it ends with its mark alone, which stands nowhere else in it."""
    for number in range(start + 1, len(lines)):
        if mark in lines[number]:
            _require(lines[number] == mark)
            return number + 1
    raise _NotRecognised


def _end_of_block(lines: list[str], start: int) -> int:
    end = start
    while end < len(lines) and lines[end] != "":
        end += 1
    return end


def _check_block(block: list[str], *, is_list: bool) -> None:
    _require(block)
    if block[0].startswith("|"):
        _check_table(block)
    elif not is_list:
        _require(all(map(_WORDS.fullmatch, block)))
    elif _NUMBERED.fullmatch(block[0]):
        items = [_NUMBERED.fullmatch(line) for line in block]
        _require(all(item and _WORDS.fullmatch(item["words"]) for item in items))
    else:
        _check_bullets(block)


def _check_table(block: list[str]) -> None:
    bars = block[0].count("|")
    _require(len(block) > 1 and _RULE_OF_TABLE.fullmatch(block[1]) and block[1].count("|") == bars)
    _require(all(line.startswith("|") and line.endswith("|") for line in block))
    _require(not any("\\|" in line or "$$" in line for line in block))


def _check_bullets(block: list[str]) -> None:
    depth = -1
    for line in block:
        item = _BULLET.fullmatch(line)
        _require(item and _WORDS.fullmatch(item["words"]) and len(item["indent"]) // 4 <= depth + 1)
        assert item  # required above
        depth = len(item["indent"]) // 4


def _heading_tokens(tag: str, words: str, line: int) -> tuple[Token, Token]:
    place = [line, line + 1]
    return Token("heading_open", tag, 1, map=place, level=0), Token("inline", "", 0, map=place, content=words, level=1)
