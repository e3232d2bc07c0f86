"""Names of image files, `fig{n}_{type}_{desc}.png`: the words of a caption in English, whatever language it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

import yaml

from generator.extraction.captions import caption_body
from generator.paper import Figure, FloatKind

_PREFIX = {FloatKind.FIGURE: "fig", FloatKind.TABLE: "tab", FloatKind.ALGORITHM: "alg"}
_WORDS = 4
_DESC_LENGTH = 40
_STOP_WORDS = """
a an and are as at be been both by can each for from has have here how in into is it its more most of on or our over
per shown shows such than that the their then there these they this to two under us use used using via was we were what
when where which while with left right top bottom figure fig table tab algorithm
"""
_STOP = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"[a-z][a-z0-9]+(?:-[a-z0-9]+)*")


def file_names(figures: Sequence[Figure]) -> Iterator[str]:
    """A unique name for each figure: `fig{n}_{type}_{desc}.png`; a name set by a person stays."""
    taken = {figure.file for figure in figures if figure.file}
    for figure in figures:
        if figure.file:
            yield figure.file
            continue
        stem = f"{_PREFIX[figure.kind]}{figure.number}_{figure.type.value}_{describe(figure)}"
        names = (f"{stem}{suffix}.png" for suffix in ("", *(f"-{count}" for count in range(2, len(figures) + 2))))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        yield name


def describe(figure: Figure) -> str:
    """Up to four of the caption's own words in English, `[a-z0-9-]`; the kind where it has none."""
    words = _WORD.findall(in_english(caption_body(figure.caption)).lower())
    kept = [word for word in dict.fromkeys(words) if word not in _STOP and len(word) > 2][:_WORDS]
    while len("-".join(kept)) > _DESC_LENGTH and len(kept) > 1:
        kept.pop()
    return "-".join(kept)[:_DESC_LENGTH].strip("-") or figure.kind.value


def in_english(text: str) -> str:
    """The text with common terms of Chinese papers replaced by English ones; English text as it is."""
    pattern, terms = _terms()
    return text if text.isascii() else pattern.sub(lambda match: f" {terms[match[0]]} ", text)


@lru_cache(maxsize=1)
def _terms() -> tuple[re.Pattern[str], dict[str, str]]:
    """The terms of `caption_terms.yml` as one pattern, the longest first, and what each is in English."""
    text = resources.files("generator.extraction").joinpath("caption_terms.yml").read_text(encoding="utf-8")
    terms: dict[str, str] = yaml.safe_load(text)
    return re.compile("|".join(sorted(terms, key=len, reverse=True))), terms
