"""Markdown as the platforms' parsers read it: which dollars are a formula."""

from __future__ import annotations

import pytest

from plugins.crosspost.dialect import render_markdown


def drawn(text: str) -> str:
    return render_markdown(text, lambda tex, display: f"[{'block' if display else 'inline'} {tex}]")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a $x$ b", "<p>a [inline x] b</p>"),
        ("a $$x$$ b", "<p>a [inline x] b</p>"),
        ("costs $5 only", "<p>costs $5 only</p>"),
        ("one $a$$ two", "<p>one $a$$ two</p>"),
        ("    $$\n    x\n    $$", "<pre><code>$$\nx\n$$\n</code></pre>"),
        ("$$\nx\n$$", "[block x]"),
    ],
    ids=["a formula", "two dollars within a line", "one dollar", "runs that differ", "code", "a block"],
)
def test_a_run_of_dollars_is_closed_by_one_as_long_or_is_text(text: str, html: str) -> None:
    assert drawn(text).strip() == html


def test_dollars_in_the_text_of_a_link_are_looked_at_once_more() -> None:
    """The parser first skips what a bracket holds, formulas and loose dollars alike."""
    assert drawn("[a $x$ b $5](https://example.org)") == '<p><a href="https://example.org">a [inline x] b $5</a></p>\n'
