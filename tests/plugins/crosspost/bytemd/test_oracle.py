"""J3, J4: ByteMD itself reads what we export for 掘金: every formula is set without an error, nothing else is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.findings import Platform
from plugins.crosspost.inventory import Inventory, of_article, same_address, same_tex
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import Article
from tests.conftest import ROOT, SHARED
from tests.plugins.crosspost.bytemd.oracle import ByteMd, NoOracle, install
from tests.plugins.crosspost.site_markdown import render
from tests.plugins.crosspost.trees import articles

BASE = "https://me.example/papers/a/"
NOTES = (
    *sorted((ROOT / "benchmarks" / "notes").glob("*.md")),
    ROOT / "tests/plugins/crosspost/notes/everything.md",
    ROOT / "paper-notes/path-clustering/README.md",
)
SAMPLE = SHARED / "crosspost" / "sample" / "README.md"


@pytest.fixture(scope="module")
def bytemd() -> Iterator[ByteMd]:
    try:
        running = ByteMd(install())
    except NoOracle as error:
        pytest.skip(str(error))
    yield running
    running.close()


def posts_of(markdown: str, typesetter: Typesetter) -> Posts:
    source = Source("a", "题", "摘要。", (), render(markdown), markdown, BASE)
    return export_note(source, Settings(load_theme("plain"), base=BASE), typesetter)


def shown(html: str) -> Inventory:
    """What a reader of 掘金 sees, read from ByteMD's HTML."""
    root = lxml_html.fragment_fromstring(html, create_parent="article")
    formulas = [same_tex(_tex(math)) for math in root.xpath("//span[@class='katex']")]
    found = Inventory(formulas=formulas)
    found.codes = [str(code.text_content()).removesuffix("\n") for code in root.xpath("//pre/code")]
    found.tables = [(len(t.xpath(".//tbody/tr")), len(t.xpath("(.//tr)[1]/*"))) for t in root.xpath("//table")]
    found.images = [same_address(str(src)) for src in root.xpath("//img/@src")]
    found.links = [same_address(str(href)) for href in root.xpath("//a/@href")]
    return found


def _tex(math: HtmlElement) -> str:
    return "".join(math.xpath(".//annotation/text()"))


def losses(article: Article, html: str) -> Iterator[str]:
    """The kinds of things of which ByteMD shows others than the page has."""
    page, post = of_article(article), shown(html)
    if "katex-error" in html:
        yield "katex-error"
    for kind in ("formulas", "codes", "tables", "images", "links"):
        if getattr(page, kind) != getattr(post, kind):
            yield f"{kind}: {getattr(page, kind)} != {getattr(post, kind)}"


@pytest.mark.parametrize("path", NOTES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_formulas_tables_code_links_and_pictures_arrive(bytemd: ByteMd, typesetter: Typesetter, path: Path) -> None:
    post = posts_of(path.read_text(encoding="utf-8"), typesetter)
    html = bytemd.render(post.files()["juejin.md"])
    assert list(losses(post.article_for(Platform.JUEJIN), html)) == []


@pytest.mark.shared
def test_the_sample_s_25_formulas_are_set_by_bytemd(bytemd: ByteMd, typesetter: Typesetter) -> None:
    post = posts_of(SAMPLE.read_text(encoding="utf-8").split("---\n", 2)[2], typesetter)
    html = bytemd.render(post.files()["juejin.md"])
    assert len(shown(html).formulas) == 25
    assert list(losses(post.article, html)) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_tree_reads_the_same_in_bytemd(bytemd: ByteMd, typesetter: Typesetter, article: Article) -> None:
    html = bytemd.render(export_juejin(article, typesetter).text)
    assert list(losses(article, html)) == []


def test_bytemd_leaves_nothing_executable_of_a_hostile_note(bytemd: ByteMd, typesetter: Typesetter) -> None:
    post = posts_of((ROOT / "benchmarks/notes/hostile.md").read_text(encoding="utf-8"), typesetter)
    html = bytemd.render(post.files()["juejin.md"])
    root = lxml_html.fragment_fromstring(html, create_parent="article")
    assert root.xpath("//script | //iframe | //form | //style | //@*[starts-with(name(), 'on')]") == []
