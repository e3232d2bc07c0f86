"""Split prose into sentences, Chinese and English, also mixed."""

from __future__ import annotations

import re

_CLOSERS = "”’」』）)\\]\"'*"
_END = re.compile(rf"[。！？!?][{_CLOSERS}]*|\.[{_CLOSERS}]*(?=\s|$)|\n{{2,}}")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|etc|fig|figs|eq|eqs|sec|secs|tab|app|alg|no|vol|pp|p|resp|approx|dr|prof|st)|\b[A-Z])$",
    re.I,
)
_LOOK_BACK = 8


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`, stripped; a full stop after an abbreviation (et al., Fig., e.g.) ends none."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _is_abbreviation(text, match):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if re.search(r"\w", sentence))


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    ends_text = not text[match.end() :].strip() if match.end() > len(text) - 2 else False
    return bool(_ABBREVIATION.search(before)) and not ends_text
