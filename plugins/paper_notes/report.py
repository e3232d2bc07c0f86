"""What a build says at its end: how many notes, drafts and problems, and which notes took the longest."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from plugins.paper_notes.collection import Collection

_SLOWEST = 5


class Stopwatch:
    """Seconds by name: from `begin(name)` to the next `begin`."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.started = self._since = time.perf_counter()
        self._name: str | None = None

    def begin(self, name: str | None) -> None:
        """End what was measured; measure `name`, or nothing."""
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] += now - self._since  # type: ignore[assignment] # a Counter counts floats too
        self._name, self._since = name, now


@dataclass(frozen=True, slots=True)
class Report:
    """One build. `problems` are the lines it warned of, `slowest` are (page, seconds), `seconds` are by the wall."""

    notes: int
    drafts: int
    broken: int
    problems: tuple[str, ...]
    slowest: tuple[tuple[str, float], ...]
    seconds: float

    def __str__(self) -> str:
        """One line for people."""
        slowest = ", ".join(f"{page} {seconds:.2f} s" for page, seconds in self.slowest[:3])
        counts = (
            f"{self.notes} notes, {self.drafts} of them drafts; {self.broken} broken; {len(self.problems)} problems"
        )
        return f"{counts}; {self.seconds:.1f} s" + (f"; slowest: {slowest}" if slowest else "")

    def write(self, file: Path) -> None:
        """Write all of it as JSON."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make_report(collection: Collection, problems: list[str], watch: Stopwatch) -> Report:
    """The report of a build that ends now."""
    watch.begin(None)
    return Report(
        notes=len(collection.entries),
        drafts=sum(entry.is_draft for entry in collection.entries),
        broken=len(collection.problems),
        problems=tuple(problems),
        slowest=tuple((name, round(seconds, 3)) for name, seconds in watch.seconds.most_common(_SLOWEST)),
        seconds=round(time.perf_counter() - watch.started, 3),
    )
