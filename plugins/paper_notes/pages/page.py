"""A page made from the catalogue, for any engine: its source path, title and HTML; and long lists, split into parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Generic, TypeVar

from markupsafe import Markup

Link = Callable[[str], str]
"""The address of a source path as seen from the page in hand."""

PAGE_SIZE = 100
"""Notes on one page of a list."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """`source` is the path of its Markdown on the site; `render` gives its HTML, with the links as seen from there."""

    source: str
    title: str
    render: Callable[[Link], Markup]

    @property
    def markdown(self) -> str:
        """What the engine reads: a front matter alone, for `render` gives the rest. Themes escape no title."""
        return f"---\ntitle: {json.dumps(escape(self.title), ensure_ascii=False)}\nhide: [navigation, toc]\n---\n"


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of a long list: `number` of `total`, from 1; `sources` are the pages of all parts."""

    members: Sequence[T]
    number: int
    sources: tuple[str, ...]
    first: int

    @property
    def source(self) -> str:
        """The page of this part."""
        return self.sources[self.number - 1]

    @property
    def near(self) -> tuple[int, ...]:
        """The numbers that a pager shows: the first, the last, and those around this one; 0 for a gap."""
        total = len(self.sources)
        shown = sorted({1, total, *range(max(1, self.number - 2), min(total, self.number + 2) + 1)})
        return tuple(
            number
            for i, page in enumerate(shown)
            for number in ((0, page) if i and page - shown[i - 1] > 1 else (page,))
        )


def pattern(address: str, part: str) -> str:
    """An address with `{}` for its last `part`: a script puts others there."""
    head, _, tail = address.rpartition(part)
    return f"{head}{{}}{tail}"


def parts(source: str, members: Sequence[T], size: int = PAGE_SIZE) -> Iterator[Part[T]]:
    """A list in parts: the first is `source` (`x.md`, `x/index.md`), the others `x/2.md` and so on."""
    folder = source.removesuffix(".md").removesuffix("/index")
    starts = range(0, max(1, len(members)), size)
    sources = (source, *(f"{folder}/{number}.md" for number in range(2, len(starts) + 1)))
    for number, start in enumerate(starts, 1):
        yield Part(members[start : start + size], number, sources, start)
