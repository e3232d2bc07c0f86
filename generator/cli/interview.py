"""`paper-notes interview`: what to say of a paper in five minutes, and what will be asked then."""

from __future__ import annotations

import click

from generator.cli.console import remarks
from generator.cli.options import cost_option, dry_run_option, effort_option
from generator.cli.place import Place, pass_place
from generator.cli.writers import choose_interviewer
from generator.config import INTERVIEW_MODEL
from generator.library import find_paper
from generator.pipeline.interviewing import InterviewOptions, forecast_interview, interview


@click.command("interview")
@click.argument("slug")
@click.option("--force", is_flag=True, help="Replace an interview.md that a person wrote or changed; a copy is kept.")
@dry_run_option
@click.option("--model", help=f"Claude's model. [default: {INTERVIEW_MODEL}]")
@effort_option
@cost_option
@pass_place
def prepare_interview(
    place: Place,
    /,
    slug: str,
    force: bool,
    dry_run: bool,
    model: str | None,
    effort: str | None,
    max_cost: float | None,
) -> None:
    """Prepare for an interview on a paper.

    Writes interview.md beside the note of the paper SLUG: a talk of five minutes by the clock (background 30 s, what
    is new 60 s, how it works 1-2 min, impact 30 s), three contributions, two frequent questions, one detail in depth,
    follow-up questions. It is made of the note and of the facts that were verified for it; the PDF is not sent again,
    so that a small model does, and a cent or two is enough.

    Needs ANTHROPIC_API_KEY: a program has nothing of its own to say. An interview.md that a person wrote or changed is
    never overwritten; `paper-notes lint` holds it against rules INT.

    \b
    Examples:
      paper-notes interview lora
      paper-notes interview lora --dry-run             what would it cost?
    """
    folder, options = find_paper(place.library, slug), InterviewOptions(model, effort, force)
    writer = choose_interviewer(place.replies, model, max_cost)
    if dry_run:
        click.echo(f"{folder.slug}: {forecast_interview(folder, writer, options)}")
        return
    done = interview(folder, writer, options, place.cache)
    kept = ["interview.md is yours and stays"] if done.file == folder.new_interview else []
    click.echo("; ".join((f"{done.file}: written", *remarks(slug, done.report, done.backup), *kept)) + ".")
