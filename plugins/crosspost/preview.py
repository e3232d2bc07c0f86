"""A page that shows a 公众号 post as a phone does, by day and by night."""

from __future__ import annotations

from html import escape

from plugins.crosspost.bundle import Bundle
from plugins.crosspost.findings import Platform

# The app turns colours by night; turning all but pictures comes close.
_STYLE = """
body { display: flex; flex-wrap: wrap; gap: 2rem; justify-content: center; margin: 2rem; background: #777; }
.phone { width: 420px; box-sizing: border-box; padding: 16px; background: #fff; font-family: system-ui, sans-serif; }
.night, .night img { filter: invert(1) hue-rotate(180deg); }
"""
_POLICY = "default-src 'none'; img-src https: data: file:; style-src 'unsafe-inline'"


def preview_page(bundle: Bundle) -> str:
    """The whole page; it runs nothing and loads nothing but the post's pictures."""
    text = bundle.text(Platform.WECHAT)
    title = escape(str(bundle.meta["title"]))
    return (
        f'<!doctype html>\n<html lang="zh">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<style>{_STYLE}</style>\n'
        f'<div class="phone">{text}</div>\n<div class="phone night">{text}</div>\n</html>\n'
    )
