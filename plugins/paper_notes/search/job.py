"""What passes between the build and the process that indexes: a job, and what came of it, both as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from plugins.paper_notes.search.page import SearchPage


@dataclass(frozen=True, slots=True)
class Job:
    """Index these pages of the built site into its folder `search/`."""

    site: Path
    pages: tuple[SearchPage, ...]
    words: Mapping[str, object]
    """What the box says, for the script that shows results."""
    memory_limit: int

    def to_json(self) -> str:
        """The job as it is sent."""
        return json.dumps(asdict(self) | {"site": str(self.site)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job as it was sent."""
        data = json.loads(text)
        pages = tuple(SearchPage(**page) for page in data["pages"])
        return cls(Path(data["site"]), pages, data["words"], data["memory_limit"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was indexed: pages, shards, bytes of memory as estimated for the largest shard and as measured."""

    pages: int = 0
    shards: int = 0
    estimated: int = 0
    measured: int = 0
    embedded: bool = False
    """Whether the small index was written that a site opened from disk searches."""
    problem: str = ""
    """Why nothing was indexed, and the way out; empty where all went well."""

    def __str__(self) -> str:
        """One line for people."""
        memory = f"{self.measured / 1e6:.0f} MB of memory at most (estimated: {self.estimated / 1e6:.0f})"
        split = (
            f"; {self.shards} indexes, some years in each, for the memory of this machine" if self.shards > 1 else ""
        )
        return f"{self.pages} pages indexed, {memory}{split}"

    def to_json(self) -> str:
        """The outcome as it is sent."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Outcome:
        """The outcome as it was sent."""
        return cls(**json.loads(text))
