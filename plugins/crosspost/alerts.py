"""GitHub's alerts: a quotation that begins with `[!TIP]` is a callout. Python-Markdown leaves the mark as it is."""

from __future__ import annotations

import re

from plugins.crosspost.blocks import trim
from plugins.crosspost.tree import Block, Callout, Paragraph, Quote, Text

_TITLES = {"NOTE": "说明", "TIP": "提示", "IMPORTANT": "重要", "WARNING": "警告", "CAUTION": "小心"}
_MARK = re.compile(rf"\[!({'|'.join(_TITLES)})\](?:\s+|$)")


def read_quote(blocks: tuple[Block, ...]) -> Quote | Callout:
    """A quotation, or the callout that it stands for."""
    first = blocks[0] if blocks else None
    words = first.children if isinstance(first, Paragraph) else ()
    lead = words[0] if words else None
    mark = _MARK.match(lead.text) if isinstance(lead, Text) else None
    if mark is None or not isinstance(lead, Text):
        return Quote(blocks)
    rest = trim((Text(lead.text[mark.end() :]), *words[1:]))
    kept = ((Paragraph(rest),) if rest else ()) + blocks[1:]
    return Callout((Text(_TITLES[mark[1]]),), kept)
