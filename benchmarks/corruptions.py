"""Seeded corruptions of honest passages: each changes one fact, as a careless writer would."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.note.anchors import find_anchors
from generator.note.grounding.ground import Grounder
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Item, Kind
from generator.note.grounding.names import names
from generator.note.grounding.numbers import Number, find_numbers

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


@dataclass(frozen=True)
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
    """The name of another row of the same table, in a line with numbers."""
    tables: dict[str, set[str]] = {}
    for printed in passage.index.printed:
        if printed.cell:
            label = printed.cell.labels.text
            tables.setdefault(printed.group, set()).update(name for name in names(label) if len(name) > 2)
    measured = {line for line, _ in numbers(passage)}
    for line, text in enumerate(passage.lines, 1):
        for name in sorted(set(names(text))) if line in measured else ():
            others = {label for labels in tables.values() if name in labels for label in labels} - set(names(text))
            if others:
                start = text.index(name)
                yield passage.replaced("baseline swapped", line, start, start + len(name), shake.choice(sorted(others)))


def place(passage: Passage, shake: random.Random) -> Iterator[Corruption]:
    """Another number of a section, figure, table or equation; half of them exist."""
    for line, text in enumerate(passage.lines, 1):
        for anchor in find_anchors(text):
            known = [label for kind, label in passage.index.place_texts if kind is anchor.kind]
            siblings = [label for label in known if label != anchor.label and not label.startswith(anchor.label + ".")]
            siblings = [label for label in siblings if not anchor.label.startswith(label + ".")]
            made_up = f"{anchor.label[:-1]}{int(anchor.label[-1]) + 5}" if anchor.label[-1].isdigit() else "Z"
            new = shake.choice(siblings) if siblings and shake.random() < 0.5 else made_up
            start = text.index(anchor.label, anchor.start)
            yield passage.replaced("wrong section or figure", line, start, start + len(anchor.label), new)


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
