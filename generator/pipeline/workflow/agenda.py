"""Which papers a run takes up: those that are stale, or asked for, without those given up or waiting to be merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import ConfigError, LibraryError
from generator.library import PaperFolder, find_paper, pdf_hash, read_sidecar
from generator.note.record import Sidecar
from generator.pipeline.batch import Failure, plan


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a run may take on: how many papers, for how many US dollars in all, and how often one may fail.

    `per_paper` is what one paper may cost; with `budget` None only the number of papers is bounded.
    """

    papers: int = 50
    attempts: int = 3
    per_paper: float = 5.0
    budget: float | None = None

    def __post_init__(self) -> None:
        if self.budget is not None and self.budget < self.per_paper:
            problem = (
                f"a run may cost ${self.budget:.2f} and one paper ${self.per_paper:.2f}, so that none is ever taken."
            )
            raise ConfigError(None, problem, "Raise NOTES_BUDGET, or lower NOTES_MAX_COST.")

    @property
    def at_most(self) -> int:
        """How many papers the run takes up."""
        if self.budget is None or self.per_paper <= 0:
            return self.papers
        return min(self.papers, int(self.budget // self.per_paper))


@dataclass(frozen=True, slots=True)
class Agenda:
    """The slugs that a run works on, and what becomes of all others that need work.

    `rest` waits for the next run, `waiting` for a person to merge its branch; `given_up` maps papers that failed too
    often to the last failure; `broken` can't be judged.
    """

    papers: tuple[str, ...]
    rest: tuple[str, ...]
    waiting: tuple[str, ...]
    given_up: dict[str, str]
    broken: tuple[Failure, ...]
    more: bool
    """Whether another run shall follow at once; not where the budget of this one is what stopped it."""


def make_agenda(
    library: Path, asked: Sequence[str], bounds: Bounds, on_branch: Callable[[str], Sidecar | None]
) -> Agenda:
    """What to do in this run. `on_branch` tells what is recorded on a paper's own branch.

    Raises:
        LibraryError: a paper that was asked for by its slug is not there, or more are than a run takes up. What is
            not stale no later run would find.
    """
    if asked:
        chosen = tuple(find_paper(library, slug).slug for slug in dict.fromkeys(asked))
        if len(chosen) > bounds.at_most:
            problem = f"{len(chosen)} papers are asked for, and a run takes {bounds.at_most}."
            raise LibraryError(library, problem, "Ask for fewer, or raise NOTES_AT_MOST or NOTES_BUDGET.")
        return Agenda(chosen, (), (), {}, (), more=False)
    planned, broken = plan(library)
    folders = sorted((paper.folder for paper in planned), key=lambda folder: (_failed(folder)[0], folder.slug))
    waiting = tuple(folder.slug for folder in folders if _is_waiting(folder, on_branch(folder.slug)))
    given_up = {
        folder.slug: _failed(folder)[1]
        for folder in folders
        if folder.slug not in waiting and _failed(folder)[0] >= bounds.attempts
    }
    todo = tuple(folder.slug for folder in folders if folder.slug not in given_up and folder.slug not in waiting)
    papers, rest = todo[: bounds.at_most], todo[bounds.at_most :]
    return Agenda(papers, rest, waiting, given_up, broken, more=bool(rest) and bounds.at_most == bounds.papers)


def _failed(folder: PaperFolder) -> tuple[int, str]:
    """How often this very PDF's note failed, and why the last time."""
    sidecar = read_sidecar(folder)
    failures = sidecar.failures if sidecar else None
    if failures is None or (folder.pdf.is_file() and failures.pdf != pdf_hash(folder)):
        return 0, ""
    return failures.times, failures.why


def _is_waiting(folder: PaperFolder, proposed: Sidecar | None) -> bool:
    """Whether a note of this very PDF is on the paper's branch already, so that it need not be paid for again."""
    if proposed is None or proposed.readme is None:
        return False
    return not folder.pdf.is_file() or proposed.pdf == pdf_hash(folder)
