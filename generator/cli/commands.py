"""The command `paper-notes`: all of its commands. They translate arguments and results, and decide nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.check import check_grounding, lint_notes
from generator.cli.compare import compare_papers
from generator.cli.console import complain
from generator.cli.doctor import doctor
from generator.cli.figures import crop, extract_figures
from generator.cli.handwork import accept_note, brief
from generator.cli.interview import prepare_interview
from generator.cli.papers import add, show_plan
from generator.cli.place import Place
from generator.cli.site import export_site, serve
from generator.cli.workflow import workflow
from generator.cli.write import build, write_notes
from generator.errors import LintFailed, PaperNotesError

_EPILOG = "Exit codes: 0 done, 1 something failed (each failure is one line on stderr), 2 the call itself is wrong."
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Group(click.Group):
    """Shows every error of ours as one line, and lists the commands in the order of their use."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PaperNotesError as error:
            for finding in error.findings if isinstance(error, LintFailed) else ():
                click.echo(finding, err=True)
            complain(error)
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Group, epilog=_EPILOG, context_settings=_CONTEXT)
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


for _command in (
    add,
    build,
    write_notes,
    compare_papers,
    prepare_interview,
    brief,
    accept_note,
    extract_figures,
    crop,
    show_plan,
    lint_notes,
    check_grounding,
    serve,
    export_site,
    doctor,
    workflow,
):
    main.add_command(_command)
