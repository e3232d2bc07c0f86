"""The plugin within MkDocs: real builds of small projects."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.conftest import ROOT
from tests.plugins.paper_notes.test_sanitize import HOSTILE
from tests.site.library import NOTES, write_lean_site, write_note

Build = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the real mkdocs.yml, docs/ and two notes, without posts and search."""
    write_lean_site(tmp_path, ROOT)
    return tmp_path


@pytest.fixture
def site(project: Path) -> Build:
    """Build the project, with settings of mkdocs.yml replaced; the folder of the site."""

    def build_it(*, strict: bool = True, **settings: object) -> Path:
        build(_config(project, strict=strict, **settings))
        return project / "site"

    return build_it


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The project built as it is, for tests that only look: with addresses of folders, and with such of files."""
    project = tmp_path_factory.mktemp("built")
    write_lean_site(project, ROOT)
    sites = {urls: project / f"site-{urls}" for urls in (True, False)}
    for urls, folder in sites.items():
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(folder), strict=True, use_directory_urls=urls))
    return sites


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_note_is_a_page_with_its_images_and_paper_beside_it(built: dict[bool, Path], *, directory_urls: bool) -> None:
    folder = built[directory_urls] / "papers" / "first"
    published = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert sorted(published) == [
        "images/fig1_arch_overall.png",
        "images/fig2_result_scaling.png",
        "index.html",
        "paper.pdf",
    ]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_link_and_image_of_the_site_leads_to_a_file(built: dict[bool, Path], *, directory_urls: bool) -> None:
    """No address is absolute, and each relative one exists."""
    folder = built[directory_urls]
    for page in folder.rglob("*.html"):
        if page.name == "404.html":  # is served from any place, so it can't be relative
            continue
        for address in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8")):
            if not address.startswith(("http", "mailto:")):
                target = (page.parent / unquote(address)).resolve()
                assert (target / "index.html").is_file() or target.is_file(), f"{page}: {address}"


def test_the_header_of_the_note_is_shown_once_as_a_card(built: dict[bool, Path]) -> None:
    html = _page(built[True], "first")
    assert html.count('<p class="pn-card__paper">Grid Attention: A') == 1
    assert "<strong>论文</strong>" not in html


def test_the_edit_link_leads_to_the_real_file(site: Build) -> None:
    html = _page(site(repo_url="https://github.com/me/notes"), "first")
    assert 'href="https://github.com/me/notes/edit/main/paper-notes/first/README.md"' in html


def test_without_a_repository_there_is_no_edit_link_and_no_warning(built: dict[bool, Path]) -> None:
    assert "/edit/" not in _page(built[True], "first")


def test_a_link_to_a_file_that_is_not_published_leads_to_the_repository(project: Path, site: Build) -> None:
    (project / "LICENSE").write_text("")
    _append(project, "见[许可](../../LICENSE)。")
    html = _page(site(repo_url="https://github.com/me/notes"), "first")
    assert '<a href="https://github.com/me/notes/blob/main/LICENSE">许可</a>' in html


def test_notes_stay_out_of_the_navigation(project: Path, site: Build) -> None:
    """With each note in the navigation of each page, bytes grow with the square of the notes."""
    note = (NOTES / "second" / "README.md").read_text(encoding="utf-8")
    few = len(_page(site(), "first"))
    for number in range(30):
        write_note(project / "paper-notes", f"note-{number}", note)
    assert len(_page(site(), "first")) == few


def test_nothing_is_written_into_docs(built: dict[bool, Path]) -> None:
    before, after = (
        {path.relative_to(folder) for path in folder.rglob("*")}
        for folder in (ROOT / "docs", built[True].parent / "docs")
    )
    assert after == before - {Path("schedule.yml")}


def test_mkdocs_serve_watches_the_notes(project: Path) -> None:
    config = _config(project)
    config.plugins.run_event("config", config)
    assert str(project / "paper-notes") in config.watch


def test_the_site_speaks_english_where_the_theme_does(project: Path, site: Build) -> None:
    text = (project / "mkdocs.yml").read_text().replace("language: zh", "language: en")
    (project / "mkdocs.yml").write_text(text)
    folder = site()
    assert '<h1 id="all-notes">All notes' in (folder / "papers" / "index.html").read_text()
    assert 'title="4 of 5 stars' in _page(folder, "first")


def test_an_option_overrides_the_language_of_the_theme(project: Path, site: Build) -> None:
    _options(project, "language: en")
    assert "All notes" in (site() / "papers" / "index.html").read_text()


def test_a_person_can_write_the_list_page_themselves(project: Path, site: Build) -> None:
    (project / "docs" / "papers").mkdir()
    (project / "docs" / "papers" / "index.md").write_text("# 我的清单\n\n<!-- paper-notes:all -->\n")
    html = (site() / "papers" / "index.html").read_text()
    assert "我的清单" in html
    assert 'href="first/"' in html


def test_a_broken_note_is_a_warning_with_file_and_line_and_breaks_no_other_page(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    write_note(project / "paper-notes", "broken", "# 标题\n\n没有头部。\n")
    folder = site(strict=False)
    assert _warnings(caplog) == [
        "paper-notes/broken/README.md:1: the note has no header. Begin it with `> **论文**：…` right after the title."
    ]
    assert (folder / "papers" / "first" / "index.html").is_file()
    assert not (folder / "papers" / "broken").exists()


def test_a_broken_note_stops_a_strict_build(project: Path, site: Build) -> None:
    write_note(project / "paper-notes", "broken", "# 标题\n\n没有头部。\n")
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        site()


def test_a_broken_link_is_told_once_with_file_and_line(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    """MkDocs says nothing more of it: the dead link is only words on the page."""
    readme = project / "paper-notes" / "first" / "README.md"
    line = readme.read_text().count("\n") + 2
    _append(project, "见[那里](images/gone.png)。")
    html = _page(site(strict=False), "first")
    assert _warnings(caplog) == [
        f"paper-notes/first/README.md:{line}: the link to “images/gone.png” leads nowhere: there is no such file."
    ]
    assert "见<a>那里</a>。" in html


def test_a_hostile_note_does_nothing_on_its_page_nor_on_any_other(project: Path, site: Build) -> None:
    """Scripts, handlers, frames and styles in the title, the header and the text."""
    text = (NOTES / "first" / "README.md").read_text(encoding="utf-8").replace("![", "[")
    text = text.replace(
        "# 线性注意力", "# <img src=x onerror=alert(1)> &lt;/title>&lt;script>alert(2)&lt;/script> 线性", 1
    )
    text = text.replace("ICML 2024", "<svg onload=alert(1)> ICML 2024").replace("核函数", "<script>alert(1)</script>")
    text = text.replace("标准注意力的", '"&gt;&lt;script>alert(3)&lt;/script> 标准注意力的', 1)
    text = text.replace("## 背景与动机", "## <script>alert(1)</script> &lt;img src=x onerror=alert(1)>")
    write_note(project / "paper-notes", "first", text + "\n\n" + "\n\n".join(HOSTILE))
    folder = site(strict=False)
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        scripts = re.findall(r"(?s)<script[^>]*>(.*?)</script>", html)
        assert [script for script in scripts if "alert" in script] == [], page
        tags = [tag for tag in re.findall(r"<[a-z][^>]*>", html) if re.search(r"(?i)\son\w+=|javascript:|evil", tag)]
        assert tags == [], page
        assert "<iframe" not in html
        assert "<object" not in html


def test_an_interview_beside_a_note_is_a_page_that_the_note_leads_to_and_is_listed_nowhere(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    """It is as hostile as a note; what looks like settings of a page is text; its words are not searched."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("search: false", "search: true"))
    (project / "paper-notes" / "first" / "interview.md").write_text(
        "---\ntemplate: 404.html\n---\n\n# 一分钟\n\n见[另一篇](../second/README.md)，zyxwvu $O(n)$。\n\n"
        "![坏](images/gone.png)\n\n<script>alert(1)</script>\n",
        encoding="utf-8",
    )
    (project / "paper-notes" / "second" / "interview.md").write_bytes(b"\xff")
    folder = site(strict=False)
    assert [warning.partition(" ")[0] for warning in _warnings(caplog)] == [
        "paper-notes/second/interview.md:1:",
        "paper-notes/first/interview.md:9:",
    ]
    html = (folder / "papers" / "first" / "interview" / "index.html").read_text(encoding="utf-8")
    assert "template: 404.html" in html
    assert '<a href="../../second/">另一篇</a>' in html
    assert "katex.min.js" in html
    assert "alert(1)" not in html
    assert '<a href="interview/">面试怎么讲</a>' in _page(folder, "first")
    assert "interview" not in _page(folder, "second")
    listed = [*folder.glob("papers/index.html"), *folder.glob("assets/paper-notes/**/*.json"), folder / "search"]
    texts = [path.read_text(encoding="utf-8") for path in listed if path.is_file()]
    texts += [path.read_text(encoding="utf-8") for path in (folder / "search").glob("*.js")]
    assert [text for text in texts if "interview/" in text or "zyxwvu" in text] == []


def test_with_only_a_site_has_these_notes_and_links_to_the_others_are_words(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    """A link to a note that was left out is no mistake; that the site is not whole is told."""
    _options(project, "only: ['fir*']")
    folder = site(strict=False)
    assert [path.name for path in (folder / "papers").iterdir() if (path / "paper.pdf").is_file()] == ["first"]
    assert "<a>路径聚类</a>" in _page(folder, "first")
    assert _warnings(caplog) == ["`only` leaves notes out: publish a site that was built without it."]


def test_with_only_mkdocs_serve_watches_these_notes(project: Path) -> None:
    """MkDocs looks at each watched file twice a second: at ten thousand notes that would be all it does."""
    _options(project, "only: [first]")
    config = _config(project)
    config.plugins.run_event("config", config)
    assert str(project / "paper-notes" / "first") in config.watch
    assert str(project / "paper-notes") not in config.watch


def test_a_build_reports_once_at_its_end(project: Path, site: Build, caplog: pytest.LogCaptureFixture) -> None:
    """Notes, drafts, what is broken, the slowest; the same as JSON for programs."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    write_note(project / "paper-notes", "broken", "# 标题\n\n没有头部。\n")
    _append(project, "见[那里](images/gone.png)。")
    site(strict=False)
    report = json.loads((project / ".cache" / "site" / "report.json").read_text(encoding="utf-8"))
    assert (report["notes"], report["drafts"], report["broken"], len(report["problems"])) == (2, 1, 1, 2)
    assert {page for page, _ in report["slowest"]} >= {"papers/first/README.md", "papers/second/README.md"}
    told = [record.getMessage() for record in caplog.records if "2 notes, 1 of them drafts" in record.getMessage()]
    assert len(told) == 1


def test_a_second_build_gives_the_same_pages_from_the_cache(project: Path, site: Build) -> None:
    first = {path: path.read_bytes() for path in site().glob("papers/*/index.html")}
    assert (project / ".cache" / "site" / "notes.sqlite").stat().st_size > 10_000
    assert {path: path.read_bytes() for path in site().glob("papers/*/index.html")} == first


def test_a_link_to_a_section_that_is_not_there_is_told_by_mkdocs(
    project: Path, site: Build, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether the page was rendered now or came from the cache."""
    _append(project, "见[那里](../second/README.md#nowhere)。")
    for _ in range(2):
        caplog.clear()
        site(strict=False, validation={"links": {"anchors": "warn"}})
        assert any("does not contain an anchor '#nowhere'" in warning for warning in _warnings(caplog))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("only: first", "option 'only': Expected a list of items, but a <class 'str'> was given."),
        ("notes_dir: nowhere", "option 'notes_dir': The path '{root}/nowhere' isn't an existing directory."),
        ("newest: 0", "option 'newest': Expected a whole number from 1 on but received: 0"),
        ("newest: many", "option 'newest': Expected type: <class 'int'> but received: <class 'str'>"),
        ("language: fr", "option 'language': Expected one of: ('zh', 'en') but received: 'fr'"),
        ("colour: red", "option 'colour': Unrecognised configuration name: colour"),
    ],
)
def test_a_wrong_option_is_told_as_mkdocs_tells_its_own(
    project: Path, caplog: pytest.LogCaptureFixture, options: str, message: str
) -> None:
    _options(project, options)
    with pytest.raises(Abort):
        _config(project, strict=True)
    assert _warnings(caplog) == [f"Config value 'plugins': Plugin 'paper-notes' {message.format(root=project)}"]


def _config(project: Path, **settings: object) -> MkDocsConfig:
    return load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"), **settings)


def _page(site: Path, slug: str) -> str:
    return (site / "papers" / slug / "index.html").read_text(encoding="utf-8")


def _append(project: Path, text: str) -> None:
    readme = project / "paper-notes" / "first" / "README.md"
    readme.write_text(f"{readme.read_text()}\n{text}\n")


def _options(project: Path, options: str) -> None:
    path = project / "mkdocs.yml"
    path.write_text(path.read_text().replace("- paper-notes:\n", f"- paper-notes:\n      {options}\n"))


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    records = (record for record in caplog.records if record.levelno >= logging.WARNING)
    return [record.getMessage().removeprefix("paper-notes: ") for record in records]
