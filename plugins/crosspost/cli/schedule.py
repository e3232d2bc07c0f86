"""`crosspost schedule`: the topics of the column in the terminal, and those of a text taken over."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.library import PaperFolder, find_papers
from generator.transaction import replace_file
from plugins.crosspost.cli.options import CONFIG, one_line
from plugins.crosspost.findings import Platform
from plugins.crosspost.ledger import read_ledger
from plugins.crosspost.plugin import find_folders
from plugins.crosspost.schedule.importing import add_topics, import_text
from plugins.crosspost.schedule.topics import State, Topic, parse_topics, problems_of, read_topics
from plugins.crosspost.tree import CrosspostError


@click.command()
@CONFIG
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only topics of this state.")
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take over topics from a text: ## 待写, ### topics, ~~done~~ ✅ 已写（No.35）, a list 28: title.",
)
def schedule(config_file: Path, state: str | None, source: Path | None) -> None:
    """Show the topics of the column.

    From docs/schedule.yml: number, state, title, notes, and where these have been posted. Exits with 1 where a topic
    names a note or a number that is not there.
    """
    with one_line():
        folders = find_folders(config_file)
        if source is not None:
            _import(source, folders.schedule)
            return
        topics = read_topics(folders.schedule)
        papers = {folder.slug: folder for folder in find_papers(folders.notes)}
        shown = [topic for topic in topics if state in (None, topic.state.value)]
        _show(shown, papers)
        problems = tuple(problems_of(topics, folders.schedule, frozenset(papers)))
        for problem in problems:
            click.echo(f"crosspost: {problem}", err=True)
    raise SystemExit(1 if problems else 0)


def _show(topics: list[Topic], papers: dict[str, PaperFolder]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("No.", "状态", "题目", "笔记", "已发"):
        table.add_column(column, overflow="fold")
    for topic in topics:
        posted = set(topic.posts)
        for slug in topic.notes:
            posted |= set(read_ledger(papers[slug].path)) if slug in papers else set()
        where = " ".join(platform.label for platform in Platform if platform in posted)
        number = f"→{topic.merged_into}" if topic.merged_into else str(topic.number or "")
        table.add_row(number, topic.state.value, topic.title, " ".join(topic.notes), where)
    Console(highlight=False, markup=False).print(table if topics else "没有选题。")


def _import(source: Path, path: Path) -> None:
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CrosspostError(source, "it can't be read as UTF-8.") from error
    found = import_text(text)
    known = read_topics(path)
    old = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    new, added = add_topics(old, known, found.topics)
    parse_topics(new, path)
    if added:
        replace_file(path, new.encode())
    click.echo(f"{path}: 新增 {added} 个选题，已有 {len(found.topics) - added} 个。")
    for first, last, why in found.left:
        where = f"第 {first} 行" if first == last else f"第 {first}–{last} 行"
        click.echo(f"{source}: {where}没有导入（{why}）。")
