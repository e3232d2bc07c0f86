"""Emphasis next to Chinese punctuation is seen by strict parsers."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from plugins.crosspost.markdown import Lines, MarkdownWriter
from plugins.crosspost.tree import Code, Math, Style, Styled, Text


class PlainWriter(MarkdownWriter):
    """Writes formulas as their TeX."""

    def display(self, formula: Math) -> Lines:
        return [formula.tex]

    def formula(self, formula: Math) -> str:
        return formula.tex


def bold(text: str) -> Styled:
    return Styled(Style.STRONG, (Text(text),))


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ((bold("注意"), Text("文")), "**注意**文"),
        ((bold("注意："), Text("文")), "**注意：** 文"),
        ((bold("注意："), Text("，")), "**注意：**，"),
        ((Text("文"), bold("（一）"), Text("文")), "文 **（一）** 文"),
        ((bold("甲"), bold("乙")), "**甲** **乙**"),
        ((bold(" 甲 "), Text("乙")), " **甲** 乙"),
        ((Styled(Style.STRONG, (Styled(Style.EMPHASIS, (Text("甲"),)),)),), "***甲***"),
        ((Code("a"), Code("b")), "`a` `b`"),
        ((Styled(Style.STRONG, (bold("甲"),)),), "**甲**"),
    ],
)
def test_delimiters_count(words: tuple[Styled | Text | Code, ...], markdown: str) -> None:
    assert PlainWriter().inlines(words) == markdown
    shown = MarkdownIt().renderInline(markdown)
    assert "*" not in shown
    assert "`" not in shown
