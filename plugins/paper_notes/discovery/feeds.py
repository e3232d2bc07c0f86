"""Feeds of the newest notes: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1. Plain words only, so nothing in them can run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as Xml

from generator.note.markdown import printable
from plugins.paper_notes.discovery.publication import OLDEST, Announcement, Publication

LENGTH = 50
"""Notes in a feed."""

ATOM, RSS, JSON = "feed.xml", "rss.xml", "feed.json"
"""The feeds' paths on the site."""

TYPES = {ATOM: "application/atom+xml", RSS: "application/rss+xml", JSON: "application/feed+json"}

_ATOM = "http://www.w3.org/2005/Atom"


def feeds(site: Publication, notes: Sequence[Announcement]) -> dict[str, str]:
    """The feeds by their paths; `notes` come newest first."""
    shown = notes[:LENGTH]
    return {ATOM: atom(site, shown), RSS: rss(site, shown), JSON: json_feed(site, shown)}


def atom(site: Publication, notes: Sequence[Announcement]) -> str:
    """The Atom feed."""
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _texts(feed, id=site.url, title=site.name, subtitle=site.description, updated=_moment(_latest(notes)))
    Xml.SubElement(feed, "link", rel="self", type=TYPES[ATOM], href=site.absolute(ATOM))
    Xml.SubElement(feed, "link", rel="alternate", type="text/html", href=site.url)
    _texts(Xml.SubElement(feed, "author"), name=site.name)
    for note in notes:
        entry = Xml.SubElement(feed, "entry")
        _texts(entry, id=note.url, title=note.title, updated=_moment(note.day), summary=_summary(note))
        Xml.SubElement(entry, "link", rel="alternate", type="text/html", href=note.url)
        for tag in note.tags:
            Xml.SubElement(entry, "category", term=printable(tag))
    return _written(feed)


def rss(site: Publication, notes: Sequence[Announcement]) -> str:
    """The RSS feed."""
    root = Xml.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = Xml.SubElement(root, "channel")
    _texts(channel, title=site.name, link=site.url, description=site.description or site.name, language=site.language)
    _texts(channel, lastBuildDate=_mail_date(_latest(notes)))
    Xml.SubElement(channel, "atom:link", rel="self", type=TYPES[RSS], href=site.absolute(RSS))
    for note in notes:
        item = Xml.SubElement(channel, "item")
        _texts(item, title=note.title, link=note.url, guid=note.url, pubDate=_mail_date(note.day))
        _texts(item, description=escape(_summary(note), quote=False))  # readers take it for HTML
        for tag in note.tags:
            _texts(item, category=tag)
    return _written(root)


def json_feed(site: Publication, notes: Sequence[Announcement]) -> str:
    """The JSON feed."""
    items = [
        {
            "id": note.url,
            "url": note.url,
            "title": printable(note.title),
            "content_text": printable(_summary(note)),
            "date_modified": _moment(note.day),
            "tags": [printable(tag) for tag in note.tags],
        }
        for note in notes
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "description": site.description,
        "home_page_url": site.url,
        "feed_url": site.absolute(JSON),
        "language": site.language,
        "items": items,
    }
    return safe_json(feed, indent=1)


def safe_json(value: object, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:
    """JSON without `<`, `>` and `&`: it can stand in a page, and a browser that guesses its type finds no markup."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _summary(note: Announcement) -> str:
    return " — ".join(part for part in (f"{note.paper} ({note.publication})", note.summary) if part)


def _latest(notes: Sequence[Announcement]) -> str:
    return max((note.day for note in notes), default=OLDEST)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _mail_date(day: str) -> str:
    return format_datetime(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC))


def _texts(parent: Xml.Element, **texts: str) -> None:
    """Children with a text each; what XML can't hold goes."""
    for name, text in texts.items():
        Xml.SubElement(parent, name).text = printable(text)


def _written(root: Xml.Element) -> str:
    Xml.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'
