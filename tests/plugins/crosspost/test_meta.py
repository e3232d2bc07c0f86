"""Fields are filled within the platforms' limits, and what is beyond them is said."""

from __future__ import annotations

import pytest

from plugins.crosspost.findings import Platform, Severity, find_line
from plugins.crosspost.meta import check_fields, cut, fields_of
from plugins.crosspost.source import Source
from plugins.crosspost.tree import Article


@pytest.mark.parametrize(
    ("text", "most", "least", "digest"),
    [
        ("一句。两句。", 10, 1, "一句。两句。"),
        ("一句。两句。", 4, 1, "一句。"),
        ("没有句号的一段话", 5, 1, "没有句号…"),
        ("一句。两句很长很长。", 8, 5, "一句。两句很长…"),
        ("", 5, 1, ""),
    ],
)
def test_a_digest_is_whole_sentences_where_they_fit(text: str, most: int, least: int, digest: str) -> None:
    assert cut(text, most, least) == digest


@pytest.mark.parametrize(
    ("title", "severity"), [("题" * 32, None), ("题" * 33, Severity.WARNING), ("题" * 65, Severity.ERROR)]
)
def test_a_title_beyond_32_is_a_warning_beyond_64_an_error(title: str, severity: Severity | None) -> None:
    source = Source("a", title, "摘要。", (), "")
    fields = fields_of(source, Article(()), Platform.WECHAT)
    found = [finding.severity for finding in check_fields(fields, Platform.WECHAT, Article(())) if finding.rule == "W1"]
    assert found == ([severity] if severity else [])


def test_juejin_wants_a_digest_of_50_to_100_and_three_tags_at_most() -> None:
    source = Source("a", "题", "短。", ("一", "二", "三", "四"), "")
    fields = fields_of(source, Article(()), Platform.JUEJIN)
    assert [field.value for field in fields if field.name.startswith("标签")] == ["一、二、三"]
    assert "J6" in {finding.rule for finding in check_fields(fields, Platform.JUEJIN, Article(()))}


def test_an_address_beyond_1_kb_is_an_error() -> None:
    source = Source("a", "题", "摘要。", (), "", url="https://me.example/" + "a" * 1024)
    found = check_fields(fields_of(source, Article(()), Platform.WECHAT), Platform.WECHAT, Article(()))
    assert "W5" in {finding.rule for finding in found}


def test_a_line_is_found_by_the_first_line_of_what_is_meant() -> None:
    assert find_line("a\n\n$$\n\\foo\n$$", "\n  \\foo\n+ b") == 4
    assert find_line("a", "b") is None
    assert find_line("a", "") is None
