"""A comparison held against its two papers, A and B: what it says of one is looked up in that one.

A sentence speaks of the papers that its anchors name (A §3.2, B 表 1), a table's cell of the one that its column's head
names. What names neither or both has its evidence in either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.note.anchors import Anchor, find_anchors
from generator.note.blocks import Block
from generator.note.grounding.claims import Sentence
from generator.note.grounding.ground import grounder
from generator.note.grounding.items import Item, Kind
from generator.paper import Paper

LETTERS = ("A", "B")
_OWNER = re.compile(r"(?<![A-Za-z0-9])([AB])[\s,，的]{0,2}$")
_ENUMERATED = re.compile(r"[\s、，,和与及&]{0,4}(?:and\s)?")
_HEAD = re.compile(r"\s*([AB])(?![A-Za-z0-9])")
_SHARED = (Kind.NAME, Kind.ACRONYM)
"""What is said of one paper may name things of the other."""
_OF_BLOCKS = (Kind.FORMULA, Kind.QUOTATION)
"""They are looked up block by block, not by the sentence, so that either paper may have them."""


@dataclass(frozen=True, slots=True)
class OwnedAnchor:
    """An anchor, and the letter of the paper that it points into, None where the text doesn't say."""

    anchor: Anchor
    owner: str | None


def owned_anchors(text: str) -> Iterator[OwnedAnchor]:
    """Every anchor in order; in “A §3.2、表 1” the second belongs to A too."""
    owner, end = None, -1
    for anchor in sorted(find_anchors(text), key=lambda anchor: anchor.start):
        if match := _OWNER.search(text[: anchor.start]):
            owner = match[1]
        elif end < 0 or not _ENUMERATED.fullmatch(text[end : anchor.start]):
            owner = None
        end = anchor.end
        yield OwnedAnchor(anchor, owner)


def head_owner(head: str) -> str | None:
    """The paper that a column's head names: “A”, “A：Transformer”."""
    match = _HEAD.match(head)
    return match[1] if match else None


def owners(sentence: Sentence) -> frozenset[str]:
    """The papers that a sentence or a cell speaks of, as far as it says so."""
    if sentence.heads:
        owner = head_owner(sentence.about.rpartition(" | ")[2])
        return frozenset([owner] if owner else [])
    return frozenset(owned.owner for owned in owned_anchors(sentence.text) if owned.owner)


def ground_comparison(blocks: Sequence[Block], papers: tuple[Paper, Paper]) -> Iterator[tuple[str, Item]]:
    """Everything that is looked up, with the letter of the paper that has it or lacks it; “A/B”: neither has it."""
    shared = [grounder(paper).ground(blocks, _is_shared).items for paper in papers]
    for letter, own, other, of_both in zip(LETTERS, papers, reversed(papers), shared, strict=True):
        about = _about(frozenset(letter))
        elsewhere = {_key(item) for item in grounder(other).ground(blocks, about).breaches}
        for item in grounder(own).ground(blocks, about).items:
            is_lacking = item.breach and (item.kind not in _SHARED or _key(item) in elsewhere)
            if item.kind not in _OF_BLOCKS and (is_lacking or _is_sound(item)):
                yield letter, item
        yield from ((letter, item) for item in of_both if _is_sound(item))
    first, second = ({_key(item): item for item in items if item.breach} for items in shared)
    yield from (("A/B", _nearer(first[key], second[key])) for key in first if key in second)


def _is_sound(item: Item) -> bool:
    return bool(item.evidence) and not item.breach


def _nearer(one: Item, other: Item) -> Item:
    """Of an item that both papers lack, what the one says that has something of it."""
    return one if one.evidence or not other.evidence else other


def _about(letters: frozenset[str]) -> Callable[[Sentence], bool]:
    return lambda sentence: owners(sentence) == letters


def _is_shared(sentence: Sentence) -> bool:
    return len(owners(sentence)) != 1


def _key(item: Item) -> tuple[Kind, str, int]:
    return item.kind, item.text, item.line
