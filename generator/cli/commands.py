"""The command `paper-notes`: translates arguments and results, decides nothing."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, DownloadColumn, TextColumn

from generator.cli.check import check_note
from generator.cli.compare import compare_papers
from generator.cli.console import complain, list_failures, progress_bar, run
from generator.cli.doctor import doctor
from generator.cli.handwork import accept_note, brief
from generator.cli.interview import prepare_interview
from generator.cli.options import (
    FOCUS,
    FORCE,
    LANGUAGE,
    LANGUAGES,
    extract_options,
    figure_options,
    jobs_option,
    pass_option,
)
from generator.cli.place import Place, pass_place
from generator.cli.site import export_site, serve
from generator.cli.workflow import workflow
from generator.cli.writers import choose_writer, in_batches, mode_options, writer_options
from generator.config import Crop, Language, ReadingPass
from generator.errors import ConfigError, PaperNotesError
from generator.fetch import parse_source
from generator.library import PaperFolder, find_paper
from generator.note.lint import RULES, LintReport, fix
from generator.note.lint.formats import FORMATS
from generator.pipeline.acquisition import LARGE
from generator.pipeline.acquisition import add as add_paper
from generator.pipeline.batch import plan, recover_all
from generator.pipeline.checking import check, read_subject
from generator.pipeline.forecasting import forecast
from generator.pipeline.handwork import review
from generator.pipeline.production import WriteOptions, extract_images, write
from generator.pipeline.production import crop as crop_figure

EPILOG = "Exit codes: 0 done, 1 something failed (each failure is one line on stderr), 2 the call itself is wrong."


_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Group(click.Group):
    """Shows every error of ours as one line, and commands in the order in which a person needs them."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PaperNotesError as error:
            complain(error)
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--library",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("paper-notes"),
    envvar="PAPER_NOTES_LIBRARY",
    show_default=True,
    help="The folder of papers.",
)
@click.version_option(package_name="paper-notes")
@click.pass_context
def main(ctx: click.Context, library: Path) -> None:
    """Turn papers (PDF) into reading notes with their figures.

    \b
    A first round:
      paper-notes add 1706.03762        fetch a paper into paper-notes/<slug>/
      paper-notes build                 figures and notes for all that is new
      mkdocs serve                      read them
    """
    ctx.obj = Place(library)


@main.command("add")
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


@main.command("build")
@pass_option
@writer_options
@mode_options
@jobs_option
@figure_options
@pass_place
def build(
    place: Place,
    /,
    reading_pass: ReadingPass | None,
    model: str | None,
    effort: str | None,
    max_cost: float | None,
    fast: bool,
    judge: bool,
    vision_only: bool,
    batch: bool,
    poll: float,
    jobs: int,
    **figures: Any,
) -> None:
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
    extract = extract_options(**figures)
    options = WriteOptions(
        extract,
        model=model,
        effort=effort,
        fast=fast,
        judge=judge,
        vision_only=vision_only,
        reading_pass=reading_pass,
    )
    folders = [paper.folder for paper in planned]
    if not folders and not unclear:
        click.echo(f"{place.library}: all papers are up to date.")
        return
    writer = choose_writer(place.replies, model, max_cost)
    with in_batches(writer, place.replies, poll if batch else None) as (asking, stop):
        work = partial(write, writer=asking, options=options)
        run(folders, work, len(folders) if batch else jobs, unclear, stop)


@main.command("write")
@click.argument("slugs", nargs=-1)
@click.option(
    "--language",
    type=LANGUAGES,
    help=LANGUAGE,
)
@click.option("--focus", multiple=True, help=FOCUS)
@pass_option
@click.option("--force", is_flag=True, help=FORCE)
@click.option("--dry-run", is_flag=True, help="Tell what would be asked and what it would cost, and stop.")
@writer_options
@mode_options
@jobs_option
@figure_options
@pass_place
def write_notes(
    place: Place,
    /,
    slugs: tuple[str, ...],
    language: str | None,
    focus: tuple[str, ...],
    reading_pass: ReadingPass | None,
    force: bool,
    dry_run: bool,
    model: str | None,
    effort: str | None,
    max_cost: float | None,
    fast: bool,
    judge: bool,
    vision_only: bool,
    batch: bool,
    poll: float,
    jobs: int,
    **figures: Any,
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
    chosen = Language(language) if language else None
    options = WriteOptions(
        extract_options(**figures), chosen, focus, force, model, effort, fast, judge, vision_only, reading_pass
    )
    writer = choose_writer(place.replies, model, max_cost, dry_run=dry_run)
    folders = place.papers(slugs)
    with in_batches(writer, place.replies, poll if batch else None) as (asking, stop):
        if dry_run:
            for folder in folders:
                click.echo(f"{folder.slug}: {forecast(folder, asking, options)}")
            return
        work = partial(write, writer=asking, options=options)
        run(folders, work, len(folders) if batch else jobs, stop=stop)


main.add_command(compare_papers)
main.add_command(prepare_interview)
main.add_command(brief)
main.add_command(accept_note)


@main.command("extract")
@click.argument("slugs", nargs=-1)
@click.option("--review", "reviews", is_flag=True, help="Only write a page to check the figures by, under .cache/.")
@jobs_option
@figure_options
@pass_place
def extract_figures(place: Place, /, slugs: tuple[str, ...], reviews: bool, jobs: int, **figures: Any) -> None:
    """Extract figures into images/.

    Of the papers SLUGS, or of all. Notes stay as they are.
    """
    if reviews:
        for folder in place.papers(slugs):
            target = place.reviews / f"{folder.slug}.html"
            review(folder, target, extract_options(**figures))
            click.echo(target)
        return
    run(place.papers(slugs), partial(extract_images, options=extract_options(**figures)), jobs)


@main.command("crop")
@click.argument("slug")
@click.option("--page", type=click.IntRange(1), required=True, help="Page, from 1.")
@click.option("--rect", required=True, help="X0,Y0,X1,Y1 in points (1/72 inch) from the page's top left corner.")
@click.option("--name", required=True, help="Name of the image without .png, for example fig1_arch_overall.")
@figure_options
@pass_place
def crop(place: Place, /, slug: str, page: int, rect: str, name: str, **figures: Any) -> None:
    """Cut a figure by hand where it was cut wrong.

    Later extractions keep the region; it is remembered in paper.yml.

    \b
    Example:
      paper-notes crop hstu --page 2 --rect 50,100,550,400 --name fig1_arch_overall
    """
    folder = find_paper(place.library, slug)
    crop_figure(folder, Crop(name, page, _rectangle(rect)), extract_options(**figures))
    click.echo(f"{folder.images / name}.png: cut, and remembered in {folder.settings.name}.")


def _rectangle(text: str) -> tuple[float, float, float, float]:
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError:
        raise ConfigError(None, f"--rect “{text}” is not X0,Y0,X1,Y1.", "For example: --rect 50,100,550,400") from None
    return x0, y0, x1, y1


@main.command("plan")
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


@main.command("lint")
@click.argument("slugs", nargs=-1)
@click.option("--fix", "fixes", is_flag=True, help="Mend first what can be mended without a model.")
@click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="text", show_default=True, help="Form of the findings."
)
@click.option("--rules", is_flag=True, help="List all rules, and stop.")
@pass_place
def lint_notes(place: Place, /, slugs: tuple[str, ...], fixes: bool, form: str, rules: bool) -> None:
    """Hold notes against the rules.

    The notes SLUGS, or all, and each interview.md beside them. Exits with 1 where a rule of severity E is broken.
    """
    if rules:
        for rule in RULES.values():
            click.echo(f"{rule.id:9} {rule.severity}  {rule.zh}")
        return
    folders = [folder for folder in place.chosen(slugs) if slugs or folder.readme.is_file()]
    reports = [report for folder in folders for report in _lint(folder, place.cache, fixes)]
    click.echo(FORMATS[form](reports), nl=False)
    if any(report.errors for report in reports):
        raise SystemExit(1)


def _lint(folder: PaperFolder, cache: Path, fixes: bool) -> tuple[LintReport, ...]:
    if fixes:
        subject = read_subject(folder, cache)
        mended = fix(subject)
        if mended != subject.raw.decode():
            folder.readme.write_text(mended, encoding="utf-8", newline="")
    return check(folder, cache)


@main.command("check")
@click.argument("slug")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to review: note, evidence.")
@click.option("--evidence", is_flag=True, help="Write evidence.json beside the note: page and box of everything.")
@pass_place
def check_grounding(place: Place, /, slug: str, html: Path | None, evidence: bool) -> None:
    """Look everything up in the PDF that a note says.

    Numbers, names, quotations, references and formulas of the note SLUG; exits with 1 where one has no evidence. What
    a comparison says of a paper is looked up in that paper.

    \b
    Examples:
      paper-notes check lora --html review.html
      paper-notes check compare-lora-vs-adapters --html review.html      pages of both papers
    """
    if not check_note(find_paper(place.library, slug), place.cache, html, evidence=evidence):
        raise SystemExit(1)


main.add_command(serve)
main.add_command(export_site)
main.add_command(doctor)
main.add_command(workflow)
