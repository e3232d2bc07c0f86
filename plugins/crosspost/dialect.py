"""Markdown as the platforms' parsers read it: CommonMark, GFM's tables, strikes and tasks, math as remark-math has it.

Source of the math rules: micromark-extension-math, which ByteMD uses. A run of dollars opens a formula, the next run of
the same length closes it, as with code; a line of two or more dollars opens a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.tasklists import tasklists_plugin

_RUN = re.compile(r"\$+")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
_OPEN = re.compile(r"(\${2,})([^$]*)$")


DrawFormula = Callable[[str, bool], str]
"""The HTML of a formula, which is TeX, and whether it stands on lines of its own."""


def render_markdown(text: str, draw: DrawFormula) -> str:
    """Markdown as a reader of the platform sees it."""
    parser = _parser()
    html: str = parser.renderer.render(parse_markdown(text), parser.options, {"draw": draw})
    return html


@lru_cache(maxsize=4)
def parse_markdown(text: str) -> list[Token]:
    """The tokens of Markdown, to be left as they are: the gate and the preview read the same."""
    return _parser().parse(text)


def without_front_matter(text: str) -> str:
    """The Markdown of an export that may begin with front matter."""
    return _FRONT_MATTER.sub("", text, count=1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.use(tasklists_plugin)
    parser.inline.ruler.before("escape", "math_inline", _inline)
    parser.block.ruler.before("fence", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.add_render_rule("math_inline", _draw)
    parser.add_render_rule("math_block", _draw)
    return parser


def _draw(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: dict[str, DrawFormula]
) -> str:
    del renderer, options
    return env["draw"](tokens[place].content, tokens[place].type == "math_block")


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
