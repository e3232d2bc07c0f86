"""`paper-notes extract` and `crop`: the figures alone, and those that a person cuts."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from generator.cli.console import run
from generator.cli.options import extract_options, figure_options, jobs_option
from generator.cli.place import Place, pass_place
from generator.config import Crop
from generator.errors import ConfigError
from generator.library import find_paper
from generator.pipeline.handwork import review
from generator.pipeline.production import crop as crop_figure
from generator.pipeline.production import extract_images


@click.command("extract")
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


@click.command("crop")
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
