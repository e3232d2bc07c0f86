"""Parts of the theme that are the same on all pages of a folder: the navigation, the switch of palettes. Rendered once.

Rendering the navigation takes a third of the theme's time, and notes are never in it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from jinja2.runtime import Context

PARTS = tuple(
    f"partials/{name}.html" for name in ("nav", "tabs", "palette", "javascripts/base", "javascripts/palette", "icons")
)
"""Material's templates that say nothing of a page but where in the navigation it is."""

_Render = Callable[[Context], Iterator[str]]


def folder_of_material(folders: Iterable[str]) -> Path:
    """Where Material's own templates are, among a theme's folders, which may hold others in the place of some."""
    return next((path for path in map(Path, folders) if path.parts[-2:] == ("material", "templates")), Path())


def share_parts(environment: Environment, theme: Path, navigation: Iterable[str]) -> None:
    """Let the parts be rendered once for each folder; `navigation` are the addresses of the pages that are in it.

    `theme` is Material's own folder: a part that somebody replaced may say anything, and is rendered for each page.
    """
    taken = frozenset(folder for address in navigation for folder in _folders(address))
    for name in PARTS:
        try:
            template = environment.get_template(name)
        except TemplateNotFound:
            continue
        if template.filename and Path(template.filename).is_relative_to(theme):
            template.root_render_func = _shared(template.root_render_func, taken)


def _shared(render: _Render, taken: frozenset[str]) -> _Render:
    kept: dict[str, str] = {}

    def render_once(context: Context) -> Iterator[str]:
        page = context.get("page")
        folder = posixpath.dirname(page.url) if page else ""
        if folder in taken or not folder:  # its links, or what is marked as active, are its own
            yield from render(context)
            return
        place = posixpath.dirname(folder)  # from all its folders the same links lead to the same pages
        if place not in kept:
            kept[place] = "".join(render(context))
        yield kept[place]

    return render_once


def _folders(address: str) -> Iterator[str]:
    """The folder that a page is in, and those around it."""
    folder = posixpath.dirname(address)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
