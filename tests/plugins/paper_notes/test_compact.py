"""Bytes go, what a reader sees stays."""

from __future__ import annotations

import pytest

from plugins.paper_notes.pages.compact import compact


def test_indents_and_empty_lines_of_templates_go() -> None:
    assert compact("<ul>\n\n    <li>\n      a <b>x</b>\n    </li>\n  \n</ul>\n") == "<ul><li>\na <b>x</b></li></ul>\n"


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>a\n\n    b\n</code></pre>",
        "<textarea>a\n   b</textarea>",
        "<script>a\n    b</script>",
        "<p>one\ntwo</p>",
        '<a href="x">one</a>\n<a href="y">two</a>',
        "<em>one</em>\n<code>two</code>",
    ],
)
def test_what_a_break_means_stays(html: str) -> None:
    """In code, in a text field, in a script whose hash the policy names, and the space between two words."""
    assert compact(html) == html


def test_blanks_and_names_in_code_need_no_element() -> None:
    code = '<pre><code><span class="k">def</span><span class="w"> </span><span class="n">x</span></code></pre>'
    assert compact(code) == '<pre><code><span class="k">def</span> x</code></pre>'
