"""One note -> the files of all platforms, checked. Pure: the same note gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from plugins.crosspost.fidelity import check_export
from plugins.crosspost.findings import Export, Finding, Platform, Severity, find_line
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import Field, check_fields, counts_of, fields_of
from plugins.crosspost.reader import read_article
from plugins.crosspost.source import Source
from plugins.crosspost.tex import mend
from plugins.crosspost.theme import Theme
from plugins.crosspost.tree import Article, CodeBlock, Math, map_math, walk_article
from plugins.crosspost.wechat import export_wechat
from plugins.crosspost.zhihu import export_zhihu

FILES = {Platform.WECHAT: "wechat.html", Platform.ZHIHU: "zhihu.md", Platform.JUEJIN: "juejin.md"}
META = "meta.json"
SCHEMA = 1
"""Of meta.json."""

_NEXT = {
    Platform.WECHAT: "复制后在公众号后台的图文编辑器里粘贴，填好标题、摘要与封面，保存后再看一遍预览。",
    Platform.ZHIHU: "复制后在知乎的文章编辑器里粘贴，点「确认并解析」；或下载后用「导入文档」。",
    Platform.JUEJIN: "复制后在掘金的 Markdown 编辑器里粘贴，发布时填分类、标签与摘要。",
}
_MATH_RULES = {Platform.WECHAT: "W35", Platform.ZHIHU: "Z5", Platform.JUEJIN: "J3"}
_DRAWING_RULES = {Platform.WECHAT: "W37", Platform.ZHIHU: "Z11", Platform.JUEJIN: "J4"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. `base` makes relative addresses absolute, or leads from the export to the page."""

    theme: Theme
    author: str = ""
    base: str = "../"
    juejin_theme: str = "juejin"
    juejin_highlight: str = "github"


@dataclass(frozen=True, slots=True)
class Post:
    """A note for one platform: the file, the fields of the form, all findings."""

    export: Export
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]

    @property
    def platform(self) -> Platform:
        """Where it goes."""
        return self.export.platform


@dataclass(frozen=True, slots=True)
class Posts:
    """A note for all platforms."""

    source: Source
    article: Article
    posts: tuple[Post, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What was lost, or will be refused."""
        return tuple(f for post in self.posts for f in post.findings if f.severity in (Severity.LOSS, Severity.ERROR))

    @property
    def losses(self) -> tuple[Finding, ...]:
        """What was lost on the way."""
        return tuple(finding for finding in self.errors if finding.severity is Severity.LOSS)

    @property
    def counts(self) -> dict[str, int]:
        """How many formulas, tables, images and code blocks the page has, and characters of text."""
        return counts_of(self.article)

    def files(self) -> dict[str, str]:
        """The texts of `export/` by their names."""
        texts = {FILES[post.platform]: post.export.text for post in self.posts}
        return texts | {META: json.dumps(self._meta(), ensure_ascii=False, indent=1) + "\n"}

    def _meta(self) -> dict[str, object]:
        platforms = {post.platform.value: self._platform_meta(post) for post in self.posts}
        hashes = "".join(str(platform["sha256"]) for platform in platforms.values())
        return {
            "schema": SCHEMA,
            "slug": self.source.slug,
            "title": self.source.title,
            "url": self.source.url,
            "sha256": _sha256(self.source.title + hashes),
            "counts": self.counts,
            "platforms": platforms,
        }

    def _platform_meta(self, post: Post) -> dict[str, object]:
        text = post.export.text
        return {
            "name": post.platform.label,
            "file": FILES[post.platform],
            "characters": len(text),
            "bytes": len(text.encode()),
            "sha256": _sha256(text),
            "fields": [asdict(field) | {"count": field.count} for field in post.fields],
            "next": _NEXT[post.platform],
            "findings": [self._finding_meta(finding) for finding in post.findings],
        }

    def _finding_meta(self, finding: Finding) -> dict[str, object]:
        return {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "line": self.line_of(finding),
        }

    def tell(self, finding: Finding, name: str) -> str:
        """A finding on one line: `name:line: platform rule: message`."""
        line = self.line_of(finding)
        where = f"{name}:{line}" if line else name
        return f"{where}: {finding.platform.label} {finding.rule}: {finding.message}"

    def line_of(self, finding: Finding) -> int | None:
        """The line of the note that a finding is about, None where it is not known."""
        return find_line(self.source.markdown, finding.needle)


def export_note(source: Source, settings: Settings, typesetter: Typesetter) -> Posts:
    """A note for every platform, each checked against the page."""
    page = read_article(source.html, settings.base)
    mended = {node: mend(node.tex) for node in walk_article(page) if isinstance(node, Math)}
    article = map_math(page, {node: Math(change.tex, node.display) for node, change in mended.items()})
    changes = {node.tex: change.changes for node, change in mended.items() if change.changes}
    exports = (
        export_wechat(article, settings.theme, typesetter),
        export_zhihu(article, typesetter),
        export_juejin(article, typesetter, settings.juejin_theme, settings.juejin_highlight),
    )
    return Posts(source, article, tuple(_post(source, article, export, settings, changes) for export in exports))


def _post(
    source: Source, article: Article, export: Export, settings: Settings, changes: dict[str, tuple[str, ...]]
) -> Post:
    fields = fields_of(source, article, export.platform, settings.author)
    findings = (
        *check_export(article, export),
        *export.findings,
        *check_fields(fields, export.platform, article),
        *_mended(export.platform, changes),
        *_drawings(export.platform, article),
    )
    return Post(export, fields, tuple(dict.fromkeys(findings)))


def _mended(platform: Platform, changes: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    for tex, words in changes.items():
        yield Finding(platform, _MATH_RULES[platform], Severity.INFO, f"公式已修整：{'；'.join(words)}。", tex)


def _drawings(platform: Platform, article: Article) -> Iterator[Finding]:
    for node in walk_article(article):
        if isinstance(node, CodeBlock) and node.language == "mermaid":
            message = "mermaid 图在平台上只显示为代码：请换成图片。"
            yield Finding(platform, _DRAWING_RULES[platform], Severity.WARNING, message, node.text)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
