"""The gate: what the page holds against what each export holds. A loss is named with its rule.

What may change on the way is written in `CHANGES`; everything else must be there, in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from plugins.crosspost.findings import Export, Finding, Platform, Severity
from plugins.crosspost.inventory import (
    Inventory,
    heading_words,
    of_article,
    of_html,
    of_markdown,
    same_address,
    squeeze,
)
from plugins.crosspost.tree import Article, Heading, Table, walk_article
from plugins.crosspost.wechat import is_kept_link
from plugins.crosspost.zhihu import is_rich

CHANGES: dict[Platform, tuple[str, ...]] = {
    Platform.WECHAT: (
        "页内锚点与没有公网地址的链接只留文字；站外链接变成文字加〔n〕，地址按序列在文末，同一地址只列一次（W26）",
        "嵌套列表与任务列表的标记写成文字（W28、W30）",
        "代码里的空格写成不换行空格，制表符写成四个空格（W31）",
        "五、六级标题写成四级标题",
        "公式里的 \\tag 画在公式右侧",
    ),
    Platform.ZHIHU: (
        "标题只有两级，更深的写成粗体段落（Z6）",
        "单元格有公式、链接或图片的表格改写为列表（Z7）",
        "脚注写成 [n] 与文末的「参考」（Z10）",
        "提示块与折叠块写成粗体标题加正文，按键写成代码，高亮写成粗体，上下标与任务框写成对应的字符（Z11）",
        "引用每段一块（Z12）",
        "公式写在一行，行间公式以 \\\\ 结尾（Z3、Z4）",
    ),
    Platform.JUEJIN: (
        "表格里公式的 | 写成 \\vert（J4）",
        "提示块与折叠块写成带粗体标题的引用，脚注写成 [n]，高亮写成粗体（J4）",
    ),
}
"""What the exports do differently on purpose. On every platform: the title is a field of its own; white space may
differ; TeX is mended as `tex.mend` says; links within the page become words; GitHub's `[!TIP]` is a callout."""

_RULES = {
    Platform.WECHAT: {"formulas": "W35", "tables": "W32", "images": "W33", "links": "W26", "codes": "W31"},
    Platform.ZHIHU: {"formulas": "Z2", "tables": "Z7", "images": "Z8", "links": "Z16", "codes": "Z9", "headings": "Z6"},
    Platform.JUEJIN: {"formulas": "J3", "tables": "J4", "images": "J5", "links": "J4", "codes": "J4"},
}
_NAMES = {
    "headings": "标题",
    "formulas": "公式",
    "tables": "表格",
    "images": "图片",
    "links": "链接",
    "codes": "代码块",
    "words": "文字",
}


def check_export(article: Article, export: Export) -> tuple[Finding, ...]:
    """What the export lost of the article, or holds that the article does not."""
    page = expected(article, export.platform)
    read = of_html(export.text) if export.platform is Platform.WECHAT else of_markdown(export.text)
    kinds = ("headings", "formulas", "tables", "images", "links", "codes")
    found = [finding for kind in kinds for finding in _compare(kind, page, read, export.platform)]
    return (*found, *_words(page, read, export.platform), *_references(article, read, export.platform))


def expected(article: Article, platform: Platform) -> Inventory:
    """The inventory of the page as it must be on the platform: the listed changes that alter a count are applied."""
    page = of_article(article)
    if platform is Platform.WECHAT:
        page.links = [link for link in page.links if is_kept_link(link)]
        page.codes = [code.replace("\t", "    ").replace("\xa0", " ") for code in page.codes]
    if platform is Platform.ZHIHU:
        _as_zhihu(article, page)
    return page


def _as_zhihu(article: Article, page: Inventory) -> None:
    headings = [node for node in walk_article(article) if isinstance(node, Heading)]
    top = min((node.level for node in headings), default=2)
    kept = (heading_words(node) for node in headings if node.level - top < 2)
    page.headings = [text for text in kept if text]
    tables = [node for node in walk_article(article) if isinstance(node, Table)]
    page.tables = [shape for shape, node in zip(page.tables, tables, strict=True) if not is_rich(node)]
    for table in tables:
        repeated = of_article(Article(())) if not is_rich(table) else _head(table)
        for _ in range(len(table.rows) - 1):  # the names of the columns stand in each row
            page.formulas += repeated.formulas
            page.links += repeated.links
            page.images += repeated.images


def _head(table: Table) -> Inventory:
    return of_article(Article((Table(table.aligns, table.head, ()),)))


def _compare(kind: str, page: Inventory, read: Inventory, platform: Platform) -> Iterator[Finding]:
    wanted, got = getattr(page, kind), getattr(read, kind)
    if platform is Platform.ZHIHU and Counter(wanted) == Counter(got):
        return  # names of columns are repeated: the order is another
    if wanted == got:
        return
    for tag, start, end, left, right in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            for lost in wanted[start:end]:
                yield _loss(platform, kind, f"{_NAMES[kind]}丢失或改变：{str(lost)[:80]}", str(lost))
        elif tag == "insert":
            for extra in got[left:right]:
                yield _loss(platform, kind, f"多出{_NAMES[kind]}：{str(extra)[:80]}", "")


def _words(page: Inventory, read: Inventory, platform: Platform) -> Iterator[Finding]:
    """Every run of words of the page stands in the export, in the same order; those of tables stand anywhere."""
    text = "".join(read.words)
    place = 0
    for run in page.words:
        at = text.find(run, place)
        if at < 0:
            yield _loss(platform, "words", f"文字丢失或改变：{run[:40]}", run)
        else:
            place = at + len(run)
    for run in page.cells:
        if run not in text:
            yield _loss(platform, "words", f"表格里的文字丢失或改变：{run[:40]}", run)


def _references(article: Article, read: Inventory, platform: Platform) -> Iterator[Finding]:
    """WeChat's list of addresses holds each outside address."""
    if platform is not Platform.WECHAT:
        return
    text = "".join(read.words)
    text = squeeze(same_address(text))
    for href in of_article(article).links:
        if not is_kept_link(href) and squeeze(href) not in text:
            yield _loss(platform, "links", f"参考链接里没有：{href[:80]}", href)


def _loss(platform: Platform, kind: str, message: str, needle: str) -> Finding:
    return Finding(platform, _RULES[platform].get(kind, platform.value[0].upper()), Severity.LOSS, message, needle)
