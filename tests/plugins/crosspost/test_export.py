"""A note with everything, a hostile note, and the sample: whole on each platform, clean, the same every time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import nh3
import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from plugins.crosspost.bundle import bundle_of
from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.findings import Finding, Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme, theme_names
from tests.conftest import SHARED
from tests.plugins.crosspost.fake_wechat import ATTRIBUTES, TAGS
from tests.plugins.crosspost.site_markdown import render

NOTES = Path(__file__).parent / "notes"
SAMPLE = SHARED / "crosspost" / "sample" / "README.md"
SHOWN = {name.lower() for name in ATTRIBUTES} | {"data-formula"}  # as lxml reads them


def posts_of(markdown: str, typesetter: Typesetter, theme: str = "plain") -> Posts:
    """The posts of a note that stands at a known address."""
    source = Source("a-note", "一篇笔记", "摘要。", ("注意力",), render(markdown), markdown, "https://me.example/n/")
    settings = Settings(load_theme(theme), base="https://me.example/n/")
    return export_note(source, settings, typesetter)


@pytest.fixture(scope="module")
def everything(typesetter: Typesetter) -> Posts:
    return posts_of((NOTES / "everything.md").read_text(encoding="utf-8"), typesetter)


def test_a_note_with_every_construct_loses_nothing(everything: Posts) -> None:
    assert everything.errors == ()


def test_the_page_s_formulas_are_all_found(everything: Posts) -> None:
    """The note writes 22 formulas; the gate holds each export against them."""
    counts = json.loads(everything.files()["meta.json"])["counts"]
    assert counts["formulas"] == 22


@pytest.mark.parametrize("theme", theme_names())
def test_wechat_s_html_holds_nothing_that_the_editor_drops(theme: str, typesetter: Typesetter) -> None:
    """W20-W24: known elements only, all style inline, no id, no class, no position; lists hold one section an item."""
    text = posts_of((NOTES / "everything.md").read_text(encoding="utf-8"), typesetter, theme).files()["wechat.html"]
    root = lxml_html.fragment_fromstring(text)
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= SHOWN
    assert not re.search(r"position|z-index|var\(|url\(|@|grid|filter", " ".join(root.xpath("//@style")))
    assert all([child.tag for child in item] == ["section"] for item in root.iter("li"))
    assert root.xpath("//ul//ul | //ol//ol | //ul//ol | //ol//ul") == []
    assert all(href.startswith("https://mp.weixin.qq.com/") for href in root.xpath("//a/@href"))


def test_wechat_s_filter_leaves_the_text_as_it_is(everything: Posts) -> None:
    """What a sanitiser with the editor's list lets through is all that there was."""
    text = everything.files()["wechat.html"]
    cleaned = nh3.clean(text, tags=set(TAGS), attributes={"*": set(ATTRIBUTES)}, link_rel=None)
    assert lxml_html.fromstring(cleaned).text_content() == lxml_html.fromstring(text).text_content()
    assert cleaned.count("<path") == text.count("<path")


@pytest.mark.parametrize("name", ["everything.md", "hostile.md"])
def test_the_same_note_gives_the_same_bytes(name: str, typesetter: Typesetter) -> None:
    text = (NOTES / name).read_text(encoding="utf-8")
    assert posts_of(text, typesetter).files() == posts_of(text, typesetter).files()


def test_a_hostile_note_leaves_nothing_executable(typesetter: Typesetter) -> None:
    """No script, handler, frame or odd address in any export, whatever HTML or TeX the note holds."""
    posts = posts_of((NOTES / "hostile.md").read_text(encoding="utf-8"), typesetter)
    root = lxml_html.fragment_fromstring(posts.files()["wechat.html"])
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= SHOWN
    for name in ("zhihu.md", "juejin.md"):
        shown = lxml_html.fragment_fromstring(_as_html(posts.files()[name]), create_parent="div")
        assert not shown.xpath("//script | //iframe | //style | //form | //@*[starts-with(name(), 'on')]")
        addresses = [*shown.xpath("//@href"), *shown.xpath("//@src")]
        assert all(re.match(r"https://|http://|mailto:", address) for address in addresses)


def test_wrong_tex_is_an_error_that_names_its_line(typesetter: Typesetter) -> None:
    posts = posts_of("# a\n\n文\n\n$$\n\\foo{x}\n$$\n", typesetter)
    found = {(finding.platform, finding.rule, posts.line_of(finding)) for finding in posts.errors}
    assert found == {(Platform.WECHAT, "W35", 6), (Platform.ZHIHU, "Z5", 6), (Platform.JUEJIN, "J3", 6)}


def test_meta_tells_what_to_fill_in_and_what_was_found(everything: Posts) -> None:
    meta = json.loads(everything.files()["meta.json"])
    wechat = meta["platforms"]["wechat"]
    assert [field["name"] for field in wechat["fields"]] == ["标题", "作者", "摘要", "原文链接", "封面"]
    assert wechat["characters"] == len(everything.files()["wechat.html"])
    assert "W4" in {finding["rule"] for finding in wechat["findings"]}
    assert "Z7" in {finding["rule"] for finding in meta["platforms"]["zhihu"]["findings"]}


@pytest.mark.shared
def test_the_sample_reaches_each_platform_with_its_25_formulas(typesetter: Typesetter) -> None:
    """The best of other tools gets 23 of them right."""
    body = SAMPLE.read_text(encoding="utf-8").split("---\n", 2)[2]
    posts = posts_of(body, typesetter)
    assert posts.errors == ()
    assert json.loads(posts.files()["meta.json"])["counts"]["formulas"] == 25
    warnings = {f.rule for post in posts.posts for f in post.findings if f.severity is Severity.WARNING}
    assert warnings - {"J6"} == {"Z7"}  # the table with formulas is a list on 知乎; the summary here is a stub


def _as_html(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


def test_a_loss_is_told_with_note_line_platform_and_rule(everything: Posts) -> None:
    loss = Finding(Platform.JUEJIN, "J3", Severity.LOSS, "公式丢失或改变：z^2", "$$z^2$$")
    post = replace(everything.posts[2], findings=(loss,))
    (told,) = bundle_of(replace(everything, posts=(post,))).findings()
    assert told.severity is Severity.LOSS
    assert told.line_of_text("README.md") == "README.md:50: 掘金 J3: 公式丢失或改变：z^2"
