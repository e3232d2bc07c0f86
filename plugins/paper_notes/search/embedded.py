"""The small index of a site that is opened from disk, where no page may fetch anything: a script with the text."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plugins.paper_notes.search.article import Section
from plugins.paper_notes.search.page import SearchPage

TEXT_LIMIT = 3_000_000
"""Characters that a browser searches through at each key without delay: about 300 notes."""


def embedded_entry(page: SearchPage, sections: Iterable[Section]) -> dict[str, object]:
    """A page as the script holds it; each section is (anchor, title, text)."""
    return {
        "url": f"/{page.file}",
        "title": page.title,
        "filters": dict(page.filters),
        "sections": [(section.anchor, section.title, section.text) for section in sections],
    }


def script(name: str, value: object) -> str:
    """A script that sets a global variable. JSON is JavaScript since ES2019; `<` stays out of it all the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.{name} = {text};\n"
