"""Series: the numbering that a float belongs to. Figure 1, Extended Data Fig. 1 and Scheme 1 are three floats.

A float's label is its bare number as printed. It names its series too ("Extended Data Figure 1", "Scheme 1") where the
series is printed before the word, or where two series of one kind count through the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.paper import FloatKind

MAIN = ""
"""The series of plain figures, tables and algorithms."""

PREFIX = r"supplementary|supplemental|supplement|supporting(?: information)?|extended data|appendix|suppl?\.?"
"""What stands before the word of a caption of another series; a regular expression without groups."""

_PREFIXES = (("ext", "Extended Data"), ("sup", "Supplementary"), ("app", "Appendix"))
_WORDS = ("scheme", "chart", "plate", "illustration", "exhibit", "listing", "图表", "附图", "附表")
_ALWAYS = ("Extended Data", "Supplementary")
_NOUNS = {FloatKind.FIGURE: "Figure", FloatKind.TABLE: "Table", FloatKind.ALGORITHM: "Algorithm"}
_NAMED = re.compile(r"(?P<series>[^\d]*?)\s*(?P<noun>Figure|Table|Algorithm|)\s+(?P<number>\S+)")


def series_of(prefix: str | None, word: str) -> str:
    """The series of a caption or mention by what is printed before its number; `MAIN` for plain ones."""
    start = (prefix or "").strip().lower()[:3]
    if start:
        return next((name for known, name in _PREFIXES if start == known), MAIN)
    plain = word.strip().rstrip("s").lower()
    return next((known.capitalize() for known in _WORDS if plain == known), MAIN)


def qualified(series: str, kind: FloatKind, number: str) -> str:
    """The number with its series: "Extended Data Figure 1"; the number alone in the main series, and for S1 and A.1."""
    if series == MAIN or number[:1].isalpha():
        return number
    noun = f" {_NOUNS[kind]}" if any(series == name for _, name in _PREFIXES) else ""
    return f"{series}{noun} {number}"


def bare(label: str) -> str:
    """The number of a label, without its series."""
    match = _NAMED.fullmatch(label)
    return match["number"] if match else label


def named_series(floats: Iterable[tuple[str, FloatKind, str]]) -> frozenset[tuple[str, FloatKind]]:
    """The series (with their kind) that labels must name, of floats as (series, kind, number)."""
    holders: dict[tuple[FloatKind, str], set[str]] = {}
    for series, kind, number in floats:
        holders.setdefault((kind, number.lower()), set()).add(series)
    return frozenset(
        (series, kind)
        for (kind, _), sharing in holders.items()
        for series in sharing - {MAIN}
        if series in _ALWAYS or len(sharing) > 1
    )
