"""Where the paper says what a note says: `evidence.json` beside the note, cut to what a page shows."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

from generator.note.digest import text_hash
from plugins.paper_notes.collection import Entry

SIZE_LIMIT = 8 * 1024 * 1024
_MOST = 2000
_LONGEST = 160


def read_evidence(entry: Entry) -> list[list[object]]:
    """[section, text, page, explanation] for each number: its section by place (0 before the first), its page or 0.

    `explanation` tells how a number is computed that the paper does not print. Empty without the file, and where it
    is damaged or was made for another text of the note.
    """
    path = entry.folder.evidence
    if entry.translation or not path.is_file() or path.stat().st_size > SIZE_LIMIT:
        return []
    try:
        data = json.loads(path.read_bytes())
        text = entry.readme.read_text(encoding="utf-8-sig")
        if data["note"] != text_hash(text):
            return []
        return _items(data["items"], [section.line for section in entry.note.sections])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _items(items: list[dict[str, Any]], headings: list[int]) -> list[list[object]]:
    found: list[list[object]] = []
    for item in items[:_MOST]:
        page, computed = item.get("page", 0), item.get("computed", "")
        if item["kind"] == "number" and not item.get("rule") and (page or computed):
            section = bisect_right(headings, int(item["line"]))
            found.append([section, str(item["text"])[:_LONGEST], int(page), str(computed)[:_LONGEST]])
    return found
