"""What GitHub shows as a list is a list on the site: both readers, side by side."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from generator.note.document import markdown_parser
from plugins.paper_notes.dialect import normalize
from tests.conftest import ROOT
from tests.site.library import NOTES

SAMPLES = {
    "list right below words": "文字：\n- a\n- b\n",
    "numbers right below words": "文字：\n1. a\n2. b\n",
    "no list: a number in words": "文字\n2. a\n",
    "no list: a number in words of an item": "- 文字\n  2. a\n",
    "no heading: a hash without a space": "#5 号\n#6 号\n",
    "heading of two lines": "a\nb\n---\n",
    "nested by two": "- a\n  - b\n    - c\n- d\n",
    "nested by three": "1. a\n   - b\n2. c\n",
    "nested by four": "- a\n    - b\n",
    "numbers in a list": "- a\n  1. b\n  2. c\n",
    "paragraphs of an item": "- a\n\n  b\n- c\n",
    "paragraphs of a number": "1. a\n\n   b\n\n2. c\n",
    "ten items": "9. a\n10. b\n\n    c\n",
    "code in a list": "- a\n\n  ```py\n  x\n\n  y\n  ```\n\n- b\n",
    "code in a nested list": "1. a\n   - b\n\n     ```py\n     x\n     ```\n",
    "formula in a list": "- a\n\n  $$\n  x\n  $$\n\n- b\n",
    "formula right below words": "文字\n\n$$\nx\n$$\n后\n",
    "hard break": "a\\\nb\n",
    "no break: an escaped backslash": "a\\\\\nb\n",
    "hard break in a list": "- a\\\n  b\n",
    "quotation right below words": "文字\n> q\n",
    "lazy quotation": "> q\n续\n",
    "list in a quotation": "> 文字\n> - a\n> - b\n",
    "nested quotation": "> a\n> > b\n",
    "two quotations": "> a\n\n> b\n",
    "heading right below words": "文字\n## 标题\n后\n",
    "heading right below a list": "- a\n## 标题\n",
    "fence right below words": "文字\n```py\nx\n```\n后\n",
    "tilde fence": "~~~py\n- a\n~~~\n",
    "fence that never ends": "文字\n```\na\n",
    "table right below words": "文字\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "two kinds of list": "- a\n\n1. b\n",
    "two signs of list": "- a\n* b\n",
    "plus signs": "+ a\n+ b\n",
    "numbers with brackets": "1) a\n2) b\n",
    "begins at three": "3. a\n4. b\n",
    "loose list": "- a\n\n- b\n",
    "rule": "a\n\n---\n\nb\n",
    "empty item": "-\n- a\n",
    "tab behind the sign": "-\ta\n\n\tb\n",
    "formula within words": "文字 $$x$$ 后\n",
    "formula within words over lines": "文字 $$\nx\n$$ 后\n",
    "two formulas within words": "$$x$$ 与 $$y$$\n",
    "formula right below words, closed at once": "文字\n$$x=1$$\n后\n",
    "formula that begins behind its mark": "$$x\n+y$$\n",
    "formula glued to an item": "- a\n$$\nx\n$$\n- b\n",
    "formula within words of a quotation": "> a $$x$$\n> b\n",
    "quotation right in an item": "- > a\n  >\n  > b\n",
    "fence right in an item": "- ```\n  x\n\n  y\n  ```\n",
    "dollars in code": "见 `$$x$$` 与 `$`\n",
    "bars in the formula of a table": "| a | b |\n| --- | --- |\n| $\\|x\\|$ | 2 |\n",
    "less than": "n <3 与 a<b 且 x < y\n",
    "figure block": "![x](a.png)\n\n**图示内容**：a\n\n**关键信息**：\n- b\n- c\n\n**与正文对应**：d\n",
}
BLOCKS = frozenset(
    ("p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "hr", "br")
)


@lru_cache(maxsize=1)
def _site_markdown() -> Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=list(config.markdown_extensions), extension_configs=config.mdx_configs)


@pytest.fixture
def site_markdown() -> Markdown:
    """The site's engine with the extensions of mkdocs.yml."""
    return _site_markdown()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_site_shows_the_blocks_that_github_shows(site_markdown: Markdown, name: str) -> None:
    text = SAMPLES[name]
    blocks = _without_paragraphs if "formula" in name else _blocks  # a formula within words ends their paragraph
    assert blocks(site_markdown.reset().convert(normalize(text))) == blocks(markdown_parser().render(text))


def test_blocks_in_any_order_keep_their_structure(site_markdown: Markdown) -> None:
    """300 documents of two or three samples each; whether an item counts as loose is a matter of spacing alone."""
    source = random.Random(1)
    for _ in range(300):
        text = source.choice(("", "\n")).join(SAMPLES[source.choice(_JOINABLE)] for _ in range(source.randint(2, 3)))
        ours, theirs = site_markdown.reset().convert(normalize(text)), markdown_parser().render(text)
        assert _without_paragraphs(ours) == _without_paragraphs(theirs), text


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """Samples one after the other, with a blank line between or none, each within lists and quotations or not."""
    pieces = draw(
        st.lists(
            st.tuples(st.sampled_from(_JOINABLE), st.lists(st.sampled_from(_AROUND), max_size=2)),
            min_size=1,
            max_size=4,
        )
    )
    gaps = draw(st.lists(st.sampled_from(("", "\n")), min_size=len(pieces), max_size=len(pieces)))
    return "".join(_within(SAMPLES[name], around) + gap for (name, around), gap in zip(pieces, gaps, strict=True))


def _within(text: str, around: list[str]) -> str:
    for mark in around:
        rest = mark if mark == "> " else " " * len(mark)
        first, *lines = text.rstrip("\n").split("\n")
        text = "\n".join([f"{mark}{first}", *(f"{rest}{line}".rstrip() for line in lines)]) + "\n"
    return text


_ENDLESS = {"fence that never ends", "lazy quotation"}  # take what follows into themselves
_JOINABLE = sorted(SAMPLES.keys() - _ENDLESS)
_AROUND = ("- ", "* ", "1. ", "> ")


@settings(max_examples=200)
@given(_documents())
def test_samples_within_each_other_keep_their_structure(text: str) -> None:
    ours, theirs = _site_markdown().reset().convert(normalize(text)), markdown_parser().render(text)
    assert _without_paragraphs(ours) == _without_paragraphs(theirs)


def test_a_bar_in_a_formula_of_a_table_is_the_bar_that_github_shows(site_markdown: Markdown) -> None:
    """Written `\\|` there, which alone would be the double bar of a norm."""
    html = site_markdown.reset().convert(normalize(SAMPLES["bars in the formula of a table"]))
    assert r"\(\vert{}x\vert{}\)" in html


def test_display_formulas_in_a_heading_or_a_table_are_inline() -> None:
    assert normalize("## 题 $$x$$\n") == "## 题 $x$\n"
    assert normalize("| a |\n| --- |\n| $$x$$ |\n") == "| a |\n| --- |\n| $x$ |\n"


@pytest.mark.parametrize(
    "note", [*NOTES.glob("*/README.md"), *(ROOT / "paper-notes").glob("*/README.md")], ids=lambda path: path.parent.name
)
def test_real_notes_keep_their_structure_and_words(site_markdown: Markdown, note: Path) -> None:
    text = re.sub(r"\[\^\d+\](?::.*)?", "", note.read_text(encoding="utf-8"))  # footnotes are an extension
    ours, theirs = site_markdown.reset().convert(normalize(text)), markdown_parser().render(text)
    assert _without_paragraphs(ours) == _without_paragraphs(theirs)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_note_in_the_form_of_both_stays_as_it_is(name: str) -> None:
    once = normalize(SAMPLES[name])
    assert normalize(once) == once


def test_definitions_of_links_and_footnotes_stay() -> None:
    text = "见 [a][1] 与[^1]。\n\n[1]: https://example.org\n[^1]: 脚注\n\n后\n"
    assert normalize(text) == text


_OF_LINES = {"td", "th", "h1", "h2", "h3", "h4"}


class _Reader(HTMLParser):
    """Names of block elements, `$$` for a display formula; in a cell or a heading it is inline, whoever shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_line = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.found.append(tag)
            self.in_line = tag in _OF_LINES
        elif (
            tag == "div"
            and not self.in_line
            and dict(attrs).get("class") in ("arithmatex", "math block", "math inline")
        ):
            self.found.append("$$")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS - {"br", "hr"}:
            self.found.append(f"/{tag}")


def _blocks(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    return reader.found


def _without_paragraphs(html: str) -> list[str]:
    return [name for name in _blocks(html) if name not in ("p", "/p")]


def test_a_list_deeper_than_the_parser_reads_loses_no_word_and_stops_no_build() -> None:
    text = normalize("".join("  " * level + f"- w{level}\n" for level in range(40)))
    assert all(f"w{level}" in text for level in range(40))
