"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from generator.config import EFFORTS, MODEL, Language, ReadingPass
from generator.extraction.options import ExtractOptions, FigureOptions, Limits
from generator.pipeline.production import WriteOptions

T = TypeVar("T")
Command = Callable[..., None]


class Choice(click.Choice[T]):
    """One member of an enumeration, by its value; click itself goes by the member's name."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """The value, as it is typed."""
        return str(choice)


language_option = click.option(
    "--language", type=Choice(Language), help="Language of the note. [default: the paper's own setting, else zh]"
)
focus_option = click.option(
    "--focus", multiple=True, help="A question that the note shall dwell on (指定重点); may be repeated."
)
force_option = click.option(
    "--force", is_flag=True, help="Replace a note that a person wrote or changed; a copy is kept beside it."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Tell what would be asked and what it would cost, and stop."
)
pass_option = click.option(
    "--pass",
    "reading_pass",
    type=Choice(ReadingPass),
    help="How deep, as one reads a paper in three passes: 1 a ten-minute card, 2 the note, 3 also derivations, a "
    "reproduction checklist and open questions. [default: the paper's own setting, else 2]",
)
jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(1), default=os.cpu_count() or 1, help="Papers at once. [default: one a core]"
)
effort_option = click.option(
    "--effort", type=click.Choice(EFFORTS), help="How hard the model thinks. [default: by the stage]"
)
cost_option = click.option(
    "--max-cost", type=click.FloatRange(0), metavar="DOLLARS", help="Stop before a paper costs more."
)
_WRITER = (
    click.option(
        "--model",
        help="Claude's model, or draft for the embedded writer. [default: the paper's own setting, else "
        f"{MODEL}; draft where there is no API key]",
    ),
    effort_option,
    cost_option,
)
_MODES = (
    click.option("--fast", is_flag=True, help="One request instead of stages: about half the price, the same checks."),
    click.option("--judge", is_flag=True, help="Have the note scored by a rubric (J1-J10); what is too low is told."),
    click.option(
        "--vision-only",
        is_flag=True,
        help="A PDF without a text layer: Claude reads its pages; nothing can be checked.",
    ),
)
_BATCH = (
    click.option("--batch", is_flag=True, help="Ask in batches: half the price, up to a day; can be interrupted."),
    click.option(
        "--poll", type=click.FloatRange(0.01), default=30.0, show_default=True, help="Seconds between looks at a batch."
    ),
)
_POINTS = click.FloatRange(0)
_FIGURES = (
    click.option(
        "--dpi", type=click.IntRange(36, 600), default=200, show_default=True, help="Resolution of the images."
    ),
    click.option(
        "--min-size", type=_POINTS, default=100.0, show_default=True, help="Points: smaller drawings are decoration."
    ),
    click.option(
        "--x-tolerance",
        type=_POINTS,
        default=3.0,
        show_default=True,
        help="Points: parts of a drawing as near as this, side by side, belong together. "
        "Smaller (1-2) where figures run into one.",
    ),
    click.option(
        "--y-tolerance",
        type=_POINTS,
        default=3.0,
        show_default=True,
        help="The same for one above the other. Larger (10-20) where a figure is cut to pieces.",
    ),
    click.option("--all", "uncaptioned", is_flag=True, help="Keep large figures without a caption too."),
    click.option(
        "--seconds", type=click.FloatRange(1), default=120.0, show_default=True, help="Longest time for one PDF."
    ),
    click.option(
        "--memory", type=click.IntRange(256), default=2048, show_default=True, help="MiB of memory for one PDF."
    ),
)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    """The command with these options; `--help` shows them in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def figure_options(command: Command) -> Command:
    """Add the options of extraction, as the writing specification names them; `extract_options` reads them."""
    return _with(_FIGURES, command)


def writer_options(command: Command) -> Command:
    """Add the options that choose the writer and what it may cost."""
    return _with(_WRITER, command)


def mode_options(command: Command) -> Command:
    """Add the options on how notes are written."""
    return _with((*_MODES, *_BATCH), command)


def extract_options(
    dpi: int, min_size: float, x_tolerance: float, y_tolerance: float, uncaptioned: bool, seconds: float, memory: int
) -> ExtractOptions:
    """What the options of extraction say."""
    figures = FigureOptions(
        dpi=dpi, min_size=min_size, x_tolerance=x_tolerance, y_tolerance=y_tolerance, uncaptioned=uncaptioned
    )
    return ExtractOptions(figures, Limits(seconds=seconds, memory=memory * 2**20))


def write_options(
    *,
    language: Language | None = None,
    focus: tuple[str, ...] = (),
    force: bool = False,
    reading_pass: ReadingPass | None,
    model: str | None,
    effort: str | None,
    fast: bool,
    judge: bool,
    vision_only: bool,
    **figures: Any,
) -> WriteOptions:
    """What the options of writing say, and those of extraction."""
    return WriteOptions(
        extract_options(**figures), language, focus, force, model, effort, fast, judge, vision_only, reading_pass
    )
