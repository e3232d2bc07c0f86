"""Three hundred attacks, each from every place of a note: nothing of them runs or loads, in no output of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from plugins.paper_notes.export.settings import read_settings
from plugins.paper_notes.export.site import export_site
from tests.plugins.crosspost.projects import ADDRESS, write_project
from tests.site.conftest import Projects, serve
from tests.site.hostile import ATTACKS, VECTORS, write_hostile_notes

pytestmark = pytest.mark.browser

LIVE = """() => [...document.querySelectorAll("*")].flatMap(element => [...element.attributes]
  .filter(one => one.name.startsWith("on") || (/^(href|src|action|formaction|data|xlink:href)$/.test(one.name)
    && /^((java|vb)script:|data:text|data:image\\/svg)/i.test(one.value.replace(/[\\0- ]/g, ""))))
  .map(one => `<${element.tagName} ${one.name}=${one.value.slice(0, 60)}>`))"""
"""Attributes that could run something, in the page as scripts have left it."""

Attacks = Callable[[Mapping[str, str]], dict[str, list[str]]]

CANARY = "window.canary = parent.canary = () => console.log('CANARY SANG'); 0"


@pytest.fixture(scope="module")
def project(projects: Projects) -> Path:
    """A project of hostile notes with everything switched on: posts, feeds, search; built into site/."""
    return projects.made("hostile", _make)


def _make(project: Path) -> None:
    settings = write_project(project)
    write_hostile_notes(project / "paper-notes")
    assert len(VECTORS) >= 300
    build(load_config(str(settings), site_dir=str(project / "site")))


@pytest.fixture
def attacks(browser: Browser) -> Iterator[Attacks]:
    """Of HTML by its name, what of it attacks: read by the browser's parser, some megabytes at a time."""
    page = browser.new_page()

    def found(pages: Mapping[str, str]) -> dict[str, list[str]]:
        names = list(pages)
        lists = [
            one for at in range(0, len(names), 50)
            for one in page.evaluate(ATTACKS, [pages[name] for name in names[at : at + 50]])
        ]  # fmt: skip
        return {name: one for name, one in zip(names, lists, strict=True) if one}

    yield found
    page.close()


def test_every_attack_was_published(project: Path) -> None:
    """Else the tests below would look at nothing: each note has its page, and the words of its attacks stand on it."""
    pages = sorted((project / "site" / "papers").glob("hostile-*/index.html"))
    assert len(pages) == len(list((project / "paper-notes").glob("hostile-*")))
    assert sum(page.read_text("utf-8").count("canary") for page in pages) > 5 * len(VECTORS)


def test_no_page_holds_anything_that_runs(project: Path, attacks: Attacks) -> None:
    """Every page of every kind, and every post for 公众号."""
    files = sorted((project / "site").rglob("*.html"))
    assert len(files) > 100
    assert attacks({str(path): path.read_text("utf-8") for path in files}) == {}


def test_no_post_in_markdown_holds_anything_that_runs(project: Path, attacks: Attacks) -> None:
    """Read by a parser of CommonMark with formulas, as the platforms have one, that lets every address and tag pass."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(dollarmath_plugin, double_inline=True)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    texts = {str(path): _without_front_matter(path) for path in (project / "site").rglob("*.md")}
    assert attacks({name: parser.render(text) for name, text in texts.items()}) == {}


def test_feeds_hold_nothing_that_runs(project: Path, attacks: Attacks) -> None:
    """Well-formed; what a reader takes for HTML (an RSS description, a JSON feed's `content_html`) is harmless."""
    texts: dict[str, str] = {}
    for path in (project / "site").rglob("*.xml"):
        for number, element in enumerate(etree.parse(path).iter("description", "{*}content")):
            texts[f"{path} {number}"] = element.text or ""
    for path in (project / "site").rglob("*.json"):
        for number, (key, text) in enumerate(_strings(json.loads(path.read_text("utf-8")))):
            if "html" in key:
                texts[f"{path} {number}"] = text
    assert attacks(texts) == {}


def test_the_export_holds_nothing_that_runs(project: Path, tmp_path: Path, attacks: Attacks) -> None:
    """What `paper-notes export-site` writes, rendered by an engine that knows nothing of ours."""
    export_site(read_settings(project / "mkdocs.yml"), tmp_path / "export")
    config = load_config(str(tmp_path / "export" / "mkdocs.yml"))
    engine = markdown.Markdown(extensions=list(config.markdown_extensions), extension_configs=config.mdx_configs)
    texts = {str(path): _without_front_matter(path) for path in (tmp_path / "export" / "docs").rglob("*.md")}
    assert attacks({name: engine.reset().convert(text) for name, text in texts.items()}) == {}


def test_nothing_runs_in_a_browser(browser: Browser, project: Path) -> None:
    """Opened without the policy that would keep it quiet: no canary sings, nothing is asked of a stranger."""
    heard: list[str] = []
    hosts: set[str] = set()
    site = project / "site"
    with serve(site) as address:
        context = browser.new_context(bypass_csp=True)
        context.add_init_script(CANARY)
        page = context.new_page()
        page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: heard.append(message.text) if "CANARY" in message.text else None)
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "//" in request.url else None)
        for path in _some(site):
            page.goto(f"{address}/{path.relative_to(site).as_posix()}", wait_until="load")
            assert page.evaluate(LIVE) == [], path
        _search(page, address)
        context.close()
    assert heard == []
    assert hosts <= {address.removeprefix("http://"), ADDRESS.split("/")[2]}  # a post shows images by their address


def test_the_canary_sings_where_nothing_is_made_safe(browser: Browser, attacks: Attacks) -> None:
    """The alarm works: the same browser, the same listeners, one attack as it is."""
    heard: list[str] = []
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(CANARY)
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.set_content("<img src=x onerror=canary()>")
    page.wait_for_timeout(300)
    context.close()
    assert heard[-1:] == ["CANARY SANG"]
    assert attacks({"x": "<img src=x onerror=canary()>"}) == {"x": ["<img onerror=canary()>"]}
    assert len(attacks({vector: vector for vector in VECTORS})) > 200


def _without_front_matter(path: Path) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.S)


def _some(site: Path) -> list[Path]:
    """All pages of notes, and of what there is many alike (by venue, prerequisite and tag, posts) two each."""
    many = ("browse/venue/*/*.html", "browse/prerequisite/*/*.html", "browse/tag/*/*.html", "papers/*/export/*.html")
    left_out = {path for pattern in many for path in sorted(site.glob(pattern))[2:]}
    return [path for path in sorted(site.rglob("*.html")) if path not in left_out]


def _search(page: Page, address: str) -> None:
    """The results of the search show the words of the attacks too."""
    page.goto(f"{address}/papers/hostile-00/", wait_until="load")
    page.keyboard.press("/")
    page.keyboard.type("canary")
    page.wait_for_timeout(1500)
    assert page.evaluate(LIVE) == []


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str):
        yield key, value
