"""What a number of a note is said of: the names before it, held against the names of a table's rows and columns.

A name that names some row or column of the table must name the number's own. So another method's name before a number,
or another method's number after a name, is found.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.note.grounding.claims import Claim
from generator.note.grounding.passages import Context, Printed, compact
from generator.note.grounding.terms import Term, stem
from generator.note.grounding.vocabulary import vocabulary

_WORD = r"[A-Za-z][A-Za-z0-9]*(?:[-_/@.&'’][A-Za-z0-9]+)*\+*"
_NAME = rf"(?=[\w\-/@.&]*[A-Z])(?:{_WORD})"
_RUN = re.compile(rf"(?<![A-Za-z\d]){_NAME}(?:(?: ?[+&] ?| |-| - )(?:{_NAME}|\d+(?![\d.%]))| ?\([\w =.,-]{{1,40}}\))*")
_PART = re.compile(r"[A-Za-z0-9]+(?:[-_/@.&'’][A-Za-z0-9]+)*")
_LATIN = re.compile(r"(?<![A-Za-z\d])[a-z]{3,}(?![A-Za-z])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LISTED = re.compile(r"^\s*(?:、|与|和|及|,|and|or|,\s*and)\s*$")
_RESPECTIVELY = re.compile(r"分别|respectively")
_HELD_EQUAL = re.compile(r"[^，,；;。]{0,80}(?:相近|相同|相当|一样|固定|不变)的?(?:时|情况下|前提下)[，,]")
"""What is held equal names no row or column of a result: FLOPS 相近时."""
_LEAST = 5
"""Letters of a name that is looked for within a text."""
_AFTER = re.compile(r"^[^，。；,;]{0,4}?(?:（|\(|\bfor\b|\bby\b|\bof\b|\bwith\b)")


@dataclass(frozen=True)
class Subject:
    """A name of one or more words, and where it stands in its text."""

    text: str
    start: int
    end: int

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Its words; glue and bare numbers are none."""
        words = (word for word in _PART.findall(self.text) if word.casefold() not in vocabulary().glue)
        return tuple(word for word in words if len(word) > 1 or word.isdigit())


def find_subjects(text: str) -> Iterator[Subject]:
    """The names of a text, those of several words as one: GNMT + RL Ensemble, Transformer (big)."""
    for match in _RUN.finditer(text):
        yield Subject(match[0], match.start(), match.end())


@dataclass(frozen=True)
class Naming:
    """What the rows and columns of one table are called.

    `cells` are its numbers, `text` is all that it prints; `labels` are the names of the rows of all tables.
    """

    cells: tuple[Printed, ...]
    labels: frozenset[str]
    text: Context

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for printed in self.cells if printed.cell for name in printed.cell.names)

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    def knows(self, part: str) -> bool:
        """Whether a word names some row or column."""
        if part not in self._known:
            self._known[part] = any(_has(printed, part) for printed in self.cells)
        return self._known[part]

    def fits(self, subject: Subject, printed: Printed) -> bool:
        """Whether all words of a name that the table knows name this cell, and no other row has just that name."""
        key = compact(subject.text)
        if printed.cell and key in self._names and key not in printed.cell.names:
            return False
        return all(_has(printed, part) for part in subject.parts if self.knows(part))

    def of(self, text: str) -> list[Subject]:
        """The names in a text that say something about rows or columns; in Chinese small words too: sparse 上."""
        found = [subject for subject in find_subjects(text) if any(map(self.knows, subject.parts))]
        if _HAN.search(text):
            taken = {subject.start for subject in found}
            words = (Subject(match[0], match.start(), match.end()) for match in _LATIN.finditer(text))
            found += [word for word in words if word.start not in taken and compact(word.text) in self._names]
        return sorted(found, key=lambda subject: subject.start)

    @cached_property
    def _places(self) -> dict[tuple[str, int], list[Context]]:
        """What stands at each place of a name: the first, the second label of a row; the heads of a column."""
        found: dict[tuple[str, int], dict[str, None]] = {}
        for cell in (printed.cell for printed in self.cells if printed.cell):
            for kind, texts in (("row", cell.label_names), ("column", (cell.heads.text,))):
                for rank, text in enumerate(texts):
                    found.setdefault((kind, rank), {})[text] = None
        return {place: list(map(Context, texts)) for place, texts in found.items()}

    def _kinds(self, subject: Subject) -> frozenset[tuple[str, int]]:
        """What a name names: rows by their first label, columns …: a nearer name of the same kind takes its place."""
        terms = [Term(stem(compact(part))) for part in subject.parts]
        return frozenset(
            place for place, texts in self._places.items() if any(term.is_in(text) for term in terms for text in texts)
        )

    def _is_replaced(self, subject: Subject, said: Mapping[tuple[str, int], int]) -> bool:
        """Whether names of the cell itself, of the same kinds, stand nearer to the number."""
        return all(said.get(kind, -1) > subject.start for kind in self._kinds(subject))

    def _is_foreign(self, text: str) -> bool:
        """Whether a text says the name of a row or a column of another table that this one does not have."""
        key = compact(text)
        return any(label in key for label in self._foreign)

    @cached_property
    def _foreign(self) -> tuple[str, ...]:
        own = self.text.compact
        return tuple(label for label in self.labels if len(label) >= _LEAST and label.isascii() and label not in own)

    def refuses(self, claim: Claim, printed: Printed) -> bool:
        """Whether the names before a number are those of another row or column."""
        text = _HELD_EQUAL.sub(lambda match: " " * len(match[0]), claim.before)
        before = [each for each in self.of(text) if not _is_quoted(each, text)]
        own = [each for each in before if each.start >= _last_clause(text) and self.fits(each, printed)]
        said = {kind: each.start for each in own for kind in self._kinds(each)}
        before = [each for each in before if each in own or not self._is_replaced(each, said)]
        before += [Subject(label, 0, len(label)) for label in claim.heads if compact(label) in self._names]
        if any(map(self._is_foreign, (text, *claim.heads))):
            return True
        fitting = [subject for subject in before if self.fits(subject, printed)]
        if len(fitting) == len(before):
            return False
        if fitting and (_RESPECTIVELY.search(claim.wide) or _are_listed(claim.before, before)):
            return False
        after = self.of(claim.after) if _AFTER.match(claim.after) else []
        return not (after and all(self.fits(subject, printed) for subject in after))


def _last_clause(text: str) -> int:
    return max(text.rfind("，"), text.rfind(","), -1) + 1


def _is_quoted(subject: Subject, text: str) -> bool:
    """A token that the paper writes between brackets, [MASK], names no row."""
    return text[subject.start - 1 : subject.start] == "[" and text[subject.end : subject.end + 1] == "]"


def _are_listed(text: str, subjects: Sequence[Subject]) -> bool:
    between = (text[one.end : other.start] for one, other in itertools.pairwise(subjects))
    return all(map(_LISTED.match, between))


def _has(printed: Printed, part: str) -> bool:
    if not printed.cell:
        return False
    term = Term(stem(compact(part)))
    return term.is_in(printed.cell.labels) or term.is_in(printed.cell.heads)
