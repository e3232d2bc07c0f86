"""A page that shows a note's posts as a phone does: 公众号 by day and by night, 知乎, 掘金."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote

from plugins.crosspost.bundle import Bundle
from plugins.crosspost.dialect import render_markdown
from plugins.crosspost.findings import Platform
from plugins.crosspost.math import Typesetter
from plugins.crosspost.tree import Math
from plugins.crosspost.zhihu import EQUATION

# The app turns colours by night; turning all but pictures comes close.
_STYLE = """
body { display: flex; flex-wrap: wrap; gap: 2rem; justify-content: center; align-items: start; margin: 2rem;
  background: #777; }
.phone { width: 420px; box-sizing: border-box; padding: 16px; background: #fff; font-family: system-ui, sans-serif; }
.night, .night img { filter: invert(1) hue-rotate(180deg); }
.markdown { line-height: 1.75; overflow-wrap: break-word; }
.markdown img { max-width: 100%; }
.markdown table { display: block; overflow-x: auto; border-collapse: collapse; }
.markdown :is(td, th) { padding: 4px 8px; border: 1px solid #ccc; }
.markdown blockquote { margin: 1em 0; padding-left: 12px; border-left: 3px solid #ccc; }
.markdown pre { padding: 10px; overflow-x: auto; background: #f4f4f4; }
.display { display: block; overflow-x: auto; text-align: center; }
"""
_POLICY = "default-src 'none'; img-src https: data: file:; style-src 'unsafe-inline'"
_EQUATION = re.compile(rf'<img src="{re.escape(EQUATION)}([^"]*)"[^>]*>')
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)


def preview_page(bundle: Bundle, typesetter: Typesetter) -> str:
    """The whole page; it runs nothing and loads nothing but the posts' pictures."""

    def drawn(tex: str, display: bool) -> str:
        svg = typesetter.set(Math(tex, display)).svg or f"<code>{escape(tex)}</code>"
        return f'<span class="display">{svg}</span>' if display else svg

    def equation(match: re.Match[str]) -> str:
        """知乎 shows its images of formulas on a line of their own where they end in two backslashes or have a tag."""
        tex = unescape(unquote(match[1]))
        bare = tex.removesuffix("\\\\")
        return drawn(bare, bare != tex or "\\tag" in tex)

    wechat = bundle.text(Platform.WECHAT)
    zhihu = _EQUATION.sub(equation, render_markdown(bundle.text(Platform.ZHIHU), drawn))
    juejin = render_markdown(_FRONT_MATTER.sub("", bundle.text(Platform.JUEJIN)), drawn)
    phones = (("", wechat), ("night", wechat), ("markdown", zhihu), ("markdown", juejin))
    return (
        f'<!doctype html>\n<html lang="zh">\n<meta charset="utf-8">\n<title>{escape(str(bundle.meta["title"]))}</title>'
        f'\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<style>{_STYLE}</style>\n'
        + "".join(f'<div class="{f"phone {kind}".strip()}">{html}</div>\n' for kind, html in phones)
        + "</html>\n"
    )
