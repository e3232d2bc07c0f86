"""Which sections mention which float."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.paper import Figure, FloatKind, Section

_WORDS = {
    FloatKind.FIGURE: r"\b(?:figures?|figs?\.?)|图",
    FloatKind.TABLE: r"\b(?:tables?|tabs?\.)|表",
    FloatKind.ALGORITHM: r"\b(?:algorithms?|algs?\.)|算法",
}
_LABEL = r"(?:[A-Z]\.?)?\d+(?:\.\d+)*|[IVXL]+\b"
_JOINT = r"\s*(?:,\s*(?:and|&)?|and|&|、|和|与|–|—|-|to|~|至)\s*"
_MENTIONS = {
    kind: re.compile(
        rf"(?:{word})\s*(?P<labels>\(?(?:{_LABEL})\)?[a-z]?(?:\([a-z]\))?"
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
    known = {(figure.kind, figure.label) for figure in figures if figure.label}
    found: dict[tuple[FloatKind, str], dict[str, None]] = {}
    for section in sections:
        for kind, label in mentioned(section.text):
            if (kind, label) in known:
                found.setdefault((kind, label), {})[section.number or section.title] = None
    return {key: tuple(names) for key, names in found.items()}


def mentioned(text: str) -> Iterator[tuple[FloatKind, str]]:
    """Every float that a text names: `Figs. 2–4` gives three."""
    for kind, pattern in _MENTIONS.items():
        for match in pattern.finditer(text):
            labels = match["labels"]
            yield from ((kind, label.upper()) for label in _ONE.findall(labels))
            for first, last in _RANGE.findall(labels):
                if int(first) < int(last) < int(first) + _LONGEST_RANGE:
                    yield from ((kind, str(label)) for label in range(int(first) + 1, int(last)))
