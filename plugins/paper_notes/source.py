"""A note's Markdown, line by line: which lines are code or math, and what in a line is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)?(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_VERBATIM = re.compile(
    r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\$\$.+?\$\$|(?<![\\$])\$(?!\s)[^$\n]+?(?<![\s\\])\$(?!\d)"
)
_QUOTE = re.compile(r"^ {0,3}>")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:\s|$)")
_HIDDEN = "\0"


class Line(NamedTuple):
    """A line without its end; `number` counts from 1; `verbatim` where it belongs to a code or math block."""

    number: int
    text: str
    verbatim: bool

    @property
    def prose(self) -> str:
        """The text with code and math blanked out: characters keep their places."""
        if self.verbatim:
            return _HIDDEN * len(self.text)
        if "`" not in self.text and "$" not in self.text:
            return self.text
        return _VERBATIM.sub(lambda match: _HIDDEN * len(match[0]), self.text)


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a text. Fences count as code; so do the lines of a `$$` block."""
    fence = ""
    math = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            yield Line(number, line, verbatim=True)
            if match and match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match and not math:
            fence = match["fence"]
            yield Line(number, line, verbatim=True)
        else:
            toggles = "$$" in line and _VERBATIM.sub("", line).count("$$") % 2 == 1
            yield Line(number, line, verbatim=math or toggles)
            math = math != toggles


def drop_header(text: str) -> str:
    """The note without its header blockquote; its lines stay as blank ones, so that line numbers hold."""
    lines = list(read_lines(text))
    start = next((i for i, line in enumerate(lines) if not line.verbatim and _QUOTE.match(line.text)), None)
    if start is None:
        return text
    end = start
    while end < len(lines) and lines[end].text.strip() and not _HEADING.match(lines[end].text):
        end += 1
    return "\n".join("" if start <= i < end else line.text for i, line in enumerate(lines))
