"""How a large site's index is split: whole years, as many together as fit into the memory that indexing may take."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.paper_notes.search.page import SearchPage

BYTES_PER_BYTE = 45
"""Memory of Pagefind 1.5 for each byte of the documents it reads; measured by `benchmarks/search.py`."""

MEMORY_LIMIT = 4_000_000_000
"""What one run of Pagefind may take at most, in bytes: what the machines of free CI services leave to it."""

_SHARE = 2
"""A smaller machine gives one part in `_SHARE` of its memory."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page and the HTML that is indexed for it, as a file."""

    page: SearchPage
    bytes: int


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are indexed together."""

    documents: tuple[Document, ...]

    @property
    def memory(self) -> int:
        """Bytes that indexing them is estimated to take."""
        return estimate(self.documents)


def memory_limit() -> int:
    """What one run of Pagefind may take on this machine, in bytes."""
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(MEMORY_LIMIT, installed // _SHARE)


def estimate(documents: Iterable[Document]) -> int:
    """Bytes of memory that indexing these documents takes."""
    return sum(document.bytes for document in documents) * BYTES_PER_BYTE


def split(documents: Sequence[Document], limit: int = MEMORY_LIMIT) -> tuple[Shard, ...]:
    """The shards, newest year first; one where all of it fits. A year that does not fit alone is split itself."""
    newest_first = sorted(documents, key=lambda document: document.page.year, reverse=True)
    shards: list[list[Document]] = []
    room = 0
    for _, group in groupby(newest_first, key=lambda document: document.page.year):
        year = list(group)
        if estimate(year) > room:
            shards.append([])
            room = limit
        for document in year:
            memory = estimate([document])
            if memory > room and shards[-1]:
                shards.append([])
                room = limit
            shards[-1].append(document)
            room -= memory
    return tuple(Shard(tuple(shard)) for shard in shards)
