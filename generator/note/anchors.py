"""The grammar of anchors: how a note points into its paper (第 3.2 节, §3.2, 图 2, Table 1, 式 (3), p. 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.paper import Section


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


_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}(?!\d)"
_LABEL = rf"(?:{_NUMBER}|[A-Z](?:\.?\d{{1,3}}){{0,3}}(?![A-Za-z])|[IVX]{{1,5}}(?![A-Za-z]))"
# A count is no label (公式 10 个), and 图, 表, 式 end many other words (地图 3, 发表 12, 方式 2).
_COUNTED = r"(?!\s{0,3}(?:个|条|项|种|张|幅|次|倍|页|%|％))"
_PATTERNS = {
    AnchorKind.SECTION: (
        rf"第\s{{0,3}}({_LABEL})\s{{0,3}}节|附录\s{{0,3}}({_LABEL})|§{{1,2}}\s{{0,3}}({_LABEL})|\b(?:Sections?|Sec\.|Appendix)\s{{0,3}}({_LABEL})"
    ),
    AnchorKind.FIGURE: rf"(?<![意地企试])图\s{{0,3}}({_LABEL}){_COUNTED}|\b(?:Figures?|Figs?\.)\s{{0,3}}({_LABEL})",
    AnchorKind.TABLE: rf"(?<![代发列外图哈词])表\s{{0,3}}({_LABEL}){_COUNTED}|\b(?:Tables?|Tab\.)\s{{0,3}}({_LABEL})",
    AnchorKind.ALGORITHM: rf"算法\s{{0,3}}({_LABEL}){_COUNTED}|\b(?:Algorithms?|Alg\.)\s{{0,3}}({_LABEL})",
    AnchorKind.EQUATION: (
        rf"(?<![方形模样格程等])式\s{{0,3}}[(（]?\s{{0,3}}({_LABEL})\s{{0,3}}[)）]?{_COUNTED}"
        rf"|\b(?:Equations?|Eqs?\.)\s{{0,3}}\(?\s{{0,3}}({_LABEL})\s{{0,3}}\)?"
    ),
    AnchorKind.PAGE: r"第\s{0,3}(\d{1,4})\s{0,3}页|\bp\.\s{0,3}(\d{1,4})|\bpage\s+(\d{1,4})",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_HINT = re.compile(r"[节录§图表法式页]|Sec|App|Fig|Tab|Alg|Eq|p\.|page")
"""What every anchor has: most texts have none, and six patterns take long."""
_ELSEWHERE = re.compile(r"(?:supplementa\w{1,5}|extended data|附)\s{0,3}$", re.I)
"""Before a mention of what stands in another document."""
_BEFORE = 20
_SPECULATION = re.compile(r"推测|speculat", re.I)


def find_anchors(text: str) -> Iterator[Anchor]:
    """Every anchor in `text`, kind by kind."""
    if not _HINT.search(text):
        return
    for kind, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            label = next(group for group in match.groups() if group)
            yield Anchor(kind, label.rstrip("."), match.start(), match.end())


def mentioning(anchor: Anchor, sections: Iterable[Section]) -> Section | None:
    """The section whose text names the same place as the paper's own: two captions may print one number by mistake."""
    for section in sections:
        for found in find_anchors(section.text):
            before = section.text[max(0, found.start - _BEFORE) : found.start]
            if (found.kind, found.label) == (anchor.kind, anchor.label) and not _ELSEWHERE.search(before):
                return section
    return None


def has_anchor(text: str) -> bool:
    """Whether `text` points into the paper at all."""
    return any(pattern.search(text) for pattern in _COMPILED.values())


def is_speculation(text: str) -> bool:
    """Whether `text` says of itself that it is speculation."""
    return bool(_SPECULATION.search(text))
