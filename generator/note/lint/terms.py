"""The content terms of a text: words that a subject is made of, not the glue between them."""

from __future__ import annotations

import re

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]+")
_GLUE = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "without",
        "by",
        "from",
        "as",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "than",
        "then",
        "into",
        "over",
        "under",
        "per",
        "each",
        "we",
        "our",
        "their",
        "which",
        "what",
        "when",
        "while",
        "where",
        "how",
        "why",
        "not",
        "no",
        "more",
        "most",
        "less",
        "least",
        "can",
        "may",
        "will",
        "would",
        "paper",
        "method",
        "model",
        "results",
        "show",
        "shows",
        "using",
        "use",
        "used",
        "propose",
        "proposes",
        "new",
        "two",
        "three",
    ]
)
_HAN_GLUE = frozenset(
    [
        "提出",
        "设计",
        "一种",
        "使用",
        "通过",
        "实现",
        "论文",
        "方法",
        "模型",
        "结果",
        "这个",
        "可以",
        "以及",
        "进行",
        "基于",
        "对于",
        "一个",
        "我们",
        "作者",
        "没有",
        "不是",
        "以上",
        "以下",
        "其中",
        "如果",
        "因为",
        "所以",
        "而且",
        "并且",
        "或者",
        "之间",
        "之后",
        "之前",
        "同时",
        "不同",
        "各种",
        "需要",
        "能够",
    ]
)


def terms(text: str) -> frozenset[str]:
    """Latin words (folded) and pairs of neighbouring Han characters, without the commonest."""
    words = {word.casefold() for word in _WORD.findall(text)} - _GLUE
    pairs = {run[i : i + 2] for run in _HAN_RUN.findall(text) for i in range(len(run) - 1)} - _HAN_GLUE
    return frozenset(words | pairs)


_NAME = re.compile(r"[A-Z][\w-]*[A-Z0-9][\w-]*|[A-Z][a-z]{2,}(?:[ -][A-Z][\w-]+)*")


def names(text: str) -> tuple[str, ...]:
    """What looks like a proper name: CamelCase, acronyms, capitalised words (a sentence's first too)."""
    return tuple(_NAME.findall(text))
