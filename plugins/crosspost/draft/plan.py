"""The plan of a draft, made without any network: which way, how many articles, which pictures, which fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from plugins.crosspost.draft.content import Content, draft_content, read_cover
from plugins.crosspost.draft.parts import split_article
from plugins.crosspost.draft.pictures import Picture
from plugins.crosspost.export import Posts
from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import MOST_PARTS
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import cut
from plugins.crosspost.tree import Article, CrosspostError, Image, walk_article
from plugins.crosspost.wechat import API_CHARACTERS

TITLE, AUTHOR, DIGEST = 64, 16, 120
"""Characters at most (W1, W2, W3)."""


class Comments(Enum):
    """Who may comment (W7)."""

    NOBODY = (0, 0)
    EVERYBODY = (1, 0)
    FANS = (1, 1)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose for this draft."""

    title: str = ""
    cover: Path | None = None
    parts: bool = False
    comments: Comments = Comments.NOBODY


@dataclass(frozen=True, slots=True)
class Part:
    """One article of the draft."""

    title: str
    digest: str
    content: Content


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of a draft but what only the upload can tell."""

    parts: tuple[Part, ...]
    cover: Picture
    author: str
    url: str
    comments: Comments
    sha256: str

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of the text, each once."""
        found = {p.sha256: p for part in self.parts for p in part.content.pictures.values()}
        return tuple(found.values())

    def lines(self) -> Iterator[str]:
        """What was chosen, and why."""
        contents = [part.content for part in self.parts]
        if contents[0].inline:
            yield "公式：内嵌 SVG，全文在接口的字数之内。"
        else:
            drawn, worded = (sum(getattr(c, name) for c in contents) for name in ("drawn", "worded"))
            yield f"公式：内嵌 SVG 会超过 {API_CHARACTERS:,} 字符，改为 PNG {drawn} 个、文字 {worded} 个。"
        for place, part in enumerate(self.parts, 1):
            yield f"第 {place} 篇：{part.title}（{part.content.size:,} / {API_CHARACTERS:,} 字符）"


def plan_draft(posts: Posts, choices: Choices, typesetter: Typesetter) -> Plan:
    """The plan of a note's draft.

    Raises:
        CrosspostError: the note has findings that WeChat would refuse, a field or the text is too long, or there is
            no cover.
    """
    source, settings = posts.source, posts.settings
    readme = source.folder / "README.md"
    for finding in posts.errors:
        if finding.platform is Platform.WECHAT:
            way_out = f"See all with: crosspost lint {source.slug}."
            raise CrosspostError(readme, f"{finding.rule}: {finding.message}", way_out, line=posts.line_of(finding))
    title = choices.title or source.title
    if len(title) > TITLE:
        raise CrosspostError(readme, f"the title has {len(title)} characters (W1).", "Give a shorter one with --title.")
    if len(settings.author) > AUTHOR:
        raise CrosspostError(None, f"author has more than {AUTHOR} characters (W2).", "Shorten it in mkdocs.yml.")
    article = posts.article_for(Platform.WECHAT)
    first = next((node.src for node in walk_article(article) if isinstance(node, Image)), "")
    return Plan(
        tuple(_parts(posts, article, title, typesetter, several=choices.parts)),
        read_cover(source.folder, choices.cover, first, settings.base),
        settings.author,
        source.url if len(source.url.encode()) <= 1024 else "",
        choices.comments,
        posts.sha256,
    )


def _parts(posts: Posts, article: Article, title: str, typesetter: Typesetter, *, several: bool) -> Iterator[Part]:
    digest = cut(posts.source.summary, DIGEST) or title
    contents = _contents(posts, article, typesetter, several=several)
    if len(contents) == 1:
        yield Part(title, digest, contents[0])
        return
    for place, content in enumerate(contents, 1):
        mark = f"（{place}/{len(contents)}）"
        yield Part(f"{title[: TITLE - len(mark)]}{mark}", digest, content)


def _contents(posts: Posts, article: Article, typesetter: Typesetter, *, several: bool) -> tuple[Content, ...]:
    def write(part: Article, *, inline: bool = False) -> Content:
        settings = posts.settings
        return draft_content(part, settings.theme, typesetter, posts.source.folder, settings.base, inline=inline)

    for inline in (True, False):
        content = write(article, inline=inline)
        if content.size < API_CHARACTERS:
            return (content,)
    parts = split_article(article, lambda part: write(part).size, API_CHARACTERS)
    readme = posts.source.folder / "README.md"
    makeup = "、".join(f"{kind} {size:,}" for kind, size in content.makeup.items())
    problem = f"the article has {content.size:,} characters ({makeup}), draft/add takes {API_CHARACTERS:,} (W4)."
    if parts is None or len(parts) > MOST_PARTS:
        raise CrosspostError(readme, problem, "Paste it from the note's page instead (转发).")
    if not several:
        way_out = f"Give --parts for {len(parts)} articles in one draft, or paste it from the note's page (转发)."
        raise CrosspostError(readme, problem, way_out)
    return tuple(write(part) for part in parts)
