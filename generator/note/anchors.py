"""The grammar of anchors: how a note points into its paper (第 3.2 节, §3.2, 图 2, Table 1, 式 (3), p. 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class AnchorKind(StrEnum):
    """What an anchor points at."""

    SECTION = "section"
    FIGURE = "figure"
    TABLE = "table"
    ALGORITHM = "algorithm"
    EQUATION = "equation"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A pointer into the paper: the label as printed ("3.2", "A.1", "2") and where in the text it stands."""

    kind: AnchorKind
    label: str
    start: int
    end: int


_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_LABEL = rf"(?:{_NUMBER}|[A-Z](?:\.?\d{{1,3}}){{0,3}}(?![A-Za-z])|[IVX]{{1,5}}(?![A-Za-z]))"
_PATTERNS = {
    AnchorKind.SECTION: (
        rf"第\s*({_LABEL})\s*节|附录\s*({_LABEL})|§+\s*({_LABEL})|\b(?:Sections?|Sec\.|Appendix)\s*({_LABEL})"
    ),
    AnchorKind.FIGURE: rf"图\s*({_LABEL})|\b(?:Figures?|Figs?\.)\s*({_LABEL})",
    AnchorKind.TABLE: rf"表\s*({_LABEL})|\b(?:Tables?|Tab\.)\s*({_LABEL})",
    AnchorKind.ALGORITHM: rf"算法\s*({_LABEL})|\b(?:Algorithms?|Alg\.)\s*({_LABEL})",
    AnchorKind.EQUATION: (
        rf"(?:公式|式)\s*[(（]?\s*({_LABEL})\s*[)）]?|\b(?:Equations?|Eqs?\.)\s*\(?\s*({_LABEL})\s*\)?"
    ),
    AnchorKind.PAGE: r"第\s*(\d{1,4})\s*页|\bp\.\s*(\d{1,4})|\bpage\s+(\d{1,4})",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_SPECULATION = re.compile(r"推测|speculat", re.I)


def find_anchors(text: str) -> Iterator[Anchor]:
    """Every anchor in `text`, kind by kind."""
    for kind, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            label = next(group for group in match.groups() if group)
            yield Anchor(kind, label.rstrip("."), match.start(), match.end())


def has_anchor(text: str) -> bool:
    """Whether `text` points into the paper at all."""
    return any(pattern.search(text) for pattern in _COMPILED.values())


def is_speculation(text: str) -> bool:
    """Whether `text` says of itself that it is speculation."""
    return bool(_SPECULATION.search(text))
