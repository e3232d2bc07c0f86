"""A row of a note's table held against one row, or one column, of a paper's table: most of its values stand there.

A value that stands elsewhere, though that row has another one that the note's heads name as well, is the wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.note.grounding.claims import Claim
from generator.note.grounding.matching import Matcher
from generator.note.grounding.passages import Printed

_Line = tuple[str, str, int]
"""The table, "row" or "column", and its number."""
_FEW = 2
"""Values; fewer don't tell where a row stands."""


def strays(matchers: Sequence[Matcher]) -> dict[Claim, Printed]:
    """The claims of a note's tables that stand in another line than the rest of their row, each with its rival."""
    rows = groupby((m for m in matchers if m.sentence.heads), key=lambda matcher: matcher.sentence.line)
    return {claim: rival for _, row in rows for claim, rival in _strays(list(row))}


def _strays(row: Sequence[Matcher]) -> Iterator[tuple[Claim, Printed]]:
    cells = [(matcher, claim) for matcher in row for claim in matcher.beside if claim.heads[0]]
    votes = Counter(
        line for matcher, claim in cells for line in {line for p in matcher.places(claim) for line in _lines(p)}
    )
    line, count = max(votes.items(), key=lambda vote: vote[1], default=(("", "", 0), 0))
    for matcher, claim in cells if count >= _FEW else ():
        places = matcher.places(claim)
        if not places or any(line in _lines(place) for place in places):
            continue
        others = [printed for printed in matcher.index.groups[line[0]] if line in _lines(printed)]
        if rival := matcher.rival_in(claim, places[0], others):
            yield claim, rival


def _lines(printed: Printed) -> tuple[_Line, ...]:
    if not printed.cell:
        return ()
    return (printed.group, "row", printed.cell.row), (printed.group, "column", printed.cell.column)
