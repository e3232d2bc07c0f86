"""The styles of HTML as the writer of 公众号 makes it, changed element by element, each with what it is handed down."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

ATTRIBUTES = r'(?:"[^"]*"|[^">])*'
"""Of a tag, as a pattern: what stands between quotes may hold anything, a `>` too."""

_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[a-z]\w*)(?P<rest>{ATTRIBUTES})>")
_STYLE = re.compile(r' style="([^"]*)"')
_VOID = frozenset(("br", "hr", "img"))

Style = dict[str, str]
Handed = TypeVar("Handed")
Change = Callable[[str, Style, Handed], tuple[Style, Handed]]
"""From an element's name, its declarations and what it is handed down: its new declarations, and what it hands down."""


def restyle(html: str, change: Change[Handed], start: Handed) -> str:
    """The HTML, which is well formed, with changed styles; a span that then says nothing goes."""
    handed = [start]
    ends: list[str] = []

    def write(found: re.Match[str]) -> str:
        name, rest = found["name"], found["rest"]
        if found["close"]:
            handed.pop()
            return ends.pop()
        style, inner = change(name, _read(rest), handed[-1])
        rest = _with_style(rest, style)
        if name in _VOID or rest.endswith("/"):
            return f"<{name}{rest}>"
        silent = name == "span" and not rest
        handed.append(inner)
        ends.append("" if silent else f"</{name}>")
        return "" if silent else f"<{name}{rest}>"

    return _TAG.sub(write, html)


def _read(attributes: str) -> Style:
    style = _STYLE.search(attributes)
    return read_style(style[1]) if style else {}


def _with_style(attributes: str, style: Style) -> str:
    written = write_style(style)
    return _STYLE.sub("", attributes) if not written else _STYLE.sub(lambda _: f' style="{written}"', attributes)


def read_style(text: str) -> Style:
    """The declarations of a `style` attribute; of two for the same property, the later."""
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def write_style(style: Style) -> str:
    """The declarations as an attribute has them."""
    return ";".join(f"{name}:{value}" for name, value in style.items())
