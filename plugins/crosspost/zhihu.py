"""知乎: Markdown for its importer: formulas as images of its own service, two levels of headings (Z1-Z16)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, urlsplit

from plugins.crosspost.emphasis import Piece
from plugins.crosspost.findings import Export, Finding, Platform, Severity
from plugins.crosspost.markdown import Lines, MarkdownWriter, callout_blocks, with_sign
from plugins.crosspost.math import Typesetter
from plugins.crosspost.tex import one_line
from plugins.crosspost.tree import (
    Article,
    Block,
    Callout,
    Cell,
    Code,
    Heading,
    Image,
    Inline,
    Item,
    Link,
    ListBlock,
    Math,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
    plain,
    walk,
    walk_article,
)

EQUATION = "https://www.zhihu.com/equation?tex="
FOOTNOTES = "参考"
_UNREACHABLE = frozenset(("raw.githubusercontent.com", "github.com"))
_LOW = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_HIGH = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")


def export_zhihu(article: Article, typesetter: Typesetter) -> Export:
    """The Markdown to import. Its findings name formulas that can't be set, tables that became lists, pictures."""
    writer = _Writer(article, typesetter)
    text = writer.document((*article.blocks, *writer.notes(FOOTNOTES, article.footnotes)))
    return Export(Platform.ZHIHU, text, (*writer.findings, *_pictures(article)))


def is_rich(table: Table) -> bool:
    """Whether cells hold what the importer would turn into plain text: formulas, links, pictures (Z7)."""
    cells = tuple(inline for row in (table.head, *table.rows) for cell in row for inline in cell)
    return any(isinstance(node, Math | Link | Image) for node in walk(cells))


class _Writer(MarkdownWriter):
    def __init__(self, article: Article, typesetter: Typesetter) -> None:
        super().__init__()
        levels = (node.level for node in walk_article(article) if isinstance(node, Heading))
        self.top = min(levels, default=2)
        self.typesetter = typesetter
        self.findings: list[Finding] = []

    def heading(self, heading: Heading) -> Lines:
        """Two levels; a deeper heading is a bold paragraph (Z6)."""
        level = heading.level - self.top + 1
        if level <= 2:
            return self.heading_line(level, heading.children)
        return self.paragraph((Styled(Style.STRONG, heading.children),))

    def display(self, formula: Math) -> Lines:
        return [self._equation(formula, display=True)] if formula.tex else []

    def formula(self, formula: Math) -> str:
        return self._equation(formula, display=formula.display) if formula.tex else ""

    def _equation(self, formula: Math, *, display: bool) -> str:
        r"""The image that the importer makes a formula of (Z2); `\\` at its end means a line of its own (Z3)."""
        problem = self.typesetter.set(formula).mathjax
        if problem:
            message = f"知乎（MathJax）不能排版这个公式：{problem}：{formula.tex[:80]}"
            self.findings.append(Finding(Platform.ZHIHU, "Z5", Severity.ERROR, message, formula.tex))
        tex = one_line(formula.tex)
        if display and "\\tag" not in tex:
            tex = f"{tex}\\\\"
        alt = escape(tex.replace(">", "\\gt "))
        return f'<img src="{EQUATION}{quote(tex, safe="")}" alt="{alt}" class="ee_img tr_noresize" eeimg="1">'

    def blocks(self, blocks: tuple[Block, ...]) -> Lines:
        """As everywhere, but for tables whose cells the importer would turn into plain text: they are lists (Z7)."""
        return super().blocks(tuple(map(self._readable, blocks)))

    def block(self, block: Block) -> Lines:
        return super().block(self._readable(block))

    def _readable(self, block: Block) -> Block:
        if not isinstance(block, Table) or not is_rich(block):
            return block
        title = "、".join(plain(cell) for cell in block.head)[:40]
        message = f"表格「{title}」的单元格有公式、链接或图片，知乎导入会丢：已改写为列表。"
        self.findings.append(Finding(Platform.ZHIHU, "Z7", Severity.WARNING, message, f"| {plain(block.head[0])} |"))
        return _rows_as_list(block)

    def with_box(self, item: Item, lines: Lines) -> Lines:
        """A sign: no source says that the importer knows GFM's boxes (Z11)."""
        return with_sign(item, lines)

    def quote(self, blocks: tuple[Block, ...]) -> Lines:
        """One paragraph a quotation (Z12); what is no paragraph stands by itself."""
        lines: Lines = []
        for block in blocks:
            written = self.block(block)
            if isinstance(block, Paragraph):
                written = [f"> {line}" for line in written]
            lines += ["", *written] if lines and written else written
        return lines

    def callout(self, block: Callout) -> Lines:
        """A bold title and what follows (Z11)."""
        return self.blocks(callout_blocks(block))

    def styled(self, word: Styled) -> Iterator[Piece]:
        """Keys as code, low and high signs as such: the importer knows no element for them (Z11)."""
        words = all(isinstance(child, Text) for child in word.children)
        if word.style is Style.KEY and words:
            return self.pieces(Code(plain(word.children)))
        if word.style in (Style.SUB, Style.SUP) and words:
            return self.pieces(Text(_shifted(plain(word.children), word.style)))
        return super().styled(word)


def _rows_as_list(table: Table) -> ListBlock:
    """An item a row: its first cell in bold, as the name of what the row is about; then each column by its name."""
    rows = table.rows or (((),) * len(table.head),)
    return ListBlock(tuple(Item((Paragraph(tuple(_row_words(table.head, row))),)) for row in rows))


def _row_words(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> Iterator[Inline]:
    pairs = [_pair(name, cell) for name, cell in zip(head, row, strict=True)]
    yield Styled(Style.STRONG, pairs[0])
    for pair in pairs[1:]:
        yield Text("；")
        yield from pair


def _pair(name: Cell, cell: Cell) -> tuple[Inline, ...]:
    return (*name, Text("："), *(cell or (Text("—"),))) if name else cell or (Text("—"),)


def _shifted(text: str, style: Style) -> str:
    """`x₂` for x and 2 below it where all signs exist; else the words after a caret or low line."""
    low = style is Style.SUB
    shifted = text.translate(_LOW if low else _HIGH)
    if unicodedata.normalize("NFKC", shifted) == text and all(a != b for a, b in zip(shifted, text, strict=True)):
        return shifted
    return f"{'_' if low else '^'}{text}" if len(text) == 1 else f"{'_' if low else '^'}({text})"


def _pictures(article: Article) -> Iterator[Finding]:
    for node in walk_article(article):
        if not isinstance(node, Image):
            continue
        if not node.src.startswith("https://"):
            message = f"图片 {node.src} 没有公网 https 地址，知乎取不到：请在 mkdocs.yml 填 site_url。"
            yield Finding(Platform.ZHIHU, "Z8", Severity.WARNING, message, node.alt)
        elif urlsplit(node.src).hostname in _UNREACHABLE:
            message = f"图片 {node.src} 在国内的服务器取不到，知乎会丢：放到国内可访问的站点或 CDN。"
            yield Finding(Platform.ZHIHU, "Z8", Severity.WARNING, message, node.alt)
