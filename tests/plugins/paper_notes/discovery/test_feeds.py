"""Feeds, llms.txt and structured data: valid, complete, and with nothing in them that could run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from markdown_it import MarkdownIt

from plugins.paper_notes.discovery.feeds import LENGTH, atom, feeds, json_feed, rss, safe_json
from plugins.paper_notes.discovery.llms import llms
from plugins.paper_notes.discovery.metadata import note_head, page_head, structured
from plugins.paper_notes.discovery.publication import Announcement, announce
from tests.plugins.paper_notes.discovery.notes import SITE, items

ATOM = "{http://www.w3.org/2005/Atom}"


def _announced(folder: Path, *, hostile: bool = False) -> list[Announcement]:
    return [announce(item, SITE.absolute(path)) for path, item in items(folder, hostile=hostile).items()]


def test_the_atom_feed_has_an_entry_a_note_with_its_address_and_day(tmp_path: Path) -> None:
    feed = Xml.fromstring(atom(SITE, _announced(tmp_path)))
    entries = {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")}
    assert entries == {
        "https://example.org/notes/papers/first/": "2026-02-03T00:00:00Z",  # as git says
        "https://example.org/notes/papers/second/": "2024-01-01T00:00:00Z",  # the paper's year
    }
    assert feed.findtext(f"{ATOM}updated") == "2026-02-03T00:00:00Z"
    assert feed.findtext(f"{ATOM}title") == "论文 & 笔记"


def test_the_rss_feed_has_the_same_notes(tmp_path: Path) -> None:
    channel = Xml.fromstring(rss(SITE, _announced(tmp_path))).find("channel")
    assert channel is not None
    assert {item.findtext("pubDate") for item in channel.iter("item")} == {
        "Tue, 03 Feb 2026 00:00:00 +0000",
        "Mon, 01 Jan 2024 00:00:00 +0000",
    }


def test_the_json_feed_has_the_same_notes_with_their_words(tmp_path: Path) -> None:
    feed = json.loads(json_feed(SITE, _announced(tmp_path)))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    first = next(item for item in feed["items"] if item["url"].endswith("/first/"))
    assert first["title"] == "线性注意力：把平方复杂度降到线性"
    assert first["content_text"].startswith(
        "Grid Attention: A k-Nearest View of Sequence Models (ICML 2024) — 标准注意力"
    )
    assert "核函数" in first["tags"]


def test_a_feed_ends_after_its_length(tmp_path: Path) -> None:
    notes = _announced(tmp_path) * LENGTH
    assert all(text.count("papers/first/") <= 3 * LENGTH for text in feeds(SITE, notes).values())
    assert len(json.loads(json_feed(SITE, notes[:LENGTH]))["items"]) == LENGTH


def test_without_a_note_the_feeds_are_valid_still() -> None:
    assert Xml.fromstring(atom(SITE, [])).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert json.loads(json_feed(SITE, []))["items"] == []


@pytest.mark.parametrize("kind", ["feed.xml", "rss.xml", "feed.json"])
def test_a_hostile_note_leaves_no_markup_in_a_feed(tmp_path: Path, kind: str) -> None:
    """Its words are there, escaped once; a reader of feeds that takes them for HTML finds none beside our own names."""
    text = feeds(SITE, _announced(tmp_path, hostile=True))[kind]
    assert "alert(1)" in text
    assert (
        re.search(
            r"<(?!/?(?:feed|id|title|subtitle|updated|link|author|name|entry|summary|category|rss|channel|"
            r"description|language|lastBuildDate|atom:link|item|guid|pubDate|\?xml)\b)",
            text,
        )
        is None
    )
    assert "\x0b" not in text
    assert "]]>" not in text


def test_json_in_a_page_can_not_end_its_script() -> None:
    assert safe_json({"a": "</script>&"}) == '{"a": "\\u003c/script\\u003e\\u0026"}'


def test_llms_txt_is_one_line_a_note(tmp_path: Path) -> None:
    text = llms(SITE, _announced(tmp_path))
    assert text.startswith("# 论文 &amp; 笔记\n")
    assert "- [线性注意力：把平方复杂度降到线性](https://example.org/notes/papers/first/): Grid Attention" in text
    hostile = llms(SITE, _announced(tmp_path / "hostile", hostile=True))
    assert len(hostile.splitlines()) == len(text.splitlines())
    assert "<" not in hostile
    links = re.findall(r'href="([^"]*)"', MarkdownIt().render(hostile))
    assert links == [f"https://example.org/notes/papers/{slug}/" for slug in ("first", "second")]


def test_the_paper_is_described_as_a_scholarly_article(tmp_path: Path) -> None:
    second = next(note for note in _announced(tmp_path) if note.item.slug == "second")
    data = structured(SITE, second, "card.png")
    assert data["about"] == {
        "@type": "ScholarlyArticle",
        "name": "Clustering Paths on a Grid",
        "author": [{"@type": "Person", "name": "C. Third"}],
        "datePublished": "2024",
        "isPartOf": {"@type": "Periodical", "name": "arXiv"},
        "sameAs": ["https://arxiv.org/abs/2401.01234"],
    }
    assert data["image"] == "https://example.org/notes/card.png"


def test_the_head_of_a_hostile_note_has_only_our_own_tags(tmp_path: Path) -> None:
    for note in _announced(tmp_path, hostile=True):
        head = note_head(SITE, note, "card.png")
        assert set(re.findall(r"<(/?\w+)", head)) == {"meta", "link", "script", "/script"}
        assert head.count("<script") == 1


def test_a_page_without_a_card_names_no_image() -> None:
    head = page_head(SITE, "https://example.org/notes/about/", "关于", "", "")
    assert "og:image" not in head
    assert '<meta name="twitter:card" content="summary">' in head
    assert '<meta property="og:title" content="关于">' in head
    assert 'type="application/atom+xml" title="论文 &amp; 笔记" href="https://example.org/notes/feed.xml"' in head
