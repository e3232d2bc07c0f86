"""One note -> the files of all platforms, checked. Pure: the same note gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace

from plugins.crosspost.fidelity import check_export
from plugins.crosspost.findings import Export, Finding, Platform, Severity, find_line
from plugins.crosspost.juejin import export_juejin
from plugins.crosspost.links import Addresses, lead_to_posts
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import Field, check_fields, counts_of, fields_of
from plugins.crosspost.reader import read_article
from plugins.crosspost.reading import as_tex, reading_of
from plugins.crosspost.source import Source
from plugins.crosspost.tex import mend
from plugins.crosspost.theme import Theme
from plugins.crosspost.tree import Article, CodeBlock, Math, Node, map_article, walk_article
from plugins.crosspost.wechat import export_wechat
from plugins.crosspost.zhihu import export_zhihu

FILES = {Platform.WECHAT: "wechat.html", Platform.ZHIHU: "zhihu.md", Platform.JUEJIN: "juejin.md"}
PREVIEWS = {Platform.ZHIHU: "zhihu.preview.html", Platform.JUEJIN: "juejin.preview.html"}
"""The Markdown as its readers will see it, for the menu; 公众号's HTML is its own preview."""

META = "meta.json"
SCHEMA = 2
"""Of meta.json."""

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
    posted: Mapping[Platform, Addresses] = field(default_factory=dict)
    """Where other notes have been posted; links to them lead there."""


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
    """A note for all platforms. `article` is what the page says, before links are led to posts."""

    source: Source
    settings: Settings
    article: Article
    posts: tuple[Post, ...]

    @property
    def sha256(self) -> str:
        """A hash of what the note says, whatever the theme and the site's address: by it a later change is known."""
        said = repr(self.article).replace(self.settings.base, "")
        return _sha256(f"{self.source.title}\0{said}\0{self.source.pictures}")

    def article_for(self, platform: Platform) -> Article:
        """The article as it goes to a platform, where notes link to each other's posts."""
        return lead_to_posts(self.article, self.settings.posted.get(platform, {}))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What was lost, or will be refused."""
        return tuple(f for post in self.posts for f in post.findings if f.severity in (Severity.LOSS, Severity.ERROR))

    @property
    def counts(self) -> dict[str, int]:
        """How many formulas, tables, images and code blocks the page has, and characters of text."""
        return counts_of(self.article)

    def files(self) -> dict[str, str]:
        """The texts of `export/` by their names."""
        texts = {FILES[post.platform]: post.export.text for post in self.posts}
        shown = ((PREVIEWS.get(post.platform), post.export.text) for post in self.posts)
        previews = {name: reading_of(text, as_tex) for name, text in shown if name}
        return texts | previews | {META: json.dumps(self._meta(), ensure_ascii=False, indent=1) + "\n"}

    def _meta(self) -> dict[str, object]:
        platforms = {post.platform.value: self._platform_meta(post) for post in self.posts}
        return {
            "schema": SCHEMA,
            "slug": self.source.slug,
            "title": self.source.title,
            "url": self.source.url,
            "sha256": self.sha256,
            "counts": self.counts,
            "platforms": platforms,
        }

    def _platform_meta(self, post: Post) -> dict[str, object]:
        text = post.export.text
        return {
            "name": post.platform.label,
            "file": FILES[post.platform],
            "preview": PREVIEWS.get(post.platform, FILES[post.platform]),
            "characters": len(text),
            "bytes": len(text.encode()),
            "sha256": _sha256(text),
            "fields": [asdict(field) | {"count": field.count} for field in post.fields],
            "findings": [self._finding_meta(finding) for finding in post.findings],
            "posted": self._posted_meta(post.platform),
        }

    def _posted_meta(self, platform: Platform) -> dict[str, object] | None:
        posted = self.source.ledger.get(platform)
        if posted is None:
            return None
        return {
            "url": posted.url,
            "date": posted.date.isoformat() if posted.date else "",
            "changed": posted.has_changed(self.sha256),
        }

    def _finding_meta(self, finding: Finding) -> dict[str, object]:
        return {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "line": self.line_of(finding),
        }

    def line_of(self, finding: Finding) -> int | None:
        """The line of the note that a finding is about, None where it is not known."""
        return find_line(self.source.markdown, finding.needle)


def export_note(source: Source, settings: Settings, typesetter: Typesetter) -> Posts:
    """A note for every platform, each checked against the page."""
    page = read_article(source.html, settings.base)
    mended = {node.tex: mend(node.tex) for node in walk_article(page) if isinstance(node, Math)}

    def set_mended(node: Node) -> Node:
        return Math(mended[node.tex].tex, node.display) if isinstance(node, Math) else node

    changes = {tex: change.changes for tex, change in mended.items() if change.changes}
    posts = Posts(source, settings, map_article(page, set_mended), ())
    return replace(posts, posts=tuple(_post(posts, platform, typesetter, changes) for platform in Platform))


def _post(posts: Posts, platform: Platform, typesetter: Typesetter, changes: dict[str, tuple[str, ...]]) -> Post:
    article = posts.article_for(platform)
    export = _export(article, platform, posts.settings, typesetter)
    fields = fields_of(posts.source, article, platform, posts.settings.author)
    findings = (
        *check_export(article, export),
        *export.findings,
        *check_fields(fields, platform, article),
        *_mended(platform, changes),
        *_drawings(platform, article),
    )
    return Post(export, fields, tuple(dict.fromkeys(findings)))


def _export(article: Article, platform: Platform, settings: Settings, typesetter: Typesetter) -> Export:
    match platform:
        case Platform.WECHAT:
            return export_wechat(article, settings.theme, typesetter)
        case Platform.ZHIHU:
            return export_zhihu(article, typesetter)
        case Platform.JUEJIN:
            return export_juejin(article, typesetter, settings.juejin_theme, settings.juejin_highlight)


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
