"""`paper-notes brief` and `accept`: a note that a person writes, or an assistant of theirs; no API key is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.console import remarks
from generator.cli.options import (
    extract_options,
    figure_options,
    focus_option,
    force_option,
    language_option,
    pass_option,
)
from generator.cli.place import Place, pass_place
from generator.config import Language, ReadingPass
from generator.library import find_paper, is_comparison
from generator.pipeline.comparing import Compared, CompareOptions, accept_comparison
from generator.pipeline.handwork import accept, write_brief
from generator.pipeline.production import Outcome, WriteOptions


@click.command("brief")
@click.argument("slug")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder. [default: brief-SLUG]")
@language_option
@focus_option
@pass_option
@figure_options
@pass_place
def brief(
    place: Place,
    /,
    slug: str,
    out: Path | None,
    language: Language | None,
    focus: tuple[str, ...],
    reading_pass: ReadingPass | None,
    **figures: Any,
) -> None:
    """Put all that a note needs into a folder, for a writer of your own.

    For a person, or an assistant of theirs; needs no API key. What is written goes back with `accept`.

    \b
    Example:
      paper-notes brief lora --focus "与全量微调的差距"
      ... write brief-lora/README.md, following brief-lora/BRIEF.md ...
      paper-notes accept lora brief-lora/README.md
    """
    options = WriteOptions(extract_options(**figures), language, focus, reading_pass=reading_pass)
    out = out or Path(f"brief-{slug}")
    files = write_brief(find_paper(place.library, slug), out, options)
    click.echo(f"{out}: {len(files)} files; begin with {out / 'BRIEF.md'}.")


@click.command("accept")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@force_option
@figure_options
@pass_place
def accept_note(place: Place, /, slug: str, file: Path, force: bool, **figures: Any) -> None:
    """Take a note that you wrote, if it keeps the rules.

    FILE becomes the note of the paper SLUG where it keeps every rule of severity E; else what it breaks is listed.
    Needs no API key.

    \b
    Examples:
      paper-notes accept lora brief-lora/README.md
      paper-notes accept lora paper-notes/lora/README.draft.md      mended by hand
    """
    folder, extract = find_paper(place.library, slug), extract_options(**figures)
    taken: Compared | Outcome
    if is_comparison(folder):
        taken = accept_comparison(folder, file, CompareOptions(extract, place.cache, force=force))
    else:
        taken = accept(folder, file, extract, force=force)
    click.echo("; ".join((f"{taken.note}: accepted", *remarks(slug, taken.report, taken.backup))) + ".")
