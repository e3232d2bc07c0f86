"""The tree -> Markdown that a strict parser reads back as it was; a platform's writer overrides what differs there."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator

from plugins.crosspost.emphasis import Kind, Piece, join_pieces, split_spaces
from plugins.crosspost.tree import (
    Align,
    Block,
    Callout,
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
    Quote,
    Rule,
    Style,
    Styled,
    Table,
    Text,
    plain,
)

_SPECIAL = re.compile(r"[\\`*\[\]<~$|]|&(?=[#A-Za-z])|!$|(?<![^\W_])_|_(?![^\W_])")
_START = re.compile(r"^(\s*)([#>+=-])", re.M)
_NUMBER = re.compile(r"^(\s*\d+)([.)])", re.M)
_UNSAFE = re.compile(r"[\s<>()\\\"`|$]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_LONE_TAG = re.compile(r"\A(<[^>]*>) +$", re.M)
_RULES = {Align.NONE: "---", Align.LEFT: ":---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
_DELIMITERS = {Style.STRONG: "**", Style.MARK: "**", Style.EMPHASIS: "*", Style.STRIKE: "~~"}

Lines = list[str]


class MarkdownWriter(ABC):
    """Writes blocks as lines. `in_cell`, `flat`: a cell or heading is being written; `within`: open delimiters."""

    def __init__(self) -> None:
        self.in_cell = False
        self.flat = False
        self.within: list[str] = []

    def document(self, blocks: tuple[Block, ...]) -> str:
        """The Markdown of blocks, one blank line between them."""
        return "\n".join(self.blocks(blocks)) + "\n"

    def blocks(self, blocks: tuple[Block, ...]) -> Lines:
        """The lines of blocks."""
        lines: Lines = []
        alternate = False
        for place, block in enumerate(blocks):
            before = blocks[place - 1] if place else None
            # Two lists in a row would become one: the second takes the other marker.
            alternate = isinstance(block, ListBlock) and isinstance(before, ListBlock) and not alternate
            written = self.list_block(block, alternate) if isinstance(block, ListBlock) else self.block(block)
            if written:
                lines += ["", *written] if lines else written
        return lines

    def block(self, block: Block) -> Lines:  # noqa: C901 - one case a kind of block
        """The lines of one block."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block.children)
            case Math():
                return self.display(block)
            case CodeBlock():
                return self.code_block(block)
            case ListBlock():
                return self.list_block(block, alternate=False)
            case Table():
                return self.table(block)
            case Quote():
                return self.quote(block.blocks)
            case Callout():
                return self.callout(block)
            case Figure():
                return self.blocks(_figure_parts(block))
            case Rule():
                return ["___"]

    def paragraph(self, words: tuple[Inline, ...]) -> Lines:
        """The lines of a paragraph; none of them starts a block by chance."""
        text = _NUMBER.sub(r"\1\\\2", _START.sub(r"\1\\\2", self.inlines(words).strip()))
        # A tag alone on the first line would make the paragraph a block of HTML; a backslash breaks the line as well.
        return _LONE_TAG.sub(r"\1\\", text).split("\n") if text else []

    def heading(self, heading: Heading) -> Lines:
        """A heading on one line."""
        return self.heading_line(heading.level, heading.children)

    def heading_line(self, level: int, words: tuple[Inline, ...]) -> Lines:
        """The words as a heading of that level."""
        self.flat = True
        text = self.inlines(words).strip()
        self.flat = False
        text = re.sub(r"(#+)$", r"\\\1", text)
        return [f"{'#' * level} {text}"] if text else []

    @abstractmethod
    def display(self, formula: Math) -> Lines:
        """A formula on lines of its own."""

    @abstractmethod
    def formula(self, formula: Math) -> str:
        """A formula within a line."""

    def code_block(self, block: CodeBlock) -> Lines:
        """A fence longer than any in the code, with the language and nothing else (Z9)."""
        longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
        fence = "`" * max(3, longest + 1)
        title = self.paragraph((Styled(Style.STRONG, (Text(block.title),)),)) if block.title else []
        return [*title, *([""] if title else []), f"{fence}{block.language}", *block.text.split("\n"), fence]

    def list_block(self, block: ListBlock, alternate: bool) -> Lines:
        """Items one below the other; loose where one holds more than a line and a list."""
        tight = _is_tight(block)
        lines: Lines = []
        for place, item in enumerate(block.items):
            lines += [""] if lines and not tight else []
            lines += self._item(item, _marker(block, place, alternate), tight)
        return lines

    def _item(self, item: Item, marker: str, tight: bool) -> Lines:
        close = [line for block in item.blocks for line in self.block(block)] if tight else ()
        lines = list(close) or self.blocks(item.blocks)
        if item.checked is not None:
            lines = self.with_box(item, lines)
        first = f"{marker}{lines[0]}" if lines else marker.rstrip()
        return [first, *(f"{' ' * len(marker)}{line}" if line else "" for line in lines[1:])]

    def with_box(self, item: Item, lines: Lines) -> Lines:
        """A task's box, which stands before words only; before anything else, a sign says the same."""
        if item.blocks and isinstance(item.blocks[0], Paragraph) and lines:
            return [f"[{'x' if item.checked else ' '}] {lines[0]}", *lines[1:]]
        return with_sign(item, lines)

    def table(self, table: Table) -> Lines:
        """A GFM table."""
        rows = [self._row(row) for row in (table.head, *table.rows)]
        return [rows[0], f"| {' | '.join(_RULES[align] for align in table.aligns)} |", *rows[1:]]

    def _row(self, cells: tuple[tuple[Inline, ...], ...]) -> str:
        self.in_cell = self.flat = True
        written = [self.inlines(cell).strip() for cell in cells]
        self.in_cell = self.flat = False
        return f"| {' | '.join(written)} |"

    def quote(self, blocks: tuple[Block, ...]) -> Lines:
        """A quotation."""
        return [f"> {line}" if line else ">" for line in self.blocks(blocks)]

    def callout(self, block: Callout) -> Lines:
        """A bold title and what follows, as a quotation (J4)."""
        return self.quote(callout_blocks(block))

    def notes(self, title: str, footnotes: tuple[Footnote, ...]) -> tuple[Block, ...]:
        """The footnotes as blocks for the end, numbered by hand (J4, Z10)."""
        if not footnotes:
            return ()
        return (Paragraph((Styled(Style.STRONG, (Text(title),)),)), *(b for note in footnotes for b in _note(note)))

    def inlines(self, words: tuple[Inline, ...]) -> str:
        """Words as Markdown."""
        return join_pieces([piece for word in words for piece in self.pieces(word)])

    def pieces(self, word: Inline) -> Iterator[Piece]:
        """A word as text and delimiters."""
        match word:
            case Styled():
                yield from self.styled(word)
            case Text():
                yield Piece(escape_text(word.text))
            case Code():
                yield Piece(self._code(word.text))
            case Math():
                yield Piece(self.formula(word))
            case Link():
                yield Piece(self._link(word))
            case Image():
                yield Piece(self.image(word))
            case FootnoteRef():
                yield Piece(f"\\[{word.number}\\]")
            case LineBreak():
                yield Piece(" " if self.flat else "  \n")

    def styled(self, word: Styled) -> Iterator[Piece]:
        """Delimiters round the words; spaces stand outside of them."""
        delimiter = _DELIMITERS.get(word.style, "")
        if not delimiter or delimiter in self.within:  # bold within bold is bold
            for child in word.children:
                yield from self.pieces(child)
            return
        self.within.append(delimiter)
        inner = [piece for child in word.children for piece in self.pieces(child)]
        self.within.pop()
        lead, inner, tail = split_spaces(inner)
        if inner:
            inner = [Piece(delimiter, Kind.OPEN), *inner, Piece(delimiter, Kind.CLOSE)]
        yield from (*lead, *inner, *tail)

    def image(self, image: Image) -> str:
        """A picture."""
        return f"![{escape_text(image.alt)}]({safe_address(image.src)})"

    def _code(self, text: str) -> str:
        if self.in_cell and "|" in text:
            if "\\" in text or "`" in text:  # parsers disagree on what a backslash before a pipe is in code
                return f"<code>{_PUNCTUATION.sub(lambda match: f'&#{ord(match[0])};', text)}</code>"
            text = text.replace("|", "\\|")
        ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
        pad = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
        return f"{ticks}{pad}{text}{pad}{ticks}" if text.strip() else ""

    def _link(self, link: Link) -> str:
        words = self.inlines(link.children)
        if plain(link.children) == link.href and not _UNSAFE.search(link.href) and ":" in link.href:
            return f"<{link.href}>"
        return f"[{words}]({safe_address(link.href)})"


def with_sign(item: Item, lines: Lines) -> Lines:
    """A task by a sign: before its words, or on a line of its own."""
    sign = "☑" if item.checked else "☐"
    if item.blocks and isinstance(item.blocks[0], Paragraph) and lines:
        return [f"{sign} {lines[0]}", *lines[1:]]
    return [sign, *([""] if lines else []), *lines]


def callout_blocks(block: Callout) -> tuple[Block, ...]:
    """A callout's title in bold, and its blocks."""
    return ((Paragraph((Styled(Style.STRONG, block.title),)),) if block.title else ()) + block.blocks


def escape_text(text: str) -> str:
    """Words that no parser takes for Markdown."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def safe_address(address: str) -> str:
    """The address with what could end it, or start emphasis, percent-encoded (Z8: no space)."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def _figure_parts(figure: Figure) -> tuple[Block, ...]:
    caption = (Paragraph(figure.caption),) if figure.caption else ()
    return (Paragraph((figure.image,)), *caption)


def _note(note: Footnote) -> tuple[Block, ...]:
    first = note.blocks[0] if note.blocks else None
    words = first.children if isinstance(first, Paragraph) else ()
    rest = note.blocks[1:] if isinstance(first, Paragraph) else note.blocks
    return (Paragraph((FootnoteRef(note.number), Text(" "), *words)), *rest)


def _is_tight(block: ListBlock) -> bool:
    return all(
        item.blocks
        and isinstance(item.blocks[0], Paragraph)
        and all(isinstance(b, ListBlock) and _may_interrupt(b) and _is_tight(b) for b in item.blocks[1:])
        and len(item.blocks) <= 2
        for item in block.items
    )


def _may_interrupt(block: ListBlock) -> bool:
    """Whether a list may follow a line of text without a blank one."""
    return not block.ordered or block.start == 1


def _marker(block: ListBlock, place: int, alternate: bool) -> str:
    if block.ordered:
        return f"{block.start + place}{')' if alternate else '.'} "
    return "* " if alternate else "- "
