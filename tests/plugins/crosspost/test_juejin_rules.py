"""Each rule of 掘金's editor (J1 to J10) as a test of its own; ByteMD itself judges in bytemd/test_oracle.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.crosspost.export import FILES, Settings, export_note
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.juejin import THEMES, export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import check_fields, fields_of
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import Article
from tests.conftest import ROOT
from tests.plugins.crosspost.site_markdown import render
from tests.plugins.crosspost.test_export import posts_of


def juejin(markdown: str, typesetter: Typesetter) -> str:
    return posts_of(markdown, typesetter).files()["juejin.md"].split("---\n", 2)[2].lstrip("\n")


def found(markdown: str, typesetter: Typesetter) -> set[tuple[str, Severity]]:
    return {(f.rule, f.severity) for f in posts_of(markdown, typesetter).posts[2].findings}


def test_j1_the_file_is_plain_markdown() -> None:
    assert FILES[Platform.JUEJIN].endswith(".md")


def test_j2_front_matter_has_two_keys_of_known_values(typesetter: Typesetter) -> None:
    text = posts_of("文\n", typesetter).files()["juejin.md"]
    assert text.startswith("---\ntheme: juejin\nhighlight: github\n---\n\n")
    assert {"juejin", "github", "smartblue", "vuepress"} <= THEMES
    findings = export_juejin(Article(()), typesetter, "mine\ntitle: x", "a: b").findings
    assert [(f.rule, f.severity) for f in findings] == [("J2", Severity.ERROR)] * 2


def test_j3_formulas_stand_between_dollars_and_katex_takes_them(typesetter: Typesetter) -> None:
    assert juejin("行内 $x$\n\n$$y \\tag{1}$$\n", typesetter) == "行内 $x$\n\n$$\ny \\tag{1}\n$$\n"
    assert ("J3", Severity.ERROR) in found("$\\nonsense$\n", typesetter)


def test_j4_pipes_in_cells_callouts_and_footnotes_are_gfm(typesetter: Typesetter) -> None:
    table = juejin("| a | b |\n| --- | --- |\n| `x|y` | $\\|z\\|$ |\n", typesetter)
    assert table.splitlines()[2] == "| `x\\|y` | $\\Vert z\\Vert $ |"
    assert juejin('!!! note "提示"\n    正文\n', typesetter) == "> **提示**\n>\n> 正文\n"
    assert juejin("文[^a]\n\n[^a]: 注\n", typesetter) == "文\\[1\\]\n\n**脚注**\n\n\\[1\\] 注\n"


def test_j5_pictures_are_absolute(typesetter: Typesetter) -> None:
    assert juejin("![图](images/a.png)\n", typesetter) == "![图](https://me.example/n/images/a.png)\n"
    source = Source("a", "题", "摘要。", (), render("![图](images/a.png)\n"))
    posts = export_note(source, Settings(load_theme("plain")), typesetter)
    assert ("J5", Severity.WARNING) in {(f.rule, f.severity) for f in posts.posts[2].findings}


@pytest.mark.parametrize(("length", "wrong"), [(49, True), (50, False), (100, False)])
def test_j6_the_abstract_has_50_to_100_characters(length: int, wrong: bool) -> None:
    fields = fields_of(Source("a", "题", "字" * length, (), ""), Article(()), Platform.JUEJIN)
    rules = {finding.rule for finding in check_fields(fields, Platform.JUEJIN, Article(()))}
    assert ("J6" in rules) is wrong


def test_j7_one_category_and_three_tags_at_most() -> None:
    fields = fields_of(Source("a", "题", "", ("甲", "乙", "丙", "丁"), ""), Article(()), Platform.JUEJIN)
    values = {field.name: field.value for field in fields}
    assert values["分类"] == "人工智能"
    assert values["标签（1–3 个）"] == "甲、乙、丙"


def test_j8_a_long_title_is_a_warning() -> None:
    fields = fields_of(Source("a", "题" * 81, "", (), ""), Article(()), Platform.JUEJIN)
    severities = {f.severity for f in check_fields(fields, Platform.JUEJIN, Article(())) if f.rule == "J8"}
    assert severities == {Severity.WARNING}


def test_j9_a_short_text_is_told(typesetter: Typesetter) -> None:
    assert ("J9", Severity.INFO) in found("短\n", typesetter)
    assert ("J9", Severity.INFO) not in found("长" * 400, typesetter)


def test_j10_nothing_is_sent_to_juejin() -> None:
    """Its interface is not official: only the API of 公众号 is spoken to, in one module."""
    package = ROOT / "plugins" / "crosspost"
    speaking = [path for path in package.rglob("*.py") if re.search(r"import httpx|urllib\.request", _text(path))]
    assert [path.relative_to(package).as_posix() for path in speaking] == ["draft/client.py"]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
