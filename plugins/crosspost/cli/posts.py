"""`crosspost posted` and `crosspost status`: where notes have gone, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from plugins.crosspost.cli.options import CONFIG, DRAFTS, SLUGS, one_line
from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import Posted, check_address, record_post
from plugins.crosspost.plugin import render_bundles, render_posts

_STATES = {True: "[yellow]改过[/]", False: "[green]一致[/]", None: "未记录内容"}


@click.command()
@click.argument("slug")
@click.argument("platform", type=click.Choice([platform.value for platform in Platform]))
@click.argument("url")
@CONFIG
@DRAFTS
def posted(slug: str, platform: str, url: str, config_file: Path, drafts: bool) -> None:
    """Remember where a note has been posted.

    Writes into the note's posts.yml that it stands at URL, as it is now. From then on `crosspost status` tells whether
    it has changed, and other notes lead to it there.
    """
    where = Platform(platform)
    with one_line():
        check_address(where, url)
        posts = render_posts(config_file, slug, drafts=drafts)
        old = posts.source.ledger.get(where, Posted())
        entry = replace(old, url=url, date=datetime.now(UTC).astimezone().date(), sha256=posts.sha256)
        click.echo(record_post(posts.source.folder, where, entry))


@click.command()
@SLUGS
@CONFIG
@DRAFTS
def status(slugs: tuple[str, ...], config_file: Path, drafts: bool) -> None:
    """Show what is posted, and what has changed since."""
    table = Table(box=None, pad_edge=False)
    for column in ("笔记", *(platform.label for platform in Platform)):
        table.add_column(column, overflow="fold")
    with one_line():
        for bundle in render_bundles(config_file, slugs, drafts=drafts):
            table.add_row(bundle.slug, *(_cell(bundle.meta["platforms"][p.value]["posted"]) for p in Platform))
    Console(highlight=False, soft_wrap=True).print(table if table.row_count else "还没有可以转发的笔记。")


def _cell(found: dict[str, object] | None) -> str:
    if found is None:
        return "[dim]未发[/]"
    where = found["url"] or "草稿"
    return " ".join(str(part) for part in (_STATES[found["changed"]], found["date"], where) if part)  # type: ignore[index]
