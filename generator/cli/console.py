"""What the command line shows: progress on a terminal, one line for each result and each failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn

from generator.errors import PaperNotesError
from generator.library import PaperFolder
from generator.note.lint import LintReport
from generator.pipeline.batch import Failure, work_on
from generator.pipeline.production import Outcome


def run(
    folders: Sequence[PaperFolder],
    work: Callable[[PaperFolder], Outcome],
    jobs: int,
    failures: tuple[Failure, ...] = (),
    stop: Callable[[], None] = lambda: None,
) -> None:
    """Work on the papers under a progress bar; list every failure at the end, and exit with 1 where there is one.

    `stop` ends what the works wait for, when the run is interrupted.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with progress_bar(*columns) as progress:
        task = progress.add_task("Papers", total=len(folders))

        def done(result: Outcome | Failure) -> None:
            progress.advance(task)
            if isinstance(result, Outcome):
                progress.console.print(told(result), markup=False, highlight=False, soft_wrap=True)

        results = work_on(folders, work, jobs, done, stop)
    failed = (*failures, *(result for result in results if isinstance(result, Failure)))
    list_failures(failed)
    if failed:
        raise SystemExit(1)


def told(outcome: Outcome) -> str:
    """One line on what was done."""
    pictured = sum(1 for figure in outcome.paper.figures if figure.file)
    parts = [f"{outcome.slug}: {pictured} figures and tables of {outcome.paper.page_count} pages"]
    if outcome.note:
        parts.append(f"note in {outcome.note.name}")
    parts += remarks(outcome.slug, outcome.report, outcome.backup)
    if outcome.kept:
        parts.append(f"kept as yours: {', '.join(path.name for path in outcome.kept)}")
    parts += [f"warning: {warning.text}" for warning in outcome.paper.warnings[:3]]
    return "; ".join(parts)


def remarks(slug: str, report: LintReport | None, backup: Path | None) -> Iterator[str]:
    """What is to be said of a text that was written: its warnings, and where the one is that it replaced."""
    if report and report.warnings:
        yield f"{len(report.warnings)} warnings (paper-notes lint {slug})"
    if backup:
        yield f"the old one is in {backup.name}"


def list_failures(failures: tuple[Failure, ...]) -> None:
    """One line a failure, on stderr."""
    for failure in failures:
        complain(failure.error)


def complain(error: PaperNotesError) -> None:
    """Show an error as one line on stderr."""
    click.echo(f"paper-notes: {error}", err=True)


@contextmanager
def progress_bar(*columns: ProgressColumn) -> Iterator[Progress]:
    """A progress bar on stderr where that is a terminal."""
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        yield progress
