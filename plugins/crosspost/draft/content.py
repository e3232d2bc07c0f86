"""What goes into the draft: the article as HTML within the limits of `draft/add`, and the pictures to upload for it.

Inline SVG where all of it fits; else formulas as PNG, the smallest as words; else, if wanted, several articles of one
draft. The addresses of pictures are known only after the upload: until then a place is held for each.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import unquote

from plugins.crosspost.draft.lean import lean
from plugins.crosspost.draft.pictures import COVER_BYTES, Picture, read_picture
from plugins.crosspost.draft.png import formula_png
from plugins.crosspost.draft.words import formula_words
from plugins.crosspost.fidelity import check_export
from plugins.crosspost.findings import Export, Finding, Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.media import Media
from plugins.crosspost.styles import ATTRIBUTES
from plugins.crosspost.theme import Theme
from plugins.crosspost.tree import Article, CrosspostError, Math
from plugins.crosspost.wechat import write_wechat

PLACE = "https://mmbiz.qpic.cn/"
PLACE_CHARACTERS = 160
"""Characters held for an address; those of mmbiz.qpic.cn have 120 to 150."""

_PLACES = re.compile(r"https://mmbiz\.qpic\.cn/~[0-9a-f]{64}~+")
_SPAN = re.compile(r'<span data-formula="[^"]*">(.*?)</span>', re.S)
_TAG = re.compile(rf"<{ATTRIBUTES}>")
_STYLE = re.compile(r' style="[^"]*"')
_FORMULA = re.compile(r' data-formula="[^"]*"')


@dataclass(slots=True)
class DraftMedia(Media):
    """The way of the API: pictures of the note's own folder and, unless `inline`, formulas, each to be uploaded."""

    folder: Path
    base: str
    inline: bool
    pictures: dict[str, Picture] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    drawn: int = 0
    worded: int = 0

    def formula(self, formula: Math, svg: str) -> str:
        """Inline SVG, words, or a picture with the drawing's size."""
        if self.inline:
            return svg
        words = None if formula.display else formula_words(formula.tex)
        if words is not None:
            self.worded += 1
            return words
        self.drawn += 1
        picture, style = formula_png(svg)
        return f'<img src="{self._hold(picture)}" style="{style}">'

    def picture(self, src: str) -> str:
        """The place of a picture of the note.

        Raises:
            CrosspostError: it is not in the note's folder: WeChat filters pictures of other hosts (W9).
        """
        held = self._hold(read_picture(local_file(src, self.folder, self.base)), src)
        self.sources[held] = src
        return held

    def _hold(self, picture: Picture, src: str = "") -> str:
        name = hashlib.sha256(f"{picture.sha256} {src}".encode()).hexdigest()
        place = f"{PLACE}~{name}".ljust(PLACE_CHARACTERS, "~")
        self.pictures[place] = picture
        return place


@dataclass(frozen=True, slots=True)
class Content:
    """An article's HTML with places for the addresses of its pictures."""

    html: str
    pictures: dict[str, Picture]
    drawn: int
    worded: int
    inline: bool

    @property
    def size(self) -> int:
        """Characters, which is what the API counts (W4)."""
        return len(self.html)

    @property
    def makeup(self) -> dict[str, int]:
        """The characters by what they are for: words, styles, pictures with their addresses, and the other tags."""
        tags = _TAG.findall(self.html)
        pictures = sum(len(tag) for tag in tags if tag.startswith("<img"))
        styles = sum(len(style) for tag in tags if not tag.startswith("<img") for style in _STYLE.findall(tag))
        words = self.size - sum(map(len, tags))
        return {"文字": words, "样式": styles, "图片": pictures, "标签": self.size - words - styles - pictures}

    def with_addresses(self, addresses: dict[str, str]) -> str:
        """The HTML to send; `addresses` by hash of the picture."""

        def address(found: re.Match[str]) -> str:
            picture = self.pictures.get(found[0])  # None: a note may hold such words
            return escape(addresses[picture.sha256]) if picture else found[0]

        return _PLACES.sub(address, self.html)


def local_file(src: str, folder: Path, base: str) -> Path:
    """The file of a picture of a note.

    Raises:
        CrosspostError: it stands elsewhere.
    """
    name = unquote(src.removeprefix(base)) if src.startswith(base) else ""
    path = (folder / name).resolve()
    if not name or not path.is_relative_to(folder.resolve()) or not path.is_file():
        way_out = f"Save it in {folder.name}/images/ and link it from there: WeChat takes no pictures of other hosts."
        raise CrosspostError(folder / "README.md", f"the picture {src[:100]} is not in the note's folder.", way_out)
    return path


def draft_content(
    article: Article, theme: Theme, typesetter: Typesetter, folder: Path, base: str, *, inline: bool
) -> Content:
    """The article by one of the two ways, checked against the page.

    Raises:
        CrosspostError: something was lost, or a picture can't be uploaded.
    """
    media = DraftMedia(folder, base, inline)
    export = write_wechat(article, theme, typesetter, media)
    refused = [*_losses(article, export, media), *(f for f in export.findings if f.severity is Severity.ERROR)]
    if refused:
        raise CrosspostError(folder / "README.md", refused[0].message, "See all with: crosspost lint.")
    # TeX beside a drawing is for people who copy from the page; here it would only count. So would `&nbsp;`.
    html = lean(_FORMULA.sub("", _SPAN.sub(r"\1", export.text)).replace("&nbsp;", "\xa0").strip())
    return Content(html, media.pictures, media.drawn, media.worded, inline)


def _losses(article: Article, export: Export, media: DraftMedia) -> Iterator[Finding]:
    text = _PLACES.sub(lambda found: escape(media.sources.get(found[0], found[0])), export.text)
    yield from check_export(article, Export(Platform.WECHAT, text))


def read_cover(folder: Path, chosen: Path | None, article_cover: str, base: str) -> Picture:
    """The cover: a file that was named, images/cover.*, or the first picture of the text (W6, W10).

    Raises:
        CrosspostError: there is none.
    """
    own = sorted((folder / "images").glob("cover.*"))
    if chosen is None and not own and not article_cover:
        raise CrosspostError(folder, "there is no picture for the cover.", "Name one with --cover FILE.")
    path = chosen or (own[0] if own else local_file(article_cover, folder, base))
    return read_picture(path, COVER_BYTES)
