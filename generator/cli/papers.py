"""`paper-notes add` and `plan`: a new paper, and which papers need work."""

from __future__ import annotations

import json

import click
from rich.progress import BarColumn, DownloadColumn, TextColumn

from generator.cli.console import list_failures, progress_bar
from generator.cli.place import Place, pass_place
from generator.fetch import parse_source
from generator.pipeline.acquisition import LARGE
from generator.pipeline.acquisition import add as add_paper
from generator.pipeline.batch import plan


@click.command("add")
@click.argument("source")
@click.option("--slug", help="Name of the folder; by default made of the paper's title.")
@click.option("--keep-pdf/--no-keep-pdf", default=True, help="No: git keeps the PDF's address and hash, not the PDF.")
@pass_place
def add(place: Place, /, source: str, slug: str | None, keep_pdf: bool) -> None:
    """Fetch a paper into a folder of its own.

    SOURCE is a PDF's path, an arXiv id or page, or the URL of a PDF.

    \b
    Examples:
      paper-notes add ~/Downloads/hstu.pdf --slug hstu
      paper-notes add 2402.17152
      paper-notes add https://arxiv.org/abs/1706.03762
      paper-notes add https://example.org/paper.pdf
    """
    with progress_bar(TextColumn("{task.description}"), BarColumn(), DownloadColumn()) as progress:
        task = progress.add_task(f"Fetching {source}", total=None)
        folder = add_paper(
            place.library,
            parse_source(source),
            slug,
            lambda done, total: progress.update(task, completed=done, total=total),
            keep_pdf=keep_pdf,
        )
    if keep_pdf and (size := folder.pdf.stat().st_size) >= LARGE:
        click.echo(f"{folder.pdf}: {size / 2**20:.0f} MiB; GitHub may refuse it: see `paper-notes doctor`.", err=True)
    click.echo(f"{folder.pdf}: added. Next: paper-notes build")


@click.command("plan")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@pass_place
def show_plan(place: Place, /, as_json: bool) -> None:
    """Tell which papers are stale, and why.

    no-note, or pdf-changed: facts about files only. Nothing is written.
    """
    planned, failures = plan(place.library)
    if as_json:
        stale = [{"slug": paper.folder.slug, "reason": paper.reason} for paper in planned]
        broken = [{"slug": failure.slug, "error": str(failure.error)} for failure in failures]
        click.echo(json.dumps({"stale": stale, "failed": broken}, ensure_ascii=False))
    else:
        for paper in planned:
            click.echo(f"{paper.folder.slug}: {paper.reason}")
        list_failures(failures)
    if failures:
        raise SystemExit(1)
