"""The MkDocs plugin `crosspost`: hooks only, and the way for the command to render notes as the site does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from generator.note.document import parse_note
from plugins.crosspost.config import CrosspostConfig
from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.math import Typesetter
from plugins.crosspost.menu import ASSETS, add_menu, load_menu
from plugins.crosspost.source import read_source
from plugins.crosspost.theme import Theme, load_theme, theme_names
from plugins.crosspost.tree import CrosspostError
from plugins.paper_notes.collection import PAPERS

log = get_plugin_logger("crosspost")
_OWN_ASSETS = Path(__file__).parent / "assets"
_PAGE = re.compile(rf"{PAPERS}/(?P<slug>[^/]+)/README\.md")


class CrosspostPlugin(BasePlugin[CrosspostConfig]):  # type: ignore[no-untyped-call]
    """Writes `export/` beside each finished note's page, and the menu onto it."""

    theme: Theme
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
        self.typesetter = Typesetter(root / ".cache" / "math")
        self.exported = set()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the menu's own files."""
        if self.config.menu:
            for path in _OWN_ASSETS.iterdir():
                files.append(File.generated(config, f"{ASSETS}/{path.name}", abs_src_path=str(path)))
        return files

    @event_priority(100)  # before the page is made safe and set: what is exported is the article alone
    def _export(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        posts = self.posts_of(page, html)
        if posts is not None:
            self.exported.add(page.file.src_uri)
            folder = Path(config.site_dir, posixpath.dirname(page.file.dest_uri), "export")
            write_posts(posts, folder)
            for finding in posts.losses:
                log.warning(posts.tell(finding, page.file.src_uri))
            if len(posts.errors) > len(posts.losses):
                log.info(
                    f"{page.file.src_uri}: a platform will refuse something. See: crosspost lint {posts.source.slug}"
                )
        return html

    @event_priority(-100)  # after the page is set
    def _add_menu(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return add_menu(html) if self.config.menu and page.file.src_uri in self.exported else html

    on_page_content = CombinedEvent(_export, _add_menu)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Load the menu's script on the pages that carry it."""
        return load_menu(output, get_relative_url(".", page.url).rstrip("/"))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """End the engine of formulas."""
        self.typesetter.close()

    def on_build_error(self, *, error: Exception) -> None:
        """End the engine of formulas."""
        self.typesetter.close()

    def posts_of(self, page: Page, html: str) -> Posts | None:
        """The posts of a note's page; None for any other page, and for a draft unless drafts are wanted."""
        match = _PAGE.fullmatch(page.file.src_uri)
        path = Path(page.file.abs_src_path or "")
        if match is None or not path.is_file():
            return None
        text = path.read_text(encoding="utf-8-sig")
        note = parse_note(text, path)
        if note.header.status is not None and not self.config.drafts:
            return None
        url = page.canonical_url or ""
        settings = Settings(
            self.theme, self.config.author, url or "../", self.config.juejin_theme, self.config.juejin_highlight
        )
        return export_note(read_source(match["slug"], note, html, text, url), settings, self.typesetter)


def write_posts(posts: Posts, folder: Path) -> tuple[Path, ...]:
    """Write a note's files into a folder; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in posts.files().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return tuple(paths)


def render_posts(config_file: Path, slugs: tuple[str, ...], *, drafts: bool) -> Iterator[Posts]:
    """The posts of the named notes, or of all, rendered as the site renders them, without building it.

    Raises:
        CrosspostError: mkdocs.yml can't be used, or a named note is not there or is a draft.
    """
    try:
        config = load_config(str(config_file))
        plugin = config.plugins.get("crosspost")
        if not isinstance(plugin, CrosspostPlugin):
            raise CrosspostError(config_file, "the plugin crosspost is not in use.", "Add it below plugins:.")
        plugin.config.drafts = drafts or plugin.config.drafts
        config = config.plugins.on_config(config)
        yield from _render(config, plugin, slugs)
    except (ConfigurationError, MkDocsException) as error:
        raise CrosspostError(config_file, str(error).strip()) from error


def _render(config: MkDocsConfig, plugin: CrosspostPlugin, slugs: tuple[str, ...]) -> Iterator[Posts]:
    files = config.plugins.on_files(get_files(config), config=config)
    pages = {match["slug"]: file for file in files if (match := _PAGE.fullmatch(file.src_uri))}
    missing = [slug for slug in slugs if slug not in pages]
    if missing:
        raise CrosspostError(None, f"there is no note “{missing[0]}”.", f"There are: {', '.join(sorted(pages))}.")
    with plugin.typesetter:
        for slug in slugs or sorted(pages):
            posts = plugin.posts_of(*_page(config, files, pages[slug]))
            if posts is not None:
                yield posts
            elif slugs:
                raise CrosspostError(None, f"“{slug}” is a draft.", "Finish it, or give --drafts.")


def _page(config: MkDocsConfig, files: Files, file: File) -> tuple[Page, str]:
    page = Page(None, file, config)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    return page, page.content or ""
