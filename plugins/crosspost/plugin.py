"""The MkDocs plugin `crosspost`: hooks only, and the way for the command to render notes as the site does."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from generator.config import Language
from generator.note.document import parse_note
from plugins.crosspost.bundle import Bundle, BundleCache, bundle_of, key_of
from plugins.crosspost.config import CrosspostConfig
from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.ledger import Ledger, read_ledger
from plugins.crosspost.links import join_address, page_address
from plugins.crosspost.math import Typesetter
from plugins.crosspost.menu import ASSETS, WORDS, add_menu, load_menu, menu_words
from plugins.crosspost.schedule.board import PAGE, board_source, fill_board, has_board
from plugins.crosspost.schedule.topics import Topic, read_topics
from plugins.crosspost.source import Rendered, read_rendered, read_source
from plugins.crosspost.strings import BOARD, MENU
from plugins.crosspost.theme import Theme, load_theme, theme_names
from plugins.crosspost.tree import CrosspostError
from plugins.paper_notes.collection import PAPERS
from plugins.paper_notes.strings import site_language

log = get_plugin_logger("crosspost")
_OWN_ASSETS = Path(__file__).parent / "assets"
_PAGE = re.compile(rf"{PAPERS}/(?P<slug>[^/]+)/README\.md")


class CrosspostPlugin(BasePlugin[CrosspostConfig]):  # type: ignore[no-untyped-call]
    """Writes `export/` beside each finished note's page, and the menu onto it."""

    root: Path
    theme: Theme
    cache: BundleCache
    language: Language
    topics: tuple[Topic, ...]
    ledgers: dict[File, Ledger]
    exported: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.typesetter = Typesetter()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the theme; let code blocks name their language, which the sanitised page does not show."""
        root = Path(config.config_file_path).parent
        name = self.config.theme
        try:
            self.theme = load_theme(name if name in theme_names() else str(root / name))
        except CrosspostError as error:
            raise PluginError(str(error)) from error
        if "pymdownx.highlight" in config.markdown_extensions:
            config.mdx_configs.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True
        self.root = root
        self.language = site_language(_notes_options(config).get("language"), config.theme.get("language"))
        self.typesetter = Typesetter(root / ".cache" / "math")
        self.cache = BundleCache(root / ".cache" / "crosspost")
        self.exported = set()
        return config

    @event_priority(-100)  # when the notes are there
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the menu's own files; read where each note has been posted."""
        if self.config.menu:
            for path in _OWN_ASSETS.iterdir():
                files.append(File.generated(config, f"{ASSETS}/{path.name}", abs_src_path=str(path)))
            files.append(File.generated(config, WORDS, content=menu_words(MENU[self.language])))
        self._add_board(files, config)
        self.ledgers = {}
        for file in files.documentation_pages():
            if _PAGE.fullmatch(file.src_uri) and file.abs_src_path:
                self._read_ledger(file)
        return files

    def _add_board(self, files: Files, config: MkDocsConfig) -> None:
        """The board's page where there is a schedule; the schedule itself is not published."""
        source = files.get_file_from_path(self.config.schedule)
        if source is not None:
            files.remove(source)
            if files.get_file_from_path(PAGE) is None:
                files.append(File.generated(config, PAGE, content=board_source(BOARD[self.language])))
        path = Path(config.docs_dir, self.config.schedule)
        try:
            self.topics = read_topics(path)
        except CrosspostError as error:
            self.topics = ()
            self._tell(error)

    def _read_ledger(self, file: File) -> None:
        try:
            ledger = read_ledger(Path(file.abs_src_path or "").parent)
        except CrosspostError as error:
            self._tell(error)
        else:
            if ledger:
                self.ledgers[file] = ledger

    @event_priority(100)  # before the page is made safe and set: what is exported is the article alone
    def _export(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        try:
            bundle = self.bundle_of(page, html)
        except CrosspostError as error:
            self._tell(error)
            return html
        if bundle is not None:
            self.exported.add(page.file.src_uri)
            bundle.write(Path(config.site_dir, posixpath.dirname(page.file.dest_uri), "export"))
            found = tuple(bundle.findings())
            for finding in found:
                if finding.severity is Severity.LOSS:
                    log.warning(finding.line_of_text(page.file.src_uri))
            if any(finding.severity is Severity.ERROR for finding in found):
                log.info(f"{page.file.src_uri}: a platform will refuse something. See: crosspost lint {bundle.slug}")
        return html

    @event_priority(-100)  # after the page is set
    def _add_menu(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if self.config.menu and page.file.src_uri in self.exported:
            return add_menu(html, MENU[self.language])
        return html

    def _fill_board(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not has_board(html):
            return html

        def link(slug: str) -> str:
            file = files.get_file_from_path(f"{PAPERS}/{slug}/README.md")
            return get_relative_url(file.url, page.url) if file else ""

        def posts(slug: str) -> dict[Platform, str]:
            file = files.get_file_from_path(f"{PAPERS}/{slug}/README.md")
            ledger = self.ledgers.get(file, {}) if file else {}
            return {platform: posted.url for platform, posted in ledger.items() if posted.url}

        return fill_board(html, self.topics, BOARD[self.language], link, posts)

    on_page_content = CombinedEvent(_export, _add_menu, _fill_board)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load the menu's script on the pages that carry it."""
        return load_menu(output, get_relative_url(".", page.url).rstrip("/"))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """End the engine of formulas."""
        self.typesetter.close()

    def on_build_error(self, *, error: Exception) -> None:
        """End the engine of formulas."""
        self.typesetter.close()

    def bundle_of(self, page: Page, html: str) -> Bundle | None:
        """The files of a note's page, from the cache where nothing has changed; None as below."""
        rendered = self._rendered(page, html)
        if rendered is None:
            return None
        settings = self._settings(page)
        key = key_of(rendered, settings)
        bundle = self.cache.read(rendered.folder.name, key)
        if bundle is None:
            posts = self._posts(rendered, settings)
            if posts is None:
                return None
            bundle = bundle_of(posts)
            self.cache.write(bundle, key)
        return bundle

    def posts_of(self, page: Page, html: str) -> Posts | None:
        """The posts of a note's page; None for any other page, and for a draft unless drafts are wanted."""
        rendered = self._rendered(page, html)
        return self._posts(rendered, self._settings(page)) if rendered else None

    def _rendered(self, page: Page, html: str) -> Rendered | None:
        path = Path(page.file.abs_src_path or "")
        if _PAGE.fullmatch(page.file.src_uri) is None or not path.is_file():
            return None
        return read_rendered(path.parent, html, path.read_text(encoding="utf-8-sig"), page.canonical_url or "")

    def _posts(self, rendered: Rendered, settings: Settings) -> Posts | None:
        note = parse_note(rendered.markdown, rendered.folder / "README.md")
        if note.header.status is not None and not self.config.drafts:
            return None
        return export_note(read_source(rendered, note), settings, self.typesetter)

    def _settings(self, page: Page) -> Settings:
        base = page.canonical_url or "../"
        return Settings(
            self.theme,
            self.config.author,
            base,
            self.config.juejin_theme,
            self.config.juejin_highlight,
            self._posted(page, base),
        )

    def _posted(self, page: Page, base: str) -> dict[Platform, dict[str, str]]:
        """Where the other notes have been posted, by their addresses as they stand in this page's article."""
        found: dict[Platform, dict[str, str]] = {platform: {} for platform in Platform}
        for file, ledger in self.ledgers.items():
            address = page_address(join_address(base, get_relative_url(file.url, page.url)))
            for platform, posted in ledger.items():
                if posted.url and file is not page.file:
                    found[platform][address] = posted.url
        return found

    def _tell(self, error: CrosspostError) -> None:
        """Warn with the file as seen from mkdocs.yml."""
        log.warning(str(error).replace(f"{self.root}{os.sep}", "", 1))


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a site keeps its notes and its schedule."""

    notes: Path
    schedule: Path


def find_folders(config_file: Path) -> Folders:
    """Where the site of this mkdocs.yml keeps its notes and its schedule.

    Raises:
        CrosspostError: mkdocs.yml can't be used.
    """
    config, plugin = _load(config_file)
    notes = _notes_options(config).get("notes_dir", config.docs_dir)
    return Folders(Path(notes), Path(config.docs_dir, plugin.config.schedule))


def render_bundles(config_file: Path, slugs: tuple[str, ...], *, drafts: bool) -> Iterator[Bundle]:
    """The files of the named notes, or of all, as the site publishes them, without building it.

    Raises:
        CrosspostError: mkdocs.yml can't be used, or a named note is not there or is a draft.
    """
    for plugin, page, html in _render(config_file, slugs, drafts=drafts):
        bundle = plugin.bundle_of(page, html)
        if bundle is not None:
            yield bundle
        elif slugs:
            raise _draft(page)


def render_posts(config_file: Path, slug: str, *, drafts: bool) -> Posts:
    """The posts of a note, rendered as the site renders it.

    Raises:
        CrosspostError: as above.
    """
    for plugin, page, html in _render(config_file, (slug,), drafts=drafts):
        posts = plugin.posts_of(page, html)
        if posts is not None:
            return posts
        raise _draft(page)
    raise AssertionError(slug)  # a slug that is not there has raised


def _draft(page: Page) -> CrosspostError:
    slug = Path(page.file.src_uri).parent.name
    return CrosspostError(None, f"“{slug}” is a draft.", "Finish it, or give --drafts.")


def _render(config_file: Path, slugs: tuple[str, ...], *, drafts: bool) -> Iterator[tuple[CrosspostPlugin, Page, str]]:
    config, plugin = _load(config_file)
    plugin.config.drafts = drafts or plugin.config.drafts
    try:
        config = config.plugins.on_config(config)
        files = config.plugins.on_files(get_files(config), config=config)
        pages = {match["slug"]: file for file in files if (match := _PAGE.fullmatch(file.src_uri))}
        missing = [slug for slug in slugs if slug not in pages]
        if missing:
            raise CrosspostError(None, f"there is no note “{missing[0]}”.", f"There are: {', '.join(sorted(pages))}.")
        with plugin.typesetter:
            for slug in slugs or sorted(pages):
                yield (plugin, *_page(config, files, pages[slug]))
    except (ConfigurationError, MkDocsException) as error:
        raise CrosspostError(config_file, str(error).strip()) from error


def _notes_options(config: MkDocsConfig) -> Mapping[str, Any]:
    """The options of the plugin that makes the notes' pages, empty where it is not in use."""
    options: Mapping[str, Any] = getattr(config.plugins.get("paper-notes"), "config", {})
    return options


def _load(config_file: Path) -> tuple[MkDocsConfig, CrosspostPlugin]:
    try:
        config = load_config(str(config_file))
    except (ConfigurationError, MkDocsException) as error:
        raise CrosspostError(config_file, str(error).strip()) from error
    plugin = config.plugins.get("crosspost")
    if not isinstance(plugin, CrosspostPlugin):
        raise CrosspostError(config_file, "the plugin crosspost is not in use.", "Add it below plugins:.")
    return config, plugin


def _page(config: MkDocsConfig, files: Files, file: File) -> tuple[Page, str]:
    page = Page(None, file, config)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    return page, page.content or ""
