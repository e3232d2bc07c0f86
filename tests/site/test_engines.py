"""The site is not bound to its engine: what `paper-notes export-site` writes is the same site, whoever builds it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.site.conftest import Projects, build_site, serve
from tests.site.library import write_lean_site

BIN = Path(sys.executable).parent
ENGINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"],
    "properdocs": [str(BIN / "properdocs"), "build", "--strict", "-f", "mkdocs.yml"],
    "zensical": [str(BIN / "zensical"), "build", "--strict"],
}


@pytest.fixture(scope="module")
def project(projects: Projects) -> Path:
    """A project with two notes, its site built with our plugin, the export of it in `export/`, built by each engine."""
    return projects.made("engines", _make)


def _make(project: Path) -> None:
    write_lean_site(project, ROOT)
    build_site(project, project / "site")
    command = [sys.executable, "-m", "generator", "export-site", "export"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for name, command in ENGINES.items():
        copy = project / f"export-{name}"
        shutil.copytree(project / "export", copy)
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (name, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def built(project: Path) -> dict[str, Path]:
    """The site of the export as each engine builds it."""
    return {name: project / f"export-{name}" / "site" for name in ENGINES}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_makes_the_same_pages(project: Path, built: dict[str, Path], engine: str) -> None:
    """The same pages, and on each the same title, words, headings, contents, links and images."""
    ours, theirs = _pages(project / "site"), _pages(built[engine])
    assert set(theirs) == set(ours)
    for name in sorted(theirs):
        assert _content(theirs[name]) == _content(ours[name]), name


@pytest.mark.parametrize("engine", ENGINES)
def test_every_file_that_a_page_shows_is_there(built: dict[str, Path], engine: str) -> None:
    for name, page in _pages(built[engine]).items():
        article = lxml_html.fromstring(page.read_text(encoding="utf-8")).xpath("//article")[0]
        for address in article.xpath(".//@src | .//link/@href | .//a[not(@download)]/@href"):
            if not re.match(r"[a-z]+:|#|$", address):
                target = (page.parent / unquote(re.split("[?#]", address)[0])).resolve()
                assert target.exists(), (name, address)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_zensical_and_mkdocs_look_alike(browser: Browser, project: Path, built: dict[str, Path], width: int) -> None:
    """The same blocks in the same order, about as wide and as high, formulas set, no wider than the screen."""
    layouts = []
    for site in (project / "site", built["zensical"]):
        with serve(site) as address:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(f"{address}/papers/first/", wait_until="networkidle")
            page.locator("article .katex").first.wait_for()
            layouts.append(page.evaluate(LAYOUT))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.close()
    ours, theirs = layouts
    assert [block["name"] for block in theirs] == [block["name"] for block in ours]
    for one, other in zip(ours, theirs, strict=True):
        assert other["width"] == pytest.approx(one["width"], rel=0.15), one
        assert other["height"] == pytest.approx(one["height"], rel=0.25, abs=32), one  # a line more or less


LAYOUT = """() => [...document.querySelectorAll(
  "article :is(h1, h2, h3, .pn-card, .pn-figure, table, pre, .katex-display)")]
  .filter(element => element.getClientRects().length && !element.closest(".pn-after"))
  .map(element => { const box = element.getBoundingClientRect();
    return {name: element.tagName + " " + element.className.split(" ")[0], width: box.width, height: box.height}; })"""


def _pages(site: Path) -> dict[str, Path]:
    return {path.parent.relative_to(site).as_posix(): path for path in site.rglob("index.html")}


def _content(page: Path) -> dict[str, object]:
    """What a reader gets of a page; what the engine adds around it is the engine's."""
    tree = lxml_html.fromstring(page.read_text(encoding="utf-8"))
    article = tree.xpath("//article")[0]
    for extra in article.xpath(".//script | .//link | .//a[contains(@class, 'md-content__button')]"):
        extra.drop_tree()
    headings = article.xpath(".//h1 | .//h2 | .//h3 | .//h4")
    return {
        "title": tree.xpath("string(//title)"),
        "words": re.sub(r"\s+", "", article.text_content()),
        "headings": [(heading.tag, heading.get("id"), _words(heading)) for heading in headings],
        "contents": [_words(link) for link in tree.xpath("//nav[contains(@class, 'md-nav--secondary')]//a")],
        "links": article.xpath(".//a/@href"),
        "images": article.xpath(".//img/@src"),
    }


def _words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
