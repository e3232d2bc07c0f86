"""What grounding finds: items of a note, each with its evidence in the paper or with the rule that it breaks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from generator.paper import Box

SCHEMA = 1
_LONGEST = 80
"""Characters of an item's text in the evidence file."""


class Kind(StrEnum):
    """What is looked up."""

    NUMBER = "number"
    NAME = "name"
    ACRONYM = "acronym"
    QUOTATION = "quotation"
    REFERENCE = "reference"
    FORMULA = "formula"
    ADDRESS = "address"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the paper says it: the page (from 1), the box in points where it is known, and the words there."""

    page: int
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """The rule that an item breaks, what is wrong, and how to mend it. `is_grave` where it alone blocks the note."""

    rule: str
    message: str
    way_out: str
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a note, by its line; `evidence` and `breach` may both be there: found, but not as it is told."""

    kind: Kind
    text: str
    line: int
    evidence: tuple[Evidence, ...] = ()
    breach: Breach | None = None


@dataclass(frozen=True, slots=True)
class Grounding:
    """All items of a note in order. `impossible` says why nothing could be looked up, where that is so."""

    items: tuple[Item, ...]
    impossible: str | None = None

    @property
    def breaches(self) -> tuple[Item, ...]:
        """The items that break a rule."""
        return tuple(item for item in self.items if item.breach)

    def render(self, note_sha256: str, paper_sha256: str) -> str:
        """The file `evidence.json`: one line of JSON for each item that has a page, a computation or a breach.

        `note_sha256` is the hash of the note's text (`text_hash`): evidence for another text is none.
        """
        head = {"schema": SCHEMA, "note": note_sha256, "paper": paper_sha256, "impossible": self.impossible}
        items = (_record(item) for item in self.items if item.evidence or item.breach)
        lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
        return f'{json.dumps(head)[:-1]}, "items": [\n{lines}\n]}}\n'


def _record(item: Item) -> dict[str, object]:
    record: dict[str, object] = {"line": item.line, "kind": item.kind.value, "text": item.text[:_LONGEST]}
    best = item.evidence[0] if item.evidence else None
    if best and best.page:
        record["page"] = best.page
    elif best:
        record["computed"] = best.text
    if best and best.box:
        box = best.box
        record["bbox"] = [round(box.x0), round(box.y0), round(box.x1), round(box.y1)]
    if item.breach:
        record["rule"] = item.breach.rule
    return record
