"""One line of Markdown as safe inline HTML: values of the header, the TL;DR on a card."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.token import Token
from markupsafe import Markup

from generator.note.document import markdown_parser
from generator.note.plain import inline_tokens, words_of

_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "link_close": "</a>",
}
_WEB = re.compile(r"https?://", re.I)
_remembered = lru_cache(maxsize=1 << 16)  # a title, a prerequisite and a label stand on many pages


@_remembered
def inline_html(text: str) -> Markup:
    """The line with its emphasis, code, math and web links; anything else is shown as the words that it is."""
    parts: list[Markup] = []
    in_link = False  # links do not nest
    for token in inline_tokens(text):
        if token.type == "link_open":
            in_link = bool(_WEB.match(str(token.attrGet("href"))))
        if in_link or token.type not in ("link_open", "link_close"):
            parts.append(_html(token))
    return Markup("").join(parts)


@_remembered
def label_html(text: str) -> Markup:
    """The same for the words of a link, which hold no links."""
    return Markup("").join(
        _html(token) for token in inline_tokens(text) if token.type not in ("link_open", "link_close")
    )


@_remembered
def first_paragraph(body: str) -> str:
    """The first paragraph of a section, on one line."""
    tokens = markdown_parser().parse(body)
    return next((token.content.replace("\n", " ") for token in tokens if token.type == "inline"), "")


def _html(token: Token) -> Markup:
    if token.type in _TAGS:
        return Markup(_TAGS[token.type])  # noqa: S704 - a constant
    if token.type == "code_inline":
        return Markup("<code>{}</code>").format(token.content)
    if token.type.startswith("math_inline"):
        return Markup('<span class="arithmatex">\\({}\\)</span>').format(token.content)
    if token.type == "link_open":
        return Markup('<a href="{}">').format(token.attrGet("href"))
    return Markup("{}").format(words_of(token))
