"""HTML that an engine reads as Markdown comes out as it went in, whatever it says."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html
from markdown import Markdown
from markupsafe import Markup
from mkdocs.config import load_config

from generator.note.document import markdown_parser
from plugins.paper_notes.export.passthrough import EXTENSIONS, as_markdown, split_blocks
from tests.conftest import ROOT

MARKS = (
    "*a* _b_ `c` $d$ [e](f) ![g](h) <i>i</i> ~~j~~ https://k.example l@m.example :smile: [^1] \\( n \\) | o | {p} # q"
)
BLOCKS = [
    f"<p>{MARKS}</p>",
    "<p>- no list</p>",
    '<div class="highlight"><pre><span></span><code>a\n\n    b\n</code></pre></div>',
    "<pre><code>```\n# no fence\n```\n</code></pre>",
    '<div class="arithmatex">\\[a &lt; b \\\\ c_d * e_f\\]</div>',
    '<table><thead><tr><th style="text-align: right;">x|y</th></tr></thead></table>',
    '<figure class="pn-figure"><img alt="a&#10;b *c*" src="a.png"><figcaption><p>x</p>\n<ul>\n<li>y</li>\n</ul>'
    "</figcaption></figure>",
    "<blockquote>\n<p>&gt; x</p>\n</blockquote>",
    "<ol>\n<li>\n<p>x</p>\n<pre><code>y\nz\n</code></pre>\n</li>\n</ol>",
    "<hr>",
    '<section class="footnote"><ol><li id="fn:1"><p>x</p></li></ol></section>',
]


@pytest.fixture(scope="module")
def engine() -> Markdown:
    """Python-Markdown with the extensions of an exported site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=[*config.markdown_extensions, *EXTENSIONS], extension_configs=config.mdx_configs)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_passes_through_unchanged(engine: Markdown, block: str) -> None:
    """At the top of a page, and within a note's text."""
    for html in (block, f'<div class="pn-text" lang="zh">\n{block}\n</div>'):
        assert _shape(engine.reset().convert(as_markdown(html))) == _shape(html)


@pytest.mark.parametrize("block", BLOCKS)
def test_it_passes_through_a_parser_of_commonmark_too(block: str) -> None:
    assert _shape(markdown_parser().render(as_markdown(block))) == _shape(block)


@pytest.mark.parametrize(
    "words",
    [
        "方法",
        MARKS.replace("<i>i</i>", "&lt;i&gt;"),
        '<span class="arithmatex">\\(x_1\\)</span> 与 <code>a*b</code>',
        "a & b",
    ],
)
def test_a_heading_is_a_heading_of_the_engine_with_its_id_and_words(engine: Markdown, words: str) -> None:
    """So the engine's own contents list it; nothing in its words is Markdown."""
    html = f'<div class="pn-text"><h2 id="核心">{words}<a class="headerlink" href="#核心">#</a></h2><p>x</p></div>'
    rendered = engine.reset().convert(as_markdown(html))
    heading = lxml_html.fromstring(rendered).find(".//h2")
    assert heading is not None
    assert heading.get("id") == "核心"
    assert heading.text_content().removesuffix("#") == lxml_html.fromstring(f"<p>{words}</p>").text_content()
    assert [token["id"] for token in engine.toc_tokens] == ["核心"]
    assert heading.xpath("count(.//em | .//strong | .//img | .//i)") == 0


def test_html_that_is_marked_as_safe_is_written_like_any_other() -> None:
    html = "<pre><code>a\nb &lt;\n</code></pre>"
    assert as_markdown(Markup(html)) == as_markdown(html) == "<pre><code>a&#10;b &lt;&#10;</code></pre>\n"


def test_what_stands_between_blocks_stays(engine: Markdown) -> None:
    assert list(split_blocks('words <p>a</p> more <a href="x">y</a>')) == [
        "<div>words</div>",
        "<p>a</p>",
        "<div>more</div>",
        '<div><a href="x">y</a></div>',
    ]


def _shape(html: str) -> str:
    """The elements with their attributes and words; white space between blocks is nobody's concern."""
    tree = lxml_html.fromstring(f"<div>{html}</div>")
    for wrapper in tree.iter("div"):
        wrapper.attrib.pop("markdown", None)
    parts: list[str] = []
    for element in tree.iter():
        inside = any(parent.tag == "pre" for parent in element.iterancestors()) or element.tag == "pre"
        text, tail = element.text or "", element.tail or ""
        clean = (lambda words: words) if inside else (lambda words: re.sub(r"\s+", " ", words).strip())
        parts += [element.tag, *sorted(f"{key}={value}" for key, value in element.attrib.items()), clean(text)]
        parts.append(tail if inside and element.tag != "pre" else re.sub(r"\s+", " ", tail).strip())
    return "\0".join(part for part in parts if part)
