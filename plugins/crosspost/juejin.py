"""掘金: Markdown for ByteMD, formulas for KaTeX by remark-math, front matter of two keys alone (J1-J10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.crosspost.emphasis import Piece, join_pieces, split_spaces
from plugins.crosspost.findings import Export, Finding, Platform, Severity
from plugins.crosspost.markdown import Lines, MarkdownWriter
from plugins.crosspost.math import Typesetter
from plugins.crosspost.tex import one_line, without_html, without_pipes
from plugins.crosspost.tree import Article, Image, Math, Style, Styled, walk_article

FOOTNOTES = "脚注"
THEMES = frozenset(  # of juejin-markdown-themes 1.34.0, which the editor uses (J2)
    (
        *("juejin", "github", "smartblue", "cyanosis", "channing-cyan", "fancy", "hydrogen", "condensed-night-purple"),
        *("greenwillow", "v-green", "vue-pro", "healer-readable", "mk-cute", "jzman", "geek-black", "awesome-green"),
        *("qklhk-chocolate", "orange", "scrolls-light", "simplicity-green", "arknights", "vuepress", "Chinese-red"),
        *("nico", "devui-blue", "serene-rose", "z-blue", "minimalism", "koi", "yu", "lilsnake", "keepnice"),
    )
)
_HIGHLIGHT = re.compile(r"[a-zA-Z0-9][\w.-]*", re.A)
_KEPT = {Style.SUB: "sub", Style.SUP: "sup", Style.KEY: "kbd", Style.UNDERLINE: "ins"}  # by its sanitiser too


def export_juejin(article: Article, typesetter: Typesetter, theme: str = "juejin", highlight: str = "github") -> Export:
    """The Markdown to paste. Its findings name formulas that KaTeX refuses, and pictures without an address."""
    writer = _Writer(typesetter)
    body = writer.document((*article.blocks, *writer.notes(FOOTNOTES, article.footnotes)))
    text = f"---\ntheme: {theme}\nhighlight: {highlight}\n---\n\n{body}"
    return Export(Platform.JUEJIN, text, (*writer.findings, *_pictures(article), *_front_matter(theme, highlight)))


def _front_matter(theme: str, highlight: str) -> Iterator[Finding]:
    if theme not in THEMES:
        message = f"掘金没有主题 {theme}：在 mkdocs.yml 把 juejin_theme 写成 juejin、github、smartblue 等。"
        yield Finding(Platform.JUEJIN, "J2", Severity.ERROR, message)
    if not _HIGHLIGHT.fullmatch(highlight):
        message = f"{highlight} 不是 highlight.js 的样式名：改 mkdocs.yml 的 juejin_highlight。"
        yield Finding(Platform.JUEJIN, "J2", Severity.ERROR, message)


class _Writer(MarkdownWriter):
    def __init__(self, typesetter: Typesetter) -> None:
        super().__init__()
        self.typesetter = typesetter
        self.findings: list[Finding] = []

    def display(self, formula: Math) -> Lines:
        self._check(formula)
        fence = "$" * max(2, _longest(formula.tex) + 1)
        return [fence, *without_html(formula.tex).split("\n"), fence] if formula.tex else []

    def formula(self, formula: Math) -> str:
        tex = without_html(one_line(formula.tex))
        if formula.display and "\\tag" not in tex:
            tex = f"\\displaystyle {tex}"
        tex = without_pipes(tex) if self.in_cell else tex
        self._check(Math(tex))
        fence = "$" * (_longest(tex) + 1)
        pad = " " if tex[:1] == "$" or tex[-1:] == "$" else ""
        return f"{fence}{pad}{tex}{pad}{fence}" if tex else ""

    def styled(self, word: Styled) -> Iterator[Piece]:
        tag = _KEPT.get(word.style)
        if tag is None:
            return super().styled(word)
        lead, inner, tail = split_spaces([piece for child in word.children for piece in self.pieces(child)])
        written = [Piece(f"<{tag}>{join_pieces(inner)}</{tag}>")] if inner else []
        return iter((*lead, *written, *tail))

    def _check(self, formula: Math) -> None:
        problem = self.typesetter.set(formula).katex
        if problem:
            message = f"KaTeX 不接受这个公式：{problem}：{formula.tex[:80]}"
            self.findings.append(Finding(Platform.JUEJIN, "J3", Severity.ERROR, message, formula.tex))


def _longest(tex: str) -> int:
    """The longest run of dollars in a formula; the fence must be another."""
    return max((len(run) for run in re.findall(r"\$+", tex)), default=0)


def _pictures(article: Article) -> Iterator[Finding]:
    for node in walk_article(article):
        if isinstance(node, Image) and not node.src.startswith("https://"):
            message = f"图片 {node.src} 没有公网 https 地址，掘金取不到：请在 mkdocs.yml 填 site_url。"
            yield Finding(Platform.JUEJIN, "J5", Severity.WARNING, message, node.alt)
