"""The MkDocs plugin `paper-notes`: hooks only. What they do is in the modules beside it, which know no MkDocs."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from generator.config import Language
from generator.errors import PaperNotesError
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.collection import PAPERS, Collection, chosen_papers, read_collection
from plugins.paper_notes.config import PaperNotesConfig
from plugins.paper_notes.discovery.cards import Shelf
from plugins.paper_notes.discovery.outlet import Outlet
from plugins.paper_notes.discovery.policy import Policy
from plugins.paper_notes.discovery.publication import Publication
from plugins.paper_notes.engine import Engine
from plugins.paper_notes.links import SiteMap, read_ids, repository_address, rewrite_links, set_addresses, split_target
from plugins.paper_notes.pages.build import Build, read_build
from plugins.paper_notes.pages.comments import ORIGIN, Comments, comments_section
from plugins.paper_notes.pages.compact import compact, without_comments
from plugins.paper_notes.pages.head import ASSETS, STYLE, load_assets
from plugins.paper_notes.pages.interview import interview_page
from plugins.paper_notes.pages.lists import fill_lists, index_source
from plugins.paper_notes.pages.note import head_texts, note_page
from plugins.paper_notes.pages.site import INDEX, LISTS, READING_LISTS
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.partials import folder_of_material, share_parts
from plugins.paper_notes.reading import prepare_note
from plugins.paper_notes.report import Stopwatch, make_report
from plugins.paper_notes.search.pages import note_page as searched_note
from plugins.paper_notes.search.pages import other_page as searched_page
from plugins.paper_notes.search.session import SERVED_LIMIT, Search
from plugins.paper_notes.served import served_files
from plugins.paper_notes.source import drop_header
from plugins.paper_notes.strings import site_language

log = get_plugin_logger("paper-notes")
_THRESHOLDS = gc.get_threshold()
_OBJECTS = 50_000
"""After so many new objects a build looks for cycles: after each 700, as usual, it takes a tenth of the time."""


class NotePage(Page):
    """A note's page: rendered by the engine that all notes share, its links set without reading its HTML as a tree."""

    def __init__(self, file: File, config: MkDocsConfig, engine: Engine) -> None:
        super().__init__(None, file, config)
        self._engine = engine

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set content, contents, ids and the links to ids that MkDocs looks up when all pages are there."""
        rendered = self._engine.render(self.markdown or "")
        links: dict[File, dict[str, str]] = {}

        def address(target: str) -> str:
            source, anchor = split_target(target, self.file.src_uri)
            file = files.src_uris.get(source)
            if file is None:
                return target
            if anchor:
                links.setdefault(file, {})[unquote(anchor)] = target
            return (
                f"{'' if target.startswith('#') else file.url_relative_to(self.file)}{f'#{anchor}' if anchor else ''}"
            )

        self.content = set_addresses(rendered.html, address)
        self.links_to_anchors = links
        self.toc = get_toc(rendered.toc)  # type: ignore[arg-type] # what Python-Markdown gives, read back from JSON
        self.present_anchor_ids = read_ids(rendered.html)


class MadePage(Page):
    """A page without any Markdown: its body is made when the others are there, and no engine is set up for it."""

    def __init__(self, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set what an empty text renders to."""
        self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()
        self.links_to_anchors = {}


class PaperNotesPlugin(BasePlugin[PaperNotesConfig]):  # type: ignore[no-untyped-call]
    """Publishes each note of the library as a page, with lists of them."""

    language: Language
    only: list[str]
    cache: Cache
    watch: Stopwatch
    told: list[str]
    collection: Collection
    made: Build
    site: SiteMap
    addresses: dict[str, str]
    in_navigation: tuple[str, ...] = ()
    search: Search | None = None
    outlet: Outlet | None = None
    policy: Policy | None = None
    comments: Comments | None = None
    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Hear whether the site is built or served; with this hook the plugin lives through all builds of `serve`."""
        self.serving = command == "serve"

    def on_shutdown(self) -> None:
        """Leave no process behind."""
        if self.search:
            self.search.end()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Settle the language, watch the notes, read them."""
        self.watch, self.told = Stopwatch(), []
        gc.set_threshold(_OBJECTS, *_THRESHOLDS[1:])
        self.language = site_language(self.config.language, config.theme.get("language"))
        if not config.repo_url:
            config.edit_uri = None  # else MkDocs takes edit_uri itself for an address and warns of every page
        config.extra_css.append(STYLE)
        self._read_notes(config, Path(self.config.notes_dir))
        self._begin_search(config)
        self.outlet = self._outlet(config)
        given = self.config.comments
        self.comments = Comments(given.repo, given.repo_id, given.category, given.category_id) if given.repo else None
        others = (ORIGIN,) if self.comments else ()
        # Not while serving: MkDocs puts a script of its own into each page, which loads it anew after a save.
        with_policy = self.config.content_security_policy and not self.serving
        self.policy = Policy(map(Path, config.theme.dirs), others) if with_policy else None
        return config

    def _read_notes(self, config: MkDocsConfig, library: Path) -> None:
        """Read the notes and make everything but their pages; say what is wrong with them."""
        self.only = os.environ.get("PAPER_NOTES_ONLY", "").split() or self.config.only
        if self.only and not self.serving:
            log.warning("`only` leaves notes out: publish a site that was built without it.")
        # MkDocs looks at each watched file twice a second: with `only`, at no other notes than these.
        watched = [folder.path for folder in chosen_papers(library, self.only)] if self.only else [library]
        config.watch += map(str, watched)
        self.cache = Cache(_kept(config) / "notes.sqlite")
        self.collection = read_collection(library, self.cache, self.only)
        root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
        with _plugin_errors():
            self.made = read_build(self.collection, docs, library, self.language)
        slugs = frozenset(entry.slug for entry in self.collection.entries)
        self.site = SiteMap(
            root, docs, library, slugs, repository_address(config.repo_url, config.edit_uri, root, docs)
        )
        of_all = () if self.only else self.made.problems  # a list may well name notes that were left out
        self._warn(*self.collection.problems, *of_all)

    @event_priority(100)  # before plugins that look at all pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for each note, its images and paper, the list of all, and our assets."""
        self._add_notes(files, config)
        if INDEX not in files.src_uris:  # a person can write a page themselves
            files.append(File.generated(config, INDEX, content=index_source(self.made.site)))
        for source, made in self.made.pages.items():
            if source not in files.src_uris:
                files.append(File.generated(config, source, content=made.markdown))
                MadePage(files.src_uris[source], config)
        for name, content in self.made.files.items():
            files.append(File.generated(config, name, content=content))
        with _plugin_errors():
            served = served_files()
        for name, path in served.items():
            if path.suffix == ".css":
                sheet = without_comments(path.read_text(encoding="utf-8"))
                files.append(File.generated(config, name, content=sheet))
            else:
                files.append(File.generated(config, name, abs_src_path=str(path)))
        return files

    def _add_notes(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages of the notes and of what stands beside them, and the files that they show.

        Out of the navigation: with each note in it, a site's bytes grow with the square of their number.
        """
        engine = Engine(config.markdown_extensions, config.mdx_configs, self.cache)
        out = InclusionLevel.NOT_IN_NAV
        self.addresses = {}
        for view in self.made.views.values():
            entry = view.entry
            file = File.generated(config, entry.page, abs_src_path=str(entry.readme), inclusion=out)
            file.edit_uri = os.path.relpath(entry.readme, config.docs_dir)
            files.append(file)
            self.addresses[entry.page] = file.url
            NotePage(file, config, engine)  # MkDocs takes a file's page where there is one
            for name, path in () if entry.translation else entry.attachments.items():
                files.append(File.generated(config, name, abs_src_path=str(path)))
        for source, interview in self.made.interviews.items():
            file = File.generated(config, source, content=interview.text, inclusion=out)
            files.append(file)
            NotePage(file, config, engine)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember which pages are in the navigation."""
        self.in_navigation = tuple(page.url for page in nav.pages)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Measure what reading a note takes."""
        self.watch.begin(page.file.src_uri if page.file.src_uri in self.made.views else None)
        return page

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages are read; the theme's templates, which take half a second to compile, are kept compiled."""
        self.watch.begin(None)
        compiled = _kept(config) / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        if config.theme.name == "material":
            share_parts(env, folder_of_material(config.theme.dirs), self.in_navigation)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Prepare a note: no header (the card shows it), links as seen from the page, in the engine's dialect."""
        source = page.file.src_uri
        if interview := self.made.interviews.get(source):
            folder = interview.entry.folder
            page.meta.update(title=interview.title, hide=["navigation"])
            prepared, broken = rewrite_links(markdown, folder, self.site, folder.interview)
        elif view := self.made.views.get(source):
            folder = view.entry.folder
            page.meta.update(head_texts(view.entry), hide=["navigation"])
            prepared, broken = rewrite_links(prepare_note(markdown, self.cache), folder, self.site)
            if broken:  # told by their lines in the note, which are others in what is prepared
                _, broken = rewrite_links(drop_header(markdown), folder, self.site)
        else:
            return markdown
        self._warn(*broken)
        return prepared

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Make a note's page of what its Markdown rendered to; fill lists into the others."""

        def link(source: str) -> str:
            file = files.src_uris.get(source)
            return get_relative_url(file.url, page.url) if file else ""

        source = page.file.src_uri
        if view := self.made.views.get(source):
            body = note_page(html, view, self.made.site, link)
            return body + comments_section(self.comments, self.language) if self.comments else body
        if interview := self.made.interviews.get(source):
            return interview_page(html, interview, self.made.site, link)
        if source in self.made.pages and not html:
            return self.made.pages[source].render(link)
        return fill_lists(html, self.made.site, self.made.catalogue, self.config.newest, link)

    @event_priority(-100)  # after all that other plugins add: the policy knows no later script
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load what the page needs, set the search box, tell others of the page, and what it may run."""
        root = get_relative_url(".", page.url).rstrip("/")
        view = self.made.views.get(page.file.src_uri)
        if self.search:
            self._search_page(page, self.search)
        if self.outlet and view:
            output = self.outlet.note(output, page.url, view.item, view.entry)
        elif self.outlet:
            title, description = unescape(page.title or ""), page.meta.get("description") or config.site_description
            output = self.outlet.page(output, page.url, title or config.site_name, description or "")
        return self._frame(load_assets(output, root), root)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for addresses that lead nowhere: it may be shown at any depth, so its links begin at the root."""
        if template_name != "404.html":
            return output_content
        root = urlsplit(config.site_url or "/").path.rstrip("/")
        words = render("404.html", self.language, root=root, index=get_relative_url(f"{PAPERS}/", "."))
        return self._frame(output_content.replace("<h1>404 - Not found</h1>", words), root)

    def _frame(self, html: str, root: str) -> str:
        """The page with the search box, without what takes bytes only, with its policy."""
        html = compact(self.search.add_box(html, root) if self.search else html)
        return self.policy.add(html) if self.policy else html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the site, keep what the next build can use, report."""
        self.cache.close(forget_unused=not self.only)
        gc.set_threshold(*_THRESHOLDS)
        if self.outlet and not self.serving:
            self._announce(Path(config.site_dir), self.outlet)
        if self.search:
            self._index(Path(config.site_dir), self.search)
        report = make_report(self.collection, self.told, self.watch)
        report.write(_kept(config) / "report.json")
        log.info(str(report))

    def on_build_error(self, *, error: Exception) -> None:
        """Keep what was made."""
        gc.set_threshold(*_THRESHOLDS)
        if hasattr(self, "cache"):
            self.cache.close(forget_unused=False)

    def _begin_search(self, config: MkDocsConfig) -> None:
        if self.search:
            self.search.end()
        self.search = Search(self.language, map(Path, config.theme.dirs), ASSETS) if self.config.search else None
        if self.search and {"search", "material/search"} & set(config.plugins):
            raise PluginError(
                "Two searches: remove `search` from `plugins:`, or set `search: false` below paper-notes."
            )

    def _search_page(self, page: Page, search: Search) -> None:
        """Notes are searched, and what people wrote; lists of notes would only repeat them."""
        view = self.made.views.get(page.file.src_uri)
        if view:
            search.add(searched_note(page.file.dest_uri, view.entry))
        elif page.file.src_uri.startswith(f"{READING_LISTS}/") and page.file.src_uri != LISTS:
            search.add(searched_page(page.file.dest_uri, page.title or "", self.language, is_list=True))
        elif page.file.generated_by is None and not (page.meta.get("search") or {}).get("exclude"):
            search.add(searched_page(page.file.dest_uri, page.title or "", self.language))

    def _index(self, site: Path, search: Search) -> None:
        if self.serving:
            if not search.index_later(site):
                log.info(f"More than {SERVED_LIMIT} pages: the search is indexed by `mkdocs build` only.")
            return
        with _plugin_errors():
            log.info(f"Search: {search.index(site)}.")

    def _outlet(self, config: MkDocsConfig) -> Outlet | None:
        """Feeds, cards and the like name addresses in full: a site that has none goes without."""
        if not config.site_url:
            return None
        url = config.site_url.rstrip("/") + "/"
        site = Publication(config.site_name, config.site_description or "", url, self.language)
        return Outlet(site, Shelf(_kept(config) / "cards") if self.config.cards else None)

    def _announce(self, site: Path, outlet: Outlet) -> None:
        views = (view for view in self.made.views.values() if not view.entry.translation)
        with _plugin_errors():
            outlet.write(site, {self.addresses[view.entry.page]: view.item for view in views})

    def _warn(self, *problems: PaperNotesError) -> None:
        """Tell of each problem, with its file as seen from mkdocs.yml."""
        for problem in problems:
            self.told.append(str(problem).replace(f"{self.site.root}{os.sep}", "", 1))
            log.warning(self.told[-1])


@contextmanager
def _plugin_errors() -> Iterator[None]:
    """Raise an error of ours as one that MkDocs shows on one line."""
    try:
        yield
    except PaperNotesError as error:
        raise PluginError(str(error)) from error


def _kept(config: MkDocsConfig) -> Path:
    """The folder of what a build keeps for the next."""
    return Path(config.config_file_path).parent / ".cache" / "site"
