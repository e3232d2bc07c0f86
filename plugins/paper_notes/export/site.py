"""The whole site as a docs tree: every page as Markdown that needs nothing of ours, every file that it shows."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.errors import NoteError, PaperNotesError
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.collection import Collection, read_collection
from plugins.paper_notes.engine import Engine
from plugins.paper_notes.export.folder import ExportFolder
from plugins.paper_notes.export.passthrough import as_markdown
from plugins.paper_notes.export.settings import Settings, write_settings
from plugins.paper_notes.links import SiteMap, rewrite_links, set_addresses, split_target
from plugins.paper_notes.pages.build import Build, read_build
from plugins.paper_notes.pages.head import STYLE, asset_tags
from plugins.paper_notes.pages.interview import Interview, interview_page
from plugins.paper_notes.pages.lists import ALL_MARK, NEWEST_MARK, fill_lists, index_source
from plugins.paper_notes.pages.note import NoteView, head_texts, note_page
from plugins.paper_notes.pages.page import Link
from plugins.paper_notes.pages.site import INDEX
from plugins.paper_notes.reading import prepare_note
from plugins.paper_notes.served import served_files

_TO_PAGE = re.compile(r"(?P<before>\]\(\s*)(?P<target>[^\s()<>#:]+\.md)")


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written, and what is wrong with the notes."""

    notes: int
    files: int
    problems: tuple[PaperNotesError, ...]


def export_site(settings: Settings, target: Path) -> Exported:
    """Write the project's site into `target` as a docs tree and a mkdocs.yml.

    Raises:
        ConfigError: `target` is not empty and no export wrote it, or a package is absent.
    """
    folder = ExportFolder(target, settings.docs, settings.library)
    collection = read_collection(settings.library)
    build = read_build(collection, settings.docs, settings.library, settings.language)
    exporter = _Exporter(settings, collection, build)
    for name, content in exporter.files():
        folder.write(f"docs/{name}", content)
    folder.write("mkdocs.yml", write_settings(settings, target.absolute(), [STYLE], exporter.page))
    problems = (*collection.problems, *build.problems, *exporter.problems)
    return Exported(len(collection.entries), folder.finish(), problems)


class _Exporter:
    def __init__(self, settings: Settings, collection: Collection, build: Build) -> None:
        self._settings = settings
        self._build = build
        self._engine = Engine(settings.extensions, settings.extension_settings, Cache())
        self._docs = {path.relative_to(settings.docs).as_posix(): path for path in _tree(settings.docs)}
        self._attached = {
            name: path for entry in collection.entries for name, path in entry.attachments.items()
        } | served_files()
        made = {*build.views, *build.interviews, *build.pages, *build.files, INDEX}
        self.sources = {*self._docs, *self._attached, *made}
        slugs = frozenset(entry.slug for entry in collection.entries)
        repository = f"{settings.repository.rstrip('/')}/blob/main/" if settings.repository else None
        self._site = SiteMap(settings.root, settings.docs, settings.library, slugs, repository)
        self.problems: list[NoteError] = []

    def files(self) -> Iterator[tuple[str, str | bytes | Path]]:
        """(path below docs/, content) of everything; what a person wrote goes before what would be made."""
        yield from self._attached.items()
        yield from self._build.files.items()
        for source, view in self._build.views.items():
            yield self.place(source), self._note(source, view)
        for source, interview in self._build.interviews.items():
            yield self.place(source), self._interview(source, interview)
        for source, page in self._build.pages.items():
            if source not in self._docs:
                yield self.place(source), self._page(page.markdown, page.render(self._link(source)), source)
        if INDEX not in self._docs:
            yield INDEX, self._filled(index_source(self._build.site), INDEX)
        for source, path in self._docs.items():
            yield source, self._filled(path.read_text("utf-8"), source) if path.suffix == ".md" else path

    def _note(self, source: str, view: NoteView) -> str:
        text = view.entry.readme.read_text(encoding="utf-8-sig")
        prepared, problems = rewrite_links(prepare_note(text, Cache()), view.entry.folder, self._site)
        self.problems += problems
        html = note_page(self._rendered(prepared, source), view, self._build.site, self._link(source))
        return self._page(_front(head_texts(view.entry)), html, source)

    def _interview(self, source: str, interview: Interview) -> str:
        folder = interview.entry.folder
        prepared, problems = rewrite_links(interview.text, folder, self._site, folder.interview)
        self.problems += problems
        html = interview_page(self._rendered(prepared, source), interview, self._build.site, self._link(source))
        return self._page(_front({"title": interview.title}), html, source)

    def _rendered(self, markdown: str, source: str) -> str:
        """The engine's HTML with its addresses as seen from `source`."""
        link = self._link(source)

        def address(target: str) -> str:
            other, anchor = split_target(target, source)
            if target.startswith("#") or other not in self.sources:
                return target
            return link(other) + (f"#{anchor}" if anchor else "")

        return set_addresses(self._engine.render(markdown).html, address)

    def _filled(self, markdown: str, source: str) -> str:
        """A page that a person wrote, with the lists that its marks ask for, and links to where pages now are."""
        link = self._link(source)
        markdown = _TO_PAGE.sub(lambda match: match["before"] + self._moved(match["target"], source), markdown)
        shown = ""
        for mark in (NEWEST_MARK, ALL_MARK):
            if mark in markdown:
                html = fill_lists(mark, self._build.site, self._build.catalogue, self._settings.newest, link)
                shown += html
                markdown = markdown.replace(mark, f"\n\n{as_markdown(html)}\n\n")
        return markdown + self._tags(shown, source) if shown else markdown

    def _page(self, front: str, html: str, source: str) -> str:
        return f"{front}\n{as_markdown(html)}{self._tags(html, source)}"

    def _tags(self, html: str, source: str) -> str:
        """What loads the scripts of a page: in its text, for its head belongs to the engine."""
        tags = asset_tags(html, posixpath.relpath("/", posixpath.dirname("/" + self._address(source)) or "/"))
        return f"\n<div hidden>{tags.replace(chr(10), '')}</div>\n" if tags else ""

    def _link(self, source: str) -> Link:
        here = posixpath.dirname("/" + self._address(source))

        def link(other: str) -> str:
            if other not in self.sources:
                return ""
            there = self._address(other)
            relative = posixpath.relpath(f"/{there}", here)
            return quote(f"{relative}/" if not there or there.endswith("/") else relative)

        return link

    def page(self, source: str) -> str | None:
        """Where a page of the nav is now, None where there is none."""
        return self.place(source) if source in self.sources or "://" in source else None

    def _moved(self, target: str, source: str) -> str:
        other = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        moved = self.place(other) if other in self.sources else other
        return target if moved == other else posixpath.relpath(moved, posixpath.dirname(source) or ".")

    def place(self, source: str) -> str:
        """Where the export keeps a source: each page that is made is an `index.md` in a folder of its own.

        So a link is the same as seen from the source and as seen from the page, which engines tell apart.
        """
        if not source.endswith(".md") or source in self._docs or posixpath.basename(source) == "index.md":
            return source
        return source.removesuffix("README.md").removesuffix(".md").rstrip("/") + "/index.md"

    def _address(self, source: str) -> str:
        """Where the engine puts a source, from the site's root."""
        place = self.place(source)
        if not place.endswith(".md"):
            return place
        stem = place.removesuffix(".md")
        if not self._settings.directory_urls:
            return f"{stem}.html"
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def _front(texts: dict[str, str]) -> str:
    """The front matter of a note's page, or of one beside it."""
    values = {**texts, "hide": ["navigation"]}
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return f"---\n{lines}\n---\n"


def _tree(folder: Path) -> Iterator[Path]:
    """The visible files below a folder that are where they seem to be."""
    real: Callable[[Path], bool] = lambda path: path.resolve().is_relative_to(folder.resolve())  # noqa: E731
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and real(path):
            yield path
