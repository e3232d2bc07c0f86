"""What a page's head loads: KaTeX where there are formulas, the catalogue's script where there are facets."""

from __future__ import annotations

_MATH = 'class="arithmatex"'
_FACETS = 'class="pn-facets"'
_HEAD_END = "</head>"

ASSETS = "assets/paper-notes"
KATEX = f"{ASSETS}/katex"


def load_assets(html: str, base: str) -> str:
    """The page with what it needs in its head, and nothing else; `base` leads to the site's root."""
    tags = ""
    if _MATH in html:
        tags += f'<link rel="stylesheet" href="{base}/{KATEX}/katex.min.css">\n'
        tags += _script(f"{base}/{KATEX}/katex.min.js") + _script(f"{base}/{ASSETS}/math.js")
    if _FACETS in html:
        tags += _script(f"{base}/{ASSETS}/catalogue.js")
    return html.replace(_HEAD_END, tags + _HEAD_END, 1) if tags else html


def _script(address: str) -> str:
    return f'<script defer src="{address}"></script>\n'
