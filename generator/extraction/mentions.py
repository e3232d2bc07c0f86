"""Which sections mention which float."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extraction.series import PREFIX, bare, qualified, series_of
from generator.paper import Figure, FloatKind, Section

_WORDS = {
    FloatKind.FIGURE: r"\b(?:figures?|figs?\.?|schemes?|charts?|plates?|exhibits?|illustrations?)|附?图",
    FloatKind.TABLE: r"\b(?:tables?|tabs?\.)|附?表",
    FloatKind.ALGORITHM: r"\b(?:algorithms?|algs?\.|listings?)|算法",
}
_LABEL = r"(?:[A-Z]\.?)?\d+(?:\.\d+)*|[IVXL]+\b"
_JOINT = r"\s*(?:,\s*(?:and|&)?|and|&|、|和|与|–|—|-|to|~|至)\s*"
_MENTIONS = {
    kind: re.compile(
        rf"(?:\b(?P<prefix>{PREFIX})\s+)?(?P<word>{word})\s*(?P<labels>\(?(?:{_LABEL})\)?[a-z]?(?:\([a-z]\))?"
        rf"(?:{_JOINT}(?:(?:{word})\s*)?(?:{_LABEL})(?![\w%])[a-z]?)*)",
        re.IGNORECASE,
    )
    for kind, word in _WORDS.items()
}
_RANGE = re.compile(r"(\d+)\s*(?:–|—|-|to|~|至)\s*(\d+)")
_ONE = re.compile(_LABEL)
_LONGEST_RANGE = 50


def mentions(sections: Sequence[Section], figures: Sequence[Figure]) -> dict[tuple[FloatKind, str], tuple[str, ...]]:
    """For each float by kind and label the sections that mention it, by number (title where there is none)."""
    found: dict[tuple[FloatKind, str], dict[str, None]] = {}
    for section in sections:
        for key in mentioned(section.text, figures):
            found.setdefault(key, {})[section.number or section.title] = None
    return {key: tuple(names) for key, names in found.items()}


def mentioned(text: str, figures: Sequence[Figure]) -> Iterator[tuple[FloatKind, str]]:
    """Kind and label of every float of the paper that a text names: `Figs. 2–4` gives three."""
    known = {(figure.kind, figure.label) for figure in figures if figure.label}
    for kind, series, number in named(text):
        label = qualified(series, kind, number)
        # A paper whose schemes share no number with its figures has them under the bare number.
        label = label if (kind, label) in known else bare(label)
        if (kind, label) in known:
            yield kind, label


def named(text: str) -> Iterator[tuple[FloatKind, str, str]]:
    """Every float that a text names: its kind, its series and its number."""
    for kind, pattern in _MENTIONS.items():
        for match in pattern.finditer(text):
            labels, series = match["labels"], series_of(match["prefix"], match["word"])
            yield from ((kind, series, number.upper()) for number in _ONE.findall(labels))
            for first, last in _RANGE.findall(labels):
                if int(first) < int(last) < int(first) + _LONGEST_RANGE:
                    yield from ((kind, series, str(number)) for number in range(int(first) + 1, int(last)))
