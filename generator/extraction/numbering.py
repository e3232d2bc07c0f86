"""Numbered headings: the candidates whose style is usual for their depth and whose numbers go up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Protocol, TypeVar

_ROMAN = {"I": 1, "V": 5, "X": 10}
_IS_ROMAN = re.compile(r"[IVX]+")
_CHINESE = "零一二三四五六七八九十"
_APPENDIX = 1000
"""Added to the letters of appendices: they come after all numbers."""


class Numbered(Protocol):
    """What is known of a candidate: its place in reading order, its number, and how it is set."""

    @property
    def index(self) -> int: ...  # noqa: D102
    @property
    def number(self) -> str | None: ...  # noqa: D102
    @property
    def depth(self) -> int: ...  # noqa: D102
    @property
    def look(self) -> tuple[float, bool]: ...  # noqa: D102


_C = TypeVar("_C", bound=Numbered)


def numbered_headings(candidates: Sequence[_C], sure: Collection[int] = frozenset()) -> dict[int, int]:
    """Level by index of the candidates that are numbered headings; `sure` are those that stand whatever their style."""
    romans = _roman(candidates)
    if romans:
        return romans
    by_kind: dict[tuple[str, int], list[_C]] = defaultdict(list)
    for found in candidates:
        if found.number:
            by_kind[_kind(found.number), found.depth].append(found)
    kept = [found for group in by_kind.values() for found in _in_usual_look(group, sure)]
    top = {found.look for found in kept if found.depth == 1 and _kind(found.number or "") != "letter"}
    kept = [found for found in kept if not top or found.depth > 1 or found.look in top or found.index in sure]
    chain = _filled(candidates, _ascending(sorted(kept, key=lambda found: found.index)))
    lettered = any(found.number == "A" for found in chain)
    return {found.index: found.depth for found in chain if lettered or _kind(found.number or "") != "letter"}


def _filled(candidates: Sequence[_C], chain: Sequence[_C]) -> list[_C]:
    """The chain with candidates of another look whose number is just what comes next in it."""
    ends = [order(found.number or "") for found in chain]
    chosen = {found.index: place for place, found in enumerate(chain)}
    filled: list[_C] = []
    place = 0
    last: tuple[int, ...] = ()
    for found in candidates:
        if found.index in chosen:
            place, last = chosen[found.index] + 1, ends[chosen[found.index]]
        elif not chain or not found.number or not _follows(order(found.number), last, ends[place : place + 1]):
            continue
        last = order(found.number or "")
        filled.append(found)
    return filled


def _follows(key: tuple[int, ...], last: tuple[int, ...], after: Sequence[tuple[int, ...]]) -> bool:
    """Whether `key` is the next number after `last` on some level, and comes before what follows."""
    if after and key >= after[0]:
        return False
    depth = len(key)
    child = key == (*last, 1)
    return bool(last) and (child or (depth <= len(last) and key == (*last[: depth - 1], last[depth - 1] + 1)))


def _roman(candidates: Sequence[_C]) -> dict[int, int]:
    """Levels in the scheme of the IEEE: sections I, II, III, each with subsections A, B, C."""
    romans = [found for found in candidates if found.number and _IS_ROMAN.fullmatch(found.number)]
    tops = _ascending(romans, lambda number: (_roman_value(number),))
    if [found.number for found in tops[:2]] != ["I", "II"]:
        return {}
    starts = {found.index for found in tops}
    levels: dict[int, int] = {}
    due = "A"
    for found in candidates:
        if found.index in starts:
            levels[found.index], due = 1, "A"
        elif found.number == due:
            levels[found.index], due = 2, chr(ord(due) + 1)
    return levels


def _kind(number: str) -> str:
    if number[0].isdigit():
        return "digit"
    return "letter" if number[0].isascii() else "chinese"


def _in_usual_look(group: Sequence[_C], sure: Collection[int]) -> Iterator[_C]:
    """The candidates of one depth that share the look with the longest run of rising numbers; the larger type wins."""
    by_look: dict[tuple[float, bool], list[_C]] = defaultdict(list)
    for found in group:
        by_look[found.look].append(found)
    usual = max(by_look, key=lambda look: (min(3, len(_ascending(by_look[look]))), look))
    yield from (found for found in group if found.look == usual or found.index in sure)


def order(number: str) -> tuple[int, ...]:
    """A number as what it counts: `3.2` is (3, 2), `IV` 4, `十二` 12; letters come after all digits."""
    head, *rest = number.split(".")
    return (_head(head), *(int(part) for part in rest if part.isdigit()))


def _head(head: str) -> int:
    if head.isdigit():
        return int(head)
    if len(head) > 1 and _IS_ROMAN.fullmatch(head):
        return _roman_value(head)
    if head[0].isascii():
        return _APPENDIX + ord(head[0])
    tens, ten, ones = "".join(each for each in head if each in _CHINESE).rpartition("十")
    return (_CHINESE.find(tens or "一") * 10 if ten else 0) + (max(_CHINESE.find(ones), 0) if ones else 0)


def _roman_value(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _ascending(candidates: Sequence[_C], key_of: Callable[[str], tuple[int, ...]] = order) -> list[_C]:
    """The longest run of candidates whose numbers go up, so that one stray number hides no other heading."""
    keys = [key_of(found.number or "") for found in candidates]
    tails: list[int] = []
    tops: list[tuple[int, ...]] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        place = bisect_left(tops, key)
        before.append(tails[place - 1] if place else -1)
        tails[place : place + 1] = [index]
        tops[place : place + 1] = [key]
    chain: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return [candidates[index] for index in reversed(chain)]
