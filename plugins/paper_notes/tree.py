"""Clean HTML as a tree and back. It reads what the sanitiser writes: balanced, with quoted attributes."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

VOID = frozenset({"br", "hr", "img"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = ET.TreeBuilder()
        self.builder.start("article", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parse_html(html: str) -> ET.Element:
    """The elements of a page's body below one root, `article`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.builder.end("article")
    return reader.builder.close()


def serialize_html(article: ET.Element) -> str:
    """The HTML of what is below the root."""
    parts = [escape(article.text or "", quote=False)]
    for child in article:
        _write(child, parts)
    return "".join(parts)


def _write(element: ET.Element, parts: list[str]) -> None:
    # Not ElementTree's own writer: that one leaves "<" as it is in attributes.
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    parts.append(f"<{element.tag}{attributes}>{escape(element.text or '', quote=False)}")
    for child in element:
        _write(child, parts)
    if element.tag not in VOID:
        parts.append(f"</{element.tag}>")
    parts.append(escape(element.tail or "", quote=False))


def text_of(element: ET.Element) -> str:
    """The words of an element, markup left out."""
    return "".join(element.itertext()).strip()
