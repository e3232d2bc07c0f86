"""What the menu previews of 知乎 and 掘金: each formula as TeX to be set, tables, tasks, code; nothing that runs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.crosspost.export import PREVIEWS
from plugins.crosspost.findings import Platform
from plugins.crosspost.inventory import of_article, same_tex
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.reading import as_tex, reading_of
from plugins.crosspost.tree import Article
from tests.conftest import ROOT
from tests.plugins.crosspost.test_export import posts_of
from tests.plugins.crosspost.trees import articles


def shown(html: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="article")


@pytest.mark.parametrize("platform", PREVIEWS)
def test_a_formula_stands_in_the_line_or_on_its_own(platform: Platform, typesetter: Typesetter) -> None:
    posts = posts_of("文 $a<b$\n\n$$\nc\n$$\n\n$$\nd \\tag{1}\n$$\n", typesetter)
    formulas = shown(posts.files()[PREVIEWS[platform]]).xpath("//span[@class='cp-math']")
    assert [(math.text.strip().replace(" ", ""), "data-display" in math.attrib) for math in formulas] == [
        ("a<b", False),
        ("c", True),
        ("d\\tag{1}", True),
    ]


def test_front_matter_is_not_shown_and_tasks_are_boxes(typesetter: Typesetter) -> None:
    files = posts_of("- [x] 完\n- [ ] 未\n", typesetter).files()
    boxes = shown(files["juejin.preview.html"]).xpath("//input[@disabled]")
    assert ["checked" in box.attrib for box in boxes] == [True, False]
    assert "theme:" not in files["juejin.preview.html"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_article_is_previewed_with_all_its_formulas(article: Article, typesetter: Typesetter) -> None:
    html = reading_of(export_juejin(article, typesetter).text, as_tex)
    formulas = [same_tex(str(math.text)) for math in shown(html).xpath("//span[@class='cp-math']")]
    assert formulas == of_article(article).formulas


def test_a_hostile_note_s_previews_run_nothing(typesetter: Typesetter) -> None:
    text = (ROOT / "benchmarks/notes/hostile.md").read_text(encoding="utf-8")
    files = posts_of(text, typesetter).files()
    for name in PREVIEWS.values():
        root = shown(files[name])
        assert root.xpath("//script | //iframe | //form | //style | //@*[starts-with(name(), 'on')]") == []
        assert all(str(href).startswith(("https://", "mailto:")) for href in root.xpath("//@href"))
