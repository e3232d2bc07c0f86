"""Bytes go, what a reader sees stays."""

from __future__ import annotations

import pytest

from plugins.paper_notes.pages.compact import compact, without_comments


def test_a_style_sheet_is_served_without_its_comments() -> None:
    assert without_comments("/* why */\n\na { b: c; /* d */ }\n/* of\ntwo lines */\ne { f: g; }\n") == (
        "a { b: c; }\ne { f: g; }\n"
    )


def test_indents_and_empty_lines_of_templates_go() -> None:
    assert compact("<ul>\n\n    <li>\n      a <b>x</b>\n    </li>\n  \n</ul>\n") == "<ul><li>a <b>x</b></li></ul>\n"


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


def test_an_icon_that_stands_there_twice_is_drawn_once() -> None:
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{}"/></svg>'
    moon, sun = icon.format("M0 1" * 30), icon.format("M0 2" * 30)
    assert compact(f"<b>{moon}</b>{sun}<i>{moon}</i>").split("<svg") == [
        "<b>",
        f' viewBox="0 0 24 24"><path id="__icon-0" d="{"M0 1" * 30}"/></svg></b>',
        f' viewBox="0 0 24 24"><path d="{"M0 2" * 30}"/></svg><i>',
        ' viewBox="0 0 24 24"><use href="#__icon-0"/></svg></i>',
    ]


def test_data_in_an_attribute_is_quoted_by_what_it_does_not_hold() -> None:
    """No other attribute, and no words that look like one."""
    told = '<b data-a="{&#34;x&#34;:&#34;&lt;y&amp;&#34;}" title="&#34;so&#34;" data-b="it\'s &#34;">data-c="&#34;"</b>'
    assert compact(told) == told.replace('"{&#34;x&#34;:&#34;&lt;y&amp;&#34;}"', '\'{"x":"&lt;y&amp;"}\'')


def test_what_the_themes_script_is_told_is_short_and_can_not_end_its_element() -> None:
    told = (
        '<script id="__config" type="application/json">{"a": "\\u590d\\u5236", "b": "\\u003c/script\\u003e"}</script>'
    )
    assert compact(told) == (
        '<script id="__config" type="application/json">{"a":"复制","b":"\\u003c/script\\u003e"}</script>'
    )
