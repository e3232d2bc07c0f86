"""Two `build` at once on one folder: one works, the other says so and ends; the result is that of one alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.report import Goal, finish, show
from benchmarks.stress.api import command, paper
from benchmarks.stress.nursery import nursery
from generator.library import PaperFolder
from generator.transaction import STAGING

ROUNDS = 20
SAID = ("another run is working on it", "all papers are up to date")
GOALS = (
    Goal("rounds_without_a_note", most=0),
    Goal("other_words", most=0),
    Goal("different_results", most=0),
    Goal("turned_away", least=1),
)


def race(place: Path) -> tuple[list[str], bytes]:
    """Both at once: what those said that did not do the work, and the note."""
    folder = PaperFolder(place / "paper-notes" / "boxes")
    folder.path.mkdir(parents=True)
    folder.pdf.write_bytes(paper(0))
    runs = [command(place, "build") for _ in range(2)]
    ends = [run.communicate(timeout=300) for run in runs]
    losers = [
        out + errors for run, (out, errors) in zip(runs, ends, strict=True) if run.returncode or "up to date" in out
    ]
    note = folder.readme.read_bytes() if folder.readme.exists() and not (folder.path / STAGING).exists() else b""
    return losers, note


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    rounds = max(3, round(ROUNDS * size))
    with tempfile.TemporaryDirectory() as scratch, nursery(Path(scratch, "nursery")):
        results = [race(Path(scratch, str(number))) for number in range(rounds)]
    said = [word for losers, _ in results for word in losers]
    numbers = {
        "rounds": rounds,
        "turned_away": sum(SAID[0] in word for word in said),
        "found_it_done": sum(SAID[1] in word for word in said),
        "other_words": sum(not any(known in word for known in SAID) or len(word.splitlines()) != 1 for word in said),
        "rounds_without_a_note": sum(not note for _, note in results),
        "different_results": len({note for _, note in results}) - 1,
    }
    show("two builds at once", ("what", "count"), list(numbers.items()))
    return finish("stress-rivals", numbers, GOALS)
