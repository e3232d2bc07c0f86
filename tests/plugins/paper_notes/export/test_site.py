"""The export as files: every note, page and picture, without a word that only our plugins understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.paper_notes.export.__main__ import main
from tests.conftest import ROOT
from tests.site.library import write_lean_site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two notes."""
    write_lean_site(tmp_path / "project", ROOT)
    return tmp_path / "project"


def test_a_site_is_written_as_a_docs_tree_and_its_problems_are_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = project / "paper-notes" / "first" / "README.md"
    note.write_text(note.read_text(encoding="utf-8") + "\n[x](../nowhere/README.md)\n", encoding="utf-8")
    assert main(str(project / "mkdocs.yml"), str(project / "out")) == 0
    said = capsys.readouterr()
    assert "out: 2 notes, " in said.out
    assert "first/README.md" in said.err
    docs = project / "out" / "docs"
    assert (docs / "papers" / "first" / "images" / "fig1_arch_overall.png").is_file()
    page = (docs / "papers" / "first" / "index.md").read_text(encoding="utf-8")
    assert "pn-figure" in page
    assert (docs / "browse").is_dir()
    settings = (project / "out" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "paper-notes:" not in settings


def test_where_nothing_can_be_written_one_line_says_why(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "out").mkdir()
    (project / "out" / "mine.txt").write_text("x", encoding="utf-8")
    assert main(str(project / "mkdocs.yml"), str(project / "out")) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [path.name for path in (project / "out").iterdir()] == ["mine.txt"]
