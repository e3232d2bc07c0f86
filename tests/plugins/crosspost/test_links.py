"""Links to notes that have been posted lead to their posts, on the same platform alone."""

from __future__ import annotations

import pytest

from plugins.crosspost.links import join_address, lead_to_posts, page_address
from plugins.crosspost.tree import Article, Image, Item, Link, ListBlock, Paragraph, Table, Text, walk_article

OTHER = "https://me.example/papers/b/"
POST = "https://zhuanlan.zhihu.com/p/1"


def article(href: str) -> Article:
    link = Link(href, (Text("另一篇"),))
    items = (Item((Paragraph((link,)),)),)
    table = Table((), ((link,),), ())
    return Article((Paragraph((Text("见"), link, Image(OTHER))), ListBlock(items), table))


def hrefs(found: Article) -> set[str]:
    return {node.href for node in walk_article(found) if isinstance(node, Link)}


@pytest.mark.parametrize("href", [OTHER, f"{OTHER}#method", OTHER.rstrip("/"), f"{OTHER}index.html#a"])
def test_a_link_to_a_posted_note_leads_to_the_post(href: str) -> None:
    assert hrefs(lead_to_posts(article(href), {OTHER: POST})) == {POST}


@pytest.mark.parametrize("href", ["https://me.example/papers/c/", f"{OTHER}images/a.png", "https://example.org/"])
def test_other_links_stay(href: str) -> None:
    assert lead_to_posts(article(href), {OTHER: POST}) == article(href)


def test_addresses_are_joined_as_seen_from_the_page() -> None:
    assert join_address("https://me.example/papers/a/", "../b/") == OTHER
    assert join_address("../", "../b/") == "../../b/"
    assert page_address("../../b/index.html#x") == "../../b/"
