"""The site's own parts: card, lists, head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.config import Language
from plugins.paper_notes.collection import Collection, read_collection
from plugins.paper_notes.pages.facets import read_facets
from plugins.paper_notes.pages.head import load_assets
from plugins.paper_notes.pages.lists import ALL_MARK, NEWEST_MARK, fill_lists
from plugins.paper_notes.pages.note import head_texts, note_page
from tests.site.library import write_library


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """A finished note and a draft."""
    return read_collection(write_library(tmp_path))


def test_the_card_shows_the_header_in_chinese(collection: Collection) -> None:
    html = _page(collection, "first", Language.ZH)
    assert 'aria-label="4 星（共 5 星）：需要较深的领域知识"' in html
    assert re.findall(r'<li><a href="\.\./\?need=([^"]+)">([^<]+)</a></li>', html) == [
        ("Attention%20%E6%9C%BA%E5%88%B6", "Attention 机制"),
        ("%E6%A0%B8%E5%87%BD%E6%95%B0", "核函数"),
        ("Scaling%20Law%20%E6%A6%82%E5%BF%B5", "Scaling Law 概念"),
    ]
    assert "<dd>约 15 分钟</dd>" in html
    assert '<a class="pn-button" href="paper.pdf">论文 PDF</a>' in html
    assert '<dt>代码</dt><dd><a href="https://example.org/grid-attention">' in html
    assert "pn-draft" not in html


def test_the_card_shows_the_same_in_english(collection: Collection) -> None:
    html = _page(collection, "first", Language.EN)
    assert 'aria-label="4 of 5 stars: deep knowledge of the field"' in html
    assert "<dd>15 min</dd>" in html


def test_a_draft_says_so_and_what_that_means(collection: Collection) -> None:
    html = _page(collection, "second", Language.ZH)
    assert '<span class="pn-draft">草稿</span>' in html
    assert "逐字摘录" in html


def test_the_card_stands_between_the_title_and_the_text(collection: Collection) -> None:
    html = _page(collection, "first", Language.ZH)
    assert html.index("<h1>") < html.index("pn-card") < html.index("<p>正文</p>")


def test_what_a_header_says_is_escaped(tmp_path: Path) -> None:
    """A header comes from a PDF or a model: it is text, whatever it says."""
    library = write_library(tmp_path)
    readme = library / "first" / "README.md"
    readme.write_text(readme.read_text().replace("ICML 2024", "<img src=x onerror=alert(1)> 2024"))
    html = _page(read_collection(library), "first", Language.ZH)
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; 2024" in html


def test_the_head_gets_title_and_tldr_in_plain_words(collection: Collection) -> None:
    texts = head_texts(collection.entries[0])
    assert texts["title"] == "线性注意力：把平方复杂度降到线性"
    assert texts["description"].startswith("标准注意力的计算量随序列长度 n 平方增长")


def test_what_goes_into_the_head_is_escaped(tmp_path: Path) -> None:
    """MkDocs' templates escape nothing by themselves."""
    library = write_library(tmp_path)
    readme = library / "second" / "README.md"
    hostile = '"&lt;/title>&lt;script>'
    text = readme.read_text().replace("# Clustering", f"# {hostile}", 1).replace("> “We", f"{hostile} “We")
    readme.write_text(text)
    entry = next(entry for entry in read_collection(library).entries if entry.slug == "second")
    escaped = "&quot;&lt;/title&gt;&lt;script&gt;"
    assert [text[: len(escaped)] for text in head_texts(entry).values()] == [escaped, escaped]


def test_the_front_page_shows_as_many_notes_as_asked_and_leads_to_all(collection: Collection) -> None:
    html = fill_lists(f"<p>前</p>{NEWEST_MARK}", collection, Language.ZH, 1, _link)
    assert html.startswith("<p>前</p>")
    assert html.count("<li>\n<h3") == 1
    assert '<a href="/papers/index.md">全部笔记</a>共 2 篇' in html


def test_the_list_of_all_notes_goes_by_year(collection: Collection) -> None:
    html = fill_lists(ALL_MARK, collection, Language.ZH, 1, _link)
    assert html.count("<h2>2024</h2>") == 1
    assert html.index("/papers/first/README.md") < html.index("/papers/second/README.md")


def test_facets_count_the_notes_of_each_value_and_one_that_narrows_nothing_is_left_out(collection: Collection) -> None:
    """Both notes are of 2024."""
    assert [(facet.name, facet.values) for facet in read_facets(collection.entries, Language.ZH)] == [
        ("stars", (("2", "★★", 1), ("4", "★★★★", 1))),
        (
            "need",
            tuple((need, need, 1) for need in ("Attention 机制", "Scaling Law 概念", "并查集", "核函数", "空间哈希")),
        ),
    ]


def test_an_empty_library_says_how_to_add_a_paper() -> None:
    html = fill_lists(NEWEST_MARK + ALL_MARK, Collection(()), Language.EN, 1, _link)
    assert html.count("Put a paper at paper-notes/&lt;name&gt;/paper.pdf") == 2


def test_other_pages_stay_as_they_are(collection: Collection) -> None:
    assert fill_lists("<p>x</p>", collection, Language.ZH, 1, _link) == "<p>x</p>"


def test_formulas_load_katex_into_the_head_and_other_pages_load_nothing() -> None:
    page = '<html><head></head><body><span class="arithmatex">\\(x\\)</span></body></html>'
    assert '<script defer src="../../assets/paper-notes/katex/katex.min.js"></script>' in load_assets(page, "../..")
    assert load_assets(page.replace("arithmatex", "x"), ".") == page.replace("arithmatex", "x")


def _page(collection: Collection, slug: str, language: Language) -> str:
    entry = next(entry for entry in collection.entries if entry.slug == slug)
    return note_page("<h1>标题</h1>\n<p>正文</p>", entry, language, home="../..", index="../")


def _link(source: str) -> str:
    return f"/{source}"
