"""The plugin within MkDocs, and the command beside it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html as lxml_html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from plugins.crosspost.cli import main
from tests.plugins.crosspost.projects import ADDRESS, write_project
from tests.plugins.crosspost.test_export import NOTES
from tests.site.library import NOTES as SITE_NOTES
from tests.site.library import write_note

FILES = ["juejin.md", "meta.json", "wechat.html", "zhihu.md"]
PREVIEWS = ["juejin.preview.html", "zhihu.preview.html"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, to work in."""
    write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, to be left as it is."""
    root = tmp_path_factory.mktemp("project")
    write_project(root)
    built(root)
    return root


@pytest.fixture
def site(built_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages of its notes; the project itself is the place to work in."""
    monkeypatch.chdir(built_once)
    return built_once / "site" / "papers"


def built(project: Path, **settings: object) -> Path:
    """The project's site, built strictly."""
    build(load_config(str(project / "mkdocs.yml"), strict=True, **settings))
    return project / "site" / "papers"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_finished_note_has_its_exports_and_the_menu_a_draft_has_neither(site: Path) -> None:
    assert sorted(path.name for path in (site / "first" / "export").iterdir()) == sorted(FILES + PREVIEWS)
    assert not (site / "second" / "export").exists()
    pages = {slug: (site / slug / "index.html").read_text(encoding="utf-8") for slug in ("first", "second")}
    assert 'data-export="export/"' in pages["first"]
    assert "assets/crosspost/crosspost.js" in pages["first"]
    assert "crosspost" not in pages["second"]


def test_the_header_is_in_the_post_and_addresses_are_absolute(site: Path) -> None:
    """The page shows the header as a card; a post begins with it."""
    text = (site / "first" / "export" / "juejin.md").read_text(encoding="utf-8")
    assert "> **论文**：Grid Attention: A $k$-Nearest View of Sequence Models" in text
    assert f"({ADDRESS}papers/first/images/fig1_arch_overall.png)" in text
    assert f"[路径聚类]({ADDRESS}papers/second/#tldr)" in text
    assert "```python" in text


def test_a_second_build_gives_the_same_bytes(built_once: Path) -> None:
    folder = built_once / "site/papers/first/export"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    built(built_once)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_what_a_platform_will_refuse_is_told_and_stops_no_build(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The page is published all the same; the menu and the command name line and rule."""
    text = (SITE_NOTES / "first" / "README.md").read_text(encoding="utf-8").replace("$O(n^2)$", "$\\wrong(n^2)$")
    write_note(project / "paper-notes", "first", text)
    with caplog.at_level(logging.INFO):
        built(project)
    assert "a platform will refuse something. See: crosspost lint first" in caplog.text
    result = run("lint", "first")
    assert result.exit_code == 1
    assert "error   first:17: 掘金 J3: KaTeX 不接受这个公式" in result.stdout


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a project that wants drafts and no menu, with a hostile note."""
    root = tmp_path_factory.mktemp("chosen")
    write_project(root, ": { drafts: true, menu: false, theme: tech }")
    head = (SITE_NOTES / "first" / "README.md").read_text(encoding="utf-8").split("## 背景与动机")[0]
    write_note(root / "paper-notes", "hostile", head + (NOTES / "hostile.md").read_text(encoding="utf-8"))
    build(load_config(str(root / "mkdocs.yml")))
    return root / "site" / "papers"


def test_a_hostile_note_builds(chosen: Path) -> None:
    """The rest of the site does not suffer; what is wrong is a warning."""
    for name in ("wechat.html", *PREVIEWS):
        shown = lxml_html.fromstring((chosen / "hostile" / "export" / name).read_text(encoding="utf-8"))
        assert shown.xpath("//script | //iframe | //style | //form | //@*[starts-with(name(), 'on')]") == []
    assert (chosen / "first/export/meta.json").is_file()


def test_drafts_and_the_menu_are_a_choice(chosen: Path) -> None:
    assert (chosen / "second" / "export" / "meta.json").is_file()
    assert "cp-menu" not in (chosen / "first" / "index.html").read_text(encoding="utf-8")


def test_an_english_site_has_an_english_menu_and_board(project: Path) -> None:
    """Its language is that of the notes' plugin, as for every other word of the site."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("- paper-notes\n", "- paper-notes: { language: en }\n"), encoding="utf-8")
    papers = built(project)
    page = lxml_html.fromstring((papers / "first" / "index.html").read_text(encoding="utf-8"))
    (menu,) = page.xpath("//details[contains(@class, 'cp-menu')]")
    assert menu.xpath("string(summary)") == "Cross-post"
    assert menu.get("data-unreadable").startswith("The posts can't be read")
    words = json.loads((project / "site" / "assets" / "crosspost" / "words.json").read_text(encoding="utf-8"))
    assert words["preview"] == "Preview"
    assert words["next_wechat"].startswith("Paste it into the editor of 公众号")
    board = lxml_html.fromstring((project / "site" / "schedule" / "index.html").read_text(encoding="utf-8"))
    assert [heading.text.strip() for heading in board.xpath("//h1 | //h2")][:2] == ["Schedule", "Being written"]


def test_an_unknown_theme_stops_the_build_with_the_way_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_project(tmp_path, ": { theme: mine.css }")
    with pytest.raises(Abort):
        built(tmp_path)
    assert "mine.css: there is no such theme. Name one of plain, seal, tech, or a CSS file." in caplog.text


def test_the_command_writes_what_the_site_publishes(site: Path, tmp_path: Path) -> None:
    result = run("export", "first", "--to", str(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    published = {name: (site / "first/export" / name).read_text(encoding="utf-8") for name in FILES}
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "first").iterdir()} == published


def test_lint_prints_findings(site: Path) -> None:
    fine = run("lint", "first")
    assert fine.exit_code == 0
    assert "info    first: 公众号 W4: 全文" in fine.stdout


def test_preview_is_a_page_that_runs_nothing(site: Path, tmp_path: Path) -> None:
    assert run("preview", "first", "--to", str(tmp_path / "p.html")).exit_code == 0
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert page.count('<div class="phone') == 4
    assert "zhihu.com/equation" not in page  # formulas are drawn here: the preview asks nobody
    assert page.count("<svg xmlns") > 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "third"), "crosspost: there is no note “third”. There are: first, second."),
        (("export", "second"), "crosspost: “second” is a draft. Finish it, or give --drafts."),
    ],
)
def test_a_note_that_is_not_there_or_a_draft_is_one_line(site: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr.strip()) == (1, message)


def test_a_site_without_the_plugin_is_told_how_to_use_it(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("  - crosspost\n", ""), encoding="utf-8")
    assert "the plugin crosspost is not in use. Add it below plugins:." in run("lint").stderr
