"""mkdocs.yml: what the notes' engine needs of it, and the mkdocs.yml of the exported site, made of the same nodes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import add_env_tag  # type: ignore[import-untyped]

from generator.config import Language
from generator.errors import ConfigError
from plugins.paper_notes.strings import site_language

OURS = frozenset({"paper-notes", "crosspost"})
_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs always uses."""
_LEFT_OUT = frozenset({"docs_dir", "site_dir", "edit_uri", "plugins", "nav", "extra_css", "hooks"})


class _Loader(yaml.UnsafeLoader):  # mkdocs.yml is the user's own, and MkDocs reads it so too
    """YAML as MkDocs reads it: with `!ENV` and Python's own tags."""


add_env_tag(_Loader)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an export needs to know of a project. `root` is the folder of mkdocs.yml."""

    root: Path
    docs: Path
    library: Path
    language: Language
    newest: int
    extensions: tuple[str, ...]
    extension_settings: dict[str, dict[str, Any]]
    directory_urls: bool
    repository: str | None
    text: str
    """mkdocs.yml itself."""


def read_settings(file: Path) -> Settings:
    """Read a project's mkdocs.yml.

    Raises:
        ConfigError: it is not there, is no YAML, or inherits from another.
    """
    try:
        text = file.read_text(encoding="utf-8")
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 - see _Loader
    except OSError as error:
        raise ConfigError(file, "the settings can't be read.", "Stand in the project, or name the file.") from error
    except yaml.YAMLError as error:
        raise ConfigError(file, f"this is no YAML: {' '.join(str(error).split())}", "Mend it.") from error
    if not isinstance(values, dict) or "INHERIT" in values:
        raise ConfigError(file, "an export needs all settings in one file.", "Write INHERIT's settings into it.")
    options = dict(_named(values.get("plugins"))).get("paper-notes", {})
    theme = values.get("theme")
    theme_language = theme.get("language") if isinstance(theme, dict) else None
    extensions = dict(_named(values.get("markdown_extensions")))
    root = file.absolute().parent
    return Settings(
        root=root,
        docs=root / values.get("docs_dir", "docs"),
        library=root / options.get("notes_dir", "paper-notes"),
        language=site_language(options.get("language"), theme_language),
        newest=int(options.get("newest", 12)),
        extensions=tuple(dict.fromkeys((*_BUILT_IN, *extensions))),
        extension_settings={name: settings for name, settings in extensions.items() if settings},
        directory_urls=bool(values.get("use_directory_urls", True)),
        repository=values.get("repo_url") or None,
        text=text,
    )


def write_settings(settings: Settings, target: Path, styles: Iterable[str], page: Callable[[str], str | None]) -> str:
    """The exported site's mkdocs.yml, for the folder `target`: without our plugins, with our style sheets.

    Everything else stays as the user wrote it, tags and all. `page` tells where a page of the nav is now; those that
    only another plugin would make go.
    """
    document = yaml.compose(settings.text, Loader=yaml.SafeLoader)
    assert isinstance(document, yaml.MappingNode)
    old = {key.value: value for key, value in document.value}
    kept = [(key, value) for key, value in document.value if key.value not in _LEFT_OUT]
    for key, value in kept:
        if key.value == "markdown_extensions":
            value.value += [_node(name) for name in ("attr_list", "md_in_html")]
        elif key.value == "theme" and isinstance(value, yaml.MappingNode):
            _move_theme(value, settings.root, target)
    plugins = [node for node in _items(old.get("plugins")) if _name(node) not in OURS]
    added: dict[str, yaml.Node] = {
        "edit_uri": _node(""),
        "plugins": _sequence(
            [*([] if any(_name(node) == "search" for node in plugins) else [_node("search")]), *plugins]
        ),
        "extra_css": _sequence([*(_node(style) for style in styles), *_items(old.get("extra_css"))]),
        "not_in_nav": _node("/papers/\n/browse/\n"),
    }
    if nav := _nav(old.get("nav"), page):
        added["nav"] = nav
    document.value = [*kept, *((_node(key), value) for key, value in added.items())]
    return str(yaml.serialize(document, Dumper=yaml.SafeDumper, allow_unicode=True, width=120))


def _named(entries: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    """(name, options) of a list such as `plugins`: `- name` or `- name: {…}`."""
    for entry in entries or ():
        if isinstance(entry, dict):
            yield from ((str(name), options or {}) for name, options in entry.items())
        else:
            yield str(entry), {}


def _move_theme(theme: yaml.MappingNode, root: Path, target: Path) -> None:
    """Name the user's own templates as seen from the exported site, whose sources nobody edits."""
    for key, value in theme.value:
        if key.value == "custom_dir":
            value.value = os.path.relpath(root / value.value, target)
        elif key.value == "features":
            value.value = [node for node in value.value if not node.value.startswith("content.action.")]


def _nav(node: yaml.Node | None, page: Callable[[str], str | None]) -> yaml.Node | None:
    """The nav with each page where it is now; None where nothing is left."""
    if isinstance(node, yaml.SequenceNode):
        entries = [entry for old in node.value if (entry := _nav(old, page))]
        return _sequence(entries) if entries else None
    if isinstance(node, yaml.MappingNode):
        pairs = [(name, entry) for name, old in node.value if (entry := _nav(old, page))]
        return yaml.MappingNode(node.tag, pairs) if pairs else None
    place = page(node.value) if node else None
    return _node(place) if place else None


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _name(node: yaml.Node) -> str:
    name = node.value[0][0] if isinstance(node, yaml.MappingNode) else node
    return str(name.value)


def _node(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _sequence(nodes: list[yaml.Node]) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=False)
