"""YAML that people write, read strictly: every value with its line, nothing twice, nothing that grows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from plugins.crosspost.tree import CrosspostError

BYTES = 1_000_000
_NODES = 50_000
_DEPTH = 20
_NULLS = frozenset(("", "~", "null"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A value and the line (from 1) on which it stands: a text, a list or a mapping. A number is text here."""

    value: str | tuple[Marked, ...] | dict[str, Marked]
    line: int
    path: Path
    span: tuple[int, int]
    """Where it stands in the file, in characters."""

    def error(self, problem: str, way_out: str = "") -> CrosspostError:
        """What is wrong with it, with file and line."""
        return CrosspostError(self.path, problem, way_out, line=self.line)

    def mapping(self, known: Collection[str] | None = None) -> Mapping[str, Marked]:
        """Its entries; `known` are the names that they may have."""
        if self.value == "":
            return {}
        if not isinstance(self.value, dict):
            raise self.error("there must be lines of the form `name: value`.")
        for name, entry in self.value.items():
            if known is not None and name not in known:
                raise entry.error(f"“{name[:40]}” is unknown.", f"Known are: {', '.join(known)}.")
        return self.value

    def items(self) -> tuple[Marked, ...]:
        """Its items; nothing is an empty list."""
        if self.value == "":
            return ()
        if not isinstance(self.value, tuple):
            raise self.error("there must be a list.", "Begin each item with `- `.")
        return self.value

    def text(self) -> str:
        """Its text."""
        if not isinstance(self.value, str):
            raise self.error("there must be a text.", "Put it into quotes where it holds a colon or bracket.")
        return self.value.strip()

    def number(self, least: int, most: int) -> int:
        """Its whole number."""
        text = self.text()
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise self.error(f"“{text[:20]}” is no number from {least} to {most}.")
        return int(text)


def read_marked(path: Path) -> Marked | None:
    """What a file says; None where there is no file, or nothing in it.

    Raises:
        CrosspostError: it can't be read, is no YAML, says a name twice, or is too large.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CrosspostError(path, "it can't be read as UTF-8.") from error
    return parse_marked(text, path)


def parse_marked(text: str, path: Path) -> Marked | None:
    """As `read_marked`, of a text that is or will be the file's."""
    if len(text) > BYTES:
        raise CrosspostError(path, f"it has more than {BYTES:,} characters.")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"it is no valid YAML ({getattr(error, 'problem', None) or type(error).__name__})."
        raise CrosspostError(path, problem, "Mend that line.", line=mark.line + 1 if mark else None) from error
    return None if root is None else _Reader(path).read(root, 0)


class _Reader:
    """Turns nodes into values; counts them, for an alias can make few lines many."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.left = _NODES

    def read(self, node: yaml.Node, depth: int) -> Marked:
        line = node.start_mark.line + 1
        self.left -= 1
        if self.left < 0 or depth > _DEPTH:
            raise CrosspostError(self.path, "it is too large or nested too deep.", line=line)
        return Marked(self._value(node, depth + 1), line, self.path, (node.start_mark.index, node.end_mark.index))

    def _value(self, node: yaml.Node, depth: int) -> str | tuple[Marked, ...] | dict[str, Marked]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.read(item, depth) for item in node.value)
        if isinstance(node, yaml.ScalarNode):
            return "" if node.style is None and node.value.lower() in _NULLS else str(node.value)
        found: dict[str, Marked] = {}
        for key, value in node.value:  # a mapping: YAML has no fourth kind
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in found:
                problem = f"“{name[:40]}” is said twice." if name else "a name must be a word."
                raise CrosspostError(self.path, problem, line=key.start_mark.line + 1)
            entry = self.read(value, depth)
            # An empty value ends where the next begins: its line is that of its name.
            found[name] = Marked(entry.value, key.start_mark.line + 1, entry.path, entry.span)
        return found
