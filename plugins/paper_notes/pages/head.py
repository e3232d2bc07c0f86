"""What a page's head loads: KaTeX where there are formulas, and nothing elsewhere."""

from __future__ import annotations

_MATH = 'class="arithmatex"'
_HEAD_END = "</head>"

ASSETS = "assets/paper-notes"
KATEX = f"{ASSETS}/katex"


def load_math(html: str, base: str) -> str:
    """The page with KaTeX and our script in its head if it holds a formula; `base` leads to the site's root."""
    if _MATH not in html:
        return html
    tags = (
        f'<link rel="stylesheet" href="{base}/{KATEX}/katex.min.css">\n'
        f'<script defer src="{base}/{KATEX}/katex.min.js"></script>\n'
        f'<script defer src="{base}/{ASSETS}/math.js"></script>\n'
    )
    return html.replace(_HEAD_END, tags + _HEAD_END, 1)
