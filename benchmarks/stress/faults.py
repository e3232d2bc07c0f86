"""Fifty papers with an API that fails at 30 % of the requests: all finish, and cost what they cost without a fault.

The faults: 429, 500, 529, 408, a connection that breaks before the answer, one that breaks within it, and an error in
the middle of a stream. The last three are paid for by some tokens, which the ledger counts. A few papers tell the price
of a note without a fault: they all cost the same.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Lock

from benchmarks.report import Goal, finish, show
from benchmarks.stress.api import REQUESTS, SteadyApi, command, paper
from benchmarks.stress.nursery import nursery
from generator.library import PaperFolder, read_sidecar
from tests.writing.fake_anthropic import Answer, Fail, Recorded, Say

PAPERS, FAULTLESS, SHARE = 50, 4, 0.3
GOALS = (Goal("unfinished", most=0), Goal("cost_over_faultless_percent", most=5.0), Goal("share_of_faults", least=0.2))


class Faults:
    """Faults at random, the same ones for the same seed and order of requests; `counts` what happened."""

    def __init__(self, share: float, seed: int = 11) -> None:
        self.share = share
        self.counts: Counter[str] = Counter()
        self._random = Random(seed)
        self._lock = Lock()

    def __call__(self, request: Recorded, answer: Say) -> Answer:
        """The answer, or a fault in its place."""
        with self._lock:
            if self._random.random() >= self.share:
                self.counts["answers"] += 1
                return answer
            name = self._random.choice(list(_FAULTS))
            self.counts[name] += 1
            return _FAULTS[name](answer)


_FAULTS = {
    "429": lambda answer: Fail(429, "rate_limit_error"),
    "500": lambda answer: Fail(500, "api_error"),
    "529": lambda answer: Fail(529, "overloaded_error"),
    "408": lambda answer: Fail(408, "timeout_error"),
    "cut before": lambda answer: Say(answer.text, cut=0, closes_cleanly=False),
    "cut within": lambda answer: Say(answer.text, cut=4, closes_cleanly=False),
    "error within": lambda answer: Say(answer.text, error_after=4),
}


@dataclass(frozen=True)
class Built:
    """A library that was built: how many notes there are, US dollars by the ledgers, and requests."""

    notes: int
    cost: float
    requests: int

    @property
    def price(self) -> float:
        """US dollars a note."""
        return self.cost / self.notes if self.notes else 0.0


def build(place: Path, count: int, faults: Faults) -> Built:
    """Build `count` papers in one run."""
    for number in range(count):
        folder = PaperFolder(place / "paper-notes" / f"paper-{number:02}")
        folder.path.mkdir(parents=True)
        folder.pdf.write_bytes(paper(number))
    with SteadyApi(faults).running() as api:
        run = command(place, "build", "--jobs", "4", api=api)
        _, errors = run.communicate(timeout=3600)
        if run.returncode:
            print(errors[-1500:])
        requests = len(api.asked)
    records = [read_sidecar(PaperFolder(path)) for path in sorted((place / "paper-notes").iterdir())]
    usages = [record.usage for record in records if record and record.usage]
    return Built(len(usages), sum(float(usage["cost_usd"]) for usage in usages), requests)


def main(size: float = 1.0) -> int:
    """Print the table, and say whether the goals hold."""
    count, faults = max(4, round(PAPERS * size)), Faults(SHARE)
    with tempfile.TemporaryDirectory() as scratch, nursery(Path(scratch, "nursery")):
        faultless = build(Path(scratch, "faultless"), FAULTLESS, Faults(0.0))
        faulty = build(Path(scratch, "faulty"), count, faults)
    show(f"{count} papers", ("API", "notes", "US dollars a note", "requests"), [
        ("faultless", faultless.notes, faultless.price, faultless.requests),
        ("faulty", faulty.notes, faulty.price, faulty.requests),
    ])  # fmt: skip
    show("what the faulty one did", ("answer", "times"), sorted(faults.counts.items()))
    total = faults.counts.total()
    numbers = {
        "papers": count,
        "requests_without_fault": count * REQUESTS,
        "unfinished": FAULTLESS + count - faultless.notes - faulty.notes,
        "cost_over_faultless_percent": 100 * (faulty.price / faultless.price - 1) if faultless.price else 100.0,
        "share_of_faults": 1 - faults.counts["answers"] / total if total else 0.0,
    }
    return finish("stress-faults", numbers, GOALS)
