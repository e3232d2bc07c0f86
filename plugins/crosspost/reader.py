"""A page's HTML -> the tree. It takes what it knows and nothing else: no script, handler or foreign style passes.

The HTML is what Python-Markdown and the extensions of PyMdown write; it is hostile, for notes are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.crosspost.alerts import read_quote
from plugins.crosspost.blocks import group_inlines, trim
from plugins.crosspost.links import join_address
from plugins.crosspost.tree import (
    Align,
    Article,
    Block,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Figure,
    Footnote,
    FootnoteRef,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Math,
    Paragraph,
    Rule,
    Span,
    Style,
    Styled,
    Table,
    Text,
)

DEPTH = 60
"""Levels of elements that are read; what is nested deeper is dropped: no note is, and an attack would be."""

_STYLES = {style.value: style for style in Style} | {
    "b": Style.STRONG,
    "i": Style.EMPHASIS,
    "s": Style.STRIKE,
    "ins": Style.UNDERLINE,
}
_SILENT = frozenset(
    ("script", "style", "iframe", "svg", "math", "object", "template", "noscript", "title", "input", "button", "form")
)
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "details", "hr")
) | {f"h{level}" for level in range(1, 7)}
_DELIMITED = re.compile(r"^\s*\\(?P<open>[(\[])(?P<tex>.*)\\[)\]]\s*$", re.S)
_LANGUAGE = re.compile(r"language-([\w+#.-]+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NUMBER = re.compile(r"\d{1,4}")


def read_article(html: str, base: str = "") -> Article:
    """The article of a page's HTML. `base` is the page's own address, which makes links absolute."""
    root = lxml_html.fragment_fromstring(_CONTROL.sub("", html), create_parent="article")
    reader = _Reader(base, _footnote_numbers(root))
    blocks = tuple(block for block in reader.blocks(root, 0) if not (isinstance(block, Heading) and block.level == 1))
    return Article(blocks, tuple(reader.footnotes(root)))


def _footnote_numbers(root: HtmlElement) -> dict[str, int]:
    return {str(item.get("id")): number for number, item in enumerate(root.xpath("//div[@class='footnote']/ol/li"), 1)}


class _Reader:
    """Walks the elements; `numbers` gives each footnote's number by its id."""

    def __init__(self, base: str, numbers: dict[str, int]) -> None:
        self.base = base
        self.numbers = numbers

    def footnotes(self, root: HtmlElement) -> Iterator[Footnote]:
        """The footnotes at the end of the page."""
        for number, item in enumerate(root.xpath("//div[@class='footnote']/ol/li"), 1):
            yield Footnote(number, self.blocks(item, 0))

    def blocks(self, element: HtmlElement, depth: int) -> tuple[Block, ...]:
        """What an element holds; words between blocks become paragraphs."""
        return group_inlines(self._mixed(element, depth))

    def _mixed(self, element: HtmlElement, depth: int) -> Iterator[Block | Inline]:
        if element.text:
            yield Text(element.text)
        for child in element:
            if depth < DEPTH and isinstance(child.tag, str):
                yield from self._block(child, depth + 1) if child.tag in _BLOCKS else self._inline(child, depth + 1)
            if child.tail:
                yield Text(child.tail)

    def _block(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        tag = str(element.tag)
        classes = set(str(element.get("class", "")).split())
        if "arithmatex" in classes:
            yield _formula(element, display=True)
        elif tag == "pre" or classes & {"highlight", "highlighttable"}:
            yield _code_block(element)
        elif classes & {"footnote", "toc"}:
            return
        elif "admonition" in classes or tag == "details":
            yield self._callout(element, depth)
        elif tag[0] == "h" and tag != "hr":
            words = self.inlines(element, depth)
            yield from (Heading(int(tag[1]), words),) if words else ()
        elif tag == "hr":
            yield Rule()
        else:
            yield from self._container(element, tag, depth)

    def _container(self, element: HtmlElement, tag: str, depth: int) -> Iterator[Block]:
        match tag:
            case "ul" | "ol":
                yield self._list(element, depth)
            case "dl":
                yield self._definitions(element, depth)
            case "table":
                yield from self._table(element, depth)
            case "blockquote":
                yield read_quote(self.blocks(element, depth))
            case "figure":
                yield from self._figure(element, depth)
            case _:
                yield from self.blocks(element, depth)

    def _callout(self, element: HtmlElement, depth: int) -> Callout:
        title: tuple[Inline, ...] = ()
        for child in list(element):
            if child.tag == "summary" or "admonition-title" in str(child.get("class", "")).split():
                title = self.inlines(child, depth)
                child.drop_tree()
                break
        return Callout(title, self.blocks(element, depth))

    def _list(self, element: HtmlElement, depth: int) -> ListBlock:
        items = tuple(Item(self.blocks(item, depth), _checked(item)) for item in element if item.tag == "li")
        start = str(element.get("start", "1"))
        return ListBlock(items, element.tag == "ol", int(start) if _NUMBER.fullmatch(start) else 1)

    def _definitions(self, element: HtmlElement, depth: int) -> ListBlock:
        """A term in bold and what it means, as an item."""
        items: list[Item] = []
        for child in element:
            if child.tag == "dt":
                items.append(Item((Paragraph((Styled(Style.STRONG, self.inlines(child, depth)),)),)))
            elif child.tag == "dd":
                blocks = items.pop().blocks if items else ()
                items.append(Item((*blocks, *self.blocks(child, depth))))
        return ListBlock(tuple(items))

    def _table(self, element: HtmlElement, depth: int) -> Iterator[Table]:
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        if not rows or not rows[0]:
            return
        width = max(len(row) for row in rows)
        cells = [tuple(self.inlines(cell, depth) for cell in row) + ((),) * (width - len(row)) for row in rows]
        aligns = tuple(_align(cell) for cell in rows[0]) + (Align.NONE,) * (width - len(rows[0]))
        has_head = all(cell.tag == "th" for cell in rows[0])
        head: tuple[Cell, ...] = cells[0] if has_head else ((),) * width
        yield Table(aligns, head, tuple(cells[1:] if has_head else cells))

    def _figure(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        captions = list(element.iter("figcaption"))
        caption = self.inlines(captions[0], depth) if captions else ()
        for found in captions:
            found.drop_tree()
        blocks = self.blocks(element, depth)
        if len(blocks) == 1 and isinstance(blocks[0], Figure):
            yield Figure(blocks[0].image, caption)
        else:
            yield from (*blocks, *((Paragraph(caption),) if caption else ()))

    def inlines(self, element: HtmlElement, depth: int) -> tuple[Inline, ...]:
        """The words of an element, whatever elements they stand in."""
        return trim(tuple(self._flat(element, depth)))

    def _flat(self, element: HtmlElement, depth: int) -> Iterator[Inline]:
        if element.text:
            yield Text(element.text)
        for child in element:
            if depth < DEPTH and isinstance(child.tag, str):
                yield from self._inline(child, depth + 1)
            if child.tail:
                yield Text(child.tail)

    def _inline(self, element: HtmlElement, depth: int) -> Iterator[Inline]:
        tag = str(element.tag)
        classes = str(element.get("class", "")).split()
        if "arithmatex" in classes:
            yield _formula(element, display=False)
        elif tag in _STYLES:
            yield from self._styled(element, _STYLES[tag], depth)
        elif tag == "a":
            yield from self._link(element, classes, depth)
        elif tag == "img":
            yield from self._image(element)
        elif tag == "code":
            yield Code(" ".join(element.text_content().split("\n")))
        elif tag == "br":
            yield LineBreak()
        elif tag not in _SILENT:
            yield from self._flat(element, depth)

    def _styled(self, element: HtmlElement, style: Style, depth: int) -> Iterator[Inline]:
        children = tuple(self._flat(element, depth))
        if len(children) == 1 and isinstance(children[0], FootnoteRef):  # the <sup> round a footnote's mark
            yield children[0]
        elif children:
            yield Styled(style, children)

    def _link(self, element: HtmlElement, classes: list[str], depth: int) -> Iterator[Inline]:
        if "headerlink" in classes or "footnote-backref" in classes:
            return
        if "footnote-ref" in classes:
            number = self.numbers.get(str(element.get("href", "")).removeprefix("#"))
            if number:
                yield FootnoteRef(number)
            return
        href = str(element.get("href", "")).strip()
        href = "" if href.startswith("#") else self._address(href)  # a place of this page is none on a platform
        children = tuple(self._flat(element, depth))
        if children and urlsplit(href).scheme:
            yield Link(href, children)
        else:
            yield from children

    def _image(self, element: HtmlElement) -> Iterator[Inline]:
        src = self._address(str(element.get("src", "")))
        if src:
            yield Image(src, " ".join(str(element.get("alt", "")).split()))

    def _address(self, address: str) -> str:
        """The address as seen from anywhere; empty where its scheme is none for readers."""
        try:
            absolute = join_address(self.base, address.strip())
            scheme = urlsplit(absolute).scheme
        except ValueError:
            return ""
        return absolute if scheme in ("", "http", "https", "mailto") else ""


def _formula(element: HtmlElement, *, display: bool) -> Math:
    content = element.text_content()
    match = _DELIMITED.match(content)
    if match is None:
        return Math(content.strip(), display)
    return Math(match["tex"].strip(), display or match["open"] == "[")


def _code_block(element: HtmlElement) -> CodeBlock:
    """The code of a highlighted block: line numbers are left out, its title is kept."""
    titles = element.xpath(".//*[contains(concat(' ', @class, ' '), ' filename ')]")
    pres = [element] if element.tag == "pre" else element.xpath(".//td[@class='code']//pre") or element.xpath(".//pre")
    if not pres:
        return CodeBlock((Span("", element.text_content()),))
    code = next(iter(pres[0].xpath("./code")), pres[0])
    classes = " ".join(str(part.get("class", "")) for part in (element, pres[0], code))
    language = _LANGUAGE.search(classes)
    name = language[1] if language else "mermaid" if "mermaid" in classes.split() else ""  # what the page draws
    title = titles[0].text_content().strip() if titles else ""
    return CodeBlock(_without_last_end(tuple(_spans(code, ""))), name, title)


def _spans(element: HtmlElement, kind: str) -> Iterator[Span]:
    if element.text:
        yield Span(kind, element.text)
    for child in element:
        if isinstance(child.tag, str):
            classes = str(child.get("class", "")).split()
            own = "" if not classes or classes[0] in ("hll", "linenos") else classes[0]
            yield from _spans(child, own or kind)
        if child.tail:
            yield Span(kind, child.tail)


def _without_last_end(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if spans and spans[-1].text.endswith("\n"):
        last = spans[-1].text[:-1]
        return (*spans[:-1], Span(spans[-1].kind, last)) if last else spans[:-1]
    return spans


def _checked(item: HtmlElement) -> bool | None:
    boxes = item.xpath("./input[@type='checkbox'] | ./label//input[@type='checkbox'] | ./p/input | ./p/label//input")
    return boxes[0].get("checked") is not None if boxes else None


def _align(cell: HtmlElement) -> Align:
    found = re.search(r"text-align:\s*(left|center|right)", str(cell.get("style", "")))
    return Align(found[1]) if found else Align.NONE
