"""The search box on a page: Material's own markup in its own place, so that its style sheet and its palettes fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from generator.config import Language
from generator.note.labels import LABELS
from plugins.paper_notes.pages.templates import render
from plugins.paper_notes.strings import STRINGS

ICONS = {"magnifier": "magnify", "arrow": "arrow-left", "cross": "close"}
"""The icons of the box, by the names that the theme gives them."""

_PLACE = re.compile(r'(?s)<nav class="md-header__inner.*?(?=<div class="md-header__source">|</nav>)')


def read_icons(theme: Iterable[Path]) -> Mapping[str, Markup] | None:
    """The box's icons from the theme's folders; None where a theme lacks them, and so the place for the box."""
    folders = tuple(theme)
    icons = {}
    for name, file in ICONS.items():
        path = next((path for folder in folders if (path := folder / f".icons/material/{file}.svg").is_file()), None)
        if path is None:
            return None
        icons[name] = Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - the theme's own
    return icons


def add_box(html: str, root: str, assets: str, icons: Mapping[str, Markup], language: Language) -> str:
    """The page with the box in its header; `root` leads to the site's root, `assets` from there to our scripts."""
    place = _PLACE.search(html)
    if place is None:
        return html
    box = _box(root, assets, tuple(icons.items()), language)
    script = f'<script defer src="{root}/{assets}/search.js"></script>\n'
    html = f"{html[: place.end()]}{box}{html[place.end() :]}"
    return html.replace("</head>", f"{script}</head>", 1)


@lru_cache(maxsize=64)
def _box(root: str, assets: str, icons: tuple[tuple[str, Markup], ...], language: Language) -> str:
    return render("search.html", language, root=f"{root}/", assets=assets, **dict(icons))


def box_words(language: Language) -> Mapping[str, object]:
    """What the box's scripts say."""
    t = STRINGS[language]
    kinds = dict(zip(("note", "draft", "list", "page"), t.search_types.split("|"), strict=True))
    stars = {str(count): f"{'★' * count} {LABELS[language].stars[count - 1]}" for count in range(1, 6)}
    return {
        "initial": t.search_initial,
        "searching": t.search_running,
        "found": t.search_found,
        "none": t.search_none,
        "more": t.search_more,
        "sections": t.search_sections,
        "any": t.search_any,
        "figure": t.search_figure,
        "filters": {
            "stars": t.difficulty,
            "year": t.year,
            "venue": t.venue,
            "language": t.language,
            "type": t.search_type,
        },
        "values": {**stars, **dict(zip(("zh", "en"), t.languages.split("|"), strict=True)), **kinds},
    }
