"""Proper names in a text: models, data sets, people, acronyms."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"(?<![\w@./\\-])(?=[A-Za-z0-9]*[A-Z])[A-Za-z][A-Za-z0-9]*(?:[-_+/.@&'’][A-Za-z0-9]+)*\+*(?![A-Za-z0-9])"
)


def names(text: str) -> tuple[str, ...]:
    """Every word with a capital letter in it, with its hyphens and digits; the first word of a sentence too."""
    return tuple(match[0] for match in _NAME.finditer(text) if len(match[0]) > 1)
