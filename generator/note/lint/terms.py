"""The content terms of a text: words that a subject is made of, not the glue between them."""

from __future__ import annotations

import re

from generator.note.lint.data import glue_words

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]+")
_NAME = re.compile(r"[A-Z][\w-]*[A-Z0-9][\w-]*|[A-Z][a-z]{2,}(?:[ -][A-Z][\w-]+)*")


def terms(text: str) -> frozenset[str]:
    """Latin words (folded) and pairs of neighbouring Han characters, without the commonest."""
    words = {word.casefold() for word in _WORD.findall(text)}
    pairs = {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)}
    return frozenset((words | pairs) - glue_words())


def names(text: str) -> tuple[str, ...]:
    """What looks like a proper name: CamelCase, acronyms, capitalised words (a sentence's first too)."""
    return tuple(_NAME.findall(text))
