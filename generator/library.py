"""The paper-notes folder: which papers there are, and the files of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LIMIT = 60


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """`paper-notes/<slug>/`: where each file of a paper stands, whether it exists or not."""

    path: Path

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def pdf(self) -> Path:
        """The paper itself."""
        return self.path / "paper.pdf"

    @property
    def readme(self) -> Path:
        """The note."""
        return self.path / "README.md"

    @property
    def images(self) -> Path:
        """The folder of the note's images."""
        return self.path / "images"

    @property
    def settings(self) -> Path:
        """The person's own settings."""
        return self.path / "paper.yml"

    @property
    def sidecar(self) -> Path:
        """The program's own record."""
        return self.path / ".note.json"


def find_papers(library: Path) -> tuple[PaperFolder, ...]:
    """Every folder that holds a PDF or a note, by name."""
    folders = (PaperFolder(path) for path in sorted(library.iterdir()) if path.is_dir()) if library.is_dir() else ()
    return tuple(folder for folder in folders if folder.pdf.is_file() or folder.readme.is_file())
