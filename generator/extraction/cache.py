"""Papers already read, by the PDF's hash: the lint asks for the same paper again and again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.extraction.options import VERSION, ExtractOptions
from generator.extraction.sandbox import extract_safely
from generator.paper import Paper
from generator.transaction import replace_file

_PAPER = TypeAdapter(Paper)
_OPTIONS = TypeAdapter(ExtractOptions)


def read_paper(pdf: Path, cache: Path, options: ExtractOptions | None = None) -> Paper:
    """The paper without images, from the cache folder where it is there.

    Raises:
        PdfError: the PDF can't be read.
    """
    options = options or ExtractOptions()
    entry = cache / f"{_key(pdf, options)}.json"
    try:
        return _PAPER.validate_json(entry.read_bytes())
    except (OSError, ValidationError):
        paper = extract_safely(pdf, options)
    _keep(entry, paper)
    return paper


def _key(pdf: Path, options: ExtractOptions) -> str:
    with pdf.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(_OPTIONS.dump_json(options))
    digest.update(VERSION.encode())
    return digest.hexdigest()


def _keep(entry: Path, paper: Paper) -> None:
    """Write the entry; a cache that can't be written is no error."""
    with suppress(OSError):
        replace_file(entry, _PAPER.dump_json(paper))
