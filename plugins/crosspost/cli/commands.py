"""The command `crosspost`: translates arguments and results, decides nothing."""

from __future__ import annotations

from pathlib import Path

import click

from plugins.crosspost.cli.options import CONFIG, DRAFTS, SLUGS, one_line
from plugins.crosspost.cli.posts import posted, status
from plugins.crosspost.cli.schedule import schedule
from plugins.crosspost.cli.wechat import wechat
from plugins.crosspost.findings import Severity
from plugins.crosspost.habits import column_findings
from plugins.crosspost.math import Typesetter
from plugins.crosspost.plugin import find_folders, render_bundles
from plugins.crosspost.preview import preview_page
from plugins.crosspost.schedule.topics import read_topics


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="paper-notes")
def main() -> None:
    """Turn notes into posts for 公众号, 知乎 and 掘金, and check that nothing was lost.

    \b
    crosspost lint                    what each platform would refuse or lose
    crosspost preview SLUG            a page that shows the posts as on a phone
    crosspost export SLUG             the files to paste or import
    crosspost wechat draft SLUG       into the drafts of 公众号, through its API
    crosspost posted SLUG zhihu URL   remember where it went; then `crosspost status`
    crosspost schedule                the topics of the column

    SLUG is the name of a note's folder below paper-notes/. On the site, the menu 转发 of a note does the same by hand.
    """


@main.command()
@SLUGS
@CONFIG
@DRAFTS
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("export"),
    show_default=True,
    help="The folder that gets a folder for each note.",
)
def export(slugs: tuple[str, ...], config_file: Path, drafts: bool, to: Path) -> None:
    """Write the files to paste or import.

    wechat.html, zhihu.md, juejin.md and meta.json of the named notes, or of all finished ones. The easiest way to paste
    wechat.html is the menu 转发 on the note's page: it copies rich text, not the source.
    """
    with one_line():
        for bundle in render_bundles(config_file, slugs, drafts=drafts):
            for path in bundle.write(to / bundle.slug, previews=False):
                click.echo(path)


@main.command()
@SLUGS
@CONFIG
@DRAFTS
@click.option(
    "--profile",
    type=click.Choice(["wechat"]),
    help="Hold the notes against the habits of the 公众号 column too: SYM-05, symbol types, the schedule.",
)
def lint(slugs: tuple[str, ...], config_file: Path, drafts: bool, profile: str | None) -> None:
    """Print what each platform would refuse or lose.

    Every finding of the named notes, or of all finished ones, with its rule; exits with 1 where something would be lost
    or refused.
    """
    failed = False
    with one_line():
        folders = find_folders(config_file)
        topics = read_topics(folders.schedule)
        for bundle in render_bundles(config_file, slugs, drafts=drafts):
            habits = column_findings(folders.notes / bundle.slug, topics) if profile else ()
            for finding in (*bundle.findings(), *habits):
                failed = failed or finding.severity in (Severity.LOSS, Severity.ERROR)
                click.echo(f"{finding.severity.value:8}{finding.line_of_text(bundle.slug)}")
    raise SystemExit(1 if failed else 0)


@main.command()
@click.argument("slug")
@CONFIG
@DRAFTS
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write.  [default: export/SLUG/preview.html]",
)
def preview(slug: str, config_file: Path, drafts: bool, to: Path | None) -> None:
    """Write a page that shows the posts as on a phone.

    公众号 by day and by night, 知乎 and 掘金, each 420 pixels wide. Open the page in a browser.
    """
    cache = config_file.resolve().parent / ".cache" / "math"
    with one_line():
        for bundle in render_bundles(config_file, (slug,), drafts=drafts):
            with Typesetter(cache) as typesetter:
                page = preview_page(bundle, typesetter)
            path = to or Path("export", bundle.slug, "preview.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
            click.echo(path)


main.add_command(wechat)
main.add_command(posted)
main.add_command(status)
main.add_command(schedule)
