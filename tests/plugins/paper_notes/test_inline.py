"""Values of the header and the TL;DR as inline HTML."""

from __future__ import annotations

import pytest

from generator.note.plain import plain_text
from plugins.paper_notes.inline import first_paragraph, inline_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A & B <b>c</b>", "A &amp; B &lt;b&gt;c&lt;/b&gt;"),
        ("**粗** *斜* `x<y`", "<strong>粗</strong> <em>斜</em> <code>x&lt;y</code>"),
        ("$k<n$ 近邻", '<span class="arithmatex">\\(k&lt;n\\)</span> 近邻'),
        ("[代码](https://example.org/?a&b)", '<a href="https://example.org/?a&amp;b">代码</a>'),
        ("<https://example.org/>", '<a href="https://example.org/">https://example.org/</a>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](../second/README.md)", "x"),
        ("![图](images/a.png)", "图"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("", ""),
    ],
)
def test_a_line_keeps_its_marks_and_nothing_else(text: str, html: str) -> None:
    assert inline_html(text) == html


def test_plain_text_is_the_words_alone() -> None:
    assert plain_text("用 **网格** 把 $O(n^2)$ 降到 [线性](https://example.org)") == "用 网格 把 O(n^2) 降到 线性"


def test_the_first_paragraph_of_a_section_is_one_line() -> None:
    assert first_paragraph("第一句。\n第二句。\n\n第二段") == "第一句。 第二句。"
    assert first_paragraph("> 引文") == "引文"
    assert first_paragraph("") == ""
