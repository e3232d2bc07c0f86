"""A page's article as the sections that are searched."""

from __future__ import annotations

from plugins.paper_notes.search.article import Section, read_sections
from plugins.paper_notes.search.document import document
from plugins.paper_notes.search.embedded import embedded_entry, script
from plugins.paper_notes.search.page import SearchPage


def _read(body: str) -> list[tuple[int, str, str, str]]:
    sections = read_sections(f"<html><header><p>站点</p></header><article class='x'>{body}</article></html>")
    return [(section.level, section.anchor, section.title, section.text) for section in sections]


def test_each_heading_begins_a_section_with_its_anchor() -> None:
    html = '<h1 id="t">题<a class="headerlink">#</a></h1><p>一</p><h2 id="m">方法</h2><p>二</p><ul><li>三</li></ul>'
    assert _read(html) == [(1, "t", "题", "一"), (2, "m", "方法", "二 三")]


def test_only_the_article_is_read_and_of_it_nothing_that_speaks_of_the_page_itself() -> None:
    html = (
        "<p>正文</p><nav>导航</nav><aside>提示</aside><div data-search-exclude>相关笔记</div><button>复制</button>"
        "<script>alert(1)</script><!-- 注释 --><p>末尾</p>"
    )
    assert _read(html) == [(1, "", "", "正文 末尾")]


def test_stars_are_no_words() -> None:
    """All five are drawn, some of them pale: read as text they would be five."""
    assert _read('<p>难度 <span class="pn-stars">★★★<i>★★</i></span> 需要图论</p>') == [(1, "", "", "难度 需要图论")]


def test_a_figure_is_a_section_under_its_caption_at_the_end() -> None:
    """It leads to itself where it has an id, else to the section that shows it."""
    html = (
        '<h2 id="m">方法</h2><figure><img alt="整体架构"><figcaption><p>图示内容：网格</p></figcaption></figure>'
        '<p>之后</p><figure id="f2"><img alt="结果"></figure>'
    )
    assert _read(html) == [(2, "m", "方法", "之后"), (6, "m", "整体架构", "图示内容：网格"), (6, "f2", "结果", "")]


def test_formulas_are_read_as_symbols_inside_words_and_headings() -> None:
    html = r'<h2 id="a">幂律 <span class="arithmatex">\(\alpha_N\)</span></h2><div class="arithmatex">\[f(x)\]</div>'
    assert _read(html) == [(2, "a", "幂律 α_N", "f ( x )")]


def test_words_within_a_line_are_not_torn_apart() -> None:
    assert _read("<p>注<strong>意</strong>力与 <code>soft</code><em>max</em></p>") == [(1, "", "", "注意力与 softmax")]


def test_a_page_without_an_article_has_nothing_to_find() -> None:
    assert read_sections("<html><body><p>x</p></body></html>") == ()
    assert read_sections("<article>  </article>") == ()


PAGE = SearchPage("papers/a/index.html", 'A "title" <b>', {"stars": "4", "venue": 'x"y'})


def test_a_document_carries_title_filters_and_words_and_escapes_all_of_it() -> None:
    html = document(PAGE, [Section(2, 'a"b', "方法", ["注意力 <script>"])])
    assert '<meta data-pagefind-filter="stars[content]" content="4">' in html
    assert 'content="x&quot;y"' in html
    assert '<h2 id="a&quot;b">方法 法</h2><p>注意 意力 力 &lt;script&gt;</p>' in html
    assert "<b>" not in html


def test_the_embedded_index_is_a_script_that_no_text_can_end() -> None:
    text = script("x", [embedded_entry(PAGE, [Section(1, "", "t", ["</script><!--"])])])
    assert text.startswith("window.x = [")
    assert "<" not in text
