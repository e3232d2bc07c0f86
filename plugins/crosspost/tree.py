"""The neutral tree: what an article holds, without a word on how a page or a platform writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from generator.errors import PaperNotesError


class CrosspostError(PaperNotesError):
    """An export can't be made: a theme, a setting or a tool is not as needed."""


class Style(StrEnum):
    """What words can be, by the HTML element that says so."""

    STRONG = "strong"
    EMPHASIS = "em"
    STRIKE = "del"
    UNDERLINE = "u"
    MARK = "mark"
    SUB = "sub"
    SUP = "sup"
    KEY = "kbd"


class Align(Enum):
    """How a table's column is aligned."""

    NONE = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """Words; runs of white space are one space."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX without delimiters; `display` where it stands on its own line."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Styled:
    """Words with a style."""

    style: Style
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; `href` is absolute where the site knows its own address."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture."""

    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteRef:
    """The mark of a footnote, by its number from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard break."""


Inline = Text | Code | Math | Styled | Link | Image | FootnoteRef | LineBreak


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 1 to 6."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a code block and its Pygments class, "" for plain."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code as it is on the page, byte for byte, without the last line's end."""

    spans: tuple[Span, ...]
    language: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """The code itself."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `checked` is None unless the item is a task."""

    blocks: tuple[Block, ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, numbered from `start` where it is ordered."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


Cell = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as `aligns`; `head` is one row."""

    aligns: tuple[Align, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """An admonition, or a foldable part of the page, with its title."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, and its caption."""

    image: Image
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Heading | Paragraph | CodeBlock | Math | ListBlock | Table | Quote | Callout | Figure | Rule


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a footnote says."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """What is posted of a note: its body, without the title, and its footnotes in their order."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()


Node = Block | Inline | Item | Footnote


def children_of(node: Node) -> tuple[Node, ...]:
    """What a node holds, in the order of reading."""
    match node:
        case Text() | Math() | Code():  # most nodes are one of these
            return ()
        case Heading() | Paragraph() | Styled() | Link():
            return node.children
        case Quote() | Item() | Footnote():
            return node.blocks
        case Callout():
            return (*node.title, *node.blocks)
        case ListBlock():
            return node.items
        case Table():
            return tuple(inline for row in (node.head, *node.rows) for cell in row for inline in cell)
        case Figure():
            return (node.image, *node.caption)
        case _:
            return ()


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node, in the order of reading."""
    rest = list(reversed(nodes))
    while rest:
        node = rest.pop()
        yield node
        rest.extend(reversed(children_of(node)))


def walk_article(article: Article) -> Iterator[Node]:
    """Every node of an article, its footnotes last."""
    yield from walk(article.blocks)
    yield from walk(article.footnotes)


def plain(nodes: tuple[Node, ...]) -> str:
    """The words of nodes alone; formulas keep their TeX, pictures their description."""
    return "".join(_words(node) for node in walk(nodes))


def _words(node: Node) -> str:
    match node:
        case Text() | Code() | CodeBlock():
            return node.text
        case Math():
            return node.tex
        case Image():
            return node.alt
        case LineBreak():
            return " "
        case _:
            return ""


def map_article(article: Article, change: Callable[[Node], Node]) -> Article:
    """The article with `change` applied to every node, what a node holds before the node itself."""
    return Article(_map_all(article.blocks, change), _map_all(article.footnotes, change))


def _map_all(nodes: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple:  # type: ignore[type-arg]
    return tuple(change(_map(node, change)) for node in nodes)


def _map(node: Node, change: Callable[[Node], Node]) -> Node:
    match node:
        case Heading() | Paragraph() | Styled() | Link():
            return replace(node, children=_map_all(node.children, change))
        case Quote() | Item() | Footnote():
            return replace(node, blocks=_map_all(node.blocks, change))
        case Callout():
            return replace(node, title=_map_all(node.title, change), blocks=_map_all(node.blocks, change))
        case ListBlock():
            return replace(node, items=_map_all(node.items, change))
        case Table():
            rows = tuple(tuple(_map_all(cell, change) for cell in row) for row in (node.head, *node.rows))
            return replace(node, head=rows[0], rows=rows[1:])
        case Figure():
            image = change(node.image)
            caption = _map_all(node.caption, change)
            return replace(node, image=image if isinstance(image, Image) else node.image, caption=caption)
        case _:
            return node
