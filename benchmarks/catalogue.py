"""What the catalogue of ten thousand notes costs a reader, and what its pages cost the build.

`python -m benchmarks.catalogue 1000` measures another number of notes. Bytes are those that a server sends which
compresses text (gzip, level 6).
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.report import Goal, finish, show
from generator.config import Language
from generator.note.concepts import read_vocabulary
from plugins.paper_notes.catalogue import build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.pages.build import build_pages
from plugins.paper_notes.pages.catalogue import DATA, SHARD, catalogue_body
from plugins.paper_notes.pages.site import Site

ROOT = Path(__file__).parent.parent
STEP = 30
"""Rows that the browser shows at a time."""
GOALS = (
    Goal("kilobytes_until_usable", most=400),
    Goal("kilobytes_of_the_page", most=40),
    Goal("milliseconds_a_note", most=4),
)


def main(count: int = 10_000) -> int:
    """Measure, print, write; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        library = Path(name)
        write_corpus(library, count)
        collection = read_collection(library)
        vocabulary = read_vocabulary(ROOT / "docs" / "vocabulary.yml")
        start = time.process_time()
        site = Site(build_catalogue(collection, vocabulary, {}), Language.ZH)
        made = build_pages(site)
        pages = sum(len(page.render(str)) > 0 for page in made.pages.values())
        listed = time.process_time()
        for item in site.catalogue.items:
            site.relations.related(item)
            site.relations.first(item)
        related = time.process_time()
    body = catalogue_body(site, made.catalogue, str).encode()
    sizes = {name.removeprefix(f"{DATA}/"): _sent(data) for name, data in made.files.items() if name.startswith(DATA)}
    rows = sorted((size for name, size in sizes.items() if name.startswith("rows-")), reverse=True)
    show(
        f"The catalogue of {count} notes, gzip",
        ("what", "KB"),
        [
            ("the page's own HTML", _sent(body) / 1000),
            ("index.json: the values of each note", sizes["index.json"] / 1000),
            (f"rows of the first screen, from {STEP} shards", sum(rows[:STEP]) / 1000),
            ("slugs.json: with marks of the reader's own", sizes["slugs.json"] / 1000),
            ("titles.json: sorted by title", sizes["titles.json"] / 1000),
        ],
    )
    # The dearest way in: sorted anew, each row of the first screen from another shard.
    usable = _sent(body) + sizes["index.json"] + sum(rows[:STEP])
    numbers = {
        "notes": count,
        "pages_besides_notes": pages,
        "rows_in_a_shard": SHARD,
        "kilobytes_until_usable": usable / 1000,
        "kilobytes_with_marks_and_titles": (usable + sizes["slugs.json"] + sizes["titles.json"]) / 1000,
        "kilobytes_of_the_page": _sent(body) / 1000,
        "milliseconds_a_note_lists": 1000 * (listed - start) / count,
        "milliseconds_a_note_relations": 1000 * (related - listed) / count,
        "milliseconds_a_note": 1000 * (related - start) / count,
    }
    return finish("catalogue", numbers, GOALS)


def _sent(data: bytes) -> int:
    return len(gzip.compress(data, 6))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
