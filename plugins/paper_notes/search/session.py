"""The search of one build: the box on every page, the pages to index, the indexing at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from markupsafe import Markup

from generator.config import Language
from plugins.paper_notes.search.box import add_box, box_words, read_icons
from plugins.paper_notes.search.indexing import Indexing
from plugins.paper_notes.search.job import Job, Outcome
from plugins.paper_notes.search.page import SearchPage
from plugins.paper_notes.search.shards import memory_limit

SERVED_LIMIT = 500
"""Pages up to which `mkdocs serve` indexes at every save; a larger site is searched where it is built."""


class Search:
    """Collects pages while the site is built, then has them indexed by a process of its own."""

    def __init__(self, language: Language, theme: Iterable[Path], assets: str) -> None:
        self._language = language
        self._assets = assets
        self._icons: Mapping[str, Markup] | None = read_icons(theme)
        self._pages: list[SearchPage] = []
        self._indexing: Indexing | None = None

    def add(self, page: SearchPage) -> None:
        """A page that is to be found."""
        self._pages.append(page)

    def add_box(self, html: str, root: str) -> str:
        """The page with the box in its header, where the theme has the icons and the place for it."""
        return html if self._icons is None else add_box(html, root, self._assets, self._icons, self._language)

    def index(self, site: Path) -> Outcome:
        """Index the built site and wait for it; raises ConfigError as `Indexing.wait` does."""
        return Indexing(self._job(site)).wait()

    def index_later(self, site: Path) -> bool:
        """Index a site that is served, without waiting; False where it has more than SERVED_LIMIT pages."""
        if len(self._pages) > SERVED_LIMIT:
            return False
        self._indexing = Indexing(self._job(site))
        return True

    def end(self) -> None:
        """Stop what `index_later` began: its pages are about to be replaced."""
        if self._indexing is not None:
            self._indexing.end()
            self._indexing = None

    def _job(self, site: Path) -> Job:
        return Job(site.resolve(), tuple(self._pages), box_words(self._language), memory_limit())
