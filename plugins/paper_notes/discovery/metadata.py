"""What a page's head says to others: Open Graph and Twitter cards, the feeds, the paper as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plugins.paper_notes.discovery.feeds import TYPES, safe_json
from plugins.paper_notes.discovery.publication import Announcement, Publication

_LOCALES = {"zh": "zh_CN", "en": "en_US"}
CARD_WIDTH, CARD_HEIGHT = 1200, 630


def page_head(site: Publication, url: str, title: str, description: str, card: str) -> str:
    """The tags of any page; `card` is the path of its image on the site, empty without one."""
    return "".join((*_tags(site, url, title, description, card, kind="website"), *_feeds(site)))


def note_head(site: Publication, note: Announcement, card: str) -> str:
    """The tags of a note's page, with its paper as JSON-LD."""
    tags = _tags(site, note.url, note.title, note.summary or note.paper, card, kind="article")
    data = f'<script type="application/ld+json">{safe_json(structured(site, note, card))}</script>\n'
    return "".join((*tags, *_feeds(site), data))


def structured(site: Publication, note: Announcement, card: str) -> dict[str, object]:
    """The note as a schema.org Article about a ScholarlyArticle; what the header does not say is left out."""
    facts = note.item.facts
    places = (("https://doi.org/", facts.doi), ("https://arxiv.org/abs/", facts.arxiv))
    paper = {
        "@type": "ScholarlyArticle",
        "name": note.paper,
        "author": [{"@type": "Person", "name": name} for name in note.authors],
        "datePublished": str(facts.year or ""),
        "isPartOf": {"@type": "Periodical", "name": facts.venue} if facts.venue else None,
        "sameAs": [f"{place}{name}" for place, name in places if name],
    }
    article = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": note.title,
        "description": note.summary,
        "inLanguage": note.language,
        "url": note.url,
        "image": site.absolute(card) if card else None,
        "dateModified": note.day,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": site.name},
        "keywords": list(note.tags),
        "about": {key: value for key, value in paper.items() if value},
    }
    return {key: value for key, value in article.items() if value}


def _tags(site: Publication, url: str, title: str, description: str, card: str, *, kind: str) -> Iterator[str]:
    values = {
        "og:type": kind,
        "og:site_name": site.name,
        "og:locale": _LOCALES[site.language],
        "og:title": title,
        "og:description": description[:200],
        "og:url": url,
    }
    if card:
        size = {"og:image:width": str(CARD_WIDTH), "og:image:height": str(CARD_HEIGHT)}
        values |= {"og:image": site.absolute(card), **size, "og:image:alt": title}
    for name, value in values.items():
        yield f'<meta property="{name}" content="{escape(value)}">\n'
    yield f'<meta name="twitter:card" content="{"summary_large_image" if card else "summary"}">\n'


def _feeds(site: Publication) -> Iterator[str]:
    for path, kind in TYPES.items():
        yield f'<link rel="alternate" type="{kind}" title="{escape(site.name)}" href="{escape(site.absolute(path))}">\n'
