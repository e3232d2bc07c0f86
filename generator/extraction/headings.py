"""Headings: which rows are one, their numbers, titles and levels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extraction.characters import join_lines
from generator.extraction.rows import Role, Row, half_points
from generator.paper import Box

_NUMBERED = re.compile(
    r"^(?P<word>(?:appendix|附录)\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2}){0,4}|[IVX]{1,5}|第?[一二三四五六七八九十]{1,3}[章节]?)"
    r"(?P<stop>[.:、．:]?\s+|[.:、．]|(?=[\u4e00-\u9fff]))(?P<title>\S.*)$",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"^(?:(?:appendix|附录)\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z](?:\.\d{1,2})*)[.:]?$", re.I)
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
_FLOAT = re.compile(r"^(?:figure|fig\.|table|algorithm|图|表|算法)\s*\d", re.IGNORECASE)
_STATEMENT = re.compile(
    r"^(?:theorem|lemma|proof|definition|corollary|proposition|remark|example|claim|assumption)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 150


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
class _Candidate:
    index: int
    row: Row
    style: Style
    number: str | None
    title: str

    @property
    def depth(self) -> int:
        """1 for "3", 2 for "3.2"; 0 without a number."""
        return self.number.count(".") + 1 if self.number else 0


def find_headings(rows: Sequence[Row], outline: Sequence[tuple[int, str, int]] = ()) -> list[Heading]:
    """All headings among the rows of a paper, in reading order."""
    body = _body_style(rows)
    candidates = [found for index in range(len(rows)) if (found := _candidate(rows, index, body))]
    numbered = _numbered(candidates)
    chosen = {found.index: found for found in numbered}
    levels = _levels(numbered)
    if numbered:
        later = (found for found in candidates if not found.number and found.index > numbered[0].index)
        chosen |= {found.index: found for found in later if _joins(found, levels, body)}
    else:
        chosen |= {found.index: found for found in _unnumbered(candidates, body)}
        levels = _ranked(list(chosen.values()))
    return list(_headings(rows, [chosen[index] for index in sorted(chosen)], levels))


def _style(row: Row) -> Style:
    spans = [span for span in row.spans if _LETTER.search(span.text)] or list(row.spans)
    main = max(spans, key=lambda span: len(span.text.strip()))
    text = "".join(span.text for span in spans)
    letters = [character for character in text if character.isalpha()]
    caps = len(letters) > 3 and all(character.isupper() for character in letters)
    size = max(span.size for span in spans) if caps else main.size
    return Style(main.font, half_points(size), main.bold, caps)


def _body_style(rows: Sequence[Row]) -> Style:
    counts: Counter[Style] = Counter()
    for row in rows:
        if row.role is Role.BODY:
            counts[_style(row)] += len(row.text)
    return counts.most_common(1)[0][0] if counts else Style("", 10.0, False, False)


def _candidate(rows: Sequence[Row], index: int, body: Style) -> _Candidate | None:
    row = rows[index]
    if row.role is not Role.BODY or len(row.text) > _LONGEST or not _LETTER.search(row.text):
        return None
    if _FRONT.match(row.text) or _FLOAT.match(row.text) or _STATEMENT.match(row.text):
        return None
    style = _style(row)
    if not _stands_out(style, body) or not _is_uniform(row, style):
        return None
    match = _NUMBERED.match(row.text)
    if match and _LETTER.search(match["title"]):
        return _Candidate(index, row, style, match["number"], match["title"].strip())
    return _Candidate(index, row, style, None, row.text)


def _stands_out(style: Style, body: Style) -> bool:
    if style.size < body.size - 1:
        return False
    return style.size > body.size + 0.4 or style.font != body.font or style.bold != body.bold or style.caps


def _is_uniform(row: Row, style: Style) -> bool:
    """Whether the whole row is set in the style: no run-in heading with its text behind it."""
    strange = sum(
        len(span.text.strip())
        for span in row.spans
        if _LETTER.search(span.text) and span.font != style.font and not _is_small_capital(span.text, style)
    )
    return strange <= 0.34 * len(row.text)


def _is_small_capital(text: str, style: Style) -> bool:
    return style.caps and text.isupper()


def _numbered(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Numbered candidates whose style is the usual one for their depth and whose numbers go up."""
    by_kind: dict[tuple[bool, int], list[_Candidate]] = defaultdict(list)
    for found in candidates:
        if found.number and not (found.number[0].isalpha() and found.title[0].islower()):
            by_kind[found.number[0].isdigit(), found.depth].append(found)
    kept = [found for group in by_kind.values() for found in _in_usual_style(group)]
    top = {_look(found) for found in kept if found.depth == 1 and found.number and found.number[0].isdigit()}
    kept = [found for found in kept if not top or found.depth > 1 or _look(found) in top]
    return _ascending(sorted(kept, key=lambda found: found.index))


def _in_usual_style(group: Sequence[_Candidate]) -> list[_Candidate]:
    by_style: dict[tuple[float, bool], list[_Candidate]] = defaultdict(list)
    for found in group:
        by_style[_look(found)].append(found)
    return max(by_style.values(), key=lambda same: len({found.number for found in same}), default=[])


def _look(found: _Candidate) -> tuple[float, bool]:
    return found.style.size, found.style.bold


def _key(number: str) -> tuple[int, ...]:
    """A number as what it counts: letters after all digits, since appendices follow."""
    head, *rest = number.split(".")
    first = int(head) if head.isdigit() else 1000 + ord(head[0])
    return (first, *(int(part) for part in rest if part.isdigit()))


def _ascending(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest run of candidates whose numbers go up, so that one stray number hides no other heading."""
    keys = [_key(found.number or "") for found in candidates]
    tails: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        place = _place(tails, keys, key)
        before.append(tails[place - 1] if place else -1)
        tails[place : place + 1] = [index]
    chain: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return [candidates[index] for index in reversed(chain)]


def _place(tails: Sequence[int], keys: Sequence[tuple[int, ...]], key: tuple[int, ...]) -> int:
    low, high = 0, len(tails)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if keys[tails[middle]] < key else (low, middle)
    return low


def _levels(numbered: Sequence[_Candidate]) -> dict[Style, int]:
    """The level that each style of a numbered heading stands for."""
    counts: dict[Style, Counter[int]] = defaultdict(Counter)
    for found in numbered:
        counts[found.style][found.depth] += 1
    return {style: depths.most_common(1)[0][0] for style, depths in counts.items()}


def _joins(found: _Candidate, levels: dict[Style, int], body: Style) -> bool:
    """Whether an unnumbered row is a heading beside numbered ones: in their style, or by its usual name."""
    if _KNOWN.match(found.title):
        return True
    return found.style in levels and _is_strong(found.style, body) and found.title[0].isalpha()


def _is_strong(style: Style, body: Style) -> bool:
    """Whether more than the font's name tells it from the body."""
    return style.size > body.size + 0.4 or (style.bold and not body.bold) or style.caps


def _unnumbered(candidates: Sequence[_Candidate], body: Style) -> Iterator[_Candidate]:
    """In a paper without numbers: rows in a style of headings, larger or bold, that comes back or is well known."""
    counts = Counter(found.style for found in candidates)
    named = {found.style for found in candidates if _KNOWN.match(found.title) or _is_usual(found.title)}
    for found in candidates:
        larger = found.style.size > body.size + 0.4 or found.style.bold
        if found.style in named or (larger and 1 < counts[found.style] < 40):
            yield found


def _is_usual(title: str) -> bool:
    return title.lower().rstrip(".:") in {
        "introduction", "methods", "materials and methods", "results", "discussion", "conclusion", "conclusions",
        "results and discussion", "related work", "background", "引言", "结论",
    }  # fmt: skip


def _ranked(headings: Sequence[_Candidate]) -> dict[Style, int]:
    """Levels by size, bold first."""
    styles = sorted(
        {found.style for found in headings}, key=lambda style: (-style.size, not style.bold, not style.caps)
    )
    return {style: level for level, style in enumerate(styles, 1)}


def _headings(rows: Sequence[Row], chosen: Sequence[_Candidate], levels: dict[Style, int]) -> Iterator[Heading]:
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
        level = found.depth or levels.get(found.style, 1)
        yield Heading(found.index, end, found.number, title, level, found.row.page, box)


def _last(rows: Sequence[Row], found: _Candidate, taken: set[int]) -> int:
    """One past the last row of a heading that runs over several: same style, right below."""
    end = found.index + 1
    while (
        end < len(rows) and end < found.index + 4 and end not in taken and _continues(rows[end - 1], rows[end], found)
    ):
        end += 1
    return end


def _continues(above: Row, below: Row, found: _Candidate) -> bool:
    if below.page != above.page or below.left != above.left or _KNOWN.match(below.text):
        return False
    close = 0 < below.baseline - above.baseline < 1.55 * max(above.size, below.size)
    style = _style(below)
    return close and (style.font, style.size, style.bold) == (found.style.font, found.style.size, found.style.bold)
