"""An export writes into one folder, and takes away only what an export wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import ConfigError
from plugins.paper_notes.export.folder import MANIFEST, ExportFolder


def test_a_folder_that_holds_something_else_is_refused_and_stays(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "mine.txt").write_text("x")
    with pytest.raises(ConfigError, match="not empty, and no export wrote it"):
        ExportFolder(target)
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("part", ["docs", "docs/site", "paper-notes/export"])
def test_what_the_site_is_made_of_is_no_target(tmp_path: Path, part: str) -> None:
    with pytest.raises(ConfigError, match="which the site is made of"):
        ExportFolder(tmp_path / part, tmp_path / "docs", tmp_path / "paper-notes")


def test_a_second_export_replaces_the_first_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "target"
    first = ExportFolder(target)
    first.write("docs/old/index.md", "old")
    first.write("docs/index.md", b"both")
    first.finish()
    (target / "docs" / "mine.md").write_text("mine")
    (target / "site").mkdir()
    (target / "site" / "index.html").write_text("built")
    second = ExportFolder(target)
    second.write("docs/index.md", "new")
    second.finish()
    files = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    assert files == [MANIFEST, "docs/index.md", "docs/mine.md", "site/index.html"]
    assert not (target / "docs" / "old").exists()


def test_an_export_that_was_interrupted_can_be_done_again(tmp_path: Path) -> None:
    ExportFolder(tmp_path / "target").write("a", "x")
    again = ExportFolder(tmp_path / "target")
    again.write("b", "y")
    again.finish()
    assert (tmp_path / "target" / "b").read_text() == "y"


@pytest.mark.parametrize("name", ["../outside", "docs/../../outside", "link/outside", "linked"])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    """Neither by a name nor through a link in the folder."""
    (tmp_path / "elsewhere").mkdir()
    folder = ExportFolder(tmp_path / "target")
    (tmp_path / "target" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "target" / "linked").symlink_to(tmp_path / "elsewhere" / "outside")
    with pytest.raises(ConfigError, match="outside of the export"):
        folder.write(name, "x")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    target = tmp_path / "target"
    ExportFolder(target).finish()
    (tmp_path / "victim").write_text("x")
    (target / MANIFEST).write_text(json.dumps(["../victim", str(tmp_path / "victim")]))
    ExportFolder(target)
    assert (tmp_path / "victim").is_file()
