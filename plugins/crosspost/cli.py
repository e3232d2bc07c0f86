"""The command `crosspost`: translates arguments and results, decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.errors import PaperNotesError
from plugins.crosspost.plugin import render_posts, write_posts
from plugins.crosspost.preview import preview_page

_CONFIG = click.option(
    "--config-file",
    "-f",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site whose notes are posted.",
)
_DRAFTS = click.option("--drafts", is_flag=True, help="Take unfinished notes too.")
_SLUGS = click.argument("slugs", nargs=-1, metavar="[SLUG]...")


@contextmanager
def _one_line() -> Iterator[None]:
    """Shows an error of ours as one line and exits with 1."""
    try:
        yield
    except PaperNotesError as error:
        click.echo(f"crosspost: {error}", err=True)
        raise SystemExit(1) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="paper-notes")
def main() -> None:
    """Turn notes into posts for 公众号, 知乎 and 掘金, and check that nothing was lost."""


@main.command()
@_SLUGS
@_CONFIG
@_DRAFTS
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("export"),
    show_default=True,
    help="The folder that gets a folder for each note.",
)
def export(slugs: tuple[str, ...], config_file: Path, drafts: bool, to: Path) -> None:
    """Write wechat.html, zhihu.md, juejin.md and meta.json of the named notes, or of all finished ones."""
    with _one_line():
        for posts in render_posts(config_file, slugs, drafts=drafts):
            for path in write_posts(posts, to / posts.source.slug):
                click.echo(path)


@main.command()
@_SLUGS
@_CONFIG
@_DRAFTS
def lint(slugs: tuple[str, ...], config_file: Path, drafts: bool) -> None:
    """Print every finding of the named notes, or of all; exit with 1 where something would be lost or refused."""
    failed = False
    with _one_line():
        for posts in render_posts(config_file, slugs, drafts=drafts):
            failed = failed or bool(posts.errors)
            for finding in (finding for post in posts.posts for finding in post.findings):
                click.echo(f"{finding.severity.value:8}{posts.tell(finding, posts.source.slug)}")
    raise SystemExit(1 if failed else 0)


@main.command()
@click.argument("slug")
@_CONFIG
@_DRAFTS
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("export/preview.html"),
    show_default=True,
    help="The page to write.",
)
def preview(slug: str, config_file: Path, drafts: bool, to: Path) -> None:
    """Write a page that shows the 公众号 post of a note as on a phone, 420 pixels wide, by day and by night."""
    with _one_line():
        for posts in render_posts(config_file, (slug,), drafts=drafts):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(preview_page(posts), encoding="utf-8")
            click.echo(to)
