"""What the user fills in beside the text: title, digest, tags, cover, each with its count and the platform's limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.crosspost.findings import Finding, Platform, Severity
from plugins.crosspost.source import Source
from plugins.crosspost.tree import Article, CodeBlock, Image, Math, Node, Table, Text, walk_article

CATEGORY = "人工智能"
"""The category of every note on 掘金 (its id there is 6809637773935378440; J7)."""

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]|.+$", re.S)
_KINDS: dict[str, tuple[type[Node], ...]] = {
    "formulas": (Math,),
    "tables": (Table,),
    "images": (Image,),
    "codes": (CodeBlock,),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a platform's form; `most` and `least` in characters, None where there is no limit."""

    name: str
    value: str
    most: int | None = None
    least: int | None = None

    @property
    def count(self) -> int:
        """The length as platforms count it: each character one."""
        return len(self.value)


def fields_of(source: Source, article: Article, platform: Platform, author: str = "") -> tuple[Field, ...]:
    """The fields of a platform's form, filled."""
    cover = next((node.src for node in walk_article(article) if isinstance(node, Image)), "")
    match platform:
        case Platform.WECHAT:
            digest = cut(source.summary, 120)
            fields = (Field("标题", source.title, 32), Field("作者", author, 16), Field("摘要", digest, 120, 1))
            return (*fields, Field("原文链接", source.url), Field("封面", cover))
        case Platform.ZHIHU:
            return (Field("标题", source.title), Field("话题", "、".join(source.topics[:5])), Field("封面", cover))
        case Platform.JUEJIN:
            abstract = Field("摘要", cut(source.summary, 100, 50), 100, 50)
            tags = Field("标签（1–3 个）", "、".join(source.topics[:3]))
            return (Field("标题", source.title, 80), abstract, Field("分类", CATEGORY), tags, Field("封面", cover))


def cut(text: str, most: int, least: int = 1) -> str:
    """The sentences that fit into `most` characters; where they are fewer than `least`, the text as far as it fits."""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if len(kept) + len(sentence) > most:
            break
        kept += sentence
    if len(kept.strip()) >= least:
        return kept.strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"


def counts_of(article: Article) -> dict[str, int]:
    """How many formulas, tables, images and code blocks there are, and how many characters of text."""
    nodes = tuple(walk_article(article))
    counts = {name: sum(isinstance(node, kinds) for node in nodes) for name, kinds in _KINDS.items()}
    return counts | {"characters": sum(len(node.text) for node in nodes if isinstance(node, Text))}


def check_fields(fields: tuple[Field, ...], platform: Platform, article: Article) -> Iterator[Finding]:
    """Where a field is too long or too short for its platform, or the text for 掘金 (W1-W5, J6, J8, J9)."""
    rules = {
        Platform.WECHAT: {"标题": "W1", "作者": "W2", "摘要": "W3"},
        Platform.ZHIHU: {},
        Platform.JUEJIN: {"标题": "J8", "摘要": "J6"},
    }[platform]
    for field in fields:
        if field.name in rules:
            yield from _check(field, platform, rules[field.name])
    url = next((field.value for field in fields if field.name == "原文链接"), "")
    if len(url.encode()) > 1024:
        yield Finding(platform, "W5", Severity.ERROR, "原文链接超过 1 KB。")
    if platform is Platform.JUEJIN and counts_of(article)["characters"] < 400:
        yield Finding(platform, "J9", Severity.INFO, "正文不足 400 字，掘金建议更长。")


def _check(field: Field, platform: Platform, rule: str) -> Iterator[Finding]:
    if field.most is not None and field.count > field.most:
        severity = Severity.ERROR if rule == "W1" and field.count > 64 else Severity.WARNING
        yield Finding(platform, rule, severity, f"{field.name} {field.count} 字，限 {field.most} 字。", field.value)
    if field.least is not None and field.count < field.least:
        yield Finding(platform, rule, Severity.WARNING, f"{field.name} {field.count} 字，至少 {field.least} 字。")
