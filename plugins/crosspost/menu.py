"""The menu 转发 on a note's page: the words are here, the rest is assets/crosspost.js, which reads export/meta.json."""

from __future__ import annotations

ASSETS = "assets/crosspost"
_HEAD_END = "</head>"
_MENU = (
    '<details class="cp-menu" data-search-exclude data-export="export/"><summary>转发</summary>'
    '<div class="cp-panel" aria-live="polite"><p>正在读取……</p></div></details>'
)
_MARK = 'class="cp-menu"'


def add_menu(html: str) -> str:
    """The page's body with the menu below its title, or at its top where it has none."""
    before, end, after = html.partition("</h1>")
    return f"{before}{end}\n{_MENU}{after}" if end else f"{_MENU}\n{html}"


def load_menu(html: str, base: str) -> str:
    """The page with the menu's script and style in its head where it has one; `base` leads to the site's root."""
    if _MARK not in html:
        return html
    tags = (
        f'<link rel="stylesheet" href="{base}/{ASSETS}/crosspost.css">\n'
        f'<script defer src="{base}/{ASSETS}/crosspost.js"></script>\n'
    )
    return html.replace(_HEAD_END, tags + _HEAD_END, 1)
