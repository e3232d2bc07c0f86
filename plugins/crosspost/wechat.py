"""公众号: the article as HTML that its editor keeps: styles inline, formulas as inline SVG, links listed (W20-W38)."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

from plugins.crosspost.findings import Export, Finding, Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.media import Media
from plugins.crosspost.tex import one_line
from plugins.crosspost.theme import Theme
from plugins.crosspost.together import hold_together
from plugins.crosspost.tree import (
    Align,
    Article,
    Block,
    Callout,
    Code,
    CodeBlock,
    Figure,
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
    Styled,
    Table,
    Text,
)

API_CHARACTERS = 20_000
"""What `draft/add` takes, in characters of the whole HTML (W4); the editor takes more by paste."""

HOST = "mp.weixin.qq.com"
FOOTNOTES = "脚注"
LINKS = "参考链接"
_TOKENS = {  # the first letters of a Pygments class
    "k": "code-keyword",
    "kc": "code-number",
    "nf": "code-name",
    "nc": "code-name",
    "nd": "code-name",
    "nn": "code-name",
    "nb": "code-name",
    "s": "code-string",
    "m": "code-number",
    "c": "code-comment",
    "o": "code-operator",
}
_WIDTH = re.compile(r"width:([\d.]+)ex")
_DRAWN = re.compile(r'data-formula="([^"]*)"[^>]*>(<svg.*?</svg>(?=</s))')
_HEIGHT = re.compile(r"height:[\d.]+ex")
_LINE_EX = 40.0
"""Width in ex of a line on a phone: a wider formula is drawn smaller there."""

_SCROLLED_EX = 60.0
"""A formula on lines of its own that is wider than this stays as it is, and scrolls: smaller, nobody could read it."""


def export_wechat(article: Article, theme: Theme, typesetter: Typesetter) -> Export:
    """The HTML to paste into the editor. Its findings name formulas that can't be set, and the budget of the API."""
    export = write_wechat(article, theme, typesetter, Media())
    return Export(Platform.WECHAT, export.text, (*export.findings, _budget(export.text)))


def write_wechat(article: Article, theme: Theme, typesetter: Typesetter, media: Media) -> Export:
    """The HTML with formulas and pictures as `media` has them."""
    writer = _Writer(theme, typesetter, media)
    body = writer.blocks(article.blocks)
    notes = writer.footnotes(article)
    inner = f"<section{theme.attribute('content')}>{body}{notes}{writer.references()}</section>"
    text = theme.finish(f"<section{theme.attribute('article')}>{inner}</section>") + "\n"
    return Export(Platform.WECHAT, text, tuple(writer.findings))


def _budget(text: str) -> Finding:
    size = len(text.strip())
    if size < API_CHARACTERS:
        message = f"全文 {size:,} 字符，粘贴与接口（draft/add）两条路都可用。"
        return Finding(Platform.WECHAT, "W4", Severity.INFO, message)
    drawn = sorted(_DRAWN.findall(text), key=lambda found: len(found[1]), reverse=True)
    largest = "、".join(f"{_beginning(one_line(unescape(tex)))}（{len(svg):,}）" for tex, svg in drawn[:3])
    message = (
        f"全文 {size:,} 字符，其中公式的 SVG 占 {sum(len(svg) for _, svg in drawn):,}，超过接口（draft/add）的"
        f" {API_CHARACTERS:,}：粘贴可用；接口请用 crosspost wechat draft，公式会换成 PNG。"
    )
    return Finding(Platform.WECHAT, "W4", Severity.INFO, message + (f"最大的公式：{largest}。" if largest else ""))


def _beginning(tex: str) -> str:
    """Enough of a formula to find it by."""
    return tex if len(tex) <= 24 else f"{tex[:24]}…"


class _Writer:
    """Writes nodes as HTML, numbers the links on its way."""

    def __init__(self, theme: Theme, typesetter: Typesetter, media: Media) -> None:
        self.theme = theme
        self.typesetter = typesetter
        self.media = media
        self.links: dict[str, int] = {}
        self.depth = 0  # of lists with written markers
        self.findings: list[Finding] = []

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:  # noqa: C901 - one case a kind of block
        style = self.theme.attribute
        match block:
            case Heading():
                name = f"h{min(max(block.level, 2), 4)}"
                return f"<{name}{style(name)}>{self.inlines(block.children)}</{name}>"
            case Paragraph():
                return f"<p{style('p')}>{self.inlines(block.children)}</p>"
            case Math():
                return self._display(block)
            case CodeBlock():
                return self._code(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case Quote():
                return f"<blockquote{style('quote')}>{self.blocks(block.blocks)}</blockquote>"
            case Callout():
                title = f"<p{style('callout-title')}>{self.inlines(block.title)}</p>" if block.title else ""
                return f"<section{style('callout')}>{title}{self.blocks(block.blocks)}</section>"
            case Figure():
                caption = f"<p{style('caption')}>{self.inlines(block.caption)}</p>" if block.caption else ""
                return f"<section{style('figure')}>{self._image(block.image)}{caption}</section>"
            case Rule():
                return f"<hr{style('hr')}>"

    def _list(self, block: ListBlock) -> str:
        """A flat list as one; a nested or task list as sections with written markers (W27, W28, W30)."""
        if (
            self.depth
            or any(not isinstance(part, Paragraph) for item in block.items for part in item.blocks[:1])
            or any(len(item.blocks) != 1 or item.checked is not None for item in block.items)
        ):
            return self._written_list(block)
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        style = self.theme.attribute("list", "list-style-type:decimal" if block.ordered else "list-style-type:disc")
        items = "".join(f"<li>{self._item(item, '')}</li>" for item in block.items)
        return f"<{tag}{start}{style}>{items}</{tag}>"

    def _written_list(self, block: ListBlock) -> str:
        self.depth += 1
        items = "".join(self._item(item, self._marker(block, place)) for place, item in enumerate(block.items))
        self.depth -= 1
        return f"<section{self.theme.attribute('nested')}>{items}</section>"

    def _item(self, item: Item, marker: str) -> str:
        style = self.theme.attribute("hanging" if marker else "item")
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], Paragraph):
            return f"<section{style}>{marker}{self.inlines(first[0].children)}</section>{self.blocks(rest)}"
        return f"<section{style}>{marker}</section>{self.blocks(item.blocks)}" if marker else self.blocks(item.blocks)

    def _marker(self, block: ListBlock, place: int) -> str:
        """A written marker; it hangs to the left of the item, which stands below itself where it has more lines."""
        return f"<span{self.theme.attribute('marker')}>{_sign(block, place)}&nbsp;</span>"

    def _table(self, table: Table) -> str:
        style = self.theme.attribute
        head = self._row("th", table.head, table.aligns) if any(table.head) else ""
        head = f"<thead>{head}</thead>" if head else ""
        rows = "".join(self._row("td", row, table.aligns) for row in table.rows)
        inner = f"<table{style('table')}>{head}<tbody>{rows}</tbody></table>"
        return f"<section{style('table-box')}>{inner}</section>"

    def _row(self, tag: str, cells: tuple[tuple[Inline, ...], ...], aligns: tuple[Align, ...]) -> str:
        styles = [self.theme.attribute(tag, f"text-align:{align.value or Align.LEFT.value}") for align in aligns]
        written = [f"<{tag}{style}>{self.inlines(cell)}</{tag}>" for style, cell in zip(styles, cells, strict=True)]
        return f"<tr>{''.join(written)}</tr>"

    def _code(self, block: CodeBlock) -> str:
        style = self.theme.attribute
        title = f"<section{style('code-title')}>{escape(block.title)}</section>" if block.title else ""
        fixed = "display:block;white-space:nowrap;width:max-content"
        code = "".join(self._span(span.kind, span.text) for span in block.spans)
        return f"{title}<pre{style('pre')}><code{style('pre-code', fixed)}>{code}</code></pre>"

    def _span(self, kind: str, text: str) -> str:
        written = _keep_spaces(text)
        role = _TOKENS.get(kind[:2]) or _TOKENS.get(kind[:1], "")
        return f"<span{self.theme.attribute(role)}>{written}</span>" if role and text.strip() else written

    def _display(self, formula: Math) -> str:
        svg = self._svg(formula)
        style = self.theme.attribute("math", "overflow-x:auto;text-align:center")
        return f'<section data-formula="{escape(formula.tex)}"{style}>{svg}</section>'

    def inlines(self, words: tuple[Inline, ...]) -> str:
        return "".join(map(self._held, hold_together(words)))

    def _held(self, group: tuple[Inline, ...]) -> str:
        html = "".join(map(self._inline, group))
        drawn = len(group) > 1 and ("<svg" in html or "<img" in html)
        return f'<span style="white-space:nowrap">{html}</span>' if drawn else html

    def _inline(self, word: Inline) -> str:
        style = self.theme.attribute
        match word:
            case Text():
                return escape(word.text, quote=False)
            case Code():
                return f"<code{style('code')}>{escape(word.text, quote=False)}</code>"
            case Math():
                return f'<span data-formula="{escape(word.tex)}">{self._svg(word)}</span>'
            case Styled():
                tag = {"del": "s", "kbd": "span", "mark": "span"}.get(word.style.value, word.style.value)
                return f"<{tag}{style(word.style.value)}>{self.inlines(word.children)}</{tag}>"
            case Link():
                return self._link(word)
            case Image():
                return self._image(word)
            case FootnoteRef():
                return f"<sup{style('ref')}>[{word.number}]</sup>"
            case LineBreak():
                return "<br>"

    def _link(self, link: Link) -> str:
        """A link within the platform stays one; any other becomes its words and a number of the list (W26)."""
        words = self.inlines(link.children)
        if is_kept_link(link.href):
            return f'<a href="{escape(link.href)}"{self.theme.attribute("a")}>{words}</a>'
        number = self.links.setdefault(link.href, len(self.links) + 1)
        return f"<span{self.theme.attribute('a')}>{words}</span><sup{self.theme.attribute('ref')}>〔{number}〕</sup>"

    def _image(self, image: Image) -> str:
        src = self.media.picture(image.src)
        if not src.startswith("https://"):
            message = f"图片 {src} 没有公网 https 地址，粘贴后不会显示：请在 mkdocs.yml 填 site_url。"
            self.findings.append(Finding(Platform.WECHAT, "W33", Severity.WARNING, message, image.alt))
        return f'<img src="{escape(src)}" alt="{escape(image.alt)}"{self.theme.attribute("img")}>'

    def _svg(self, formula: Math) -> str:
        done = self.typesetter.set(formula)
        if not done.svg:
            message = f"公式不能排版：{done.mathjax}：{formula.tex[:80]}"
            self.findings.append(Finding(Platform.WECHAT, "W35", Severity.ERROR, message, formula.tex))
            return f"<code{self.theme.attribute('code')}>{escape(formula.tex, quote=False)}</code>"
        drawn = self.media.formula(formula, done.svg)
        width = _WIDTH.search(done.svg)
        ex = float(width[1]) if width else 0.0
        if ex <= _LINE_EX or (formula.display and ex > _SCROLLED_EX):
            return drawn
        return _HEIGHT.sub("height:auto", drawn.replace('style="', 'style="max-width:100%;', 1), count=1)

    def footnotes(self, article: Article) -> str:
        """The notes of the article, numbered as in the text."""
        if not article.footnotes:
            return ""
        style = self.theme.attribute("note")
        notes = []
        for note in article.footnotes:
            first, rest = note.blocks[:1], note.blocks[1:]
            words = self.inlines(first[0].children) if first and isinstance(first[0], Paragraph) else ""
            others = self.blocks(rest if words else note.blocks)
            notes.append(f"<section{style}>[{note.number}] {words}{others}</section>")
        return f"<section{self.theme.attribute('notes-title')}>{FOOTNOTES}</section>{''.join(notes)}"

    def references(self) -> str:
        """The list of addresses, numbered apart from the footnotes."""
        if not self.links:
            return ""
        style = self.theme.attribute("note")
        lines = (
            f'<section{style}>〔{number}〕 <span style="word-break:break-all">{escape(href)}</span></section>'
            for href, number in self.links.items()
        )
        return f"<section{self.theme.attribute('notes-title')}>{LINKS}</section>{''.join(lines)}"


def is_kept_link(href: str) -> bool:
    """Whether WeChat keeps a link: only one to its own articles (W26)."""
    parts = urlsplit(href)
    return parts.scheme == "https" and parts.netloc == HOST


def _sign(block: ListBlock, place: int) -> str:
    item = block.items[place]
    if item.checked is not None:
        return "☑" if item.checked else "☐"
    return f"{block.start + place}." if block.ordered else "•"


def _keep_spaces(text: str) -> str:
    """Code in text nodes that the editor does not fold (W31)."""
    expanded = escape(text.replace("\t", "    "), quote=False)
    return expanded.replace(" ", "&nbsp;").replace("\n", "<br>")
