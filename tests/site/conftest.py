"""Built sites on loopback, each built once a run, and a real browser to read them with."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import WAY_OUT, find_chromium
from tests.conftest import ROOT
from tests.plugins.crosspost.projects import write_project
from tests.site.library import POSTS, THREE, write_shelf, write_site

expect.set_options(timeout=20_000)  # other tests run at the same time, on as many cores as there are


class Projects:
    """Projects that are made once for all processes of a run of the tests: to build a site takes seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """The project of that name, made by whoever asks first; no test may change it."""
        project, done = self._folder / name, self._folder / f"{name}.done"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.is_file():
                shutil.rmtree(project, ignore_errors=True)
                project.mkdir()
                make(project)
                done.touch()
        return project


@pytest.fixture(scope="session")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Projects:
    """In the folder that the processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return Projects(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(projects: Projects) -> Path:
    """The site of two small notes with the project's own mkdocs.yml."""

    def make(project: Path) -> None:
        write_site(project, ROOT)
        build_site(project, project / "site")

    return projects.made("two-notes", make) / "site"


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that changes it."""
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture(scope="session")
def site_address(site: Path) -> Iterator[str]:
    """The address of the site of two small notes."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def shelf_address(projects: Projects) -> Iterator[str]:
    """The address of a site of notes that build on one another; two of them in a circle, of which the build warns."""

    def make(project: Path) -> None:
        write_site(project, ROOT, write_shelf)
        said = build_site(project, project / "site", "--no-strict")
        assert "the prerequisites go in a circle: instructgpt and ppo need one another" in said

    with serve(projects.made("shelf", make) / "site") as address:
        yield address


@pytest.fixture(scope="session")
def english_site(projects: Projects) -> Path:
    """A site with English words whose addresses name files, so that it can be opened from disk."""

    def make(project: Path) -> None:
        settings = write_site(project, ROOT)
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("  language: zh", "  language: en"), encoding="utf-8")
        build_site(project, project / "site", "--no-directory-urls")

    return projects.made("english", make) / "site"


@pytest.fixture(scope="session")
def posted_site(projects: Projects) -> Path:
    """A site with an address, exports, a note that has been posted, and a reading list of three papers."""

    def make(project: Path) -> None:
        write_project(project)
        (project / "paper-notes" / "first" / "posts.yml").write_text(POSTS, encoding="utf-8")
        (project / "docs" / "lists" / "three.yml").write_text(THREE, encoding="utf-8")
        build_site(project, project / "site")

    return projects.made("posted", make) / "site"


@pytest.fixture(scope="session")
def posted_address(posted_site: Path) -> Iterator[str]:
    """Where it is served."""
    with serve(posted_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    found = find_chromium()
    if found is None:
        pytest.fail(WAY_OUT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def build_site(project: Path, site: Path, *options: str) -> str:
    """Run `mkdocs build --strict` as a person does; what it said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site), *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
