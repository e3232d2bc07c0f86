"""The first minutes of a newcomer: clone, `make site`, read the note in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ROOT, needs_examples
from tests.site.conftest import Projects, serve

pytestmark = [pytest.mark.browser, needs_examples]


@pytest.fixture(scope="session")
def clone(projects: Projects) -> Path:
    """A clone of this repository in which `make site` has run, in the environment that the tests run in."""
    return projects.made("newcomer", _make) / "clone"


def _make(project: Path) -> None:
    folder = project / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ANTHROPIC")}
    done = subprocess.run(
        # The stamps of what is installed are older than the clone's files: -o takes them as they are.
        ["make", "site", "SERVE=0", f"VENV={sys.prefix}", "-o", f"{sys.prefix}/bin/.run"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def address(clone: Path) -> Iterator[str]:
    with serve(clone / "site") as address:
        yield address


def test_the_pdf_without_a_note_became_a_draft_with_its_figures(clone: Path) -> None:
    folder = clone / "paper-notes" / "tiny-palette-crops"
    assert "**状态**：草稿" in (folder / "README.md").read_text(encoding="utf-8")
    assert {path.name.partition("_")[0] for path in (folder / "images").glob("*.png")} >= {"fig1", "fig2"}


def test_the_note_by_hand_is_as_it_was_committed(clone: Path) -> None:
    done = subprocess.run(
        ["git", "status", "--short", "paper-notes/path-clustering"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_newcomer_reads_the_note(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="稀疏、稠密与交错").first.click()
    expect(page.get_by_role("img", name="3 星（共 5 星）")).to_be_visible()
    expect(page.locator(".katex-display").first).to_be_visible()
    assert page.locator(".katex-error").count() == 0
    figure = page.get_by_role("img", name="扫描聚类的整体架构")
    figure.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 600", arg=figure.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_draft_says_on_its_page_that_it_is_one(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/papers/tiny-palette-crops/")
    expect(page.get_by_text("这是一篇草稿")).to_be_visible()
    expect(page.locator("article img").first).to_be_visible()
    page.close()
