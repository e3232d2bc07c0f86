"""Markdown as the platforms' parsers read it: CommonMark, GFM's tables and strikes, math by the rules of remark-math.

Source of the math rules: micromark-extension-math, which ByteMD uses. A run of dollars opens a formula, the next run of
the same length closes it, as with code; a line of two or more dollars opens a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_RUN = re.compile(r"\$+")
_OPEN = re.compile(r"(\${2,})([^$]*)$")


DrawFormula = Callable[[str, bool], str]
"""The HTML of a formula, which is TeX, and whether it stands on lines of its own."""


def render_markdown(text: str, draw: DrawFormula) -> str:
    """An export as a reader of the platform sees it."""
    tokens = _parser().parse(text)
    for token in tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("math_inline", "math_block"):
                part.content = draw(part.content, part.type == "math_block")
                part.type = "html_inline"
    parser = _parser()
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def parse_markdown(text: str) -> list[Token]:
    """The tokens of an export."""
    return _parser().parse(text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "math_inline", _inline)
    parser.block.ruler.before("fence", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


def _inline(state: StateInline, silent: bool) -> bool:
    opening = _RUN.match(state.src, state.pos)
    if opening is None:
        return False
    for closing in _RUN.finditer(state.src, opening.end()):
        if len(closing[0]) == len(opening[0]):
            if not silent:
                token = state.push("math_inline", "math", 0)
                token.content = _unpad(state.src[opening.end() : closing.start()])
            state.pos = closing.end()
            return True
    if not silent:
        state.pending += opening[0]
    state.pos = opening.end()
    return True


def _unpad(content: str) -> str:
    """As in code, one space at both ends belongs to the fence."""
    padded = content[:1] == " " == content[-1:] and content.strip()
    return content[1:-1] if padded else content


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    opening = _OPEN.match(_line(state, start))
    if opening is None:
        return False
    if silent:
        return True
    close = re.compile(rf"\${{{len(opening[1])},}}\s*$")
    line = start + 1
    while line < end and state.sCount[line] >= state.blkIndent and not close.match(_line(state, line)):
        line += 1
    token = state.push("math_block", "math", 0)
    token.content = state.getLines(start + 1, line, state.sCount[start], False)
    token.map = [start, line]
    state.line = min(line + 1, end)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
