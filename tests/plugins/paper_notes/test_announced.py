"""The plugin within MkDocs: what stands around the notes, and what is missing where the site has no address."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import ROOT
from tests.site.library import write_lean_site

Build = Callable[..., Path]
ADDRESS = "https://example.org/notes/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the real mkdocs.yml, docs/ and two notes, without posts and search."""
    write_lean_site(tmp_path, ROOT)
    return tmp_path


@pytest.fixture
def site(project: Path) -> Build:
    """Build the project, with options of the plugin and settings of mkdocs.yml; the folder of the site."""

    def build_it(options: str = "", **settings: object) -> Path:
        path = project / "mkdocs.yml"
        path.write_text(path.read_text().replace("- paper-notes:\n", f"- paper-notes:\n      {options}\n"))
        config = load_config(str(path), site_dir=str(project / "site"), strict=True, **settings)
        build(config)
        return project / "site"

    return build_it


def test_a_site_with_an_address_is_announced(site: Build) -> None:
    """Sitemap, canonical links, feeds, llms.txt, and a card for each note, on the note's page too."""
    folder = site(site_url=ADDRESS)
    sitemap = Xml.parse(folder / "sitemap.xml").getroot()
    places = {place.text for place in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"{ADDRESS}papers/first/", f"{ADDRESS}papers/second/", f"{ADDRESS}lists/must-read/"} <= places
    assert all((folder / name).is_file() for name in ("feed.xml", "rss.xml", "feed.json", "llms.txt"))
    html = (folder / "papers" / "first" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}papers/first/">' in html
    assert f'<meta property="og:image" content="{ADDRESS}assets/cards/first.png">' in html
    assert (folder / "assets" / "cards" / "first.png").is_file()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data)["about"]["name"].startswith("Grid Attention")


def test_a_site_without_an_address_is_not(site: Build) -> None:
    """All of it names addresses in full."""
    folder = site()
    assert [name for name in ("feed.xml", "feed.json", "llms.txt", "assets/cards") if (folder / name).exists()] == []
    assert "og:" not in (folder / "papers" / "first" / "index.html").read_text(encoding="utf-8")


def test_cards_can_be_switched_off(site: Build) -> None:
    folder = site("cards: false", site_url=ADDRESS)
    assert not (folder / "assets" / "cards").exists()
    assert "og:image" not in (folder / "papers" / "first" / "index.html").read_text(encoding="utf-8")


def test_there_are_neither_comments_nor_analytics_unless_somebody_wants_them(site: Build) -> None:
    folder = site(site_url=ADDRESS)
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "giscus" not in html
        assert "analytics" not in html.lower()


def test_comments_stand_below_each_note_and_the_policy_lets_them_in(site: Build) -> None:
    folder = site("comments: {repo: me/notes, repo_id: R_1, category: 评论, category_id: C_1}")
    html = (folder / "papers" / "first" / "index.html").read_text(encoding="utf-8")
    assert 'src="https://giscus.app/client.js" data-repo="me/notes" data-repo-id="R_1" data-category="评论"' in html
    assert re.search(r"frame-src 'self' https://giscus.app;", html)
    assert "client.js" not in (folder / "about" / "index.html").read_text(encoding="utf-8")


def test_half_of_giscus_is_told_by_what_is_missing(site: Build, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        site("comments: {repo: me/notes, repo_id: R_1}")
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert any("giscus needs category, category_id too; giscus.app tells them." in message for message in told)


def test_two_searches_are_refused(project: Path, site: Build, caplog: pytest.LogCaptureFixture) -> None:
    path = project / "mkdocs.yml"
    text = path.read_text().replace("search: false", "search: true")
    path.write_text(text.replace("plugins:\n", "plugins:\n  - search\n", 1))
    with pytest.raises(Abort):
        site()
    assert "Two searches: remove `search` from `plugins:`, or set `search: false`" in caplog.text


def test_without_pagefinds_program_the_build_says_so(
    project: Path, site: Build, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = project / "mkdocs.yml"
    path.write_text(path.read_text().replace("search: false", "search: true"))
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    with pytest.raises(Abort):
        site()
    assert "Pagefind's program is not there (/nowhere/pagefind)." in caplog.text


def test_without_our_search_there_is_no_index_and_no_box(site: Build) -> None:
    folder = site()
    assert not (folder / "search").exists()
    assert "pn-search" not in (folder / "index.html").read_text(encoding="utf-8")


def test_the_policy_can_be_left_to_the_server(site: Build) -> None:
    folder = site("content_security_policy: false")
    assert "Content-Security-Policy" not in (folder / "index.html").read_text(encoding="utf-8")


def test_a_reading_list_that_can_not_be_read_stops_the_build_with_its_line(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    path = project / "docs" / "lists" / "must-read.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2017", "year: soon", 1), encoding="utf-8")
    with pytest.raises(Abort):
        site()
    assert "docs/lists/must-read.yml:10: “soon” is no year." in caplog.text


def test_the_file_of_a_list_is_not_published(site: Build) -> None:
    assert list(site().rglob("*.yml")) == []
