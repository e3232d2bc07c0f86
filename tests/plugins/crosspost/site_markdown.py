"""Python-Markdown as sites use it: the extensions of our mkdocs.yml, and those that other sites add."""

from __future__ import annotations

import markdown

EXTENSIONS = (
    *("footnotes", "tables", "toc", "attr_list", "md_in_html", "admonition", "abbr", "def_list"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.highlight", "pymdownx.magiclink", "pymdownx.superfences"),
    *("pymdownx.tilde", "pymdownx.details", "pymdownx.tasklist", "pymdownx.mark", "pymdownx.caret"),
)
SETTINGS = {"pymdownx.arithmatex": {"generic": True}, "pymdownx.highlight": {"pygments_lang_class": True}}


def render(text: str) -> str:
    """The article of a page."""
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=SETTINGS)
