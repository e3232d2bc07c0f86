"""`paper-notes compare`: two papers on one question."""

from __future__ import annotations

from typing import Any

import click

from generator.cli.console import remarks
from generator.cli.options import (
    dry_run_option,
    extract_options,
    figure_options,
    force_option,
    language_option,
    writer_options,
)
from generator.cli.place import Place, pass_place
from generator.cli.writers import choose_comparer
from generator.config import Language
from generator.library import find_paper
from generator.pipeline.comparing import CompareOptions, compare, forecast_comparison


@click.command("compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--on", "question", required=True, help="The question on which the papers are compared (对比分析).")
@language_option
@force_option
@dry_run_option
@writer_options
@figure_options
@pass_place
def compare_papers(
    place: Place,
    /,
    first: str,
    second: str,
    question: str,
    language: Language | None,
    force: bool,
    dry_run: bool,
    model: str | None,
    effort: str | None,
    max_cost: float | None,
    **figures: Any,
) -> None:
    """Compare the papers A and B on one question.

    Writes paper-notes/compare-A-vs-B/README.md: the common problem, a table, the differences, what of the experiments
    can be compared, which to choose when. What it says of a paper is looked up in that paper's PDF.

    Claude writes where ANTHROPIC_API_KEY is set. Without a key it is a draft: quotations of both papers on the
    question, and what the program can count.

    \b
    Example:
      paper-notes compare lora adapters --on "微调时怎样少存参数"
    """
    a, b = find_paper(place.library, first), find_paper(place.library, second)
    options = CompareOptions(extract_options(**figures), place.cache, language, model, effort, force)
    comparer = choose_comparer(place.replies, model, max_cost, dry_run=dry_run)
    if dry_run:
        click.echo(f"{a.slug}, {b.slug}: {forecast_comparison(a, b, question, comparer, options)}")
        return
    done = compare(a, b, question, comparer, options)
    slug = done.note.parent.name
    click.echo("; ".join((f"{done.note}: compared", *remarks(slug, done.report, done.backup))) + ".")
