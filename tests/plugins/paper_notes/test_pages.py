"""The site's own parts: the card, lists, catalogue data, pages by value, the gallery, the graph's page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.config import Language
from generator.note.concepts import read_vocabulary
from plugins.paper_notes.catalogue import Catalogue, build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.pages.build import Build, build_pages
from plugins.paper_notes.pages.facets import read_facets
from plugins.paper_notes.pages.head import load_assets
from plugins.paper_notes.pages.lists import ALL_MARK, NEWEST_MARK, fill_lists
from plugins.paper_notes.pages.note import head_texts, note_page
from plugins.paper_notes.pages.page import PAGE_SIZE, parts
from plugins.paper_notes.pages.site import Site
from tests.conftest import ROOT
from tests.site.library import NOTES, write_library, write_note


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A finished note and a draft."""
    return write_library(tmp_path)


def test_the_card_shows_the_header_in_chinese(library: Path) -> None:
    html = _note(library, "first", Language.ZH)
    assert 'title="4 星（共 5 星）：需要较深的领域知识"' in html
    assert '<span class="pn-facts__legend">需要较深的领域知识</span>' in html
    assert "<dd>约 15 分钟</dd>" in html
    assert '<a class="pn-button" href="/papers/first/paper.pdf">论文 PDF</a>' in html
    assert '<dt>代码</dt><dd><a href="https://example.org/grid-attention">' in html
    assert "pn-badge" not in html


def test_a_prerequisite_on_the_card_leads_to_the_page_of_its_concept_whatever_the_note_calls_it(library: Path) -> None:
    """ "Attention 机制" is 注意力机制."""
    html = _note(library, "first", Language.ZH)
    assert re.findall(r'<li><a href="/browse/prerequisite/([^"]+).md">([^<]+)</a></li>', html) == [
        ("attention", "Attention 机制"),
        ("kernel-method", "核函数"),
        ("scaling-law", "Scaling Law 概念"),
    ]


def test_the_card_shows_the_same_in_english(library: Path) -> None:
    html = _note(library, "first", Language.EN)
    assert 'title="4 of 5 stars: deep knowledge of the field"' in html
    assert "<dd>15 min</dd>" in html


def test_the_card_leads_to_arxiv_and_to_the_venue(library: Path) -> None:
    html = _note(library, "second", Language.ZH)
    assert 'href="https://arxiv.org/abs/2401.01234"' in html
    assert '<a href="/browse/year/2024.md">2024</a>' in html


def test_a_draft_says_so_and_what_that_means(library: Path) -> None:
    html = _note(library, "second", Language.ZH)
    assert '<span class="pn-badge" data-status="draft">草稿</span>' in html
    assert "逐字摘录" in html


def test_a_ten_minute_card_says_so_on_its_page_in_lists_and_as_a_value_of_the_catalogue(library: Path) -> None:
    """What a first reading takes in is less than a note, and more than a draft."""
    readme = library / "second" / "README.md"
    readme.write_text(re.sub(r"\*\*状态\*\*：.*", "**阅读**：第一遍（十分钟卡片）", readme.read_text()))
    badge = '<span class="pn-badge" data-status="card">十分钟卡片</span>'
    made = _build(library)
    assert badge in _note(library, "second", Language.ZH)
    for name in ("browse/timeline.md", "browse/year/2024.md"):
        assert made.pages[name].render(_link).count(badge) == 1
    status = next(facet for facet in read_facets(made.site) if facet.name == "status")
    assert [(value.value, value.words) for value in status.values] == [("card", "十分钟卡片"), ("done", "已完成")]
    rows = json.loads(made.files["assets/paper-notes/catalogue/rows-0.json"])
    assert [row[-1] for row in rows] == ["done", "card"]


def test_the_card_stands_between_the_title_and_the_text(library: Path) -> None:
    html = _note(library, "first", Language.ZH)
    assert html.index("<h1>") < html.index("pn-card") < html.index("<p>正文</p>")


def test_what_a_header_says_is_escaped(library: Path) -> None:
    """A header comes from a PDF or a model: it is text, whatever it says."""
    readme = library / "first" / "README.md"
    readme.write_text(readme.read_text().replace("ICML 2024", "<img src=x onerror=alert(1)> 2024"))
    made = _build(library)
    pages = [page.render(_link) for page in made.pages.values()]
    for html in (_note(library, "first", Language.ZH), *pages):
        assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; 2024" in _note(library, "first", Language.ZH)


def test_a_pdf_that_is_not_kept_is_neither_published_nor_promised(library: Path) -> None:
    """`keep_pdf: false`: the page says where to get it, and shows no view of it."""
    (library / "second" / "paper.yml").write_text("source: https://arxiv.org/abs/2401.01234\nkeep_pdf: false\n")
    entry = next(entry for entry in read_collection(library).entries if entry.slug == "second")
    html = _note(library, "second", Language.ZH)
    assert entry.attachments == {}
    assert "本站不存放这篇论文的 PDF，请从上面的链接获取。" in html
    assert "pn-pdf" not in html


def test_a_git_lfs_pointer_is_no_pdf(library: Path) -> None:
    (library / "first" / "paper.pdf").write_text(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"
    )
    assert "paper.pdf" not in _note(library, "first", Language.ZH)


def test_both_languages_lead_to_one_another(library: Path) -> None:
    """README.en.md beside a Chinese README.md."""
    _translate(library)
    made = _build(library)
    chinese, english = made.views["papers/first/README.md"], made.views["papers/first/en.md"]
    html = note_page("<h1>Title</h1>", english, made.site, _link)
    assert '<a href="/papers/first/en.md" lang="en" hreflang="en">English</a>' in note_page(
        "", chinese, made.site, _link
    )
    assert '<a href="/papers/first/README.md" lang="zh" hreflang="zh">中文</a>' in html
    assert '<div class="pn-text" lang="en"' in html


def test_a_translation_in_the_same_language_is_a_problem_and_the_note_stays(library: Path) -> None:
    (library / "first" / "README.en.md").write_text((library / "first" / "README.md").read_text())
    collection = read_collection(library)
    assert [entry.slug for entry in collection.entries] == ["first", "second"]
    assert [str(problem).partition("README.en.md: ")[2] for problem in collection.problems] == [
        "this is no translation: another language. Rename or remove it."
    ]


def test_the_head_gets_title_and_tldr_in_plain_words(library: Path) -> None:
    texts = head_texts(_catalogue(library).by_slug["first"].entry)
    assert texts["title"] == "线性注意力：把平方复杂度降到线性"
    assert texts["description"].startswith("标准注意力的计算量随序列长度 n 平方增长")


def test_what_goes_into_the_head_is_escaped(library: Path) -> None:
    """MkDocs' templates escape nothing by themselves."""
    readme = library / "second" / "README.md"
    hostile = '"&lt;/title>&lt;script>'
    readme.write_text(readme.read_text().replace("# Clustering", f"# {hostile}", 1).replace("> “We", f"{hostile} “We"))
    entry = _catalogue(library).by_slug["second"].entry
    escaped = "&quot;&lt;/title&gt;&lt;script&gt;"
    assert [text[: len(escaped)] for text in head_texts(entry).values()] == [escaped, escaped]


def test_the_front_page_shows_as_many_notes_as_asked_and_leads_to_all(library: Path) -> None:
    html = _fill(f"<p>前</p>{NEWEST_MARK}", library, Language.ZH)
    assert html.startswith("<p>前</p>")
    assert html.count('<h3 class="pn-newest__title">') == 1
    assert '<a href="/papers/index.md">全部笔记</a>共 2 篇' in html


def test_the_catalogue_shows_its_first_notes_without_a_script(library: Path) -> None:
    html = _fill(ALL_MARK, library, Language.ZH)
    assert re.findall(r'class="pn-row__title" href="([^"]+)"', html) == [
        "/papers/first/README.md",
        "/papers/second/README.md",
    ]


def test_facets_count_the_notes_of_each_value_and_one_that_narrows_nothing_is_left_out(library: Path) -> None:
    """Both notes are of 2024 and in Chinese; the reader's own marks are counted by the browser."""
    facets = read_facets(Site(_catalogue(library), Language.ZH))
    shown = {facet.name: [(value.words, value.count) for value in facet.values] for facet in facets}
    assert shown["stars"] == [("★★", 1), ("★★★★", 1)]
    assert shown["code"] == [("有开源代码", 1)]
    assert shown["status"] == [("已完成", 1), ("草稿", 1)]
    assert "year" not in shown
    assert "lang" not in shown
    assert {name for name, _ in shown["need"]} == {"注意力机制", "缩放定律", "并查集", "核方法", "空间哈希"}


def test_the_catalogue_data_tells_of_each_note_which_values_it_has(library: Path) -> None:
    files = _build(library).files
    index = json.loads(files["assets/paper-notes/catalogue/index.json"])
    stars = next(facet for facet in index["facets"] if facet["name"] == "stars")
    assert [stars["values"][place][0] for place in stars["of"]] == ["4", "2"]
    rows = json.loads(files["assets/paper-notes/catalogue/rows-0.json"])
    assert [row[0] for row in rows] == ["first", "second"]
    assert rows[0][2] == r"Grid Attention: A \(k\)-Nearest View of Sequence Models"
    assert json.loads(files["assets/paper-notes/catalogue/titles.json"]) == [1, 0]


def test_the_page_of_a_value_lists_its_notes_and_that_of_a_concept_its_other_names(library: Path) -> None:
    html = _build(library).pages["browse/prerequisite/attention.md"].render(_link)
    assert "<h1>注意力机制</h1>" in html
    assert "<span>self-attention</span>" in html
    assert html.count('data-slug="first"') == 1
    assert 'data-slug="second"' not in html


def test_the_page_of_a_concept_begins_with_the_notes_that_explain_it(library: Path) -> None:
    readme = library / "second" / "README.md"
    readme.write_text(readme.read_text().replace("> **状态**", "> **讲解**：注意力机制\\\n> **状态**"))
    html = _build(library).pages["browse/prerequisite/attention.md"].render(_link)
    assert html.index("讲解这个概念的笔记") < html.index('data-slug="second"') < html.index('data-slug="first"')


def test_the_timeline_goes_from_the_last_year_to_the_first(library: Path) -> None:
    text = (library / "second" / "README.md").read_text().replace("arXiv:2401.01234 (2024-01)", "NIPS 2017")
    write_note(library, "third", text)
    html = _build(library).pages["browse/timeline.md"].render(_link)
    assert re.findall(r'<h2 id="y(\d+)">', html) == ["2024", "2017"]
    assert '<rect width="50" height="4"/>' in html


def test_the_gallery_has_a_page_a_type_with_the_words_of_the_note(library: Path) -> None:
    pages = _build(library).pages
    html = pages["browse/figures/index.md"].render(_link)
    assert re.findall(r'<img src="([^"]+)" alt="([^"]+)"', html) == [
        ("/papers/first/images/fig1_arch_overall.png", "网格注意力的整体架构")
    ]
    assert 'width="1200" height="520"' in html
    assert "fig2_result_scaling.png" in pages["browse/figures/result.md"].render(_link)


def test_the_graph_is_told_as_text_too(library: Path) -> None:
    html = _build(library).pages["browse/graph.md"].render(_link)
    assert re.search(
        r"并查集</a></dt>\s*<dd>还没有讲解它的笔记</dd>\s*<dd>需要它的笔记：<a href=\"/papers/second", html
    )


def test_the_text_of_a_large_graph_comes_on_several_pages_the_drawing_on_the_first(library: Path) -> None:
    note = (NOTES / "second" / "README.md").read_text(encoding="utf-8")
    for number in range(60):
        text = note.replace("并查集、空间哈希", f"概念甲 {number}、概念乙 {number}")
        write_note(library, f"note-{number}", text)
    pages = _build(library).pages
    first, second = (pages[name].render(_link) for name in ("browse/graph.md", "browse/graph/2.md"))
    assert ('class="pn-graph"' in first, 'class="pn-graph"' in second) == (True, False)
    assert sum(page.count("<dt>") for page in (first, second)) > 120
    assert "第 2 页，共 2 页" in second


def test_long_lists_come_in_parts_with_a_pager_that_leaves_gaps() -> None:
    made = list(parts("browse/year/2024.md", list(range(9 * PAGE_SIZE + 1))))
    assert [part.source for part in made[:2]] == ["browse/year/2024.md", "browse/year/2024/2.md"]
    assert [len(part.members) for part in (made[0], made[-1])] == [PAGE_SIZE, 1]
    assert made[4].near == (1, 0, 3, 4, 5, 6, 7, 0, 10)


def test_an_empty_library_says_how_to_add_a_paper_on_every_page(tmp_path: Path) -> None:
    (tmp_path / "paper-notes").mkdir()
    html = _fill(NEWEST_MARK + ALL_MARK, tmp_path / "paper-notes", Language.EN)
    assert html.count("Put a paper at paper-notes/&lt;name&gt;/paper.pdf") == 2
    made = _build(tmp_path / "paper-notes")
    assert sorted(made.pages) == ["browse/figures/index.md", "browse/graph.md", "browse/timeline.md"]
    assert all(page.render(_link) for page in made.pages.values())


def test_other_pages_stay_as_they_are(library: Path) -> None:
    assert _fill("<p>x</p>", library, Language.ZH) == "<p>x</p>"


def test_formulas_load_katex_into_the_head_and_other_pages_load_nothing() -> None:
    page = '<html><head></head><body><span class="arithmatex">\\(x\\)</span></body></html>'
    assert '<script defer src="../../assets/paper-notes/katex/katex.min.js"></script>' in load_assets(page, "../..")
    assert load_assets(page.replace("arithmatex", "x"), ".") == page.replace("arithmatex", "x")


def _catalogue(library: Path) -> Catalogue:
    return build_catalogue(read_collection(library), read_vocabulary(ROOT / "docs" / "vocabulary.yml"), {})


def _build(library: Path, language: Language = Language.ZH) -> Build:
    return build_pages(Site(_catalogue(library), language))


def _note(library: Path, slug: str, language: Language) -> str:
    made = _build(library, language)
    return note_page("<h1>标题</h1>\n<p>正文</p>", made.views[f"papers/{slug}/README.md"], made.site, _link)


def _fill(html: str, library: Path, language: Language) -> str:
    made = _build(library, language)
    return fill_lists(html, made.site, made.catalogue, 1, _link)


def _translate(library: Path) -> None:
    (library / "first" / "README.en.md").write_text((NOTES.parent / "english.md").read_text(encoding="utf-8"))


def _link(source: str) -> str:
    return f"/{source}"
