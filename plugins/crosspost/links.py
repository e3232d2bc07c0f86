"""Links between notes: to the post of the other note on the same platform where there is one, else to the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from plugins.crosspost.tree import Article, Link, Node, map_article

Addresses = Mapping[str, str]
"""Where a note has been posted, by the address of its page; without `#…` and with a slash at the end."""


def lead_to_posts(article: Article, posted: Addresses) -> Article:
    """The article with links to the pages of posted notes leading to their posts."""

    def change(node: Node) -> Node:
        if not isinstance(node, Link):
            return node
        return replace(node, href=posted.get(page_address(node.href), node.href))

    return map_article(article, change) if posted else article


def join_address(base: str, address: str) -> str:
    """An address as seen from `base`, which is a page's own, or the way back from an export, "../"."""
    if urlsplit(base).scheme or urlsplit(address).scheme or not address:
        return urljoin(base, address)
    return base + address  # urljoin would drop a leading ".."


def page_address(href: str) -> str:
    """The address of a page in the form in which it is looked up."""
    page = href.partition("#")[0].removesuffix("index.html")
    return page if page.endswith("/") else f"{page}/"
