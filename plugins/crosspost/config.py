"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class CrosspostConfig(Config):  # type: ignore[no-untyped-call]
    """How notes are posted elsewhere."""

    theme = c.Type(str, default="seal")
    """The look on 公众号: plain, seal, tech, or a CSS file as seen from mkdocs.yml."""

    author = c.Type(str, default="")
    """The author's name on 公众号, 16 characters at most."""

    juejin_theme = c.Type(str, default="juejin")
    """The theme of 掘金's page."""

    juejin_highlight = c.Type(str, default="github")
    """The colours of code on 掘金: a style of highlight.js."""

    drafts = c.Type(bool, default=False)
    """Whether unfinished notes are exported too."""

    menu = c.Type(bool, default=True)
    """Whether pages carry the menu 转发."""

    schedule = c.Type(str, default="schedule.yml")
    """The column's topics, as seen from docs_dir; where the file is there, the site has a board of them."""
