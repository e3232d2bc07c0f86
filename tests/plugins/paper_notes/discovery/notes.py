"""Notes to announce: the two of the site's tests, one of them hostile if wanted."""

from __future__ import annotations

from pathlib import Path

from generator.config import Language
from generator.note.concepts import Vocabulary
from plugins.paper_notes.catalogue import Item, build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.discovery.publication import Publication
from tests.site.library import NOTES, write_library, write_note

SITE = Publication("论文 & 笔记", "说明 <b>", "https://example.org/notes/", Language.ZH)
ATTACK = "]]> &lt;script>alert(1)&lt;/script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) </script> \x0b"


def items(folder: Path, *, hostile: bool = False) -> dict[str, Item]:
    """The items by their paths on the site; `first` has figures, `second` is a draft on arXiv."""
    library = write_library(folder)
    if hostile:
        text = (NOTES / "second" / "README.md").read_text(encoding="utf-8")
        text = text.replace("# Clustering", f"# {ATTACK} Clustering", 1).replace("C. Third", f"C. {ATTACK} Third")
        write_note(library, "second", text.replace("并查集、", f"并查集 {ATTACK}、").replace("“We", f"{ATTACK} “We"))
    catalogue = build_catalogue(read_collection(library), Vocabulary(), {"first/README.md": "2026-02-03"})
    return {f"papers/{item.slug}/": item for item in catalogue.items}
