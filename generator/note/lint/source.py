"""Change a note's Markdown in its prose only: code, formulas and the targets of links stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from generator.note.blocks import Block
from generator.note.lint.subject import LintSubject

_VERBATIM = re.compile(
    r"(`+)(?!`)[^`\n]*\1|\$\$[^$\n]*\$\$|\$[^$\n]*\$|<(?:https?|mailto):[^\s<>]*>|\]\([^()\n]*\)|https?://[^\s)>]*"
)


def cut(line: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a line, each with whether it must stay as it is."""
    start = 0
    for match in _VERBATIM.finditer(line):
        yield line[start : match.start()], False
        yield match[0], True
        start = match.end()
    yield line[start:], False


def outside_verbatim(subject: LintSubject, block: Block) -> Iterator[tuple[int, str]]:
    """The prose pieces of a block's lines, each with its line number."""
    for number in range(block.line, block.end + 1):
        for piece, verbatim in cut(subject.lines[number - 1]):
            if not verbatim and piece:
                yield number, piece


def substitute(subject: LintSubject, blocks: Iterable[Block], mend: Callable[[str], str]) -> str:
    """The note's text with `mend` applied to the prose pieces of some blocks."""
    lines = list(subject.lines)
    for number in {number for block in blocks for number in range(block.line, block.end + 1)}:
        lines[number - 1] = "".join(piece if verbatim else mend(piece) for piece, verbatim in cut(lines[number - 1]))
    return "\n".join(lines)
