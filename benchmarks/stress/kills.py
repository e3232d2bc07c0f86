"""kill -9 at random moments of `build`, Claude's part played by a server: begun again each time until all is written.

No note may be torn, nothing that was finished may be lost, and no answer that was kept may be asked for again.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Lock

from benchmarks.report import Goal, finish, show
from benchmarks.stress.api import REQUESTS, SteadyApi, command, key_of, paper
from benchmarks.stress.nursery import nursery
from generator.library import PaperFolder
from generator.transaction import STAGING
from tests.writing.fake_anthropic import Answer, Recorded, Say

KILLS, PAPERS = 300, 2
GOALS = (
    Goal("torn_notes", most=0),
    Goal("lost_answers", most=0),
    Goal("lost_notes", most=0),
    Goal("asked_though_kept", most=0),
    Goal("unfinished_rounds", most=0),
)


@dataclass
class Round:
    """A library that is built over and over until it is done; `wrong` counts what must not happen."""

    place: Path
    wrong: dict[str, int] = field(default_factory=lambda: dict.fromkeys((goal.name for goal in GOALS), 0))
    kept: set[str] = field(default_factory=set)
    notes: dict[str, bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def on_request(self, request: Recorded, answer: Say) -> Answer:
        """A request whose answer lies on the disk is paid for twice."""
        if _is_kept(self.place, request):
            with self.lock:
                self.wrong["asked_though_kept"] += 1
        time.sleep(0.05)
        return answer

    def look(self, expected: dict[str, bytes]) -> None:
        """What lies on the disk after a kill."""
        answers = {path.name for path in self.place.glob(".cache/writing/*/*.json") if _is_whole(path)}
        self.wrong["lost_answers"] += len(self.kept - answers)
        self.kept |= answers
        for slug, note in expected.items():
            folder = PaperFolder(self.place / "paper-notes" / slug)
            found = folder.readme.read_bytes() if folder.readme.exists() else None
            self.wrong["torn_notes"] += found not in (None, note)
            self.wrong["lost_notes"] += slug in self.notes and found is None
            if found is not None:
                self.notes[slug] = found


def _is_kept(place: Path, request: Recorded) -> bool:
    """Whether the answer to a request lies on the disk; the count of its tokens, which is free, has the same key."""
    found = place.glob(f".cache/writing/*/*-{key_of(request)}.json")
    return any(not path.name.startswith("count-") for path in found)


def _is_whole(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True


def _library(place: Path) -> Path:
    for number in range(PAPERS):
        folder = PaperFolder(place / "paper-notes" / f"paper-{number}")
        folder.path.mkdir(parents=True)
        folder.pdf.write_bytes(paper(number))
    return place


def undisturbed(place: Path) -> tuple[dict[str, bytes], float]:
    """The notes as they must become, and the seconds that `build` takes."""
    round_ = Round(_library(place))
    with SteadyApi(round_.on_request).running() as api:
        start = time.perf_counter()
        run = command(place, "build", "--jobs", "1", api=api)
        _, errors = run.communicate(timeout=300)
        assert run.returncode == 0, errors
        assert len(api.asked) == PAPERS * REQUESTS
        assert all(_is_kept(place, request) for request in api.asked), (
            "an answer is not kept under the key by which it is looked for"
        )
    folders = (PaperFolder(path) for path in sorted((place / "paper-notes").iterdir()))
    return {folder.slug: folder.readme.read_bytes() for folder in folders}, time.perf_counter() - start


def disturbed(round_: Round, expected: dict[str, bytes], seconds: float, random: Random, most: int) -> int:
    """Kill `build` until it gets through, or has been killed often enough; gives the number of kills."""
    kills = 0
    with SteadyApi(round_.on_request).running() as api:
        while kills < most:
            run = command(round_.place, "build", "--jobs", "1", api=api)
            try:
                # Early moments reach every stage: what the run before has done is not done again.
                run.communicate(timeout=random.uniform(0.02, 0.35) * seconds)
            except Exception:  # the moment has come
                run.kill()
                run.communicate()
                kills += 1
            round_.look(expected)
            if run.returncode == 0:
                return kills
        run = command(round_.place, "build", "--jobs", "1", api=api)
        run.communicate(timeout=300)
        round_.look(expected)
    left = list((round_.place / "paper-notes").glob(f"*/{STAGING}"))
    round_.wrong["unfinished_rounds"] += run.returncode != 0 or bool(left) or round_.notes != expected
    return kills


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    wanted, random, done, rounds = max(5, round(KILLS * size)), Random(7), 0, 0
    totals = dict.fromkeys((goal.name for goal in GOALS), 0)
    with tempfile.TemporaryDirectory() as scratch, nursery(Path(scratch, "nursery")):
        expected, seconds = undisturbed(Path(scratch) / "undisturbed")
        while done < wanted:
            round_ = Round(_library(Path(scratch) / str(rounds)))
            done += disturbed(round_, expected, seconds, random, wanted - done)
            rounds += 1
            print(f"{done} of {wanted}", flush=True)
            totals = {name: totals[name] + count for name, count in round_.wrong.items()}
    show("kill -9 during build", ("what", "count"), [("kills", done), ("libraries", rounds), *totals.items()])
    return finish("stress-kills", {"kills": done, "libraries": rounds, **totals}, GOALS)
