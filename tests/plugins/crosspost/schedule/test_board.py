"""The board shows each topic in its state, in both languages; material is shown, never run."""

from __future__ import annotations

from lxml import html as lxml_html

from generator.config import Language
from plugins.crosspost.findings import Platform
from plugins.crosspost.schedule.board import board_source, fill_board, has_board
from plugins.crosspost.schedule.topics import State, Topic
from plugins.crosspost.strings import BOARD

TOPICS = (
    Topic("甲", State.WRITTEN, 3, "旧题", notes=("a", "gone")),
    Topic("乙", State.WRITTEN, 5, posts={Platform.WECHAT: "https://mp.weixin.qq.com/s/abc"}),
    Topic(
        "<b>丙</b>", material="**要点** <script>alert(1)</script>\n\n[x](javascript:alert(1)) ![p](https://e.org/p.png)"
    ),
    Topic("丁", State.MERGED, merged_into=5),
)


def page(language: Language = Language.ZH) -> str:
    words = BOARD[language]
    posts = {"a": {Platform.ZHIHU: "https://zhuanlan.zhihu.com/p/1"}}
    link = {"a": "../papers/a/"}
    return fill_board(
        board_source(words), TOPICS, words, lambda slug: link.get(slug, ""), lambda slug: posts.get(slug, {})
    )


def test_each_topic_stands_once_the_newest_first() -> None:
    titles = lxml_html.fromstring(page()).xpath("//*[@class='cp-topic__title']/text()")
    assert titles == ["<b>丙</b>", "乙", "甲", "丁"]


def test_numbers_notes_and_posts_are_shown() -> None:
    root = lxml_html.fromstring(page())
    assert root.xpath("//*[@class='cp-topic__number']/text()") == ["No.5", "No.3"]
    assert root.xpath("//span//a/@href") == [
        "https://mp.weixin.qq.com/s/abc",
        "../papers/a/",
        "https://zhuanlan.zhihu.com/p/1",
    ]
    more = root.xpath("//*[@class='cp-topic__more']")
    assert [part.text_content() for part in more] == [
        "公众号",
        "原题：旧题",
        "笔记：a",
        "笔记：gone",
        "知乎",
        "并入 No.5",
    ]


def test_the_board_speaks_english_too() -> None:
    assert "## Being written" in page(Language.EN)
    assert "None." in page(Language.EN)
    assert "merged into No.5" in page(Language.EN)


def test_material_is_markdown_that_runs_nothing_and_asks_nobody() -> None:
    root = lxml_html.fromstring(page())
    assert root.xpath("//details//strong/text()") == ["要点"]
    assert root.xpath("//script | //img | //a[starts-with(@href, 'javascript')]") == []


def test_a_page_without_a_place_is_left_alone() -> None:
    assert has_board(page()) is False
    assert has_board(board_source(BOARD[Language.ZH])) is True
