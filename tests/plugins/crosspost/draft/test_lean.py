"""Styles that say nothing go; the words, the elements and the look stay."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.crosspost.draft.lean import lean
from plugins.crosspost.math import Typesetter
from plugins.crosspost.media import Media
from plugins.crosspost.styles import read_style
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import Article
from plugins.crosspost.wechat import write_wechat
from tests.plugins.crosspost.trees import articles

INHERITED = ("color", "font-family", "font-size", "letter-spacing", "line-height", "white-space")


@pytest.mark.parametrize(
    ("html", "less"),
    [
        ('<section style="color:#333"><p style="margin:0;color:#333">a</p></section>', '<p style="margin:0">a</p>'),
        ('<section style="color:#333"><p style="color:#444">a</p></section>', '<p style="color:#444">a</p>'),
        ('<section><strong style="font-weight:bold">a</strong></section>', "<strong>a</strong>"),
        ('<section style="color:#333"><span style="color:#333">a</span>b</section>', "ab"),
        ('<section style="font-size:9px"><h2 style="font-size:9px">a</h2></section>', '<h2 style="font-size:9px">a'),
        ('<section><td style="text-align:left">a</td></section>', "<td>a</td>"),
        ('<section><svg style="width:1ex"><path d="M0"/></svg></section>', 'style="width:1ex"><path d="M0"/></svg>'),
    ],
)
def test_what_an_element_has_anyway_is_left_out(html: str, less: str) -> None:
    assert less in lean(html)


def look(element: HtmlElement, above: dict[str, str]) -> list[tuple[str, str]]:
    """Each run of words with what it looks like: what it inherits, and what stands on its own element."""
    style = read_style(element.get("style", ""))
    plain = element.tag in {"section", "p", "span", "ul", "ol", "li", "blockquote", "strong", "em", "s", "u", "td"}
    handed = {**(above if plain else {}), **{name: value for name, value in style.items() if name in INHERITED}}
    seen = str(sorted(handed.items()))
    runs = [(element.text or "", seen)]
    for child in element:
        runs += [*look(child, handed), (child.tail or "", seen)]
    return runs


def words_of(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring words of the same look as one."""
    merged: list[tuple[str, str]] = []
    for text, seen in runs:
        if text and merged and merged[-1][1] == seen:
            merged[-1] = (merged[-1][0] + text, seen)
        elif text:
            merged.append((text, seen))
    return merged


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_article_looks_the_same(article: Article, typesetter: Typesetter) -> None:
    html = write_wechat(article, load_theme("seal"), typesetter, Media()).text
    before, after = lxml_html.fragment_fromstring(html), lxml_html.fragment_fromstring(lean(html))
    assert words_of(look(after, {})) == words_of(look(before, {}))
    assert [e.tag for e in after.iter() if e.tag != "span"] == [e.tag for e in before.iter() if e.tag != "span"]
    assert len(lean(html)) <= len(html)
