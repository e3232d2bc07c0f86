"""All notes of the library, read once a build; a broken note is a problem, never a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import NoteError, PaperNotesError
from generator.library import PaperFolder, find_papers, read_sidecar
from generator.note.document import Note, parse_note

PAPERS = "papers"
"""The folder of the site that holds a page for each note."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|\.\d)")  # the 2012 of arXiv:2012.12345 is none


@dataclass(frozen=True, slots=True)
class Entry:
    """A note that can be published, and the folder it stands in."""

    folder: PaperFolder
    note: Note
    created: str | None = None
    """When the program wrote the note, as its record says (ISO 8601); None for a note written by hand."""

    @property
    def slug(self) -> str:
        """The name of the folder, and of the page."""
        return self.folder.slug

    @property
    def page(self) -> str:
        """The page's source path on the site: `papers/<slug>/README.md`, which engines turn into an index page."""
        return f"{PAPERS}/{self.slug}/README.md"

    @property
    def year(self) -> int | None:
        """The year of publication, None where the header names none."""
        match = _YEAR.search(self.note.header.publication)
        return int(match[0]) if match else None

    @property
    def is_draft(self) -> bool:
        """Whether the header says that the note is unfinished."""
        return self.note.header.status is not None

    @property
    def has_pdf(self) -> bool:
        """Whether the paper is published beside the note."""
        return _is_publishable(self.folder.pdf, self.folder.path)

    def attachments(self) -> Iterator[tuple[str, Path]]:
        """(path on the site, file) of what is published beside the page: the images and the paper, nothing else."""
        for path in (self.folder.pdf, *sorted(self.folder.images.glob("*.png"))):
            if _is_publishable(path, self.folder.path):
                yield f"{PAPERS}/{self.slug}/{path.relative_to(self.folder.path).as_posix()}", path


@dataclass(frozen=True, slots=True)
class Collection:
    """The notes that can be published, newest first, and what is wrong with the others."""

    entries: tuple[Entry, ...]
    problems: tuple[PaperNotesError, ...] = ()


def read_collection(library: Path) -> Collection:
    """Read every note below `library`; a folder without a note is not there yet and is left out."""
    entries: list[Entry] = []
    problems: list[PaperNotesError] = []
    for folder in find_papers(library):
        if folder.readme.is_file():
            try:
                entries.append(_read_entry(folder))
            except PaperNotesError as error:
                problems.append(error)
    entries.sort(key=lambda entry: entry.created or str(entry.year or ""), reverse=True)  # stable: then by slug
    return Collection(tuple(entries), tuple(problems))


def _read_entry(folder: PaperFolder) -> Entry:
    sidecar = read_sidecar(folder)
    return Entry(folder, _read_note(folder), sidecar.created if sidecar else None)


def _read_note(folder: PaperFolder) -> Note:
    try:
        text = folder.readme.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = folder.readme.read_bytes()[: error.start].count(b"\n") + 1
        raise NoteError(folder.readme, "the note is not UTF-8.", "Save it as UTF-8.", line=line) from error
    return parse_note(text, folder.readme)


def _is_publishable(path: Path, folder: Path) -> bool:
    """A visible file that is where it seems to be: a link out of the folder would publish a stranger's file."""
    return path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(folder.resolve())
