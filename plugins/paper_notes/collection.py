"""All notes of the library, read once a build; a broken note is a problem, never a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from generator.config import Language, ReadingPass, Settings, read_settings
from generator.errors import ConfigError, NoteError, PaperNotesError
from generator.library import PaperFolder, find_papers, pointed_at, read_sidecar
from generator.note.document import Note
from generator.note.labels import LABELS
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.reading import read_note

PAPERS = "papers"
"""The folder of the site that holds a page for each note."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|\.\d)")  # the 2012 of arXiv:2012.12345 is none


class Status(StrEnum):
    """How much a reader may expect of a note; the value stands in addresses."""

    DRAFT = "draft"
    CARD = "card"
    """What a first reading takes in, in ten minutes."""
    DONE = "done"


@dataclass(frozen=True)  # without slots, for what is read from the disk once
class Entry:
    """A note that can be published, and the folder it stands in."""

    folder: PaperFolder
    note: Note
    created: str | None = None
    """When the program wrote the note, as its record says (ISO 8601); None for a note written by hand."""
    translation: Language | None = None
    """The language of a translation, which stands in README.en.md or README.zh.md; None for README.md itself."""

    source: str | None = None
    """Where the PDF came from, as paper.yml says."""
    keeps_pdf: bool = True
    """Whether the PDF may stand on the site: not where paper.yml says `keep_pdf: false`."""

    @property
    def readme(self) -> Path:
        """The file of the note."""
        return self.folder.path / f"README.{self.translation}.md" if self.translation else self.folder.readme

    @property
    def slug(self) -> str:
        """The name of the folder, and of the page."""
        return self.folder.slug

    @property
    def page(self) -> str:
        """The page's source path on the site: `papers/<slug>/README.md`, which engines turn into an index page.

        A translation is `papers/<slug>/en.md`.
        """
        return f"{PAPERS}/{self.slug}/{f'{self.translation}.md' if self.translation else 'README.md'}"

    @property
    def is_comparison(self) -> bool:
        """Whether the note compares two papers, and has neither a year nor a PDF of its own."""
        header = self.note.header
        return LABELS[header.language].comparison in dict(header.extras)

    @property
    def year(self) -> int | None:
        """The year of publication, None where the header names none."""
        match = None if self.is_comparison else _YEAR.search(self.note.header.publication)
        return int(match[0]) if match else None

    @property
    def is_draft(self) -> bool:
        """Whether the header says that the note is unfinished."""
        return self.note.header.status is not None

    @property
    def status(self) -> Status:
        """Whether the note is a draft, a ten-minute card, or whole."""
        if self.is_draft:
            return Status.DRAFT
        return Status.CARD if self.note.header.reading_pass is ReadingPass.CARD else Status.DONE

    @cached_property
    def has_pdf(self) -> bool:
        """Whether the paper is published beside the note: it is kept there, and is no Git LFS pointer."""
        pdf = self.folder.pdf
        return self.keeps_pdf and self._publishes(pdf) and pointed_at(pdf) is None

    @property
    def interview(self) -> Path | None:
        """`interview.md` beside the note, what to say of the paper in an interview; None where there is none."""
        path = self.folder.interview
        return path if not self.translation and self._publishes(path) else None

    @cached_property
    def attachments(self) -> dict[str, Path]:
        """What is published beside the page, by its path on the site: the paper and the images, nothing else."""
        papers = (self.folder.pdf,) if self.has_pdf else ()
        images = (path for path in sorted(self.folder.images.glob("*.png")) if self._publishes(path))
        places = ((path.relative_to(self.folder.path).as_posix(), path) for path in (*papers, *images))
        return {f"{PAPERS}/{self.slug}/{place}": path for place, path in places}

    @cached_property
    def _real(self) -> Path:
        return self.folder.path.resolve()

    def _publishes(self, path: Path) -> bool:
        """A visible file that is where it seems to be: a link out of the folder would publish a stranger's file."""
        return path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(self._real)


@dataclass(frozen=True, slots=True)
class Collection:
    """The notes that can be published, newest first, and what is wrong with the others."""

    entries: tuple[Entry, ...]
    problems: tuple[PaperNotesError, ...] = ()
    translations: tuple[Entry, ...] = ()
    """Notes of the same papers in the other language."""


def read_collection(library: Path, cache: Cache | None = None, only: Sequence[str] = ()) -> Collection:
    """Read every note below `library`; a folder without a note is not there yet and is left out.

    With `only`, the notes whose slug matches one of these patterns (`*`, `?`, `[…]`).
    """
    cache = cache or Cache()
    entries: list[Entry] = []
    translations: list[Entry] = []
    problems: list[PaperNotesError] = []
    for folder in chosen_papers(library, only):
        if folder.readme.is_file():
            try:
                entries.append(_read_entry(folder, _read_settings(folder, problems), cache))
                translations += _read_translations(entries[-1], cache)
            except PaperNotesError as error:
                problems.append(error)
    entries.sort(key=lambda entry: entry.created or str(entry.year or ""), reverse=True)  # stable: then by slug
    return Collection(tuple(entries), tuple(problems), tuple(translations))


def chosen_papers(library: Path, only: Sequence[str] = ()) -> tuple[PaperFolder, ...]:
    """The folders that a build is for; with `only` no other is looked into, for there may be thousands."""
    if not only:
        return find_papers(library)
    paths = sorted(path for path in library.iterdir() if any(fnmatchcase(path.name, pattern) for pattern in only))
    return tuple(PaperFolder(path) for path in paths if path.is_dir() and not path.name.startswith("."))


def _read_entry(folder: PaperFolder, settings: Settings, cache: Cache) -> Entry:
    sidecar = read_sidecar(folder)
    note = _read_note(folder.readme, cache)
    created = sidecar.created if sidecar else None
    return Entry(folder, note, created, source=settings.source, keeps_pdf=settings.keep_pdf)


def _read_settings(folder: PaperFolder, problems: list[PaperNotesError]) -> Settings:
    """The settings of a paper; a note whose settings are broken has no PDF, for it may be one to keep out."""
    try:
        return read_settings(folder.settings)
    except ConfigError as problem:
        problems.append(problem)
        return Settings(keep_pdf=False)


def _read_translations(entry: Entry, cache: Cache) -> Iterator[Entry]:
    """The note in the other languages: README.en.md beside a Chinese README.md, README.zh.md beside an English one."""
    for language in Language:
        translation = replace(entry, translation=language)
        if translation.readme.is_file():
            note = _read_note(translation.readme, cache)
            if note.header.language is not language or language is entry.note.header.language:
                other = "README.md holds the same language" if note.header.language is language else "another language"
                raise NoteError(translation.readme, f"this is no translation: {other}.", "Rename or remove it.")
            yield replace(translation, note=note)


def _read_note(path: Path, cache: Cache) -> Note:
    return read_note(read_text(path), path, cache)


def read_text(path: Path) -> str:
    """The text of a note, or of what stands beside it.

    Raises:
        NoteError: it is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise NoteError(path, "the note is not UTF-8.", "Save it as UTF-8.", line=line) from error
