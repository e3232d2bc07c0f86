"""What a note says, sentence by sentence: the text, what stands around it, the numbers that must be in the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.note.anchors import Anchor, find_anchors
from generator.note.blocks import Block
from generator.note.grounding.numbers import Number, find_numbers
from generator.note.grounding.vocabulary import vocabulary
from generator.note.sentences import split_sentences

_CLAUSE = re.compile(r"[，；：。;]|[,:]\s")
_FROM = re.compile(r"(?:[从由自]|\bfrom\b)[^，,。；;到至降升增减]{0,20}$")
_SEGMENT = re.compile(r"[；;。]")
_CITATION = re.compile(r"\[[\d,，、\s–-]{1,30}\]|https?://[^\s)）>]+|\barXiv:\s?[\d.v]+", re.I)
_ORDINAL = re.compile(r"(?:第|脚注)\s?$|(?:[Nn]o\.|[Ff]ootnote)\s?$|\bQ$")
_ABOUT = re.compile(r"(?:约为?|接近|近似)\s?$|\b(?:about|nearly)\s$")
_INVENTED = re.compile(r"(?:例如|比如|假设|假如|设想)有?[一某]")
"""An example that begins within a sentence: 例如一个框宽 2."""
_VALUE = re.compile(r"\s?(?:[，；。、（,;(]|\.(?:\s|$)|$)")
"""What stands after a small number that is a value (动量 9，) and counts nothing."""
_LOOK_BACK = 8
JOIN_AFTER, JOIN_BEFORE = re.compile(r"\s?[×:：]\s?\d"), re.compile(r"\d\s?[×:：]\s?$")
_NAME_BEFORE = re.compile(r"(?=[\w-]*[A-Z])[A-Za-z][\w-]*\s$")
_VERBATIM = ("fence", "code_block", "math_block", "math_block_label", "html_block", "hr")


@dataclass(frozen=True)
class Claim:
    """A number of a note that the paper must print.

    `near` is its clause, `wide` the sentence as far as the next semicolon, `whole` all that speaks of it; `before` is
    what stands between the number before it and itself (in a table, the heads of its row and its column), `after` what
    stands between it and the end of its clause; `heads` are those of a table's cell. What
    stands before a change is said of its end; what stands between 从 and its start, of the start.
    """

    number: Number
    near: str
    wide: str
    whole: str
    line: int
    before: str = ""
    after: str = ""
    heads: tuple[str, ...] = ()
    is_start: bool = False
    """Whether a change starts from it (从 25.8 降到 24.6): what else the sentence says is true of the end."""
    is_label: bool = False
    """Whether it belongs to a name (GPT-3 175B): nothing is said of it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, a table's cell or a heading, with its line.

    `about` says what it is about: the lead before it, a cell's row and column heads. `heads` is true where these are as
    near as the sentence's own words.
    """

    text: str
    line: int
    about: str
    heads: bool = False
    is_heading: bool = False
    is_hypothetical: bool = False

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where the sentence points in the paper."""
        return tuple(find_anchors(self.text))

    def claims(self) -> Iterator[Claim]:
        """Its numbers that must be in the paper, after the recipe of rule GRD-01."""
        if self.is_heading or self.is_hypothetical:
            return
        skipped = [(anchor.start, anchor.end) for anchor in self.anchors]
        skipped += [match.span() for match in _CITATION.finditer(self.text)]
        clauses, segments = list(self._cut(_CLAUSE)), list(self._cut(_SEGMENT))
        last, kept = 0, ""
        for number in find_numbers(self.text):
            if any(start <= number.start < end for start, end in skipped):
                continue
            clause, (begin, end, segment) = _around(number, clauses), _around(number, segments)
            before, origin = self.text[max(last, begin) : number.start], _FROM.search(self.text[: number.start])
            start = origin is not None
            own = self.text[max(last, begin, origin.start()) : number.start] if origin else ""
            before, kept = (own, before.removesuffix(own)) if start else (kept + before, "")
            if not vocabulary().reading.search(clause[2]) and (
                (start and number.value > 0) or not self._is_counting(number)
            ):
                near = f"{clause[2]} | {self.about}" if self.heads else clause[2]
                yield Claim(
                    number,
                    near,
                    f"{segment} | {self.about}",
                    f"{self.text} | {self.about}",
                    self.line,
                    f"{self.about} | {before}" if self.heads else before,
                    self.text[number.end : min(end, clause[1])],
                    tuple(map(str.strip, self.about.split("|"))) if self.heads else (),
                    start,
                    number.scaled and bool(_NAME_BEFORE.search(self.text[: number.start])),
                )
                last = number.end

    def _is_counting(self, number: Number) -> bool:
        """Whether it counts what the note itself lists, orders it, or only says about how much (斜率约为 2)."""
        before = self.text[max(0, number.start - _LOOK_BACK) : number.start]
        if _ORDINAL.search(before) or (number.is_common and _ABOUT.search(before)):
            return True
        if not number.is_integer or number.unit not in (None, "epoch") or self._is_joined(number):
            return False
        if number.value == 0 and number.unit is None:
            return True
        if number.value <= 10 and number.unit is None:
            return self.heads or not _VALUE.match(self.text, number.end)
        return False

    def _is_joined(self, number: Number) -> bool:
        """Whether it is a side of 384 × 384 or 7:3."""
        return bool(JOIN_AFTER.match(self.text, number.end) or JOIN_BEFORE.search(self.text[: number.start]))

    def _cut(self, at: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
        start = 0
        for match in at.finditer(self.text):
            yield start, match.end(), self.text[start : match.end()]
            start = match.end()
        yield start, len(self.text) + 1, self.text[start:]


def _around(number: Number, parts: Sequence[tuple[int, int, str]]) -> tuple[int, int, str]:
    return next(part for part in parts if part[0] <= number.start < part[1])


def read_sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of a run of blocks in order; code and formulas are none."""
    for block in blocks:
        if block.type == "table":
            yield from _table(block)
        elif block.type == "heading":
            yield Sentence(re.sub(r"^Q\d+\s*[:：]", "", block.prose.strip()), block.line, "", is_heading=True)
        elif block.inline and block.type not in _VERBATIM:
            yield from _paragraph(block)
        elif block.type not in ("blockquote", *_VERBATIM):
            yield from read_sentences(block.children)


def _paragraph(block: Block) -> Iterator[Sentence]:
    prose = block.prose
    whole = bool(vocabulary().hypothetical.match(prose.strip()))
    lead = block.leads[0].label if block.leads else ""
    start = 0
    for text in split_sentences(prose):
        start = max(start, prose.find(text, start))
        guess = any(
            (vocabulary().hypothetical.match(text), vocabulary().speculation.search(text), _INVENTED.search(text))
        )
        yield Sentence(text, block.line_at(start), lead, is_hypothetical=whole or guess)
        start += len(text)


def _table(table: Block) -> Iterator[Sentence]:
    rows = [[cell for cell in row.walk() if cell.type in ("th", "td")] for row in table.walk() if row.type == "tr"]
    heads = [cell.prose for cell in rows[0]] if rows else []
    for row in rows:
        for index, cell in enumerate(row):
            head = heads[index] if index < len(heads) and row is not rows[0] else ""
            label = row[0].prose if index and row is not rows[0] else ""
            yield Sentence(cell.prose, cell.line, f"{label} | {head}", heads=True)
