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

from plugins.paper_notes.cache import Cache

_MARK = re.compile(r"[`\\\[!<&*_~$@]|://|www\.| \n", re.I)
_OF_THE_LIBRARY = "backtick escape reference link image_link image_reference short_reference short_image_ref autolink"
_OF_EXTENSIONS = "arithmatex-inline footnote magic-link magic-mail delimiter tilde"
_BEGIN_WITH_A_MARK = frozenset(
    f"{_OF_THE_LIBRARY} automail linebreak html entity not_strong em_strong em_strong2 {_OF_EXTENSIONS}".split()
)
"""Inline patterns that are known to match nothing without one of the marks."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a note as the engine made it, hostile; `toc` is a tree of `{level, id, name, children}`, safe."""

    html: str
    toc: list[dict[str, Any]]


class _Inline(InlineProcessor):  # type: ignore[misc] # untyped
    """Tries the inline patterns only where a character stands that begins one: a quarter of the engine's time."""

    # By its mangled name, for the library has no other place between a text and all of its patterns. Should that name
    # change, everything is tried everywhere again.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if patternIndex == 0 and not _MARK.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))


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
        if {pattern.name for pattern in markdown.inlinePatterns._priority} <= _BEGIN_WITH_A_MARK:
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
