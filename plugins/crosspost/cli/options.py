"""Options that several commands share, and errors as one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.errors import PaperNotesError

CONFIG = click.option(
    "--config-file",
    "-f",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site whose notes are posted.",
)
DRAFTS = click.option("--drafts", is_flag=True, help="Take unfinished notes too.")
SLUGS = click.argument("slugs", nargs=-1, metavar="[SLUG]...")


@contextmanager
def one_line() -> Iterator[None]:
    """Shows an error of ours as one line and exits with 1."""
    try:
        yield
    except PaperNotesError as error:
        click.echo(f"crosspost: {error}", err=True)
        raise SystemExit(1) from error
