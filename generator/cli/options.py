"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from generator.config import Language, ReadingPass
from generator.extraction.options import ExtractOptions, FigureOptions, Limits

LANGUAGES = click.Choice([language.value for language in Language])
LANGUAGE = "Language of the note. [default: the paper's own setting, else zh]"
FOCUS = "A question that the note shall dwell on (指定重点); may be repeated."
FORCE = "Replace a note that a person wrote or changed; a copy is kept beside it."
_AMOUNT = click.FloatRange(0)
_FIGURE_OPTIONS: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--dpi",), {"type": click.IntRange(36, 600), "default": 200, "help": "Resolution of the images."}),
    (("--min-size",), {"type": _AMOUNT, "default": 100.0, "help": "Points: smaller drawings are decoration."}),
    (
        ("--x-tolerance",),
        {
            "type": _AMOUNT,
            "default": 3.0,
            "help": "Points: parts of a drawing as near as this, side by side, belong together. "
            "Smaller (1-2) where figures run into one.",
        },
    ),
    (
        ("--y-tolerance",),
        {
            "type": _AMOUNT,
            "default": 3.0,
            "help": "The same for one above the other. Larger (10-20) where a figure is cut to pieces.",
        },
    ),
    (("--all", "uncaptioned"), {"is_flag": True, "help": "Keep large figures without a caption too."}),
    (("--seconds",), {"type": click.FloatRange(1), "default": 120.0, "help": "Longest time for one PDF."}),
    (("--memory",), {"type": click.IntRange(256), "default": 2048, "help": "MiB of memory for one PDF."}),
)


def figure_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of extraction, as the writing specification names them."""
    for names, settings in reversed(_FIGURE_OPTIONS):
        command = click.option(*names, show_default=not settings.get("is_flag"), **settings)(command)
    return command


def extract_options(
    dpi: int, min_size: float, x_tolerance: float, y_tolerance: float, uncaptioned: bool, seconds: float, memory: int
) -> ExtractOptions:
    """What these options say."""
    figures = FigureOptions(
        dpi=dpi, min_size=min_size, x_tolerance=x_tolerance, y_tolerance=y_tolerance, uncaptioned=uncaptioned
    )
    return ExtractOptions(figures, Limits(seconds=seconds, memory=memory * 2**20))


def _as_pass(context: click.Context, option: click.Parameter, value: str | None) -> ReadingPass | None:
    return None if value is None else ReadingPass(int(value))


pass_option = click.option(
    "--pass",
    "reading_pass",
    type=click.Choice([str(number.value) for number in ReadingPass]),
    callback=_as_pass,
    help="How deep, as one reads a paper in three passes: 1 a ten-minute card, 2 the note, 3 also derivations, a "
    "reproduction checklist and open questions. [default: the paper's own setting, else 2]",
)
jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(1), default=os.cpu_count() or 1, help="Papers at once. [default: one a core]"
)
