"""Many papers: which are stale, and work on all of them in parallel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PaperNotesError
from generator.library import PaperFolder, Stale, check_slug, find_papers, stale_reason
from generator.pipeline.production import Outcome
from generator.transaction import is_interrupted, locked


@dataclass(frozen=True, slots=True)
class Planned:
    """A paper that needs work, and why."""

    folder: PaperFolder
    reason: Stale


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be brought up to date."""

    slug: str
    error: PaperNotesError


def plan(library: Path) -> tuple[tuple[Planned, ...], tuple[Failure, ...]]:
    """What is stale and why, and which papers can't be judged."""
    planned: list[Planned] = []
    failures: list[Failure] = []
    for folder in find_papers(library):
        try:
            check_slug(folder.slug)
            reason = stale_reason(folder)
        except PaperNotesError as error:
            failures.append(Failure(folder.slug, error))
        else:
            planned += [Planned(folder, reason)] if reason else []
    return tuple(planned), tuple(failures)


def recover_all(library: Path) -> None:
    """Finish or undo what an interrupted run left in any paper's folder.

    Raises:
        LibraryError: another run works on one of them.
    """
    for folder in find_papers(library):
        if is_interrupted(folder.path):
            with locked(folder.path):
                pass


def work_on(
    folders: Sequence[PaperFolder],
    work: Callable[[PaperFolder], Outcome],
    jobs: int,
    done: Callable[[Outcome | Failure], None],
    stop: Callable[[], None] = lambda: None,
) -> tuple[Outcome | Failure, ...]:
    """Do the work for every paper, `jobs` at once; one that fails hinders no other. Results are in the papers' order.

    Each extraction runs in a process of its own, so threads are enough here. What is finished stays finished when
    the run is interrupted: the next one begins with what is still stale. `stop` is called then: it must end what the
    works wait for.
    """

    def attempt(folder: PaperFolder) -> Outcome | Failure:
        try:
            return work(folder)
        except PaperNotesError as error:
            return Failure(folder.slug, error)

    results: dict[str, Outcome | Failure] = {}
    pool = ThreadPoolExecutor(max_workers=max(1, jobs))
    try:
        for future in as_completed([pool.submit(attempt, folder) for folder in folders]):
            result = future.result()
            results[result.slug] = result
            done(result)
    except BaseException:
        stop()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return tuple(results[folder.slug] for folder in folders)
