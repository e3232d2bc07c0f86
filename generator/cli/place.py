"""Where the command works: the folder of papers, and what is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.library import PaperFolder, find_paper, find_papers, is_comparison


@dataclass(frozen=True, slots=True)
class Place:
    """Where the papers are, and where what can be made again is kept."""

    library: Path

    @property
    def cache(self) -> Path:
        """Papers that were read."""
        return self.library.absolute().parent / ".cache" / "papers"

    @property
    def reviews(self) -> Path:
        """Pages to check figures by."""
        return self.library.absolute().parent / ".cache" / "review"

    @property
    def replies(self) -> Path:
        """What the API answered."""
        return self.library.absolute().parent / ".cache" / "writing"

    def chosen(self, slugs: tuple[str, ...]) -> tuple[PaperFolder, ...]:
        """The named papers, or all."""
        return tuple(find_paper(self.library, slug) for slug in slugs) or find_papers(self.library)

    def papers(self, slugs: tuple[str, ...]) -> tuple[PaperFolder, ...]:
        """The same without comparisons where all are meant: those have no PDF to work on."""
        return tuple(folder for folder in self.chosen(slugs) if slugs or not is_comparison(folder))


pass_place = click.make_pass_decorator(Place)
