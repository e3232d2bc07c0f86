"""The exported mkdocs.yml: the user's own, without what only our plugins understand."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.config import Language
from generator.errors import ConfigError
from plugins.paper_notes.export.settings import read_settings, write_settings
from tests.conftest import ROOT


def _export(root: Path, text: str) -> str:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return write_settings(read_settings(root / "mkdocs.yml"), root / "out", ["own.css"], lambda page: page)


def test_the_projects_own_settings_are_read_as_mkdocs_reads_them() -> None:
    """Extensions with their options, Python's tags and all."""
    settings, config = read_settings(ROOT / "mkdocs.yml"), load_config(str(ROOT / "mkdocs.yml"))
    assert list(settings.extensions) == config.markdown_extensions
    assert repr(settings.extension_settings["toc"]["slugify"]) == repr(config.mdx_configs["toc"]["slugify"])
    assert (settings.language, settings.library, settings.docs) == (Language.ZH, ROOT / "paper-notes", ROOT / "docs")


def test_our_plugins_go_and_others_stay(tmp_path: Path) -> None:
    text = _export(tmp_path, "site_name: x\nplugins:\n- tags: {tags: true}\n- paper-notes: {newest: 3}\n- crosspost\n")
    assert "paper-notes" not in text
    assert "crosspost" not in text
    assert "- search\n- tags: {tags: true}" in text


def test_tags_and_variables_stay_as_the_user_wrote_them(tmp_path: Path) -> None:
    text = _export(tmp_path, "site_name: !ENV [NAME, x]\nextra: {f: !!python/name:os.getcwd ''}\n")
    assert "site_name: !ENV [NAME, x]" in text
    assert "!!python/name:os.getcwd" in text


def test_the_nav_keeps_what_is_there_in_its_new_place(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav:\n- index.md\n- Browse:\n  - Graph: graph.md\n- gone.md\n")
    places = {"index.md": "index.md", "graph.md": "graph/index.md"}
    text = write_settings(read_settings(tmp_path / "mkdocs.yml"), tmp_path / "out", [], places.get)
    assert "nav:\n- index.md\n- Browse:\n  - Graph: graph/index.md\n" in text
    assert "gone.md" not in text


def test_the_users_templates_are_named_as_seen_from_the_export(tmp_path: Path) -> None:
    assert "custom_dir: ../overrides" in _export(
        tmp_path, "site_name: x\ntheme: {name: material, custom_dir: overrides}\n"
    )


def test_exported_pages_have_no_edit_link(tmp_path: Path) -> None:
    """What one would edit is made anew by the next export."""
    text = _export(
        tmp_path, "site_name: x\nedit_uri: edit/main/\ntheme: {name: material, features: [content.action.edit, a]}\n"
    )
    assert "features: [a]" in text
    assert "edit_uri: ''" in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("site_name: [", "this is no YAML"),
        ("INHERIT: other.yml\n", "all settings in one file"),
        ("- x\n", "all settings"),
    ],
)
def test_settings_that_can_not_be_used_are_told(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        _export(tmp_path, text)


def test_without_settings_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"the settings can't be read\."):
        read_settings(tmp_path / "mkdocs.yml")
