"""What this project writes into a page is valid HTML."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib


def test_every_page_is_valid(site: Path) -> None:
    """Of every kind: notes, lists, groups, timeline, gallery, graph, and the page for wrong addresses."""
    pages = [path for path in sorted(site.rglob("*.html")) if path.parent.name != "export"]  # posts are no pages
    wrong = {
        path.relative_to(site).as_posix(): errors for path in pages if (errors := _errors(path.read_text("utf-8")))
    }
    assert {path.parts[len(site.parts)] for path in pages} >= {
        "papers",
        "browse",
        "lists",
        "about",
        "index.html",
        "404.html",
    }
    assert wrong == {}


def _errors(html: str) -> list[object]:
    """What html5lib has against the article, and the ids that occur twice in the page."""
    article = html[html.index("<article") : html.index("</article>") + len("</article>")]
    parser = html5lib.HTMLParser()
    parser.parseFragment(article)
    document = html5lib.parse(html, namespaceHTMLElements=False)
    ids = Counter(element.get("id") for element in document.iter() if element.get("id"))
    return [*((place, error) for place, error, _ in parser.errors), *(name for name, times in ids.items() if times > 1)]
