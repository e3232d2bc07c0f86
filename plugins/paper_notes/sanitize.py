"""The guard: of a note's HTML only what is on the list stays. Notes come from models and from strangers' PDFs."""

from __future__ import annotations

from functools import lru_cache

import nh3
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES = ("table", "tbody", "td", "tfoot", "th", "thead", "tr")
_BLOCKS = ("blockquote", "div", "hr", "p", "pre", "section")
_WORDS = ("a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "s", "small", "span", "strong")
_TAGS = frozenset((*_HEADINGS, *_LISTS, *_TABLES, *_BLOCKS, *_WORDS, "sub", "sup"))
_CODE = frozenset(name for name in STANDARD_TYPES.values() if name)
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref", "headerlink"},
    "code": {"highlight"},
    "div": {"arithmatex", "footnote", "highlight"},
    "span": {"arithmatex", *_CODE},
}
# "style" holds no CSS here, only the alignment of a table's column, which `_attribute` checks.
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "td": {"style"},
    "th": {"style"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_ALIGNMENTS = frozenset(f"text-align: {side};" for side in ("left", "center", "right"))
_FOOTNOTES = ("fn:", "fnref:")


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style", "iframe", "svg", "math", "object", "template", "noscript", "title"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def sanitize(html: str) -> str:
    """The HTML without scripts, handlers, frames, foreign classes and ids, CSS, comments, `javascript:` and `data:`."""
    return _cleaner().clean(html)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if value in _ALIGNMENTS else None
    if name == "id":
        return value if _is_harmless(tag, value) else None
    return value


def _is_harmless(tag: str, value: str) -> bool:
    """Themes find their own parts by ids such as `__config`; a note that names one would take its place."""
    return value.startswith(_FOOTNOTES) if tag in ("li", "sup") else not value.startswith("__")
