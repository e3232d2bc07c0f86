"""A page that shows a note's posts as a phone does: 公众号 by day and by night, 知乎, 掘金."""

from __future__ import annotations

from html import escape
from pathlib import Path

from plugins.crosspost.bundle import Bundle
from plugins.crosspost.findings import Platform
from plugins.crosspost.math import Typesetter
from plugins.crosspost.night import PAGE, WORDS, by_night, css_colour
from plugins.crosspost.reading import reading_of
from plugins.crosspost.tree import Math

_SHEET = Path(__file__).parent / "assets" / "preview.css"
_STYLE = f"""
body {{ display: flex; flex-wrap: wrap; gap: 2rem; justify-content: center; align-items: start; margin: 2rem;
  background: #777; }}
figure {{ margin: 0; width: 420px; }}
figcaption {{ padding: 0.4rem 0; color: #fff; font: 14px system-ui, sans-serif; }}
.phone {{ box-sizing: border-box; padding: 16px; background: #fff; font-family: system-ui, sans-serif; }}
.night {{ background: {css_colour(PAGE)}; color: {css_colour(WORDS)}; }}
.zhihu svg {{ max-width: 100%; height: auto; }}
"""
_POLICY = "default-src 'none'; img-src https: data: file:; style-src 'unsafe-inline'"


def preview_page(bundle: Bundle, typesetter: Typesetter) -> str:
    """The whole page; it runs nothing and loads nothing but the posts' pictures."""

    def drawn(tex: str, display: bool) -> str:
        svg = typesetter.set(Math(tex, display)).svg or f"<code>{escape(tex)}</code>"
        return f'<span class="cp-math"{" data-display" if display else ""}>{svg}</span>'

    wechat = bundle.text(Platform.WECHAT)
    phones = (
        ("公众号", "phone", wechat),
        ("公众号，夜间", "phone night", by_night(wechat)),
        ("知乎", "phone cp-reading zhihu", reading_of(bundle.text(Platform.ZHIHU), drawn)),
        ("掘金", "phone cp-reading", reading_of(bundle.text(Platform.JUEJIN), drawn)),
    )
    shown = (
        f'<figure><figcaption>{name}</figcaption><div class="{kind}">{html}</div></figure>\n'
        for name, kind, html in phones
    )
    style = _SHEET.read_text(encoding="utf-8") + _STYLE
    return (
        f'<!doctype html>\n<html lang="zh">\n<meta charset="utf-8">\n<title>{escape(str(bundle.meta["title"]))}</title>'
        f'\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<style>{style}</style>\n'
        f"{''.join(shown)}</html>\n"
    )
