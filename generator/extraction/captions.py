"""Captions: found by their grammar, told from mentions by the document's own habits, read to their last line."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from generator.extraction.characters import join_lines, normalize, words
from generator.extraction.segments import Segment, around, is_bold
from generator.extraction.series import PREFIX, named_series, qualified, series_of
from generator.paper import Box, FloatKind

_LATIN = (
    rf"(?P<prefix>(?:{PREFIX})\s+)?"
    r"(?P<word>figures?|figs?\.?|scheme|chart|plate|illustration|exhibit|tables?|tabs?\.|tab|algorithms?|algo?\.|listing)"
    r"\s*(?P<label>(?:[A-Z]{1,2}[.\-–]?)?\d{1,3}(?:[.\-–]\d{1,3})*[a-z]?(?![\w])|[IVXL]{1,6}(?!\w)|[A-Z](?=[.:|]|\s*$))"
)
_CHINESE = (
    r"(?P<word>附?(?:图表|图|圖|表|算法|算 法|图 |表 ))\s*"
    r"(?P<label>(?:[A-Z]{1,2}[.\-–]?)?\d{1,3}(?:\s?[.\-–]\s?\d{1,3})*[a-z]?(?![\d%])|[A-Z](?=[.:|：\s]))"
)
_TAIL = r"(?P<tail>\s*(?:\([a-z]\)\s*)?(?P<mark>[:.|：．。—–\-]|$)?(?P<rest>.*))$"
_GRAMMARS = (re.compile(_LATIN + _TAIL, re.IGNORECASE), re.compile(_CHINESE + _TAIL))
_FIRST_LETTERS = frozenset("FTSPCEIAL图圖表附算Ｆ")
_ROMAN = re.compile(r"[IVXL]+")
_CONTINUED = re.compile(r"\(?\s*(?:continued|cont[’'.]?d?|续)\b", re.IGNORECASE)
# A Chinese mention goes on with one of these right after its number.
_CHINESE_MENTION = re.compile(
    r"^\s*(?:所示|中|为|是|给出|展示|显示|列出|可|的|和|与|、|，|,|说明|描述|表明|反映|对|将|以)"
)
_KINDS = (
    (re.compile(r"^(?:tab|附?表)", re.IGNORECASE), FloatKind.TABLE),
    (re.compile(r"^(?:algo|listing|算)", re.IGNORECASE), FloatKind.ALGORITHM),
)
_LEAST_SCORE = 2.0
_SENTENCE_GAP = 1.7  # em: justified lines stretch the space after a full stop


@dataclass(frozen=True)
class Caption:
    """A caption: its kind, its label (see series.py), its text and box, and the segments that it is made of."""

    page: int
    kind: FloatKind
    label: str
    text: str
    bbox: Box
    segments: tuple[Segment, ...]
    line_count: int = 1
    continued: bool = False


@dataclass(frozen=True)
class _Candidate:
    """A segment that begins as a caption does, with what tells captions from mentions."""

    page: int
    index: int
    segment: Segment
    kind: FloatKind
    label: str
    series: str
    word: str
    mark: str
    rest: str
    distinct: bool
    opens: bool

    @property
    def habit(self) -> tuple[str, str, bool]:
        """What captions of one document share: how the word is written, what follows the number, its own font."""
        return self.word.rstrip("."), self.mark, self.distinct

    @property
    def key(self) -> tuple[FloatKind, str, str]:
        """Which float of the paper it names."""
        return self.kind, self.series, self.label.lower()


def find_captions(pages: Sequence[Sequence[Segment]], body: float, rules: Sequence[Sequence[Box]]) -> list[Caption]:
    """The captions of all pages, in the order of pages and heights.

    `pages` holds the segments of each page, `body` the body's font size, `rules` the horizontal lines of each page.
    """
    candidates = [candidate for number, segments in enumerate(pages, 1) for candidate in _candidates(number, segments)]
    habits = _habits(candidates)
    scored = [(_score(candidate, habits, body), candidate) for candidate in candidates]
    chosen = _choose([(score, candidate) for score, candidate in scored if score >= _LEAST_SCORE])
    starts = {(candidate.page, candidate.index) for candidate in chosen}
    named = named_series((candidate.series, candidate.kind, candidate.label) for candidate in chosen)
    labelled = [
        candidate
        if (candidate.series, candidate.kind) not in named
        else replace(candidate, label=qualified(candidate.series, candidate.kind, candidate.label))
        for candidate in chosen
    ]
    known = frozenset(word for segments in pages for segment in segments for word in words(_without_last(segment)))
    return [
        _read(candidate, pages[candidate.page - 1], starts, rules[candidate.page - 1], known) for candidate in labelled
    ]


def _without_last(segment: Segment) -> str:
    """A segment's text without the last word, which the line's end may have cut."""
    return segment.text.rpartition(" ")[0]


def begins_caption(text: str) -> bool:
    """Whether a line's text begins as a caption does."""
    return _may_begin(text) and _parse(normalize(text)) is not None


def caption_body(text: str) -> str:
    """A caption without its word, number and mark."""
    match = _parse(text)
    return match["rest"].strip() if match else text


def _candidates(page: int, segments: Sequence[Segment]) -> Iterator[_Candidate]:
    for index, segment in enumerate(segments):
        match = _parse(segment.text) if _may_begin(segment.lines[0].text) else None
        if match is None:
            continue
        first = segment.spans[0]
        later = segment.spans[-1]
        distinct = is_bold(first) != is_bold(later) or (first.font != later.font and len(segment.spans) > 1)
        yield _Candidate(
            page=page,
            index=index,
            segment=segment,
            kind=_kind(match["word"]),
            label=re.sub(r"\s", "", match["label"]).replace("–", "-"),
            series=series_of(match.groupdict().get("prefix"), match["word"]),
            word=match["word"].strip(),
            mark=(match["mark"] or "").replace("：", ":").replace("．", "."),
            rest=match["rest"].strip(),
            distinct=distinct or is_bold(first),
            opens=_opens(segment, segments, index),
        )


def _may_begin(text: str) -> bool:
    """Whether the first letter, at least, is that of a caption's word."""
    return text.lstrip()[:1] in _FIRST_LETTERS


def _parse(text: str) -> re.Match[str] | None:
    for grammar in _GRAMMARS:
        match = grammar.match(text)
        if match and not (_ROMAN.fullmatch(match["label"]) and match["word"].islower()):
            return match if match["word"][0].isupper() or not match["word"][0].isascii() else None
    return None


def _kind(word: str) -> FloatKind:
    return next((kind for pattern, kind in _KINDS if pattern.match(word)), FloatKind.FIGURE)


def _opens(segment: Segment, segments: Sequence[Segment], index: int) -> bool:
    """Whether no line of the same paragraph stands right above: same left edge or full line, tight, same size."""
    box = segment.bbox
    for other in segments[max(0, index - 60) : index]:
        above = other.bbox
        tight = 0 < segment.baseline - other.baseline < 1.45 * segment.size
        shared = min(above.x1, box.x1) - max(above.x0, box.x0)
        if tight and shared > 0.5 * min(above.width, box.width) and abs(other.size - segment.size) < 0.3:
            starts_there = abs(above.x0 - box.x0) < 2.0 * segment.size and above.width > 12 * segment.size
            if starts_there:
                return False
    return True


def _habits(candidates: Sequence[_Candidate]) -> dict[FloatKind, Counter[tuple[str, str, bool]]]:
    """How often each way of writing a caption occurs among the candidates that open a paragraph, one vote a label."""
    habits: dict[FloatKind, Counter[tuple[str, str, bool]]] = {kind: Counter() for kind in FloatKind}
    seen: set[tuple[FloatKind, str, tuple[str, str, bool]]] = set()
    for candidate in candidates:
        vote = (candidate.kind, candidate.label, candidate.habit)
        if candidate.opens and vote not in seen:
            seen.add(vote)
            habits[candidate.kind][candidate.habit] += 1
    return habits


def _score(candidate: _Candidate, habits: dict[FloatKind, Counter[tuple[str, str, bool]]], body: float) -> float:
    votes = habits[candidate.kind]
    most = max(votes.values(), default=0)
    usual = votes[candidate.habit] >= max(1, 0.5 * most)
    score = 2.0 if candidate.opens else -2.0
    score += 1.5 if candidate.mark in {":", ".", "|"} else 0.5 if not candidate.rest else 0.0
    score += 1.0 if candidate.distinct else 0.0
    score += 1.0 if usual else -1.0
    score += 0.5 if abs(candidate.segment.size - body) > 0.4 else 0.0
    return score - _mention_penalty(candidate)


def _mention_penalty(candidate: _Candidate) -> float:
    """What follows the number of a mention: a verb, a comma, a bracket."""
    rest = candidate.rest
    if candidate.word[0].isascii():
        lower = bool(re.match(r"^(?:[a-z]{2,}|[,;)\]])", rest)) and candidate.mark in {"", "-"}
        return 3.0 if lower and not candidate.distinct else 1.5 if lower else 0.0
    return 4.0 if candidate.mark == "" and _CHINESE_MENTION.match(rest) else 0.0


def _choose(scored: Sequence[tuple[float, _Candidate]]) -> list[_Candidate]:
    """One candidate a number, the best; a continuation keeps its number, and so does a second series (supplement)."""
    best: dict[tuple[FloatKind, str, str], float] = {}
    for score, candidate in scored:
        best[candidate.key] = max(score, best.get(candidate.key, score))
    chosen: list[_Candidate] = []
    for score, candidate in scored:
        key = candidate.key
        rivals = [other for other in chosen if other.key == key]
        continued = bool(_CONTINUED.search(candidate.rest[:60]))
        if (score >= best[key] - 0.01 and (not rivals or rivals[-1].page != candidate.page)) or continued:
            chosen.append(candidate)
    return chosen


def _read(
    candidate: _Candidate,
    segments: Sequence[Segment],
    starts: set[tuple[int, int]],
    rules: Sequence[Box],
    known: Collection[str],
) -> Caption:
    others = {index for page, index in starts if page == candidate.page}
    limit = _right_limit(candidate, [segments[index] for index in others])
    pieces = _row(candidate.segment, segments, candidate.index, limit)
    lines = [_join(pieces)]
    for index in range(candidate.index + 1, len(segments)):
        following = segments[index]
        if following.bbox.y0 > lines[-1].bbox.y1 + 2 * candidate.segment.size:
            break
        if index in others and _shares(following.bbox, around(line.bbox for line in lines)):
            break
        if following in pieces or following.bbox.x0 >= limit:
            continue
        row = _row(following, segments, index, limit)
        if _goes_on(lines, row, segments, rules):
            lines.append(_join(row))
            pieces += row
    return Caption(
        page=candidate.page,
        kind=candidate.kind,
        label=candidate.label,
        text=join_lines((line.text for line in lines), known),
        bbox=around(line.bbox for line in lines),
        segments=tuple(pieces),
        line_count=len(lines),
        continued=bool(_CONTINUED.search(candidate.rest[:60])),
    )


def _right_limit(candidate: _Candidate, starts: Sequence[Segment]) -> float:
    """The left edge of the caption that stands beside this one on the right."""
    own = candidate.segment
    beside = [s.bbox.x0 for s in starts if abs(s.baseline - own.baseline) < 3 * own.size and s.bbox.x0 > own.bbox.x1]
    return min(beside, default=math.inf) - 1


def _row(first: Segment, segments: Sequence[Segment], index: int, limit: float) -> list[Segment]:
    """A segment and what follows it on its baseline after no more than the space between two sentences."""
    row = [first]
    level = [
        other
        for other in segments[max(0, index - 12) : index + 12]
        if other is not first
        and abs(other.baseline - first.baseline) < 0.8
        and abs(other.size - first.size) < 0.45
        and first.bbox.x0 < other.bbox.x0 < limit
    ]
    for other in sorted(level, key=lambda other: other.bbox.x0):
        if other.bbox.x0 - row[-1].bbox.x1 > _SENTENCE_GAP * first.size:
            break
        row.append(other)
    return row


def _join(row: Sequence[Segment]) -> Segment:
    if len(row) == 1:
        return row[0]
    return Segment(around(part.bbox for part in row), tuple(line for part in row for line in part.lines))


def _shares(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _goes_on(
    lines: Sequence[Segment], row: Sequence[Segment], segments: Sequence[Segment], rules: Sequence[Box]
) -> bool:
    """Whether a segment is the caption's next line: right below, same size, under the lines so far, alone there."""
    first, last, following = lines[0], lines[-1], _join(row)
    step = following.baseline - last.baseline
    pitch = median([b.baseline - a.baseline for a, b in pairwise(lines)] or [1.45 * last.size])
    # A raised letter pushes its row down by a little more than the pitch.
    slack = 1.35 if any(span.superscript for span in following.spans) else 1.12
    if not 0.5 * last.size < step <= slack * max(pitch, 1.1 * last.size) or abs(following.size - last.size) > 0.45:
        return False
    left, right = min(line.bbox.x0 for line in lines), max(line.bbox.x1 for line in lines)
    box = following.bbox
    centred = abs((box.x0 + box.x1) - (left + right)) < 6
    if not (abs(box.x0 - last.bbox.x0) < 3 or abs(box.x0 - first.bbox.x0) < 3 or centred or _hangs(first, box)):
        return False
    if box.x1 > right + _overhang(lines) and len(lines) > 1 and not centred:
        return False
    if any(last.baseline < (rule.y0 + rule.y1) / 2 < following.bbox.y1 - 2 and _shares(rule, box) for rule in rules):
        return False
    if len(row) > 1 and abs(box.x1 - right) > 3:
        return False
    rest = [segment for segment in segments if segment not in row]
    return not _has_neighbour(following, rest, left, right) and _has_room(lines, following)


def _overhang(lines: Sequence[Segment]) -> float:
    """How far the next line may reach beyond the longest so far: little, unless the right edge is ragged."""
    ends = [line.bbox.x1 for line in lines]
    return 0.25 * lines[0].bbox.width if max(ends) - min(ends) > 1.2 else 3.0


def _hangs(first: Segment, box: Box) -> bool:
    """Whether a line starts under the caption's text instead of under its word."""
    return any(abs(span.bbox.x0 - box.x0) < 3 for span in first.spans[1:4]) or 0 < box.x0 - first.bbox.x0 < 30


def _has_neighbour(segment: Segment, segments: Sequence[Segment], left: float, right: float) -> bool:
    """Whether another segment stands apart beside it within the caption's width: then it is a row of a table."""
    box, size = segment.bbox, segment.size
    return any(
        abs(other.baseline - segment.baseline) < 0.3 * size
        and other.bbox.x0 < right
        and other.bbox.x1 > left
        and max(other.bbox.x0 - box.x1, box.x0 - other.bbox.x1) > size
        for other in segments
    )


def _has_room(lines: Sequence[Segment], following: Segment) -> bool:
    """Whether the caption may break here: its last line is as long as the next word needed it to be."""
    last = lines[-1].bbox
    if len(lines) == 1 and len(lines[0].text) < 12:
        return True  # the number stands on a line of its own
    longest = max(line.bbox.width for line in (*lines, following))
    first_word = following.text.split(" ", 1)[0]
    word = following.bbox.width * (len(first_word) + 1) / max(1, len(following.text))
    return last.width + word >= 0.93 * longest or last.width > 0.8 * longest
