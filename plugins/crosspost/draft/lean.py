"""HTML of a draft without the styles that an element has anyway: each of them counts against the limit (W4).

What is pasted keeps them: the editor may take elements apart, and then each must state its own colour (W25).
"""

from __future__ import annotations

from plugins.crosspost.styles import Style, restyle

_INHERITED = frozenset(
    ("color", "font-family", "font-size", "letter-spacing", "line-height", "overflow-wrap", "white-space")
)
_PLAIN = frozenset(("section", "p", "span", "ul", "ol", "li", "blockquote", "strong", "em", "s", "u", "td"))
"""Elements to which neither browsers nor WeChat give a size, font or colour of their own."""

_OWN = {
    "strong": {"font-weight": "bold"},
    "em": {"font-style": "italic"},
    "s": {"text-decoration": "line-through"},
    "u": {"text-decoration": "underline"},
    "ul": {"list-style-type": "disc"},
    "ol": {"list-style-type": "decimal"},
    "th": {"font-weight": "bold"},
    "td": {"text-align": "left"},
}


def lean(html: str) -> str:
    """The HTML with the same look; it is well formed, as the writer of 公众号 makes it."""
    nothing: Style = {}
    return restyle(html, _without_what_it_has, nothing)


def _without_what_it_has(name: str, style: Style, above: Style) -> tuple[Style, Style]:
    inherited = above if name in _PLAIN else {}
    known = {**inherited, **_OWN.get(name, {})}
    kept = {key: value for key, value in style.items() if known.get(key) != value}
    return kept, {**inherited, **{key: value for key, value in style.items() if key in _INHERITED}}
