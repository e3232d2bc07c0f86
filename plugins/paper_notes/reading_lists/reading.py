"""Read the files of docs/lists/ strictly: whatever is wrong is told with its line and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import yaml

from generator.errors import ConfigError
from plugins.paper_notes.reading_lists.model import ListedPaper, ListSection, ReadingList

SIZE_LIMIT = 1024 * 1024
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR = 1900

T = TypeVar("T")


def read_lists(folder: Path) -> tuple[ReadingList, ...]:
    """The lists of a folder, in the order of their names; none where there is no folder.

    Raises:
        ConfigError: a file is no such list; names file and line.
    """
    return tuple(read_list(path) for path in sorted(folder.glob("*.yml")))


def read_list(path: Path) -> ReadingList:
    """The list of a file; raises ConfigError as `read_lists` does."""
    if not _NAME.fullmatch(path.stem) or path.stem == "index":
        raise ConfigError(path, "the file's name is no address.", "Name it like must-read.yml: a-z, 0-9, hyphens.")
    if path.stat().st_size > SIZE_LIMIT:
        raise ConfigError(path, f"it has more than {SIZE_LIMIT // 1024} KiB.", "Split the list.")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise ConfigError(path, "it is not UTF-8.", "Save it as UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or type(error).__name__
        raise ConfigError(
            path, f"it is no valid YAML ({said}).", "Mend it.", line=mark.line + 1 if mark else 1
        ) from error
    reader = _Reader(path)
    fields = reader.mapping(root, {"title", "sections"}, {"description"})
    sections = reader.items(fields["sections"], reader.section)
    return ReadingList(path, reader.text(fields["title"]), reader.optional(fields, "description"), sections)


class _Reader:
    """Turns YAML nodes into values; every complaint names the node's line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def section(self, node: yaml.Node) -> ListSection:
        fields = self.mapping(node, {"title", "papers"}, {"text"})
        papers = self.items(fields["papers"], self.paper)
        return ListSection(self.text(fields["title"]), self.optional(fields, "text"), papers)

    def paper(self, node: yaml.Node) -> ListedPaper:
        texts = {"note", "reason", "question", "formula", "explanation"}
        fields = self.mapping(node, {"title", "year", "venue", "link"}, texts | {"contributions"})
        contributions = self.items(fields["contributions"], self.text) if "contributions" in fields else ()
        return ListedPaper(
            title=self.text(fields["title"]),
            year=self.year(fields["year"]),
            venue=self.text(fields["venue"]),
            link=self.link(fields["link"]),
            line=node.start_mark.line + 1,
            contributions=contributions,
            **{name: self.optional(fields, name) for name in texts},
        )

    def mapping(self, node: yaml.Node | None, needed: set[str], allowed: set[str]) -> Mapping[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, "here must be a mapping.", f"Write {', '.join(sorted(needed))}, each with a colon.")
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in needed | allowed:
                known = ", ".join(sorted(needed | allowed))
                raise self._error(key, f"“{name}” is not known here.", f"Known are: {known}.")
            if name in fields:
                raise self._error(key, f"“{name}” is said twice.", "Keep one of them.")
            fields[name] = value
        for name in sorted(needed - fields.keys()):
            raise self._error(node, f"“{name}” is missing.", "Add it.")
        return fields

    def items(self, node: yaml.Node, read: Callable[[yaml.Node], T]) -> tuple[T, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self._error(node, "here must be a list of at least one.", "Begin each with `- `.")
        return tuple(read(item) for item in node.value)

    def text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            raise self._error(node, "here must be a text.", "Put it in quotes if it holds a colon.")
        return " ".join(str(node.value).split())

    def optional(self, fields: Mapping[str, yaml.Node], name: str) -> str:
        return self.text(fields[name]) if name in fields else ""

    def year(self, node: yaml.Node) -> int:
        text, latest = self.text(node), datetime.now(UTC).year + 1
        if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= latest:
            raise self._error(node, f"“{text}” is no year.", f"Write one from {_FIRST_YEAR} to {latest}.")
        return int(text)

    def link(self, node: yaml.Node) -> str:
        text = self.text(node)
        if not re.fullmatch(r"https?://[^\s\"'<>]+", text):
            raise self._error(node, f"“{text}” is no address of a page.", "Write https://…")
        return text

    def _error(self, node: yaml.Node | None, problem: str, way_out: str) -> ConfigError:
        return ConfigError(self._path, problem, way_out, line=node.start_mark.line + 1 if node else 1)
