"""Segments: the lines of a page joined along their baseline up to the next wide gap, the unit that is classified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from generator.extraction.characters import normalize
from generator.extraction.page import Line, Span
from generator.paper import Box

T = TypeVar("T")

# MuPDF cuts a line at wide spaces and at sub- and superscripts; columns of a table stand further apart than this.
_JOIN_GAP = 0.75  # em
_SAME_ROW = 0.5  # share of the lower line's height
_BUCKET = 16.0  # points
_LEAD_GAP = 2.6  # em
_LEAD_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Z](?:\.\d+)*\.?|[IVX]+\.|Appendix [A-Z][.:]?)$")
_LEAD_CAPTION = re.compile(
    r"^(?:(?:Fig(?:ure|\.)?|Tab(?:le|\.)|[图表])\s*[A-Z]?[.\-]?\d+(?:[.\-]\d+)*[.:|]?)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Segment:
    """Horizontal text on one baseline without a wide gap; `bbox` is that of its characters, outer spaces left out."""

    bbox: Box
    lines: tuple[Line, ...]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Its spans from left to right, those of spaces only left out."""
        return tuple([span for line in self.lines for span in line.spans if not span.text.isspace()])

    @cached_property
    def text(self) -> str:
        """Its text, normalised."""
        return normalize(" ".join(line.text for line in self.lines))

    @cached_property
    def length(self) -> int:
        """Number of its characters as they stand in the file."""
        return sum([len(span.text) for span in self.spans])

    @cached_property
    def size(self) -> float:
        """Font size of most of its characters, in points."""
        return _most([(span.size, span.text) for span in self.spans])

    @cached_property
    def font(self) -> str:
        """Font of most of its characters."""
        return _most([(span.font, span.text) for span in self.spans])

    @cached_property
    def bold(self) -> bool:
        """Whether most of its characters are bold."""
        return _most([(is_bold(span), span.text) for span in self.spans])

    @cached_property
    def baseline(self) -> float:
        """Y of the baseline of most characters, in points."""
        return _most([(round(span.baseline, 1), span.text) for span in self.spans])


def _most(parts: list[tuple[T, str]]) -> T:
    """What most characters have, of (what it is, the text that has it)."""
    if len(parts) == 1:
        return parts[0][0]
    weights: dict[T, int] = {}
    for what, text in parts:
        weights[what] = weights.get(what, 0) + len(text.strip())
    return max(weights, key=weights.__getitem__)


def is_bold(span: Span) -> bool:
    """Whether a span is bold, by its flag or by its font's name."""
    return span.bold or _is_bold_font(span.font)


@lru_cache(4096)
def _is_bold_font(font: str) -> bool:
    name = font.lower()
    return any(weight in name for weight in ("bold", "-medi", "black", "heavy", "cmbx", "simhei"))


def is_upright(line: Line) -> bool:
    """Whether a line is written from left to right."""
    return line.direction[0] > 0.98


def ink(line: Line) -> Box | None:
    """The box of a line's characters without outer spaces; None where there are none."""
    boxes = [span.bbox for span in line.spans if not span.text.isspace()]
    return around(boxes) if boxes else None


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around at least one box."""
    boxes = list(boxes)
    if len(boxes) == 1:
        return boxes[0]
    x0, y0 = min([box.x0 for box in boxes]), min([box.y0 for box in boxes])
    return Box(x0, y0, max([box.x1 for box in boxes]), max([box.y1 for box in boxes]))


def segments_of(lines: Sequence[Line]) -> tuple[Segment, ...]:
    """The segments of the upright lines, from top to bottom, then from left to right."""
    inked = [(line, box) for line in lines if is_upright(line) and (box := ink(line)) is not None]
    rows = _Rows()
    for line, box in sorted(inked, key=lambda item: (item[1].x0, item[1].y0)):
        rows.add(line, box)
    made = [Segment(around(box for _, box in row), tuple(line for line, _ in row)) for row in rows.rows]
    return tuple(sorted(_with_leads(made), key=lambda segment: (segment.bbox.y0, segment.bbox.x0)))


def _with_leads(segments: list[Segment]) -> list[Segment]:
    """The segments, each number of a heading or caption and each run-in heading joined with what it leads."""
    leads = [segment for segment in segments if _is_lead(segment)]
    levels: dict[int, list[Segment]] = {}
    for segment in segments if leads else ():
        levels.setdefault(round(segment.bbox.y1 / 4), []).append(segment)
    gone: set[int] = set()
    for lead in sorted(leads, key=lambda lead: -lead.bbox.x0):
        level = round(lead.bbox.y1 / 4)
        near = (s for step in (-1, 0, 1) for s in levels.get(level + step, ()) if id(s) not in gone)
        led = next((s for s in near if s is not lead and _leads(lead, s)), None)
        if led is not None:
            gone |= {id(lead), id(led)}
            joined = Segment(lead.bbox.union(led.bbox), (*lead.lines, *led.lines))
            segments = [*segments, joined]
            levels[level].append(joined)
    return [segment for segment in segments if id(segment) not in gone]


def _is_lead(segment: Segment) -> bool:
    text = "".join(line.text for line in segment.lines).strip()
    if len(text) > 60:
        return False
    numbered = _LEAD_NUMBER.match(text) and (segment.bold or segment.size > 10.5)
    return bool(numbered or (text.endswith((".", ":")) and segment.bold) or _LEAD_CAPTION.match(text))


def _leads(lead: Segment, segment: Segment) -> bool:
    gap = segment.bbox.x0 - lead.bbox.x1
    size = max(lead.size, segment.size)
    return 0 <= gap < _LEAD_GAP * size and abs(lead.baseline - segment.baseline) < 0.15 * size


class _Rows:
    """Lines joined from left to right; rows are found by the bands of height that they touch."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[Line, Box]]] = []
        self._ends: list[tuple[Box, float]] = []
        self._bands: dict[int, set[int]] = {}

    def add(self, line: Line, box: Box) -> None:
        bands = range(int(box.y0 // _BUCKET), int(box.y1 // _BUCKET) + 1)
        near = sorted({index for band in bands for index in self._bands.get(band, ())}, reverse=True)
        size = line.size
        home = next((index for index in near if self._continues(*self._ends[index], box, size)), None)
        if home is None:
            home = len(self.rows)
            self.rows.append([])
            self._ends.append((box, size))
        self.rows[home].append((line, box))
        self._ends[home] = (box, size)
        for band in bands:
            self._bands.setdefault(band, set()).add(home)

    @staticmethod
    def _continues(last: Box, last_size: float, box: Box, size: float) -> bool:
        if not -0.5 * min(size, last_size) < box.x0 - last.x1 < _JOIN_GAP * max(size, last_size):
            return False
        shared = min(box.y1, last.y1) - max(box.y0, last.y0)
        return shared > _SAME_ROW * min(box.height, last.height)
