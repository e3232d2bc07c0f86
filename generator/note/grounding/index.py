"""The index of a paper: where each number is printed, and which terms of a note stand around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.note.grounding.numbers import Number, agree, find_numbers
from generator.note.grounding.passages import Context, Passage, Place, Printed, compact, printed_numbers, read_passages
from generator.note.grounding.vocabulary import vocabulary
from generator.note.wordcount import han_share
from generator.paper import Paper

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+/@.&][A-Za-z0-9]+)*")
_PARTS = re.compile(r"[A-Za-z]+\d*|\d+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_HALF = 0.3


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a note says and a paper may print: letters and digits, a number, or a pattern of the glossary."""

    key: str
    pattern: re.Pattern[str] | None = None

    def is_in(self, context: Context) -> bool:
        """Whether the context has it."""
        if self.pattern:
            return bool(self.pattern.search(context.folded))
        if len(self.key) >= 4 and not self.key.isdigit():
            return self.key in context.compact
        return self.key in context.words


@dataclass(frozen=True)
class PaperIndex:
    """A paper, ready for looking up. Building it takes a second for a hundred pages."""

    paper: Paper

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its sentences, and its floats."""
        return tuple(read_passages(self.paper))

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """Every number of the paper."""
        return tuple(
            number for serial, passage in enumerate(self.passages) for number in printed_numbers(passage, serial)
        )

    @cached_property
    def groups(self) -> dict[str, tuple[Printed, ...]]:
        """The numbers of each table and of each sentence."""
        groups: dict[str, list[Printed]] = defaultdict(list)
        for printed in self.printed:
            groups[printed.group].append(printed)
        return {name: tuple(group) for name, group in groups.items()}

    @cached_property
    def _by_value(self) -> tuple[list[float], list[Printed]]:
        pairs = [(value, printed) for printed in self.printed for value in _values(printed.number)]
        pairs.sort(key=lambda pair: pair[0])
        return [value for value, _ in pairs], [printed for _, printed in pairs]

    def occurrences(self, number: Number) -> tuple[Printed, ...]:
        """Where the paper prints a number of a note."""
        values, printed = self._by_value
        found: dict[int, Printed] = {}
        for value in _values(number):
            slack = abs(value) * 1e-9 + float(number.step)
            for near in printed[bisect_left(values, value - slack) : bisect_right(values, value + slack)]:
                if agree(number, near.number):
                    found[id(near)] = near
        return tuple(found.values())

    @cached_property
    def everything(self) -> Context:
        """All text of the paper, floats and metadata included."""
        metadata = self.paper.metadata
        people = (text for author in metadata.authors for text in (author.name, author.affiliation or ""))
        facts = (metadata.title, metadata.venue or "", str(metadata.year or ""), metadata.arxiv_id or "")
        headings = (f"{section.number or ''} {section.title}" for section in self.paper.sections)
        lines = (line.text for page in self.paper.pages for line in page.lines)
        texts = (passage.text for passage in self.passages)
        return Context("\n".join((*texts, *facts, *people, *headings, metadata.doi or "", *lines)))

    @cached_property
    def is_han(self) -> bool:
        """Whether the paper is written in Chinese."""
        return han_share(self.everything.text[:50_000]) > _HALF

    def terms(self, text: str) -> frozenset[Term]:
        """What of a text can be looked up here: Latin words that the paper has, numbers, the glossary's words."""
        return frozenset((*self._words(text), *_numbers(text), *_translated(text), *self._han(text)))

    def _words(self, text: str) -> Iterator[Term]:
        for match in _LATIN.finditer(text):
            whole = _stem(compact(match[0]))
            parts = [whole] if Term(whole).is_in(self.everything) else map(_stem, _PARTS.findall(match[0].casefold()))
            for part in parts:
                if len(part) > 1 and part not in vocabulary().glue and not part.isdigit():
                    yield Term(part)

    def _han(self, text: str) -> Iterator[Term]:
        for run in _HAN.findall(text) if self.is_han else ():
            yield from (Term(run[i : i + 2], re.compile(run[i : i + 2])) for i in range(len(run) - 1))

    @cached_property
    def place_texts(self) -> dict[Place, Context]:
        """All text of each place that a reference can name."""
        texts: dict[Place, list[str]] = defaultdict(list)
        for passage in self.passages:
            for place in passage.places:
                texts[place].append(passage.text)
        return {place: Context("\n".join(parts)) for place, parts in texts.items()}


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _numbers(text: str) -> Iterator[Term]:
    for number in find_numbers(text):
        if number.is_integer and number.digits >= 2 and number.unit != "percent":
            yield Term(str(int(number.value)))


def _translated(text: str) -> Iterator[Term]:
    for ours, theirs in vocabulary().glossary:
        if ours.search(text):
            yield Term(theirs.pattern, theirs)


def _values(number: Number) -> Iterator[float]:
    for value in (number.value, *number.forms):
        yield float(value)
    if number.value <= 1:
        yield float(number.value * 100)
    if number.unit == "percent":
        yield float(number.value / 100)
