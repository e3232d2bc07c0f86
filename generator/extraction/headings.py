"""Headings: which rows are one, their numbers, titles and levels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.extraction.characters import join_lines
from generator.extraction.numbering import numbered_headings
from generator.extraction.page import Span
from generator.extraction.rows import Role, Row, half_points
from generator.paper import Box

_NUMBERED = re.compile(
    r"^(?P<word>(?:Appendix|APPENDIX|附录|§)\s*)?"
    r"(?P<number>\d{1,2}(?:\. ?\d{1,2}){0,4}|[IVX]{1,5}(?=[.:\s])|"
    r"[A-Z](?:\.\d{1,2}){0,4}|第?[一二三四五六七八九十]{1,3}[章节]?)"
    r"(?P<stop>[.:、．]?\s+|[.:、．]|(?=[\u4e00-\u9fff]))(?P<title>[^\W\d_(].*|[“\"'‘∆ΔΣ].*|\d+\S*[^\W\d_].*)$"
)
_KNOWN = re.compile(
    r"^(?:references(?: and notes)?|bibliography|literature cited|acknowledge?ments?|appendix|appendices|"
    r"supplementary materials?|supporting information|参考文献|致谢|附录)$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^(?:abstract|摘\s*要|key\s?-?words?|关键词|index terms|categories and subject descriptors|general terms|"
    r"ccs concepts|contents|table of contents|目\s*录|open access|research article)\b",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"^(?:abstract|摘\s*要)\b", re.IGNORECASE)
_FLOAT = re.compile(r"^(?:figure|fig\.|table|algorithm|图|表|算法)\s*\d", re.IGNORECASE)
_STATEMENT = re.compile(
    r"^(?:theorem|lemma|proof|definition|corollary|proposition|remark|example|claim|assumption)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 150
_MOST = 60
"""Headings of one style in a paper; more are something else."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: rows `start` to `end` (exclusive) of the paper."""

    start: int
    end: int
    number: str | None
    title: str
    level: int
    page: int
    bbox: Box


@dataclass(frozen=True, slots=True)
class Style:
    """How a row's letters are set. `caps`: capitals or small capitals throughout."""

    font: str
    size: float
    bold: bool
    caps: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be a heading: row `index` of the paper, its number (if any) and title."""

    index: int
    row: Row
    style: Style
    number: str | None
    title: str

    @property
    def depth(self) -> int:
        """1 for "3", 2 for "3.2"; 0 without a number."""
        return self.number.count(".") + 1 if self.number else 0

    @property
    def look(self) -> tuple[float, bool]:
        """Size and weight."""
        return self.style.size, self.style.bold


def find_headings(rows: Sequence[Row], outline: Sequence[tuple[int, str, int]] = ()) -> list[Heading]:
    """All headings among the rows of a paper, in reading order.

    Numbered ones are told by a style of their own and by numbers that go up; the others by sharing the style of
    these, by a usual name, or by a bookmark (`outline`: level, title, page) of the same words on the same page.
    """
    body = _body_style(rows)
    candidates = [found for index in range(_front(rows), len(rows)) if (found := _candidate(rows, index, body))]
    marked = {found.index: level for found in candidates if (level := _bookmark(found, outline))}
    depths = marked | numbered_headings(candidates, frozenset(marked))
    chosen = {found.index: found for found in candidates if found.index in depths}
    levels = _levels(list(chosen.values()), depths)
    if len(chosen) > 2:
        first = min(chosen)
        later = [found for found in candidates if not found.number and found.index > first]
        chosen |= {found.index: found for found in later if _joins(found, levels, body)}
        chosen |= {found.index: found for found in _standing(rows, later, body) if found.style not in levels}
    else:
        chosen |= {found.index: found for found in _unnumbered(candidates, body)}
        levels = _ranked(list(chosen.values()))
        depths = {}
    return list(_headings(rows, [chosen[index] for index in sorted(chosen)], depths, levels))


def _front(rows: Sequence[Row]) -> int:
    """Rows before the abstract: the title, which looks like a heading, and the authors; 0 without an abstract."""
    first = rows[0].page if rows else 0
    abstract = (index for index, row in enumerate(rows) if row.page == first and _ABSTRACT.match(row.text))
    return next(abstract, 0)


def _bookmark(found: Candidate, outline: Sequence[tuple[int, str, int]]) -> int:
    """Level of the bookmark that names the candidate; 0 without one."""
    words = _letters(found.title)
    same = (level for level, title, page in outline if page == found.row.page and _letters(title).endswith(words))
    return next(same, 0) if len(words) > 2 else 0


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())


def _style(row: Row) -> Style:
    spans = [span for span in row.spans if _LETTER.search(span.text)] or list(row.spans)
    main = max(spans, key=lambda span: len(span.text.strip()))
    text = "".join(span.text for span in spans)
    letters = [character for character in text if character.isalpha()]
    # A symbol or a plural may stay small between capitals.
    caps = len(letters) > 3 and sum(character.isupper() for character in letters) >= 0.85 * len(letters)
    size = max(span.size for span in spans) if caps else main.size
    return Style(main.font, half_points(size), main.bold, caps)


def _body_style(rows: Sequence[Row]) -> Style:
    counts: Counter[Style] = Counter()
    for row in rows:
        if row.role is Role.BODY:
            counts[_style(row)] += len(row.text)
    return counts.most_common(1)[0][0] if counts else Style("", 10.0, False, False)


def _candidate(rows: Sequence[Row], index: int, body: Style) -> Candidate | None:
    row = rows[index]
    if row.role is not Role.BODY or len(row.text) > _LONGEST or not _LETTER.search(row.text):
        return None
    if _FRONT.match(row.text) or _FLOAT.match(row.text) or _STATEMENT.match(row.text):
        return None
    style = _style(row)
    if not _stands_out(style, body):
        return None
    match = _NUMBERED.match(row.text)
    if match and _LETTER.search(match["title"]) and not _is_lower(match["title"]):
        title = match["title"].strip()
        return (
            Candidate(index, row, style, match["number"].replace(" ", ""), title)
            if _strange(row, style) <= 0.34
            else None
        )
    if _strange(row, style) > 0.04 or _is_lower(row.text) or _runs_on(rows, index):
        return None
    return Candidate(index, row, style, None, row.text)


def _is_lower(title: str) -> bool:
    return title[0].islower()


def _runs_on(rows: Sequence[Row], index: int) -> bool:
    """Whether the row is the first of a paragraph that starts in bold: it is full, and text follows without a gap."""
    row = rows[index]
    if index + 1 == len(rows) or row.right - row.bbox.x1 > 2 * row.size:
        return False
    below, style = rows[index + 1], _style(row)
    goes_on = _style(below) != style or _strange(below, style) > 0.04
    return goes_on and 0 < below.baseline - row.baseline < 1.3 * row.size


def _stands_out(style: Style, body: Style) -> bool:
    if style.size < body.size - 1:
        return False
    return style.size > body.size + 0.4 or style.font != body.font or style.bold != body.bold or style.caps


def _strange(row: Row, style: Style) -> float:
    """The share of the row's letters that are set otherwise: a run-in heading has its text behind it."""
    strange = sum(len(span.text.strip()) for span in row.spans if _LETTER.search(span.text) and _differs(span, style))
    return strange / len(row.text)


def _differs(span: Span, style: Style) -> bool:
    if style.bold:
        return not span.bold
    return span.font != style.font and not (style.caps and span.text.isupper())


def _levels(headings: Sequence[Candidate], depths: Mapping[int, int]) -> dict[Style, int]:
    """The level that each style of a heading stands for."""
    counts: dict[Style, Counter[int]] = defaultdict(Counter)
    for found in headings:
        counts[found.style][depths[found.index]] += 1
    return {style: counter.most_common(1)[0][0] for style, counter in counts.items()}


def _standing(rows: Sequence[Row], candidates: Sequence[Candidate], body: Style) -> list[Candidate]:
    """Bold rows on a line of their own, with white space above, whose style comes back: a level below the numbers."""
    alone = [
        found
        for found in candidates
        if found.style.bold
        and not body.bold
        and found.style.size > body.size - 0.4
        and _is_title(found.title)
        and _is_alone(rows, found)
    ]
    counts = Counter(found.style for found in alone)
    return [found for found in alone if counts[found.style] > 1]


def _is_alone(rows: Sequence[Row], found: Candidate) -> bool:
    row = found.row
    if found.index + 1 == len(rows) or row.right - row.bbox.x1 < 4 * row.size or row.bbox.x0 - row.left > 2 * row.size:
        return False
    above, below = rows[found.index - 1], rows[found.index + 1]
    apart = above.page != row.page or above.left != row.left or row.baseline - above.baseline > 1.5 * row.size
    return apart and not below.bold and below.left == row.left and below.role is Role.BODY


def _joins(found: Candidate, levels: Mapping[Style, int], body: Style) -> bool:
    """Whether an unnumbered row is a heading beside numbered ones: in their style, or by its usual name."""
    if _KNOWN.match(found.title):
        return True
    return found.style in levels and _is_strong(found.style, body) and _is_title(found.title)


def _is_title(title: str) -> bool:
    """Whether a line reads like a heading: it starts with a letter, holds some, and ends no sentence."""
    return title[0].isalpha() and title[-1] not in "。.,;，；■□∎" and len(_LETTER.findall(title)) >= 2


def _is_strong(style: Style, body: Style) -> bool:
    """Whether more than the font's name tells it from the body."""
    return style.size > body.size + 0.4 or (style.bold and not body.bold) or style.caps


def _unnumbered(candidates: Sequence[Candidate], body: Style) -> Iterator[Candidate]:
    """In a paper without numbers: rows in a style of headings, larger or bold, that comes back or is well known."""
    counts = Counter(found.style for found in candidates)
    names = [found for found in candidates if _KNOWN.match(found.title) or _is_usual(found.title)]
    first = names[0].index if names else 0
    named = {found.style for found in names}
    for found in candidates:
        usual = found.style in named or (_is_strong(found.style, body) and 1 < counts[found.style] < _MOST)
        if found.index >= first and usual and _is_title(found.title):
            yield found


def _is_usual(title: str) -> bool:
    return title.lower().rstrip(".:") in {
        "introduction", "methods", "materials and methods", "results", "discussion", "conclusion", "conclusions",
        "results and discussion", "related work", "background", "引言", "结论",
    }  # fmt: skip


def _ranked(headings: Sequence[Candidate]) -> dict[Style, int]:
    """Levels by size, bold first."""
    styles = sorted(
        {found.style for found in headings}, key=lambda style: (-style.size, not style.bold, not style.caps)
    )
    return {style: level for level, style in enumerate(styles, 1)}


def _headings(
    rows: Sequence[Row], chosen: Sequence[Candidate], depths: Mapping[int, int], levels: Mapping[Style, int]
) -> Iterator[Heading]:
    taken = {found.index for found in chosen if found.number}
    end = 0
    for found in chosen:
        if found.index < end:
            continue
        end = _last(rows, found, taken)
        box = found.row.bbox
        for row in rows[found.index + 1 : end]:
            box = box.union(row.bbox)
        title = join_lines([found.title, *(row.text for row in rows[found.index + 1 : end])])
        level = 1 if _KNOWN.match(title) else depths.get(found.index) or levels.get(found.style, 2)
        yield Heading(found.index, end, found.number, title, level, found.row.page, box)


def _last(rows: Sequence[Row], found: Candidate, taken: set[int]) -> int:
    """One past the last row of a heading that runs over several: same style, right below."""
    end = found.index + 1
    while (
        end < len(rows) and end < found.index + 4 and end not in taken and _continues(rows[end - 1], rows[end], found)
    ):
        end += 1
    return end


def _continues(above: Row, below: Row, found: Candidate) -> bool:
    if below.page != above.page or below.left != above.left or _KNOWN.match(below.text):
        return False
    close = 0 < below.baseline - above.baseline < 1.55 * max(above.size, below.size)
    style = _style(below)
    return close and (style.font, style.size, style.bold) == (found.style.font, found.style.size, found.style.bold)
