"""What every benchmark does at its end: a table for people, flat numbers for programs, goals that can be missed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"
PAPERS = Path(__file__).parent.parent.parent / "shared" / "figures"
"""Papers of others, beside the checkout where they are there; no part of this repository."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A number by its name, and the least or the most that it may be."""

    name: str
    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value is within the goal."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        """`name >= least` or `name <= most`."""
        return f"{self.name} >= {self.least:g}" if self.least is not None else f"{self.name} <= {self.most:g}"


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers are right-aligned, floats have three digits."""
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    for row in rows:
        table.add_row(*(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row))
    Console(width=140).print(table)


def finish(name: str, numbers: Mapping[str, float], goals: Sequence[Goal] = ()) -> int:
    """Write `results/NAME.json`, print each goal and whether it holds; gives the exit code."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(dict(sorted(numbers.items())), indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    missed = [goal for goal in goals if not goal.holds(numbers[goal.name])]
    for goal in goals:
        print(f"{'missed' if goal in missed else 'held  '}  {goal}  (measured {numbers[goal.name]:.4g})")
    return 1 if missed else 0
