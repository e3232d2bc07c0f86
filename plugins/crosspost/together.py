"""A formula and the punctuation beside it: browsers break the line between a drawing and a comma. Here they are one."""

from __future__ import annotations

import re
from itertools import zip_longest

from plugins.crosspost.tree import Inline, Math, Text

_CLOSING = re.compile(r"[，。、；：！？）」』》】”’,.;:!?)\]]+")
_OPENING = re.compile(r"[（「『《【“‘(\[]+\Z")


def hold_together(words: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The words in groups that are to stand on one line: a formula with its punctuation, or a single word."""
    groups: list[tuple[Inline, ...]] = []
    held: tuple[Inline, ...] = ()
    for word, following in zip_longest(words, words[1:]):
        if isinstance(word, Text):
            text = word.text
            if groups and isinstance(groups[-1][-1], Math) and (closing := _CLOSING.match(text)):
                groups[-1] += (Text(closing[0]),)
                text = text[closing.end() :]
            if isinstance(following, Math) and (opening := _OPENING.search(text)):
                held = (Text(opening[0]),)
                text = text[: opening.start()]
            groups += [(Text(text),)] if text else []
        else:
            groups.append((*held, word))
            held = ()
    return groups
