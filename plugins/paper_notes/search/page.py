"""What the index is told of a page beside its words: its title, and the values by which results are narrowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FILTERS = ("stars", "year", "venue", "language", "type")
"""What results can be narrowed by, in the order of the box."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of the built site. `file` is its path there, with `/`; `filters` maps names of FILTERS to a value."""

    file: str
    title: str
    filters: Mapping[str, str]

    @property
    def year(self) -> str:
        """The year of the paper, empty where there is none: large sites are indexed year by year."""
        return self.filters.get("year", "")
