"""The engine: Python-Markdown with the site's extensions, one instance for all notes; what it made is kept."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import escape, unescape
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.treeprocessors import InlineProcessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]

from plugins.paper_notes.cache import Cache

_MARKS = {
    "`": "backtick",
    "\\\\": "escape",
    r"[$\\]": "arithmatex-inline",
    r"\[": "footnote reference link short_reference",
    r"!\[": "image_link image_reference short_image_ref",
    "<": "autolink automail html",
    r"  \n": "linebreak",
    r"://|(?i:www)\.": "magic-link",
    "@": "magic-mail",
    "&": "entity",
    "[*_~]": "delimiter tilde not_strong em_strong em_strong2",
}
_MARK_OF = {name: re.compile(mark) for mark, names in _MARKS.items() for name in names.split()}
"""What a text must hold for an inline pattern to match anywhere in it, by the pattern's name."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a note as the engine made it, hostile; `toc` is a tree of `{level, id, name, children}`, safe."""

    html: str
    toc: list[dict[str, Any]]


class _Inline(InlineProcessor):  # type: ignore[misc] # untyped
    """Tries an inline pattern only on text that holds what it begins with: saves a third of the engine's time."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        patterns = markdown.inlinePatterns
        patterns[0]  # sorts them by their priority
        self._tries = [(_MARK_OF[item.name].search, patterns[item.name]) for item in patterns._priority]

    # By its mangled name, for the library has no other place between a text and its patterns. Should that name change,
    # everything is tried everywhere again; should that of `__applyPattern`, the tests say so.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        tries = () if isinstance(data, AtomicString) else self._tries[patternIndex:]
        for index, (holds_mark, pattern) in enumerate(tries, patternIndex):
            start, matched = 0, True
            while matched and holds_mark(data, start):
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)
        return data


class Engine:
    """Renders notes. Extensions are reset between two notes, as Python-Markdown demands of each."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Any], cache: Cache) -> None:
        self._extensions = list(extensions)
        self._settings = dict(settings)
        self._cache = cache

    def render(self, markdown: str) -> Rendered:
        """The Markdown as HTML, from the cache where it and all settings are the same."""
        kept = self._cache.recall("html", self._identity, markdown) if self._identity else None
        if kept is not None:
            toc, _, html = kept.partition("\n")
            return Rendered(html, json.loads(toc))
        html = self._markdown.reset().convert(markdown)
        rendered = Rendered(html, _words_only(getattr(self._markdown, "toc_tokens", [])))
        if self._identity:
            self._cache.keep(f"{json.dumps(rendered.toc)}\n{html}", "html", self._identity, markdown)
        return rendered

    @cached_property
    def _markdown(self) -> Markdown:
        markdown = Markdown(extensions=self._extensions, extension_configs=self._settings)
        if {pattern.name for pattern in markdown.inlinePatterns._priority} <= _MARK_OF.keys():
            markdown.treeprocessors.register(_Inline(markdown), "inline", 20)
        return markdown

    @cached_property
    def _identity(self) -> str:
        """A hash of the settings; empty where they hold a function without a name, and nothing can be kept."""
        try:
            # Only hashed, never read back: pickle names functions by their place.
            return sha256(pickle.dumps((self._extensions, self._settings))).hexdigest()
        except (pickle.PicklingError, AttributeError, TypeError):
            return ""


def _words_only(toc: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contents with names that hold no tag: themes write them as they are, and the engine only guesses at tags."""
    return [
        {
            "level": entry["level"],
            "id": escape(entry["id"]),
            "name": escape(unescape(entry["name"])),
            "children": _words_only(entry["children"]),
        }
        for entry in toc
    ]
