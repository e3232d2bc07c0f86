"""What an article holds, counted and in order: read from the tree, and read back from each export."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown_it.token import Token

from plugins.crosspost.dialect import parse_markdown, without_front_matter
from plugins.crosspost.tex import one_line
from plugins.crosspost.tree import (
    Article,
    Code,
    CodeBlock,
    Heading,
    Image,
    Link,
    Math,
    Node,
    Table,
    Text,
    children_of,
)

_EQUATION = re.compile(r'<img src="https://www\.zhihu\.com/equation\?tex=([^"]*)" alt="[^"]*" class="ee_img')


_MARKS = re.compile(r"\[\d+\]|〔\d+〕|[_^()]")
_INVISIBLE = re.compile(r"[\s\u200b\u2060\ufeff\xad]+")


@dataclass(slots=True)
class Inventory:
    """What was found, each in the order of reading. `cells` are the words of tables; `tables` (rows, columns)."""

    headings: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


@lru_cache(maxsize=16_384)  # each word of a note is looked at for the page and for every export
def squeeze(text: str) -> str:
    """The visible signs alone: no white space, one form of each."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def same_heading(text: str) -> str:
    """A heading's words without the marks of notes, links, low and high signs, which platforms write differently."""
    return _MARKS.sub("", squeeze(text))


def heading_words(heading: Heading) -> str:
    """What a heading is compared by."""
    return same_heading("".join(_words_of(heading)))


def _words_of(node: Node) -> Iterator[str]:
    if isinstance(node, Text | Code):
        yield node.text
    for child in children_of(node):
        yield from _words_of(child)


@lru_cache(maxsize=4096)
def same_tex(tex: str) -> str:
    """A formula in the form in which formulas are compared: the listed changes of TeX undone."""
    tex = one_line(tex).removeprefix("\\displaystyle ")
    tex = tex.removesuffix("\\\\") if not tex.endswith("\\\\\\\\") else tex[:-2]
    return re.sub(r"\s+", "", tex.replace("\\|", "\\Vert ").replace("|", "\\vert ").replace("\\gt ", ">"))


def of_article(article: Article) -> Inventory:
    """The inventory of the page's tree."""
    found = Inventory()
    for node in (*article.blocks, *article.footnotes):
        _count(node, found, in_table=False)
    return found


def _count(node: Node, found: Inventory, *, in_table: bool) -> None:
    match node:
        case Heading() if heading_words(node):
            found.headings.append(heading_words(node))
        case Math() if node.tex:
            found.formulas.append(same_tex(node.tex))
        case Table():
            found.tables.append((len(node.rows), len(node.aligns)))
        case Image():
            found.images.append(same_address(node.src))
        case Link():
            found.links.append(same_address(node.href))
        case CodeBlock():
            found.codes.append(node.text)
        case Text() | Code() if squeeze(node.text):
            (found.cells if in_table else found.words).append(squeeze(node.text))
    for child in children_of(node):
        _count(child, found, in_table=in_table or isinstance(node, Table))


def same_address(address: str) -> str:
    """An address in the form in which addresses are compared."""
    return unquote(address).replace(" ", "")


def of_html(text: str) -> Inventory:
    """The inventory of WeChat's HTML; non-breaking spaces of code are spaces again."""
    root = lxml_html.fragment_fromstring(text, create_parent="article")
    found = Inventory()
    found.formulas = [same_tex(str(tex)) for tex in root.xpath("//@data-formula")]
    for formula in root.xpath("//*[@data-formula]"):  # how it is drawn, or said, is no word of the article
        formula.text = None
        formula[:] = []
    headings = [same_heading(e.text_content()) for e in root.xpath("//h2|//h3|//h4")]
    found.headings = [heading for heading in headings if heading]
    found.tables = [(len(t.xpath(".//tbody/tr")), len(t.xpath("(.//tr)[1]/*"))) for t in root.xpath("//table")]
    found.images = [same_address(str(src)) for src in root.xpath("//img/@src")]
    found.links = [same_address(str(href)) for href in root.xpath("//a/@href")]
    found.codes = [_code_of(e) for e in root.xpath("//pre/code")]
    found.words = [squeeze(root.text_content())]
    return found


def _code_of(element: HtmlElement) -> str:
    for br in element.iter("br"):
        br.tail = "\n" + (br.tail or "")
    return str(element.text_content()).replace("\xa0", " ")


def of_markdown(text: str) -> Inventory:
    """The inventory of Markdown as its platform reads it; front matter is none of it."""
    found = Inventory()
    tokens = parse_markdown(without_front_matter(text))
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[place + 1].children or []
            heading = same_heading("".join(_text_of(t) for t in inline))
            found.headings += [heading] if heading else []
        elif token.type == "table_open":
            found.tables.append(_shape(tokens[place:]))
    words = [piece for token in tokens for piece in _read(token, found)]
    found.words = [squeeze("".join(words))]
    return found


def _shape(tokens: list[Token]) -> tuple[int, int]:
    end = next(place for place, token in enumerate(tokens) if token.type == "table_close")
    types = [token.type for token in tokens[:end]]
    return types.count("tr_open") - 1, types.count("th_open")


def _read(token: Token, found: Inventory) -> Iterator[str]:
    for part in (token.children or []) if token.type == "inline" else [token]:
        if part.type in ("math_inline", "math_block"):
            found.formulas.append(same_tex(part.content))
        elif part.type == "fence":
            found.codes.append(part.content.removesuffix("\n"))
        elif part.type in ("html_inline", "html_block"):
            found.formulas += [same_tex(unquote(tex)) for tex in _EQUATION.findall(part.content)]
        elif part.type == "image":
            found.images.append(same_address(str(part.attrGet("src"))))
        elif part.type == "link_open":
            found.links.append(same_address(str(part.attrGet("href"))))
        yield _text_of(part)


def _text_of(token: Token) -> str:
    return token.content if token.type in ("text", "code_inline", "fence") else ""
