"""字数, the measure of length of the writing specification: Han characters + Latin words + numbers."""

from __future__ import annotations

import re

OBJECT = "\ufffc"
"""Stands in prose for something that is no text (formula, code, image); it counts as one word."""

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|\d+(?:[.,]\d+)*|{OBJECT}|[^\W\d_{_HAN}]+(?:['’-][^\W\d_{_HAN}]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")


def count_words(text: str) -> int:
    """字数 of plain text: each Han character, each word of another script (hyphens inside) and each number is one."""
    return sum(1 for _ in _WORD.finditer(text))


def han_share(text: str) -> float:
    """The share (0 to 1) of Han characters among all letters; 0 for text without letters."""
    letters = len(_LETTER.findall(text))
    return len(_HAN_CHARACTER.findall(text)) / letters if letters else 0.0
