"""The site's commands: they start the programs that make it, in a process of their own; none of them is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from generator.cli.place import Place, pass_place
from generator.errors import ConfigError
from generator.library import find_paper

ONLY = "PAPER_NOTES_ONLY"
"""The environment variable that names the notes a build is for, in the place of the plugin's option `only`."""


@click.command("serve")
@click.argument("slugs", nargs=-1)
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@pass_place
def serve(place: Place, /, slugs: tuple[str, ...], address: str) -> None:
    """Show notes while you write them.

    All notes, or only the notes SLUGS: then a save shows in about a second, however many notes there are, and links to
    other notes lead nowhere. Patterns such as 'llama-*' name several. Ctrl-C ends it.

    \b
    Example:
      paper-notes serve attention-is-all-you-need
    """
    for slug in slugs:
        if not set("*?[") & set(slug):
            find_paper(place.library, slug)
    _start(place, "mkdocs", "serve", "--dev-addr", address, environment={ONLY: " ".join(slugs)} if slugs else {})


@click.command("export-site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@pass_place
def export_site(place: Place, /, folder: Path) -> None:
    """Write the site as a docs tree that any engine builds.

    FOLDER gets docs/ and a mkdocs.yml that needs no plugin of ours: `mkdocs build`, `properdocs build` and
    `zensical build` make the same pages of it. It must be empty, or one that this command wrote before, whose files
    are then replaced; nothing outside of it is written.

    \b
    Example:
      paper-notes export-site /tmp/site && cd /tmp/site && zensical build
    """
    _start(place, "plugins.paper_notes.export", "mkdocs.yml", str(folder.absolute()))


def _start(place: Place, module: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
    """Run a module where mkdocs.yml is; end as it ends."""
    project = place.library.absolute().parent
    if find_spec("mkdocs") is None:
        raise ConfigError(None, "the site's packages are not installed.", "Run: pip install 'paper-notes[site]'")
    if not (project / "mkdocs.yml").is_file():
        raise ConfigError(project / "mkdocs.yml", "there is no such file.", "Stand in the project, or give --library.")
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(command, cwd=project, env={**os.environ, **(environment or {})}, check=False)  # noqa: S603 - our own modules
    except KeyboardInterrupt:  # the other program heard it too, and has said so
        raise SystemExit(130) from None
    if done.returncode:
        raise SystemExit(done.returncode)
