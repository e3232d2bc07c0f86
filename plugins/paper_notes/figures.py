"""Images of a note: their size, and figure blocks (an image with the labelled lines that explain it) as one `<figure>`.

All of it reads what the sanitiser wrote: elements are balanced, attributes are in double quotes. So regular expressions
do the work of a parser in a tenth of the time.
"""

from __future__ import annotations

import re
import struct
from html import unescape
from itertools import count
from pathlib import Path
from urllib.parse import unquote

from generator.note.labels import LABELS

_LABELS = "|".join(
    re.escape(label)
    for words in LABELS.values()
    for label in (words.figure_content, words.figure_key, words.figure_match)
)
_ATTRIBUTES = r'(?: [a-z]+="[^"]*")*'
_IMAGE = re.compile(rf"<img({_ATTRIBUTES})>")
_LONE_IMAGE = re.compile(rf'<p>\s*(?P<image><img{_ATTRIBUTES} src="(?P<src>[^"]+)"{_ATTRIBUTES}>)\s*</p>')
_LABELLED = re.compile(rf"\s*<p>\s*<strong>(?:{_LABELS})\s*[:：]?\s*</strong>.*?</p>", re.S)
_BLOCK_START = re.compile(r"\s*<(?:ul|ol|blockquote)[ >]")
_BLOCK_TAG = re.compile(r"<(?P<end>/?)(?:ul|ol|blockquote)[ >]")
_SRC = re.compile(r' src="([^"]*)"')
_UPWARDS = re.compile(r"^(?:\.\./)+")  # a page of its own below that of the note: a translation
_PNG = b"\x89PNG\r\n\x1a\n"


def group_figures(html: str) -> str:
    """Put each image that stands alone, with the 图示内容/关键信息/与正文对应 that follow it, into a figure.

    The image becomes a link to itself: a reader of a phone can open it alone and zoom. Figures are numbered, so that
    what finds one by its caption can lead to it.
    """
    parts: list[str] = []
    done = 0
    numbers = count(1)
    for match in _LONE_IMAGE.finditer(html):
        if match.start() < done:  # within the caption of the one before
            continue
        end = _caption_end(html, match.end())
        caption = html[match.end() : end].strip()
        zoom = f'<a class="pn-zoom" href="{match["src"]}">{match["image"]}</a>'
        explained = f"<figcaption>{caption}</figcaption>" if caption else ""
        parts += (
            html[done : match.start()],
            f'<figure class="pn-figure" id="pn-figure-{next(numbers)}">{zoom}{explained}</figure>',
        )
        done = end
    return "".join((*parts, html[done:]))


def set_image_attributes(html: str, folder: Path) -> str:
    """Load images lazily, and give those of the note their size in pixels, so that nothing moves when they arrive."""

    def complete(match: re.Match[str]) -> str:
        attributes = match[1] if ' alt="' in match[1] else f'{match[1]} alt=""'
        source = _SRC.search(attributes)
        size = png_size(folder / _UPWARDS.sub("", unquote(unescape(source[1])))) if source else None
        measures = f' width="{size[0]}" height="{size[1]}"' if size else ""
        return f'<img{attributes} loading="lazy" decoding="async"{measures}>'

    return _IMAGE.sub(complete, html)


def png_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels from a PNG's first chunk, None for any other file."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
    except (OSError, ValueError):  # no such file, a folder, a name that no file can have
        return None
    if len(head) < 24 or not head.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _caption_end(html: str, start: int) -> int:
    """Where the labelled paragraphs right after an image end, with the list or quotation that each introduces."""
    while match := _LABELLED.match(html, start):
        start = match.end()
        if _BLOCK_START.match(html, start):
            start = _block_end(html, start)
    return start


def _block_end(html: str, start: int) -> int:
    """Where the list or quotation that begins at `start` ends, with all that stands within it."""
    depth = 0
    for tag in _BLOCK_TAG.finditer(html, start):
        depth += -1 if tag["end"] else 1
        if depth == 0:
            return tag.end()
    return start
