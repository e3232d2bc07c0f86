"""`paper-notes workflow`: the steps of notes.yml, as commands that can be tested and called by hand."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import click

from generator.cli.console import told
from generator.cli.options import Choice
from generator.cli.place import Place, pass_place
from generator.cli.writers import choose_writer
from generator.config import Language
from generator.errors import LibraryError, PaperNotesError
from generator.library import find_paper, read_sidecar
from generator.pipeline.production import WriteOptions
from generator.pipeline.workflow.agenda import Agenda, Bounds, make_agenda
from generator.pipeline.workflow.attempt import attempt, cut_off
from generator.pipeline.workflow.delivery import BRANCHES, Delivered, Mode, deliver, proposed_record
from generator.pipeline.workflow.parcel import Parcel, open_parcel, pack, replies_in, restore
from generator.pipeline.workflow.repository import Repository
from generator.pipeline.workflow.summary import Home, agenda_summary, delivery_summary

_AMOUNT = click.FloatRange(0)
_BRANCH = click.option("--branch", envvar="NOTES_BRANCH", default="main", show_default=True, help="What is published.")
_FORCE = click.option("--force", envvar="NOTES_FORCE", is_flag=True, help="Replace a person's note; git keeps it.")
_MAX_COST = click.option(
    "--max-cost", envvar="NOTES_MAX_COST", type=_AMOUNT, default=5.0, show_default=True, help="US dollars a paper."
)


@click.group()
def workflow() -> None:
    """What the workflow notes.yml calls, job by job.

    Every option can be given by the environment too, which is how notes.yml does it: NOTES_MAX_COST for --max-cost.
    """


@workflow.command("plan")
@click.option("--slugs", envvar="NOTES_SLUGS", default="", help="Only these, stale or not; separated by blanks.")
@click.option("--at-most", envvar="NOTES_AT_MOST", type=click.IntRange(1, 256), default=50, show_default=True)
@click.option("--attempts", envvar="NOTES_ATTEMPTS", type=click.IntRange(1), default=3, show_default=True)
@click.option("--budget", envvar="NOTES_BUDGET", type=_AMOUNT, help="US dollars a run: takes up as many as it can pay.")
@click.option("--out", type=click.Path(path_type=Path), help="Write what was chosen to this file too, as Markdown.")
@_MAX_COST
@_BRANCH
@pass_place
def plan(
    place: Place,
    /,
    slugs: str,
    at_most: int,
    attempts: int,
    budget: float | None,
    out: Path | None,
    max_cost: float,
    branch: str,
) -> None:
    """Choose the papers of this run, and hand them on."""
    library: Path = place.library
    repository = _repository(library, branch)
    repository.fetch_branches(BRANCHES)
    bounds = Bounds(at_most, attempts, max_cost, budget)
    agenda = make_agenda(library, slugs.split(), bounds, partial(proposed_record, repository, library))
    text = agenda_summary(agenda)
    _summarise(text)
    if out:
        out.write_text(text, encoding="utf-8")
    _output(papers=json.dumps(agenda.papers), more=json.dumps(agenda.more), sha=repository.head)
    _output(problems=str(_warn(agenda)))


@workflow.command("write")
@click.argument("slug")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The parcel's folder.")
@click.option("--earlier", type=click.Path(path_type=Path, file_okay=False), help="The parcel of an earlier attempt.")
@click.option("--language", envvar="NOTES_LANGUAGE", type=Choice(Language))
@click.option("--focus", envvar="NOTES_FOCUS", default="", help="Questions to dwell on, separated by semicolons.")
@click.option("--model", envvar="NOTES_MODEL")
@_FORCE
@_MAX_COST
@pass_place
def write(
    place: Place,
    /,
    slug: str,
    out: Path,
    earlier: Path | None,
    language: Language | None,
    focus: str,
    model: str | None,
    force: bool,
    max_cost: float,
) -> None:
    """Write one paper's note, and pack what came of it.

    Where the note fails its figures are packed, and one more failure is recorded; the exit code is 1 then. What the
    API answers is in the parcel at once, so that a job which is cut off loses none of it.
    """
    folder = find_paper(place.library, slug)
    if earlier:
        restore(earlier, out)
    pack(folder, *cut_off(folder), out)
    questions = tuple(part.strip() for part in focus.replace("；", ";").split(";") if part.strip())
    options = WriteOptions(language=language, focus=questions, force=force, model=model)
    writer = choose_writer(replies_in(out), model, max_cost)
    done = attempt(folder, writer, options, lambda outcome: click.echo(told(outcome)))
    pack(folder, done, read_sidecar(folder), out)
    if done.error:
        _annotate("error", f"{slug}: {done.error}")
        raise SystemExit(1)


@workflow.command("deliver")
@click.argument("parcels", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--mode", envvar="NOTES_DELIVERY", type=Choice(Mode), default=Mode.PUSH)
@_FORCE
@_BRANCH
@pass_place
def deliver_parcels(place: Place, /, parcels: Path, mode: Mode, force: bool, branch: str) -> None:
    """Check what the jobs made, and commit and push it.

    PARCELS holds a folder note-SLUG for each paper.
    """
    library: Path = place.library
    opened, refused = _open_all(parcels, library.name)
    delivered = deliver(opened, _repository(library, branch), library, mode, force=force)
    delivered.problems.update(refused)
    _summarise(delivery_summary(opened, delivered, _home(), library.name))
    for slug, why in delivered.problems.items():
        _annotate("error", f"{slug}: {why}")
    _tell(delivered)
    done = len(delivered.pushed) + len(delivered.proposed)
    _output(sha=delivered.sha or "", delivered=str(done), problems=str(len(delivered.problems)))


def _open_all(parcels: Path, library: str) -> tuple[list[Parcel], dict[str, str]]:
    opened, refused = [], {}
    for path in sorted(parcels.glob("note-*")):
        slug = path.name.removeprefix("note-")
        try:
            if path.is_symlink() or not path.is_dir():
                raise LibraryError(path, "this is no parcel.", "Look at the artifact.")
            opened.append(open_parcel(path, library, slug))
        except PaperNotesError as error:
            refused[slug] = str(error)
    return opened, refused


def _repository(library: Path, branch: str) -> Repository:
    return Repository(library.absolute().parent, branch, os.environ.get("NOTES_TOKEN"))


def _home() -> Home:
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    name = os.environ.get("GITHUB_REPOSITORY", "")
    return Home(server, name, os.environ.get("REPOSITORY_PRIVATE") != "false")


def _warn(agenda: Agenda) -> int:
    """Say what the run leaves undone; the number of papers that a person must look at."""
    for failure in agenda.broken:
        _annotate("error", f"{failure.slug}: {failure.error}")
    for slug, why in agenda.given_up.items():
        _annotate("warning", f"{slug}: given up until its PDF changes or it is asked for by hand. {why}")
    return len(agenda.broken)


def _tell(delivered: Delivered) -> None:
    for slug, message in (*delivered.pushed.items(), *delivered.proposed.items()):
        click.echo(f"{slug}: {message}")
    for slug in delivered.outdated:
        click.echo(f"{slug}: changed meanwhile, left to the next run")


def _annotate(level: str, message: str) -> None:
    """A line that GitHub shows at the top of the run.

    source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    text = " ".join(message.split()).replace("%", "%25")
    click.echo(f"::{level} title=paper-notes::{text}")


def _output(**values: str) -> None:
    """Hand values to the next jobs, where there are any; each is one line."""
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    _append("GITHUB_OUTPUT", lines)
    click.echo(lines, nl=False)


def _summarise(text: str) -> None:
    _append("GITHUB_STEP_SUMMARY", text)


def _append(variable: str, text: str) -> None:
    if path := os.environ.get(variable):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
