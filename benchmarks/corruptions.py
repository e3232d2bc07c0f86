"""Seeded corruptions of honest passages: each changes one fact, as a careless writer would."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.note.anchors import find_anchors
from generator.note.grounding.ground import Grounder
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Item, Kind
from generator.note.grounding.names import names
from generator.note.grounding.numbers import Number, find_numbers
from generator.note.grounding.passages import Place, Printed

UNITS = (
    ("%", " 倍"), (" 倍", "%"), (" 天", " 小时"), (" 小时", " 天"), (" 分钟", " 秒"), (" 秒", " 分钟"), (" ms", " s"),
    ("GB", "MB"), ("TB", "GB"), ("MB", "GB"), ("KB", "MB"), ("M", "B"), ("B", "M"), (" 亿", " 万"), (" 万", " 亿"),
    (" points", " times"), ("K", "M"), ("k", "M"), (" pt", " ms"), (" million", " billion"), (" TFLOPS", " GFLOPS"),
)  # fmt: skip
METRICS = (
    "BLEU", "ROUGE-L", "F1", "EM", "AUC", "NDCG@10", "NDCG@5", "Recall@5", "Recall@10", "mAP", "top-1", "top-5",
    "准确率", "错误率", "困惑度", "召回率", "CTR", "eCPM", "PPC", "WER", "IoU", "POPE", "MME-P", "胜率", "幻觉率",
)  # fmt: skip
DIRECTIONS = (
    ("提升", "下降"), ("下降到", "提升到"), ("下降", "提升"), ("增加", "减少"), ("减少", "增加"), ("降到", "升到"),
    ("降低", "提高"), ("上升", "下降"), ("缩小", "增大"), ("升到", "降到"), ("reduces", "increases"),
)  # fmt: skip
_LABEL = re.compile(r"[A-Z]?[\d.]*")
"""The number of a section or float: others are not pointed at."""
_LONGEST = 40
"""Characters of a row's name; what is longer is a sentence."""
_PLAIN = re.compile(r"[A-Z][a-z]+")
LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVXYZ"


@dataclass(frozen=True)
class Corruption:
    """One change: the whole text after it, and the line it is on (from 1)."""

    kind: str
    text: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, eq=False)
class Passage:
    """An honest passage with its paper, and what grounding finds in it."""

    name: str
    text: str
    grounder: Grounder
    items: tuple[Item, ...]

    @property
    def index(self) -> PaperIndex:
        """The paper's index."""
        return self.grounder.index

    @property
    def lines(self) -> list[str]:
        """The lines; lines[0] is line 1."""
        return self.text.split("\n")

    def replaced(self, kind: str, line: int, start: int, end: int, new: str) -> Corruption:
        """The passage with a piece of one line replaced."""
        lines = self.lines
        old = lines[line - 1]
        lines[line - 1] = old[:start] + new + old[end:]
        return Corruption(kind, "\n".join(lines), line, old[start:end], new)


def numbers(passage: Passage) -> Iterator[tuple[int, Number]]:
    """The numbers that must be in the paper, with their lines and their place in the raw line."""
    wanted = {(item.line, item.text) for item in passage.items if item.kind is Kind.NUMBER}
    for line, text in enumerate(passage.lines, 1):
        if not text.startswith("#"):
            yield from ((line, number) for number in find_numbers(text) if (line, number.text) in wanted)


def _digits(number: Number) -> re.Match[str]:
    match = re.match(r"[\d,]*\.?\d+", number.text)
    assert match
    return match


def _changed_numbers(passage: Passage, kind: str, change: Callable[[str], str]) -> Iterator[Corruption]:
    for line, number in numbers(passage):
        digits = _digits(number)[0]
        if (new := change(digits)) != digits:
            yield passage.replaced(kind, line, number.start, number.start + len(digits), new)


def digit(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """One digit changed."""

    def change(digits: str) -> str:
        places = [i for i, character in enumerate(digits) if character.isdigit()]
        at = shake.choice(places)
        pool = [new for new in "0123456789" if new != digits[at] and not (new == "0" and at == 0)]
        return digits[:at] + shake.choice(pool) + digits[at + 1 :]

    return _changed_numbers(passage, "digit changed", change)


def decimal(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """The decimal point moved by one place."""

    def change(digits: str) -> str:
        if "," in digits:
            return digits
        value = Decimal(digits)
        moved = value * 10 if shake.random() < 0.5 else value / 10
        return format(moved.normalize(), "f") if moved else digits

    return _changed_numbers(passage, "decimal moved", change)


def near(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """87 becomes 85: a little more or less in the last place or before the point."""

    def change(digits: str) -> str:
        if "," in digits:
            return digits
        step = Decimal(1).scaleb(-len(digits.partition(".")[2])) if shake.random() < 0.5 else Decimal(1)
        moved = Decimal(digits) + shake.choice([-3, -2, -1, 1, 2, 3]) * step
        return str(moved) if moved > 0 else digits

    return _changed_numbers(passage, "87 -> 85", change)


def row(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """The value of another row or column of the same table."""
    for line, number in numbers(passage):
        own = {other.value for at, other in numbers(passage) if at == line}
        cells = [printed for printed in passage.index.occurrences(number) if printed.cell]
        others = [
            other.number.text
            for cell in cells
            for other in passage.index.groups[cell.group]
            if other.cell
            and other.number.value not in own
            and other.number.step == cell.number.step
            and other.number.unit == cell.number.unit
            and cell.is_in_line_with(other)
        ]
        if others and cells:
            new = re.match(r"[\d,]*\.?\d+", shake.choice(others))
            if new and "," not in new[0] and not number.scaled and new[0] != _digits(number)[0]:
                yield passage.replaced(
                    "wrong table row", line, number.start, number.start + len(_digits(number)[0]), new[0]
                )


def unit(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """Another unit or scale."""
    for line, number in numbers(passage):
        rest = passage.lines[line - 1][number.start + len(_digits(number)[0]) :]
        for old, new in UNITS:
            if rest.startswith(old) and not rest[len(old) : len(old) + 1].isalpha():
                start = number.start + len(_digits(number)[0])
                yield passage.replaced("unit swapped", line, start, start + len(old), new)
                break


def metric(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """Another metric."""
    measured = {line for line, _ in numbers(passage)}
    for line, text in enumerate(passage.lines, 1):
        found = [match for word in METRICS for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w@-])", text)]
        for match in found if line in measured else ():
            new = shake.choice([word for word in METRICS if word not in text])
            yield passage.replaced("metric swapped", line, match.start(), match.end(), new)


def baseline(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """The label of another row of the same table in the place of a row's name, in a line with numbers.

    The label stands as it is printed, without its citation: a word of it (Two, Average, an author) is no row's name.
    None is taken that has the name itself, and none whose row has all the numbers that the line gives of the name's
    own row: it would be as true.
    """
    measured = {line for line, _ in numbers(passage)}
    tables = [_rows(group) for group in passage.index.groups.values()]
    for line, text in enumerate(passage.lines, 1):
        own = frozenset(number.value for at, number in numbers(passage) if at == line)
        for name in sorted(set(names(text))) if line in measured else ():
            named = {label for table in tables for label in table if name in names(label)}
            others = sorted({label for table in tables for label in _other_rows(table, name, own) if label not in text})
            if others:
                old = max((label for label in named if label in text), key=len, default=name)
                start = text.index(old)
                yield passage.replaced("baseline swapped", line, start, start + len(old), shake.choice(others))


def _rows(group: Sequence[Printed]) -> dict[str, frozenset[Decimal]]:
    """The rows of a table by their first label, with their values."""
    rows: dict[str, set[Decimal]] = {}
    for printed in group:
        if printed.cell and printed.cell.label_names:
            label = printed.cell.label_names[0].strip(" +&")
            rows.setdefault(label, set()).add(printed.number.value)
    return {label: frozenset(values) for label, values in rows.items()}


def _other_rows(table: Mapping[str, frozenset[Decimal]], name: str, own: frozenset[Decimal]) -> Iterator[str]:
    """The rows without the name, and without some number that the line gives of a row with it."""
    named = [label for label in table if name in names(label)]
    given = own & frozenset().union(*(table[label] for label in named))
    for label, values in table.items() if named else ():
        if name not in label and names(label) and len(label) <= _LONGEST and not (given and given <= values):
            yield label


def place(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """Another number of a section, figure, table or equation; half of them exist.

    None is taken that is as true: one sentence or float of it prints all the numbers that stand before the reference.
    """
    for line, text in enumerate(passage.lines, 1):
        anchors = sorted(find_anchors(text), key=lambda anchor: anchor.start)
        for anchor in anchors:
            known = [
                label for kind, label in passage.index.place_texts if kind is anchor.kind and _LABEL.fullmatch(label)
            ]
            siblings = [label for label in known if label != anchor.label and not label.startswith(anchor.label + ".")]
            siblings = [label for label in siblings if not anchor.label.startswith(label + ".")]
            start = max((other.end for other in anchors if other.end <= anchor.start), default=0)
            given = [number for at, number in numbers(passage) if at == line and start <= number.start < anchor.start]
            siblings = [label for label in siblings if not _is_as_true((anchor.kind, label), given, passage.index)]
            made_up = f"{anchor.label[:-1]}{int(anchor.label[-1]) + 5}" if anchor.label[-1].isdigit() else "Z"
            new = shake.choice(siblings) if siblings and shake.random() < 0.5 else made_up
            start = text.index(anchor.label, anchor.start)
            yield passage.replaced("wrong section or figure", line, start, start + len(anchor.label), new)


def _is_as_true(place: Place, given: Sequence[Number], index: PaperIndex) -> bool:
    """Whether a sentence or a float of a place prints all of these numbers."""
    groups = [{p.group for p in index.occurrences(number) if place in p.places} for number in given]
    return bool(groups) and bool(set.intersection(*groups))


def acronym(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """A name or acronym with a letter more, less or changed."""
    wanted = {(item.line, item.text) for item in passage.items if item.kind is Kind.NAME}
    for line, text in enumerate(passage.lines, 1):
        for name in sorted(
            {name for name in names(text) if (line, name) in wanted and len(name) > 2 and not _PLAIN.fullmatch(name)}
        ):
            places = [i for i, character in enumerate(name) if character.isalpha()]
            at = shake.choice(places)
            letter = shake.choice("BDFGHJKLMNPQRSTVXZ")
            new = name[:at] + (letter if name[at].isupper() else letter.lower()) + name[at + 1 :]
            if new.casefold() != name.casefold():
                start = text.index(name)
                yield passage.replaced("invented name or acronym", line, start, start + len(name), new)


def formula(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """A symbol of a display formula changed."""
    inside = False
    for line, text in enumerate(passage.lines, 1):
        if text.strip() == "$$":
            inside = not inside
        elif inside:
            plain = re.sub(
                r"\\(?:text|operatorname|mathrm|begin|end)\{[^}]*\}|\\[A-Za-z]+", lambda m: " " * len(m[0]), text
            )
            for match in re.finditer(r"[A-Za-z]", plain):
                new = shake.choice([letter for letter in LETTERS if letter.casefold() != match[0].casefold()])
                yield passage.replaced("symbol of a formula", line, match.start(), match.end(), new)


def direction(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """提升 for 下降, in a clause with a number."""
    measured = {line for line, _ in numbers(passage)}
    for line, text in enumerate(passage.lines, 1):
        taken: set[int] = set()
        for old, new in DIRECTIONS if line in measured else ():
            for match in re.finditer(old, text):
                end = match.end() + len(re.split(r"[，。；（]", text[match.end() :])[0])
                holds = any(at == line and match.end() <= number.start < end for at, number in numbers(passage))
                if match.start() not in taken and holds:
                    taken.add(match.start())
                    yield passage.replaced("提升 for 下降", line, match.start(), match.end(), new)


KINDS = (digit, decimal, near, row, unit, metric, baseline, place, acronym, formula, direction)
NUMBERS = ("digit changed", "decimal moved", "87 -> 85", "wrong table row")
