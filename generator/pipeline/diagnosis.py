"""What a person must have set up, looked at one by one: each check says what it found, and the way out in one line."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import yaml

from generator.config import read_settings
from generator.errors import LibraryError, PaperNotesError
from generator.library import PaperFolder, find_papers, pointed_at
from generator.pipeline.acquisition import LARGE
from generator.pipeline.batch import plan
from generator.pipeline.workflow.repository import Repository

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
REFUSED = 100 * 2**20
"""Bytes from which GitHub refuses a file."""
_GITHUB = re.compile(r"(?:https://|git@|ssh://git@)github\.com[/:](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?")


class State(StrEnum):
    """How a check went: fine, worth knowing, or something that does not work."""

    OK = "ok"
    NOTE = "note"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `way_out` is empty where nothing needs to be done."""

    name: str
    state: State
    found: str
    way_out: str = ""


def diagnose(library: Path) -> Iterator[Check]:
    """Look at everything, without the network and without changing anything; the key's value is never looked at."""
    root = library.absolute().parent
    repository = Repository(root)
    yield from (_python(), _packages(), _key(), _browser())
    try:
        for look in (_remote, _mkdocs, _workflows, partial(_lfs, library), partial(_large, library)):
            yield look(repository)
        yield from _unkept(library, repository)
    except LibraryError as error:
        yield Check("git", State.FAIL, error.problem, error.way_out)
    yield from _papers(library)


def _python() -> Check:
    """Which one it is; one that is too old got no further than the Makefile."""
    return Check("Python", State.OK, f"{platform.python_version()} at {sys.prefix}")


def _packages() -> Check:
    missing = [name for name in ("pymupdf", "anthropic", "mkdocs") if find_spec(name) is None]
    if missing:
        return Check("packages", State.FAIL, f"{', '.join(missing)} not installed", "Run: make setup")
    return Check("packages", State.OK, "for reading, writing and the site")


def find_key() -> str | None:
    """The name of the environment variable that holds a key for the API, None where none does."""
    return next((name for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN") if os.environ.get(name)), None)


def _key() -> Check:
    if name := find_key():
        return Check("key", State.OK, f"{name} is set")
    return Check("key", State.NOTE, "none: notes are drafts", "Set ANTHROPIC_API_KEY (console.anthropic.com).")


def _browser() -> Check:
    named = os.environ.get("CHROMIUM")
    found = named if named and Path(named).is_file() else next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return Check("browser", State.OK, found)
    way_out = "Only `make test` needs one: install chromium, or set CHROMIUM."
    return Check("browser", State.NOTE, "no Chromium", way_out)


def _remote(repository: Repository) -> Check:
    if repository.ask("rev-parse", "--git-dir") is None:
        return Check("remote", State.NOTE, "no git repository", "To publish, put the folder into one: git init")
    url = repository.ask("remote", "get-url", "origin")
    if url is None:
        others = repository.ask("remote") or "none"
        return Check(
            "remote", State.NOTE, f"no origin ({others})", "git remote add origin https://github.com/you/notes"
        )
    branch = repository.ask("symbolic-ref", "--quiet", "--short", "HEAD")  # before the first commit too
    if branch not in ("main", None):
        way_out = "The workflows watch main: git branch --move main, or merge."
        return Check("remote", State.NOTE, f"the branch is {branch}", way_out)
    return Check("remote", State.OK, url.rpartition("@")[2])


def _mkdocs(repository: Repository) -> Check:
    """Whether `site_url` and `repo_url` are left to the environment, or are those of the remote."""
    path = repository.path / "mkdocs.yml"
    if not path.is_file():
        return Check("Pages", State.FAIL, "no mkdocs.yml", "Take it back from the template.")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return Check("Pages", State.FAIL, "mkdocs.yml is no valid YAML", "Run: mkdocs build, which names the line.")
    settings = {key.value: node for key, node in root.value} if isinstance(root, yaml.MappingNode) else {}
    texts = {
        key: node.value for key in ("site_url", "repo_url") if isinstance(node := settings.get(key), yaml.ScalarNode)
    }
    remote = _GITHUB.fullmatch(repository.ask("remote", "get-url", "origin") or "")
    for key, text in texts.items():
        if (
            text
            and remote
            and remote["name"].lower() not in text.lower()
            and remote["owner"].lower() not in text.lower()
        ):
            return Check("Pages", State.FAIL, f"{key} is {text}", f"The remote is {remote[0]}: mend mkdocs.yml.")
    missing = [key for key in ("site_url", "repo_url") if key not in settings]
    if missing:
        way_out = 'Write site_url: !ENV [SITE_URL, ""] and repo_url: !ENV [REPO_URL, ""].'
        return Check("Pages", State.FAIL, f"mkdocs.yml has no {' and no '.join(missing)}", way_out)
    way_out = "Once on GitHub: Settings → Pages → Source: GitHub Actions (can't be seen from here)."
    return Check("Pages", State.OK, "site_url and repo_url are set by the workflow or by you", way_out)


def _workflows(repository: Repository) -> Check:
    folder = repository.path / ".github" / "workflows"
    missing = [name for name in ("notes.yml", "publish.yml") if not (folder / name).is_file()]
    if missing:
        return Check("workflows", State.NOTE, f"no {', '.join(missing)}", "Take them from the template to publish.")
    return Check("workflows", State.OK, "notes.yml and publish.yml")


def _lfs(library: Path, repository: Repository) -> Check:
    """Git LFS is needed only where .gitattributes uses it."""
    installed = repository.ask("lfs", "version")
    pointers = [folder.slug for folder in find_papers(library) if folder.pdf.is_file() and pointed_at(folder.pdf)]
    attributes = repository.path / ".gitattributes"
    used = bool(pointers) or (attributes.is_file() and "filter=lfs" in attributes.read_text(encoding="utf-8"))
    if used and installed is None:
        return Check("git LFS", State.FAIL, "used here and not installed", "Install git-lfs, then: git lfs install")
    if pointers:
        return Check("git LFS", State.FAIL, f"only pointers: {', '.join(pointers[:3])}", "Run: git lfs pull")
    return Check("git LFS", State.OK, "used" if used else "not used")


def _large(library: Path, repository: Repository) -> Check:
    """PDFs that GitHub warns of or refuses, where Git LFS does not take them."""
    sizes = {
        folder.slug: folder.pdf.stat().st_size for folder in find_papers(library) if _is_in_git(folder, repository)
    }
    large = sorted((slug for slug, size in sizes.items() if size >= LARGE), key=lambda slug: -sizes[slug])
    if not large:
        return Check("large PDFs", State.OK, "none")
    listed = ", ".join(f"{slug} ({sizes[slug] / 2**20:.0f} MiB)" for slug in large[:3])
    state = State.FAIL if sizes[large[0]] >= REFUSED else State.NOTE
    way_out = 'git lfs track "paper-notes/**/paper.pdf", or keep_pdf: false with a source: in paper.yml.'
    return Check("large PDFs", state, f"GitHub takes 100 MiB: {listed}", way_out)


def _is_in_git(folder: PaperFolder, repository: Repository) -> bool:
    if not folder.pdf.is_file() or repository.ask("check-ignore", "--quiet", str(folder.pdf.absolute())) is not None:
        return False
    filtered = repository.ask("check-attr", "filter", "--", str(folder.pdf.absolute())) or ""
    return not filtered.endswith(": lfs")


def _papers(library: Path) -> Iterator[Check]:
    planned, failures = plan(library)
    for failure in failures:
        yield Check("papers", State.FAIL, f"{failure.slug}: {failure.error.problem}", failure.error.way_out)
    if not failures:
        way_out = "Run: paper-notes build" if planned else ""
        yield Check("papers", State.OK, f"{len(find_papers(library))}, of them {len(planned)} to be written", way_out)


def _unkept(library: Path, repository: Repository) -> Iterator[Check]:
    """PDFs that paper.yml wants out of git, and that are in it."""
    for folder in find_papers(library):
        try:
            kept = read_settings(folder.settings).keep_pdf
            tracked = not kept and repository.ask("ls-files", "--error-unmatch", str(folder.pdf.absolute())) is not None
        except PaperNotesError:
            continue  # said already
        if tracked:
            way_out = f"git rm --cached {folder.pdf}"
            yield Check("keep_pdf", State.NOTE, f"{folder.slug}: false, and git has the PDF", way_out)
