"""A built site on loopback and a real browser to read it with."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import WAY_OUT, find_chromium
from tests.conftest import ROOT
from tests.site.library import write_shelf, write_site

expect.set_options(timeout=20_000)  # other tests run at the same time, on as many cores as there are


@pytest.fixture(scope="session")
def site_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site built from two small notes with the project's own mkdocs.yml."""
    project = tmp_path_factory.mktemp("project")
    write_site(project, ROOT)
    site = project / "site"
    build_site(project, site)
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def shelf_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of notes that build on one another; two of them in a circle, of which the build warns."""
    project = tmp_path_factory.mktemp("shelf")
    write_site(project, ROOT, write_shelf)
    site = project / "site"
    said = build_site(project, site, "--no-strict")
    assert "the prerequisites go in a circle: instructgpt and ppo need one another" in said
    with serve(site) as address:
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
