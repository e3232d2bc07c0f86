"""A page without what takes bytes only: blank space of templates, names that nothing needs, icons drawn twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache

from plugins.paper_notes.discovery.feeds import safe_json

_KEPT = re.compile(r"(<(?:pre|code|textarea|script|style)\b.*?</(?:pre|code|textarea|script|style)>)", re.S)
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)
_BLANK = re.compile(r"\n\s+")
_ELLIPSIS = '<span class="md-ellipsis">'
_BLOCKS = "article|aside|d[dlt]|details|div|fig\\w+|footer|form|h\\d|head|header|hr|li|main|nav|ol|p|section|t\\w+|ul"
_BEFORE_BLOCK = re.compile(
    rf"\n(?=</(?:{_BLOCKS})>|<(?:article|div|h\d|li|link|main|meta|nav|ol|p|section|table|t[rdh]|ul)\b)"
)
_IN_BLOCK = re.compile(r"(<(?:article|div|footer|li|main|nav|ol|p|section|ul)(?: [^<>]*)?>)\n")
_COLOURLESS = re.compile(r'<span class="[wn]">([^<]*)</span>')
_DRAWING = re.compile(r'<path d="([^"]{100,})"/>')
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_QUOTE = "&#34;"
_WITH_QUOTES = re.compile(rf"""(<[^<>]* data-[\w-]+=)"([^"'<>]*{_QUOTE}[^"'<>]*)\"""")
_SETTINGS = re.compile(r'(<script id="__config" type="application/json">)(.*?)</script>')


def compact(html: str) -> str:
    """The page with line breaks alone where lines were indented or empty, and with none where a block begins or ends.

    Code, text fields and scripts keep theirs. Blanks and names in code lose the element that Pygments puts around
    each: the theme's palettes show both in the colour that code has anyway. An icon that stands there twice is drawn
    once and shown again.
    """
    parts = _KEPT.split(html)
    parts[::2] = [_IN_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", _BLANK.sub("\n", part))) for part in parts[::2]]
    parts[1::2] = [_COLOURLESS.sub(r"\1", part) for part in parts[1::2]]
    page = "".join(parts).replace(f"{_ELLIPSIS}\n", _ELLIPSIS).replace("\n</span>\n</a>", "</span></a>")
    page = _SETTINGS.sub(lambda match: f"{match[1]}{_settings(match[2])}</script>", page, count=1)
    if _QUOTE in page:  # data for a script: within single quotes its own are one byte each
        page = _WITH_QUOTES.sub(lambda match: "{}'{}'".format(match[1], match[2].replace(_QUOTE, '"')), page)
    return _draw_once(page.replace(_NAMESPACE, ""))  # within HTML an icon needs no namespace


def without_comments(sheet: str) -> str:
    """A style sheet as browsers need it: of ours, comments are a fifth of what is sent."""
    return _COMMENT.sub("", sheet)


def _draw_once(page: str) -> str:
    """Icons by their first drawing."""
    for number, (drawing, times) in enumerate(Counter(_DRAWING.findall(page)).items()):
        if times > 1:
            first, again = f'<path d="{drawing}"/>', f'<use href="#__icon-{number}"/>'
            head, _, tail = page.partition(first)
            page = f'{head}<path id="__icon-{number}" d="{drawing}"/>{tail.replace(first, again)}'
    return page


@lru_cache(maxsize=64)
def _settings(text: str) -> str:
    """What the theme's script is told: letters as they are, no blanks. Of a theme that writes no JSON as it was."""
    try:
        return safe_json(json.loads(text), separators=(",", ":"))
    except ValueError:
        return text
