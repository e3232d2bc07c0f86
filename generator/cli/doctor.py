"""`paper-notes doctor`: what is set up, and the way out where something is not."""

from __future__ import annotations

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator.cli.place import Place, pass_place
from generator.pipeline.diagnosis import Check, State, diagnose

_COLOURS = {State.OK: "green", State.NOTE: "yellow", State.FAIL: "red"}


@click.command("doctor")
@pass_place
def doctor(place: Place, /) -> None:
    """Look at everything that must be set up, and say what to do.

    Python and packages, the API key (whether there is one, never which), a browser for the tests, git and its remote,
    mkdocs.yml, the workflows, Git LFS, large PDFs, and each paper's folder. Nothing is changed, nothing is fetched.
    """
    checks = list(diagnose(place.library))
    console = Console()
    if console.is_terminal:
        console.print(_table(checks))
    else:
        for check in checks:
            parts = (f"{check.name}: {check.found.rstrip('.')}", check.way_out)
            click.echo(f"{check.state.value:4}  {'. '.join(filter(None, parts))}")
    if any(check.state is State.FAIL for check in checks):
        raise SystemExit(1)


def _table(checks: list[Check]) -> Table:
    table = Table(box=None)
    for column in ("", "what", "found", "what to do"):
        table.add_column(column)
    for check in checks:
        colour = _COLOURS[check.state]
        table.add_row(f"[{colour}]{check.state.value}", *map(escape, (check.name, check.found, check.way_out)))
    return table
