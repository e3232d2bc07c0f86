"""The indexing process: reads a job, the built pages and nothing else, writes the site's folder `search/`, ends.

A process of its own, so that the build's memory and the index's never add up. Started by indexing.py.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from generator.errors import PaperNotesError
from plugins.paper_notes.search.article import read_sections
from plugins.paper_notes.search.document import document
from plugins.paper_notes.search.embedded import TEXT_LIMIT, embedded_entry, script
from plugins.paper_notes.search.job import Job, Outcome
from plugins.paper_notes.search.pagefind import find_program, run_pagefind
from plugins.paper_notes.search.shards import Document, Shard, split
from plugins.paper_notes.search.symbols import SYMBOLS

FOLDER = "search"
"""The folder of the site that holds everything that is loaded when somebody searches."""


def index(job: Job) -> Outcome:
    """Index the pages; what was there before is replaced."""
    program = find_program()
    output = job.site / FOLDER
    with tempfile.TemporaryDirectory(prefix="paper-notes-search-") as name:
        folder = Path(name)
        documents, embedded = _write_documents(job, folder / "all")
        shards = split(documents, job.memory_limit)
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir(parents=True)
        if embedded is not None:
            output.joinpath("embedded.js").write_text(script("paperNotesEmbedded", embedded), encoding="utf-8")
        config = {"shards": len(shards), "embedded": embedded is not None, "symbols": SYMBOLS, "words": job.words}
        output.joinpath("config.js").write_text(script("paperNotesSearch", config), encoding="utf-8")
        measured = 0
        for number, shard in enumerate(shards, start=1):
            _move(shard, folder / "all", folder / str(number))
            measured = run_pagefind(program, folder / str(number), output / str(number), len(shard.documents))
    largest = max((shard.memory for shard in shards), default=0)
    return Outcome(len(documents), len(shards), largest, measured, embedded is not None)


def _write_documents(job: Job, folder: Path) -> tuple[list[Document], list[dict[str, object]] | None]:
    """Write each page's document below `folder`; the documents, and the small index while it is small."""
    documents: list[Document] = []
    embedded: list[dict[str, object]] | None = []
    characters = 0
    for page in job.pages:
        sections = read_sections((job.site / page.file).read_text(encoding="utf-8"))
        if not sections:
            continue
        path = folder / page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document(page, sections), encoding="utf-8")
        documents.append(Document(page, path.stat().st_size))
        characters += sum(len(section.text) for section in sections)
        if characters > TEXT_LIMIT:
            embedded = None
        elif embedded is not None:
            embedded.append(embedded_entry(page, sections))
    return documents, embedded


def _move(shard: Shard, source: Path, target: Path) -> None:
    """Move a shard's documents into a folder of their own."""
    for item in shard.documents:
        path = target / item.page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        (source / item.page.file).rename(path)


def main() -> int:
    """Read a job from standard input, write what came of it to standard output."""
    job = Job.from_json(sys.stdin.read())
    try:
        outcome = index(job)
    except PaperNotesError as error:
        outcome = Outcome(problem=str(error))
    sys.stdout.write(outcome.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
