"""The index of a paper: where each number is printed, and which terms of a note stand around it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.note.anchors import AnchorKind
from generator.note.grounding.names import names
from generator.note.grounding.numbers import Number, agree, find_numbers, fold
from generator.note.grounding.passages import Context, Passage, Place, Printed, compact, printed_numbers, read_passages
from generator.note.grounding.rows import Rows
from generator.note.grounding.subjects import Naming
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary
from generator.note.wordcount import han_share
from generator.paper import Box, Paper

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+/@.&][A-Za-z0-9]+)*")
_RUN = re.compile(r"[A-Za-z][\w\-+/@.&]*(?: (?:\+ |& )?[A-Za-z][\w\-+/@.&]*)*")
_PARTS = re.compile(r"[A-Za-z]+\d*|\d+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[A-Z]?[a-z]+")
_SIGNS = str.maketrans({"x": "×", "*": "×", "：": ":", "∶": ":"})
_REMEMBERED = 2000
_HALF = 0.3
_HEADS = {
    3: re.compile(r"[×x·*]\s?10\^?3\b|\bthousands?\b|\([Kk]\)|千"),
    4: re.compile(r"万"),
    6: re.compile(r"[×x·*]\s?10\^?6\b|\bmillions?\b|\(M\)|百万", re.IGNORECASE),
    8: re.compile(r"亿"),
    9: re.compile(r"[×x·*]\s?10\^?9\b|\bbillions?\b|\([BG]\)", re.IGNORECASE),
}
"""What a column's head prints for a power of ten."""


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
    def zero_rows(self) -> frozenset[tuple[str, int]]:
        """The rows, by their table, in which something is 0: left out."""
        zeros = (printed for printed in self.printed if printed.cell and printed.number.value == 0)
        return frozenset((printed.group, printed.cell.row) for printed in zeros if printed.cell)

    @cached_property
    def table_numbers(self) -> tuple[Printed, ...]:
        """The numbers within tables, read as cells or not."""
        return tuple(printed for printed in self.printed if printed.box and printed.group.startswith("table"))

    def text_numbers(self, place: Place) -> tuple[Printed, ...]:
        """The numbers in the sentences of a place."""
        return self._text_numbers.get(place, ())

    @cached_property
    def _text_numbers(self) -> dict[Place, tuple[Printed, ...]]:
        found: dict[Place, list[Printed]] = defaultdict(list)
        for printed in self.printed:
            for place in () if printed.box else printed.places:
                found[place].append(printed)
        return {place: tuple(numbers) for place, numbers in found.items()}

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        return {}

    def rows(self, group: str) -> Rows:
        """The rows of a table."""
        if group not in self._rows:
            self._rows[group] = Rows(tuple(printed for printed in self.groups[group] if printed.cell))
        return self._rows[group]

    @cached_property
    def _table_texts(self) -> dict[str, Context]:
        return {passage.cells[0].group: passage.context for passage in self.passages if passage.cells}

    @cached_property
    def _namings(self) -> dict[str, Naming]:
        return {}

    def naming(self, group: str) -> Naming:
        """What the rows and columns of a table are called."""
        if group not in self._namings:
            self._namings[group] = Naming(
                self.groups[group], self._row_names, self._table_texts.get(group, Context(""))
            )
        return self._namings[group]

    @cached_property
    def _by_value(self) -> tuple[list[float], list[Printed]]:
        pairs = [(value, printed) for printed in self.printed for value in _values(printed.number)]
        pairs.sort(key=lambda pair: pair[0])
        return [value for value, _ in pairs], [printed for _, printed in pairs]

    def occurrences(self, number: Number) -> tuple[Printed, ...]:
        """Where the paper prints a number of a note."""
        key = (number.value, number.step, number.unit, number.scaled, number.forms)
        if key not in self._occurrences:
            if len(self._occurrences) > _REMEMBERED:
                self._occurrences.clear()
            self._occurrences[key] = self._look_up(number)
        return self._occurrences[key]

    @cached_property
    def _occurrences(self) -> dict[tuple[object, ...], tuple[Printed, ...]]:
        return {}

    def _look_up(self, number: Number) -> tuple[Printed, ...]:
        values, printed = self._by_value
        found: dict[int, Printed] = {}
        for value in _values(number):
            slack = abs(value) * 1e-9 + float(number.step)
            for near in printed[bisect_left(values, value - slack) : bisect_right(values, value + slack)]:
                if agree(number, near.number) and _shows_power(number, near):
                    found[id(near)] = near
        found.update((id(printed), printed) for printed in self._in_other_scale(number))
        return tuple(found.values())

    def _in_other_scale(self, number: Number) -> Iterator[Printed]:
        """Numbers under a head that gives their scale: 65 under "params ×10^6" is 65 million."""
        values, printed = self._by_value
        for exponent, head in _HEADS.items() if number.scaled else ():
            small = replace(number, value=number.value.scaleb(-exponent), step=number.step.scaleb(-exponent))
            near = printed[bisect_left(values, float(small.value) * 0.5) : bisect_right(values, float(small.value) * 2)]
            yield from (p for p in near if not p.number.scaled and agree(small, p.number) and head.search(p.near.text))

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
    def signs(self) -> str:
        """All text, with one sign for × and one for a ratio's colon, and no space."""
        return signs(self.everything.text)

    @cached_property
    def title(self) -> Context:
        """The paper's title."""
        return Context(self.paper.metadata.title)

    @cached_property
    def identity(self) -> Context:
        """What names the paper itself: its title and its abstract."""
        return Context(f"{self.paper.metadata.title}\n{self.paper.metadata.abstract}")

    @cached_property
    def is_han(self) -> bool:
        """Whether the paper is written in Chinese."""
        return han_share(self.everything.text[:50_000]) > _HALF

    def terms(self, text: str) -> frozenset[Term]:
        """What of a text can be looked up here: Latin words that the paper has, numbers, the glossary's words."""
        if text not in self._terms:
            if len(self._terms) > _REMEMBERED:
                self._terms.clear()
            found = (*self._words(text), *_numbers(text), *_translated(text), *self._han(text))
            self._terms[text] = frozenset(found)
        return self._terms[text]

    @cached_property
    def _terms(self) -> dict[str, frozenset[Term]]:
        return {}

    def _words(self, text: str) -> Iterator[Term]:
        """Names of several words as one (Noisy Student), where the paper has them together."""
        for run in _RUN.findall(text):
            words = [word for word in _LATIN.findall(run) if word.casefold() not in vocabulary().glue]
            while words:
                length = next((n for n in range(min(4, len(words)), 1, -1) if self._has("".join(words[:n]))), 1)
                yield from self._term("".join(words[:length]))
                del words[:length]

    def _has(self, name: str) -> bool:
        return Term(stem(compact(name))).is_in(self.everything)

    def _term(self, word: str) -> Iterator[Term]:
        parts = [compact(word)] if self._has(word) else _PARTS.findall(word.casefold())
        yield from (Term(stem(part)) for part in parts if len(part) > 1 and not part.isdigit())

    def _han(self, text: str) -> Iterator[Term]:
        for run in _HAN.findall(text) if self.is_han else ():
            yield from (Term(run[i : i + 2], re.compile(run[i : i + 2])) for i in range(len(run) - 1))

    @cached_property
    def pictured(self) -> dict[Place, frozenset[Place]]:
        """Where the number of a float may stand instead: on its page, if it can't be read in the float itself.

        And, of a figure, in the subsections that speak of it: what it shows was measured as these say.
        """
        kinds = (AnchorKind.FIGURE, AnchorKind.TABLE, AnchorKind.ALGORITHM)
        found: dict[Place, frozenset[Place]] = {}
        for passage in self.passages:
            for place in passage.places if passage.is_float else ():
                if place[0] is AnchorKind.FIGURE or (place[0] in kinds and not passage.cells):
                    page = () if passage.cells else ((AnchorKind.PAGE, str(passage.page)),)
                    found[place] = frozenset(p for p in passage.places if p[0] is AnchorKind.SECTION and "." in p[1])
                    found[place] |= frozenset(page)
        return found

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(name for printed in self.printed if printed.cell for name in printed.cell.names)

    @cached_property
    def _row_names(self) -> frozenset[str]:
        """The names of rows, in letters and digits, but for plain words (Average)."""
        labels = {label for printed in self.printed if printed.cell for label in printed.cell.label_names[:1]}
        return frozenset(compact(label) for label in labels if names(label) and not _WORD.fullmatch(label.strip()))

    def is_label(self, key: str) -> bool:
        """Whether some table's row or column has just that name, in letters and digits."""
        return key in self._labels

    @cached_property
    def tables(self) -> frozenset[Place]:
        """The tables whose cells are known."""
        return frozenset((AnchorKind.TABLE, table.label) for table in self.paper.tables if table.label)

    @cached_property
    def place_texts(self) -> dict[Place, Context]:
        """All text of each place that a reference can name."""
        texts: dict[Place, list[str]] = defaultdict(list)
        for passage in self.passages:
            for place in passage.places:
                texts[place].append(passage.text)
        return {place: Context("\n".join(parts)) for place, parts in texts.items()}

    def weight(self, term: Term) -> float:
        """How much a term tells: 1 for one in a single passage, towards 0 for one that is everywhere."""
        if term.key not in self._weights:
            frequency = sum(term.is_in(passage.context) for passage in self.passages)
            self._weights[term.key] = 1 / (1 + math.log1p(frequency))
        return self._weights[term.key]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {}

    def box(self, page: int, text: str, around: str) -> Box | None:
        """The box on a page of the line that has `text`, and most of what stands around it."""
        wanted, words = compact(text), Context(around).words
        holding = [(box, line) for box, line in self._lines.get(page, ()) if wanted in line.compact]
        best = max(holding, key=lambda pair: len(pair[1].words & words), default=None)
        return best[0] if best else None

    @cached_property
    def _lines(self) -> dict[int, tuple[tuple[Box, Context], ...]]:
        return {page.number: tuple((line.bbox, Context(line.text)) for line in page.lines) for page in self.paper.pages}


def signs(text: str) -> str:
    """A text for comparing what is joined by signs: 384 × 384, 7:3."""
    return re.sub(r"\s", "", fold(text)).translate(_SIGNS)


def _shows_power(number: Number, printed: Printed) -> bool:
    """Whether a mantissa alone stands beside its power of ten: a text layer takes 3.3·10^18 apart."""
    mantissa = printed.number.value
    if not number.forms or not mantissa or mantissa not in number.forms or mantissa == number.value:
        return True
    ratio = number.value / mantissa
    if ratio.normalize().as_tuple().digits != (1,):
        return True
    power = abs(ratio.adjusted())
    return re.search(rf"10\s?\^?\s?[-−–]?\s?{power}(?!\d)", printed.near.folded) is not None


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
