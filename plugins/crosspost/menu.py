"""The menu 转发 on a note's page: its frame and words; assets/crosspost.js does the rest with export/meta.json."""

from __future__ import annotations

import json

from markupsafe import Markup

from plugins.crosspost.strings import MenuWords

ASSETS = "assets/crosspost"
WORDS = f"{ASSETS}/words.json"
"""The menu's words: read when it is opened, so that no page carries them."""
_HEAD_END = "</head>"
_MENU = Markup(
    '<details class="cp-menu" data-search-exclude data-export="export/" data-unreadable="{unreadable}">'
    '<summary>{menu}</summary><div class="cp-panel" aria-live="polite"><p>{reading}</p></div></details>'
)
_MARKS = ('class="cp-menu"', 'class="cp-topics"')


def add_menu(html: str, words: MenuWords) -> str:
    """The page's body with the menu below its title, or at its top where it has none."""
    menu = _MENU.format(unreadable=words.unreadable, menu=words.menu, reading=words.reading)
    before, end, after = html.partition("</h1>")
    return f"{before}{end}\n{menu}{after}" if end else f"{menu}\n{html}"


def menu_words(words: MenuWords) -> str:
    """The content of `WORDS`."""
    return json.dumps(words.by_name(), ensure_ascii=False)


def load_menu(html: str, base: str) -> str:
    """The page with script and style in its head where it has a menu or a board; `base` leads to the site's root."""
    if not any(mark in html for mark in _MARKS):
        return html
    tags = (
        f'<link rel="stylesheet" href="{base}/{ASSETS}/crosspost.css">\n'
        f'<script defer src="{base}/{ASSETS}/crosspost.js"></script>\n'
    )
    return html.replace(_HEAD_END, tags + _HEAD_END, 1)
