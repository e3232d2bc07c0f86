"""Layout: by the typography of the document, the role of every segment of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from generator.extraction.segments import Segment
from generator.extraction.typography import LARGER, NUMBERED, Column, Typography
from generator.paper import Box


class Role(Enum):
    """What a segment is: running text and its headings stop a float's region, content belongs to one."""

    BODY = auto()
    HEADING = auto()
    EQUATION = auto()
    NOTE = auto()
    CONTENT = auto()


_MATH_FONT = re.compile(
    r"CM(?:MI|SY|EX|BSY|MIB)|MSBM|MSAM|Math|Symbol|MTExtra|MT-?Extra|rsfs|Euler|txsy|pxsy|LMMath", re.I
)


@lru_cache(4096)
def _is_math_font(font: str) -> bool:
    return _MATH_FONT.search(font) is not None


_EQUATION_NUMBER = re.compile(r"^\(\s*(?:[A-Z]\.)?\d+(?:[.\-]\d+)?[a-z]?\s*\)$")
_RELATION = re.compile(r"[=<>≤≥≈∼≡∝∈→]")
_SUBCAPTIONS = re.compile(r"^\(?a\).*\(?b\)")
_NOTE_MARK = re.compile(r"^[*∗†‡§¶\d]")


class PageText:
    """The roles of one page's segments."""

    def __init__(
        self, segments: Sequence[Segment], typography: Typography, rules: Sequence[Box], frames: Sequence[Box]
    ) -> None:
        self.segments = segments
        self._type = typography
        self._rules = rules
        self._frames = frames
        self._columns = [self._column(segment) for segment in segments]
        self._beside = [self._has_neighbour(index) for index in range(len(segments))]
        self.roles = [Role.CONTENT] * len(segments)
        self._mark_lines()
        self._mark_parted_lines()
        self._mark_runs()
        self._spread()
        self._mark_headings()
        self._mark_equations()
        self._mark_notes()

    def of(self, *roles: Role) -> list[Segment]:
        """The segments of these roles."""
        return [segment for segment, role in zip(self.segments, self.roles, strict=True) if role in roles]

    def _column(self, segment: Segment) -> Column | None:
        """The narrowest column that holds the segment."""
        box = segment.bbox
        holding = [c for c in self._type.columns if c.x0 - 3 <= box.x0 and box.x1 <= c.x1 + 4]
        return min(holding, key=lambda column: column.width, default=None)

    def _has_neighbour(self, index: int) -> bool:
        """Whether another segment stands on the same height in the same column."""
        segment = self.segments[index]
        column, box, reach = self._columns[index], segment.bbox, 2 * segment.size
        if column is None:
            return False
        before, after = range(index - 1, max(-1, index - 80), -1), range(index + 1, min(len(self.segments), index + 80))
        for others in (before, after):
            for other in (self.segments[other_index].bbox for other_index in others):
                if abs(other.y0 - box.y0) > reach:
                    break
                shared = min(other.y1, box.y1) - max(other.y0, box.y0)
                inside = other.x0 < column.x1 and other.x1 > column.x0
                if inside and shared > 0.5 * min(other.height, box.height):
                    return True
        return False

    def _framed(self, segment: Segment) -> bool:
        return any(segment.bbox.overlap(frame) > 0.9 for frame in self._frames)

    def _mark_lines(self) -> None:
        """Full lines of a column, and lines in the body's own font that start at its edge."""
        for index, segment in enumerate(self.segments):
            column = self._columns[index]
            if column is None or self._beside[index] or self._framed(segment) or _SUBCAPTIONS.search(segment.text):
                continue
            box = segment.bbox
            near = abs(segment.size - self._type.size) < 0.6
            at_left, at_right = abs(box.x0 - column.x0) <= 2.5, abs(box.x1 - column.x1) <= 3
            indent = box.x0 - column.x0 <= 4 * segment.size
            full = (at_left or indent) and at_right
            starts = at_left and segment.font == self._type.font and len(segment.text) > 12
            if near and (full or starts):
                self.roles[index] = Role.BODY
            dense = len(segment.text) > 0.1 * column.width
            if full and dense and segment.size > 0.72 * self._type.size:
                self.roles[index] = Role.BODY

    def _mark_parted_lines(self) -> None:
        """Full lines of a column that wide spaces part, as between sentences: they fill the column all the same."""
        for index, segment in enumerate(self.segments):
            column = self._columns[index]
            if self.roles[index] is not Role.CONTENT or column is None or abs(segment.bbox.x0 - column.x0) > 2.5:
                continue
            level = [i for i in self._near(index) if self._is_level(index, i) or self._is_level_with(index, i, column)]
            row = sorted({index, *level}, key=lambda i: self.segments[i].bbox.x0)
            if self._fills(row, column):
                for member in row:
                    self.roles[member] = Role.BODY

    def _is_level_with(self, index: int, other_index: int, column: Column) -> bool:
        one, other = self.segments[index], self.segments[other_index]
        return (
            abs(one.baseline - other.baseline) < 0.8
            and column.x0 - 3 <= other.bbox.x0
            and other.bbox.x1 <= column.x1 + 4
        )

    def _fills(self, row: Sequence[int], column: Column) -> bool:
        """Whether segments from left to right, in the body's style, cover a column but for spaces."""
        parts = [self.segments[index] for index in row]
        covered = sum(part.bbox.width for part in parts)
        gaps = [after.bbox.x0 - before.bbox.x1 for before, after in pairwise(parts)]
        alike = all(abs(part.size - self._type.size) < 0.6 for part in parts)
        ends = abs(parts[-1].bbox.x1 - column.x1) <= 3 and not any(map(self._framed, parts))
        return (
            alike
            and ends
            and 1 < len(parts) <= 4
            and covered > 0.88 * column.width
            and max(gaps) < 2.5 * self._type.size
        )

    def _mark_runs(self) -> None:
        """Three lines or more with the same edges, as beside a wrapped float."""
        for index, segment in enumerate(self.segments):
            if self.roles[index] is Role.BODY or segment.bbox.width < 80:
                continue
            if abs(segment.size - self._type.size) > 0.3 or self._framed(segment):
                continue
            run = [index]
            for other_index in range(index + 1, min(len(self.segments), index + 60)):
                other, last = self.segments[other_index], self.segments[run[-1]]
                step = other.baseline - last.baseline
                if step > 1.6 * segment.size:
                    break
                same = abs(other.bbox.x0 - segment.bbox.x0) < 1.2 and abs(other.bbox.x1 - segment.bbox.x1) < 1.5
                if same and step > 0.8 * segment.size and abs(other.size - segment.size) < 0.3:
                    run.append(other_index)
            if len(run) >= 3 and not self._is_cells(run):
                for member in run:
                    self.roles[member] = Role.BODY

    def _is_cells(self, run: Sequence[int]) -> bool:
        """Whether most lines of a run stand on one baseline with another segment close by: a column of a table."""
        cells = sum(any(self._is_level(index, other) for other in self._near(index)) for index in run)
        words = sum(len(self.segments[index].text.split()) for index in run)
        return 2 * cells > len(run) or words < 3 * len(run)

    def _is_level(self, index: int, other_index: int) -> bool:
        one, other = self.segments[index], self.segments[other_index]
        gap = max(other.bbox.x0 - one.bbox.x1, one.bbox.x0 - other.bbox.x1)
        return abs(one.baseline - other.baseline) < 0.8 and gap < 5 * one.size

    def _spread(self) -> None:
        """Last and first lines of paragraphs: the next line above or below is body, set the same, and tight."""
        order = [*range(len(self.segments)), *reversed(range(len(self.segments)))]
        for index in order:
            if self.roles[index] is Role.CONTENT and not self._beside[index] and self._joins(index):
                self.roles[index] = Role.BODY

    def _joins(self, index: int) -> bool:
        segment = self.segments[index]
        if self._framed(segment):
            return False
        for other_index in self._near(index):
            other = self.segments[other_index]
            step = abs(other.baseline - segment.baseline)
            if self.roles[other_index] is not Role.BODY or abs(other.size - segment.size) > 0.6:
                continue
            tight = 0.7 * segment.size < step < 1.25 * self._type.pitch * segment.size / self._type.size
            inside = segment.bbox.x0 > other.bbox.x0 - 3 * segment.size and segment.bbox.x1 < other.bbox.x1 + 4
            starts = abs(segment.bbox.x0 - other.bbox.x0) < 4 * segment.size
            if tight and inside and starts and not self._ruled(segment, other):
                return True
        return False

    def _near(self, index: int) -> Iterable[int]:
        segment = self.segments[index]
        for step in (-1, 1):
            other_index = index + step
            while 0 <= other_index < len(self.segments):
                if abs(self.segments[other_index].bbox.y0 - segment.bbox.y0) > 4 * segment.size:
                    break
                yield other_index
                other_index += step

    def _ruled(self, one: Segment, other: Segment) -> bool:
        top, bottom = sorted((one.baseline, other.baseline))
        box = one.bbox
        return any(top < rule.y0 < bottom - 2 and min(rule.x1, box.x1) > max(rule.x0, box.x0) for rule in self._rules)

    def _mark_headings(self) -> None:
        """Bold, larger or numbered lines, alone on their height, at the edge or the middle of a column, above body."""
        for index in reversed(range(len(self.segments))):
            segment = self.segments[index]
            column = self._columns[index]
            if self.roles[index] is not Role.CONTENT or column is None or self._beside[index] or self._framed(segment):
                continue
            emphatic = segment.bold or segment.size > self._type.size + 0.6 or segment.text.isupper()
            if segment.size < self._type.size - 0.4 or not (emphatic or NUMBERED.match(segment.text)):
                continue
            at_left = abs(segment.bbox.x0 - column.x0) < 3
            centred = abs(segment.bbox.x0 + segment.bbox.x1 - column.x0 - column.x1) < 6
            large = segment.size > self._type.size + LARGER and bool(NUMBERED.match(segment.text))
            alike = (segment.font, segment.size) in self._type.headings
            if (at_left and (large or alike)) or ((at_left or centred) and self._leads(index)):
                self.roles[index] = Role.HEADING

    def _leads(self, index: int) -> bool:
        segment = self.segments[index]
        return any(
            self.roles[other] in (Role.BODY, Role.HEADING)
            and 0 < self.segments[other].baseline - segment.baseline < 3.2 * segment.size
            and self.segments[other].bbox.x1 > segment.bbox.x0
            and self.segments[other].bbox.x0 < segment.bbox.x1
            for other in self._near(index)
        )

    def _mark_equations(self) -> None:
        """Lines with mathematical fonts, or numbered at the right edge, within reach of body above or below."""
        spans = [index for index, role in enumerate(self.roles) if role is Role.CONTENT]
        for _ in range(3):
            for index in spans:
                if self.roles[index] is Role.CONTENT and self._is_math(self.segments[index]) and self._follows(index):
                    self.roles[index] = Role.EQUATION

    def _is_math(self, segment: Segment) -> bool:
        if _EQUATION_NUMBER.match(segment.text):
            return any(abs(segment.bbox.x1 - column.x1) < 4 for column in self._type.columns)
        return segment.size > self._type.size - 0.6 and any(_is_math_font(span.font) for span in segment.spans)

    def _follows(self, index: int) -> bool:
        segment = self.segments[index]
        stands_free = not self._beside[index] and _RELATION.search(segment.text)
        reach = (1.6 if stands_free else 1.0) * self._type.size
        for other_index in self._near(index):
            other = self.segments[other_index]
            if self.roles[other_index] not in (Role.BODY, Role.EQUATION):
                continue
            gap = max(other.bbox.y0, segment.bbox.y0) - min(other.bbox.y1, segment.bbox.y1)
            if self._share_column(index, other_index) and gap < reach:
                return True
        return False

    def _share_column(self, index: int, other_index: int) -> bool:
        column, box = self._columns[index], self.segments[other_index].bbox
        if column is None:
            column = Column(self.segments[index].bbox.x0, self.segments[index].bbox.x1)
        return min(column.x1, box.x1) - max(column.x0, box.x0) > 0.5 * min(column.width, box.width)

    def _mark_notes(self) -> None:
        """Footnotes: small lines below a short rule at the left edge of a column."""
        for rule in self._rules:
            column = next((c for c in self._type.columns if abs(rule.x0 - c.x0) < 3), None)
            if column is None or not 0.1 * column.width < rule.x1 - rule.x0 < 0.55 * column.width:
                continue
            if any(abs(other.y0 - rule.y0) < 1 and 0 <= other.x0 - rule.x1 < 20 for other in self._rules):
                continue  # one cell of a table's line
            below = [
                index
                for index, segment in enumerate(self.segments)
                if segment.bbox.y1 > rule.y0 + 2 and column.x0 - 3 <= segment.bbox.x0 < column.x1
            ]
            small = [index for index in below if self.segments[index].size < self._type.size - 0.4]
            if below and len(small) >= 0.8 * len(below) and _NOTE_MARK.match(self.segments[below[0]].text):
                for index in below:
                    self.roles[index] = Role.NOTE
