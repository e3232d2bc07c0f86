"""What GitHub shows as a list is a list on the site: both readers, side by side."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
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
    "figure block": "![x](a.png)\n\n**图示内容**：a\n\n**关键信息**：\n- b\n- c\n\n**与正文对应**：d\n",
}
BLOCKS = frozenset(
    ("p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "hr", "br")
)


@pytest.fixture(scope="module")
def site_markdown() -> Markdown:
    """The site's engine with the extensions of mkdocs.yml."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=list(config.markdown_extensions), extension_configs=config.mdx_configs)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_site_shows_the_blocks_that_github_shows(site_markdown: Markdown, name: str) -> None:
    text = SAMPLES[name]
    assert _blocks(site_markdown.reset().convert(normalize(text))) == _blocks(markdown_parser().render(text))


def test_blocks_in_any_order_keep_their_structure(site_markdown: Markdown) -> None:
    """300 documents of two or three samples each; whether an item counts as loose is a matter of spacing alone."""
    source = random.Random(1)
    ends = {"fence that never ends", "lazy quotation"}  # take what follows into themselves
    names = sorted(SAMPLES.keys() - ends)
    for _ in range(300):
        text = source.choice(("", "\n")).join(SAMPLES[source.choice(names)] for _ in range(source.randint(2, 3)))
        ours, theirs = site_markdown.reset().convert(normalize(text)), markdown_parser().render(text)
        assert _without_paragraphs(ours) == _without_paragraphs(theirs), text


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


class _Reader(HTMLParser):
    """Names of block elements, `$$` for a display formula."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.found.append(tag)
        elif tag == "div" and dict(attrs).get("class") in ("arithmatex", "math block"):
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
