"""What a page's head loads: KaTeX where there are formulas, a script where there is what it works on."""

from __future__ import annotations

_HEAD_END = "</head>"

ASSETS = "assets/paper-notes"
KATEX = f"{ASSETS}/katex"

STYLE = f"{ASSETS}/paper-notes.css"
"""On every page."""

_MATH = 'class="arithmatex"'
_NOTE = ('class="pn-tools"', 'class="pn-gallery"')
_LISTS = ('class="pn-ways"', 'class="pn-row"', 'class="pn-progress"', 'class="pn-lists"')
_GRAPH = ('class="pn-graph"',)
_INERT = ('class="pn-tools"', 'class="pn-facets"')
"""What can do nothing without scripts."""
_STYLES: tuple[tuple[str, tuple[str, ...]], ...] = (("note.css", _NOTE), ("lists.css", _LISTS))
_SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("marks.js", ('class="pn-row"', 'class="pn-progress"', 'class="pn-tools"', 'class="pn-gallery"')),
    ("math.js", (_MATH, "data-katex=")),
    ("catalogue.js", ('class="pn-facets"',)),
    ("note.js", ('class="pn-tools"', 'class="pn-gallery"')),
    ("evidence.js", (" data-evidence=",)),
    ("reading-lists.js", ('class="pn-progress"',)),
    ("graph-finder.js", _GRAPH),
    ("graph-order.js", _GRAPH),
    ("graph.js", _GRAPH),
)
"""Each style sheet and script with the marks of the pages that need it, in the order in which they are run."""


def load_assets(html: str, base: str) -> str:
    """The page with what it needs in its head, and nothing else; `base` leads to the site's root."""
    tags = asset_tags(html, base)
    return html.replace(_HEAD_END, tags + _HEAD_END, 1) if tags else html


def asset_tags(html: str, base: str) -> str:
    """The elements that load what a page needs."""
    tags = ""
    if _MATH in html:
        tags += _style(f"{base}/{KATEX}/katex.min.css") + _script(f"{base}/{KATEX}/katex.min.js")
    for name, marks in _STYLES:
        if any(mark in html for mark in marks):
            tags += _style(f"{base}/{ASSETS}/{name}")
    if any(mark in html for mark in _INERT):
        tags += f"<noscript>{_style(f'{base}/{ASSETS}/noscript.css').strip()}</noscript>\n"
    for name, marks in _SCRIPTS:
        if any(mark in html for mark in marks):
            tags += _script(f"{base}/{ASSETS}/{name}")
    return tags


def _style(address: str) -> str:
    return f'<link rel="stylesheet" href="{address}">\n'


def _script(address: str) -> str:
    return f'<script defer src="{address}"></script>\n'
