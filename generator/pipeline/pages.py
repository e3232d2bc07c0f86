"""The pages of a PDF in other forms, for a model that can't read the file; made by the worker that reads PDFs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.extraction.options import COPY_NAME, ExtractOptions, page_image_name
from generator.extraction.sandbox import extract_safely

_DPI = 110
"""About what the API looks at: 1,568 pixels on the longer side of a page are 142 dpi."""


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of one PDF; as `generator.writing.writer.Pages`."""

    pdf: Path
    options: ExtractOptions

    def copied(self, pages: Sequence[int]) -> bytes:
        """A new PDF of these pages, from 1."""
        with tempfile.TemporaryDirectory(prefix="paper-notes-") as scratch:
            extract_safely(self.pdf, replace(self.options, copied=tuple(pages)), Path(scratch))
            return Path(scratch, COPY_NAME).read_bytes()

    def drawn(self, pages: Sequence[int]) -> tuple[bytes, ...]:
        """Each of these pages as a PNG."""
        with tempfile.TemporaryDirectory(prefix="paper-notes-") as scratch:
            extract_safely(self.pdf, replace(self.options, pages_dpi=_DPI), Path(scratch))
            return tuple(Path(scratch, page_image_name(page)).read_bytes() for page in pages)
