"""What grounding finds: items of a note, each with its evidence in the paper or with the rule that it breaks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from generator.paper import Box

SCHEMA = 1


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

    def render(self, paper_sha256: str) -> str:
        """The evidence index as JSON: for the file `evidence.json` beside the note."""
        head = {"schema": SCHEMA, "paper": paper_sha256, "impossible": self.impossible}
        return json.dumps({**head, "items": [asdict(item) for item in self.items]}, ensure_ascii=False, indent=1) + "\n"
