"""`paper-notes build` and `write`: figures and notes, of what is stale or of what is named."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from generator.cli.console import run
from generator.cli.options import (
    dry_run_option,
    figure_options,
    focus_option,
    force_option,
    jobs_option,
    language_option,
    mode_options,
    pass_option,
    write_options,
    writer_options,
)
from generator.cli.place import Place, pass_place
from generator.cli.writers import choose_writer, in_batches
from generator.pipeline.batch import plan, recover_all
from generator.pipeline.forecasting import forecast
from generator.pipeline.production import write


@click.command("build")
@pass_option
@writer_options
@mode_options
@jobs_option
@figure_options
@pass_place
def build(place: Place, /, max_cost: float | None, batch: bool, poll: float, jobs: int, **said: Any) -> None:
    """Bring every stale paper up to date: figures and note.

    A paper is stale when it has no note, or when its PDF is not the one its note was made from (see `plan`). Claude
    writes where ANTHROPIC_API_KEY is set; else the note is a draft of checked quotations. Failures are listed at the
    end; a run that was interrupted goes on where it stopped.

    \b
    Examples:
      paper-notes build --model draft                  no key, no cost
      paper-notes build --max-cost 1 --batch           at half the price, by tomorrow
      paper-notes build --pass 1                       ten-minute cards, to choose by what to read
    """
    recover_all(place.library)
    planned, unclear = plan(place.library)
    options = write_options(**said)
    folders = [paper.folder for paper in planned]
    if not folders and not unclear:
        click.echo(f"{place.library}: all papers are up to date.")
        return
    writer = choose_writer(place.replies, options.model, max_cost)
    with in_batches(writer, place.replies, poll if batch else None) as (asking, stop):
        work = partial(write, writer=asking, options=options)
        run(folders, work, len(folders) if batch else jobs, unclear, stop)


@click.command("write")
@click.argument("slugs", nargs=-1)
@language_option
@focus_option
@pass_option
@force_option
@dry_run_option
@writer_options
@mode_options
@jobs_option
@figure_options
@pass_place
def write_notes(
    place: Place,
    /,
    slugs: tuple[str, ...],
    dry_run: bool,
    max_cost: float | None,
    batch: bool,
    poll: float,
    jobs: int,
    **said: Any,
) -> None:
    """Write notes anew, stale or not.

    Of the papers SLUGS, or of all.

    Claude writes where ANTHROPIC_API_KEY is set; every answer is kept, so that a run which is repeated or interrupted
    pays for nothing twice. Without a key the note is a draft of checked quotations.

    A note that a person wrote or changed is never overwritten: the new one goes to README.new.md beside it.

    \b
    Examples:
      paper-notes write lora --dry-run                 what would it cost?
      paper-notes write lora --focus "与全量微调的差距" --max-cost 2
      paper-notes write lora --pass 1                  is it worth reading? a card, from its ends and figures
      paper-notes write lora --pass 3                  derivations, what reproducing it needs, open questions
      paper-notes write lora --fast --model claude-haiku-5-5
      paper-notes write lora --effort high --judge
      paper-notes write old-scan --vision-only         a PDF without a text layer
      paper-notes write --batch                        all of them, at half the price, by tomorrow
    """
    options = write_options(**said)
    writer = choose_writer(place.replies, options.model, max_cost, dry_run=dry_run)
    folders = place.papers(slugs)
    with in_batches(writer, place.replies, poll if batch else None) as (asking, stop):
        if dry_run:
            for folder in folders:
                click.echo(f"{folder.slug}: {forecast(folder, asking, options)}")
            return
        work = partial(write, writer=asking, options=options)
        run(folders, work, len(folders) if batch else jobs, stop=stop)
