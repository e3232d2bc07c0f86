"""A page's HTML becomes the tree: every construct of the site's Markdown, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.crosspost.reader import read_article
from plugins.crosspost.tree import (
    Align,
    Article,
    Callout,
    Code,
    CodeBlock,
    Figure,
    FootnoteRef,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Math,
    Paragraph,
    Quote,
    Span,
    Style,
    Styled,
    Table,
    Text,
)
from tests.plugins.crosspost.site_markdown import render

BASE = "https://me.example/papers/a/"


def blocks_of(markdown: str) -> tuple[object, ...]:
    return read_article(render(markdown), BASE).blocks


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("markdown", "block"),
    [
        ("## 标题 $x$", Heading(2, (Text("标题 "), Math("x")))),
        ("甲\n乙", words("甲乙")),
        ("one\ntwo", words("one two")),
        ("甲  \n乙", Paragraph((Text("甲"), LineBreak(), Text("乙")))),
        ("$$\na\n$$", Math("a", display=True)),
        ("`a|b`", Paragraph((Code("a|b"),))),
        ("![图](a.png)", Figure(Image(f"{BASE}a.png", "图"))),
        ("> 甲\n>\n> > 乙", Quote((words("甲"), Quote((words("乙"),))))),
        ("- [x] 甲\n- [ ] 乙", ListBlock((Item((words("甲"),), checked=True), Item((words("乙"),), checked=False)))),
        ("3. 甲\n4. 乙", ListBlock((Item((words("甲"),)), Item((words("乙"),))), ordered=True)),
        ('!!! note "题"\n    文', Callout((Text("题"),), (words("文"),))),
        ('??? note "题"\n    文', Callout((Text("题"),), (words("文"),))),
        ("术语\n:   解释", ListBlock((Item((Paragraph((Styled(Style.STRONG, (Text("术语"),)),)), words("解释"))),))),
        (
            "| a | b |\n| :-- | --: |\n| 1 | $x$ |",
            Table((Align.LEFT, Align.RIGHT), ((Text("a"),), (Text("b"),)), (((Text("1"),), (Math("x"),)),)),
        ),
    ],
)
def test_each_construct_is_a_node(markdown: str, block: object) -> None:
    assert blocks_of(markdown) == (block,)


@pytest.mark.parametrize("options", ["", ' title="a.py"', ' linenums="1" hl_lines="1"', ' title="a.py" linenums="1"'])
def test_code_is_byte_for_byte_whatever_stands_round_it(options: str) -> None:
    """Line numbers and titles are no code."""
    code = "def f(a):\n    return  a < 1   # ```\n\n\n  x = '&amp;'"
    (block,) = blocks_of(f"````{{ .python{options} }}\n{code}\n````")
    assert isinstance(block, CodeBlock)
    assert (block.text, block.language, block.title) == (code, "python", "a.py" if "title" in options else "")


@pytest.mark.parametrize(
    ("markdown", "inline"),
    [
        ("[a](https://x.example/(b))", Link("https://x.example/(b)", (Text("a"),))),
        ("[a](../b/)", Link("https://me.example/papers/b/", (Text("a"),))),
        ("[a](#b)", Text("a")),
        ("[a](javascript:x)", Text("a")),
        ("[a](nowhere:)", Text("a")),
        ('<a href="http://[bad">a</a>', Text("a")),
    ],
)
def test_links_are_absolute_or_words(markdown: str, inline: object) -> None:
    assert blocks_of(markdown) == (Paragraph((inline,)),)


def test_without_the_site_s_address_pictures_stay_relative_and_links_become_words() -> None:
    article = read_article(render("[a](../b/) ![c](images/d.png)"), "../")
    assert article.blocks == (Paragraph((Text("a "), Image("../images/d.png", "c"))),)


def test_footnotes_keep_their_numbers() -> None:
    article = read_article(render("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一 $x$\n[^b]: 二"), BASE)
    (paragraph,) = article.blocks
    assert isinstance(paragraph, Paragraph)
    assert [node.number for node in paragraph.children if isinstance(node, FootnoteRef)] == [2, 1, 2]
    assert [(note.number, note.blocks) for note in article.footnotes] == [
        (1, (Paragraph((Text("一 "), Math("x"))),)),
        (2, (words("二"),)),
    ]


def test_the_title_and_the_permalinks_are_left_out() -> None:
    html = '<h1 id="a">题</h1><h2 id="b">节<a class="headerlink" href="#b">#</a></h2>'
    assert read_article(html, BASE).blocks == (Heading(2, (Text("节"),)),)


def test_figures_keep_their_captions() -> None:
    html = '<figure><p><img src="a.png" alt="图"></p><figcaption>题注</figcaption></figure>'
    assert read_article(html, BASE).blocks == (Figure(Image(f"{BASE}a.png", "图"), (Text("题注"),)),)


def test_words_that_follow_a_summary_at_once_are_kept() -> None:
    blocks = read_article("<details><summary>题</summary>文</details>").blocks
    assert blocks == (Callout((Text("题"),), (Paragraph((Text("文"),)),)),)


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<table></table>文", Paragraph((Text("文"),))),
        ("<p>a<!-- c -->b</p>", Paragraph((Text("ab"),))),
        ("<p><em></em>a</p>", Paragraph((Text("a"),))),
        ('<p>a<a class="footnote-ref" href="#fn:x">1</a></p>', Paragraph((Text("a"),))),
        ('<p><span class="arithmatex">x+1</span></p>', Paragraph((Math("x+1"),))),
        ("<dl><dd>义</dd></dl>", ListBlock((Item((Paragraph((Text("义"),)),)),))),
        ('<div class="highlight">x = 1</div>', CodeBlock((Span("", "x = 1"),))),
        ("<pre><code>a<!-- c -->b</code></pre>", CodeBlock((Span("", "a"), Span("", "b")))),
        (
            '<p><a href="https://me.example/"><img src="a.png" alt="图"></a></p>',
            Paragraph((Link("https://me.example/", (Image("a.png", "图"),)),)),
        ),
    ],
)
def test_html_that_the_site_does_not_write_keeps_its_words(html: str, block: object) -> None:
    assert read_article(html).blocks == (block,)


def test_a_caption_of_words_is_a_paragraph_below_them() -> None:
    blocks = read_article("<figure><p>a</p><figcaption>题</figcaption></figure>").blocks
    assert blocks == (Paragraph((Text("a"),)), Paragraph((Text("题"),)))


def test_nesting_without_end_is_cut() -> None:
    depth, blocks = 0, read_article("<blockquote>" * 5000 + "x", BASE).blocks
    while blocks and isinstance(blocks[0], Quote):
        depth, blocks = depth + 1, blocks[0].blocks
    assert 0 < depth < 500


@given(st.text(alphabet="<>/&;\"'= abpiuldvtxh1-_!\n\x00图", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read_article(text, BASE), Article)


def test_an_alert_of_github_is_a_callout() -> None:
    """The mark goes; its words and the blocks after them stay."""
    tip = "<blockquote>\n<p>[!TIP]\n文 <strong>粗</strong></p>\n<p>二</p>\n</blockquote>"
    (callout,) = read_article(tip).blocks
    assert callout == Callout(
        (Text("提示"),),
        (Paragraph((Text("文 "), Styled(Style.STRONG, (Text("粗"),)))), Paragraph((Text("二"),))),
    )
    (quote,) = read_article("<blockquote><p>[!OTHER] 文</p></blockquote>").blocks
    assert isinstance(quote, Quote)
