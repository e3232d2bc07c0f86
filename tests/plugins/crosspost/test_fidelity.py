"""Nothing is lost on the way, and the gate sees where something is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from plugins.crosspost.fidelity import check_export
from plugins.crosspost.findings import Export, Severity
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import (
    Align,
    Article,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Link,
    Math,
    Paragraph,
    Span,
    Table,
    Text,
)
from plugins.crosspost.wechat import export_wechat
from plugins.crosspost.zhihu import export_zhihu
from tests.plugins.crosspost.trees import articles


def exports(article: Article, typesetter: Typesetter) -> tuple[Export, ...]:
    """The article for each platform."""
    return (
        export_wechat(article, load_theme("plain"), typesetter),
        export_zhihu(article, typesetter),
        export_juejin(article, typesetter),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_tree_reaches_every_platform_whole(article: Article, typesetter: Typesetter) -> None:
    """Formulas, tables, pictures, links, code, headings and words are the same on the page and in each export."""
    for export in exports(article, typesetter):
        assert check_export(article, export) == ()


WHOLE = Article(
    (
        Heading(2, (Text("标题"),)),
        Paragraph((Text("文字"), Math("x^2"), Link("https://mp.weixin.qq.com/s/a", (Text("往期"),)))),
        Figure(Image("https://me.example/a.png", "图")),
        CodeBlock((Span("", "a  = 1\n"),)),
        Table((Align.NONE,), ((Text("列"),),), (((Code("格"),),),)),
    )
)
LOSSES = {
    "公式": ("x^2", "x^3"),
    "标题": ("标题", "标記"),
    "文字": ("文字", "文"),
    "图片": ("a.png", "b.png"),
    "代码块": ("1", "2"),
    "表格里的文字": ("格", ""),
}


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("place", [0, 2], ids=["wechat", "juejin"])
def test_each_kind_of_loss_is_found(kind: str, place: int, typesetter: Typesetter) -> None:
    """What is taken out of an export is named."""
    export = exports(WHOLE, typesetter)[place]
    found = check_export(WHOLE, replace(export, text=export.text.replace(*LOSSES[kind])))
    assert any(finding.message.startswith((kind, f"多出{kind}")) for finding in found)
    assert {finding.severity for finding in found} == {Severity.LOSS}


def test_a_lost_link_and_table_are_errors(typesetter: Typesetter) -> None:
    markdown = exports(WHOLE, typesetter)[2]
    text = markdown.text.replace("[往期](https://mp.weixin.qq.com/s/a)", "往期").replace("| --- |", "")
    messages = [finding.message for finding in check_export(WHOLE, replace(markdown, text=text))]
    assert [message[:2] for message in messages] == ["表格", "链接"]


def test_what_an_export_adds_is_an_error_too(typesetter: Typesetter) -> None:
    export = exports(WHOLE, typesetter)[2]
    found = check_export(WHOLE, replace(export, text=f"{export.text}\n$y$\n"))
    assert [finding.message for finding in found] == ["多出公式：y"]
