"""How a reader of 知乎 or 掘金 sees an export: the Markdown as HTML, its formulas drawn by whoever shows it."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from plugins.crosspost.dialect import DrawFormula, render_markdown, without_front_matter
from plugins.crosspost.zhihu import EQUATION

_EQUATION = re.compile(rf'<img src="{re.escape(EQUATION)}([^"]*)"[^>]*>')


def reading_of(markdown: str, draw: DrawFormula) -> str:
    """The HTML of an export's text. It holds nothing that could run: no export does."""

    def equation(match: re.Match[str]) -> str:
        """知乎 shows its images of formulas on a line of their own where they end in two backslashes or have a tag."""
        tex = unescape(unquote(match[1]))
        bare = tex.removesuffix("\\\\")
        return draw(bare, bare != tex or "\\tag" in tex)

    return _EQUATION.sub(equation, render_markdown(without_front_matter(markdown), draw))


def as_tex(tex: str, display: bool) -> str:
    """A formula for a page that sets it itself: assets/crosspost.js does, by the site's KaTeX."""
    return f'<span class="cp-math"{" data-display" if display else ""}>{escape(tex)}</span>'
