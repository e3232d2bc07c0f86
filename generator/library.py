"""The paper-notes folder: which papers there are, what is stale and why, and whose each file is.

Staleness is a fact about files alone: no note, or the PDF's hash is not the recorded one. A file whose hash is not the
recorded one belongs to a person. How files are replaced is in `transaction.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.config import read_settings
from generator.errors import LibraryError, NoteError
from generator.note.digest import text_hash
from generator.note.document import parse_note
from generator.note.record import SCHEMA, Sidecar, read_record

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LIMIT = 60
_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\r?\n(?:[^\n]*\n)*?oid sha256:(?P<oid>[0-9a-f]{64})\b"
)
_POINTER_LIMIT = 1024


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
    def new_readme(self) -> Path:
        """Where the program's note goes when README.md belongs to a person."""
        return self.path / "README.new.md"

    @property
    def draft_readme(self) -> Path:
        """Where a model's note goes when the lint refuses it; never published."""
        return self.path / "README.draft.md"

    @property
    def interview(self) -> Path:
        """What to say of the paper in an interview."""
        return self.path / "interview.md"

    @property
    def new_interview(self) -> Path:
        """Where the program's interview goes when interview.md belongs to a person."""
        return self.path / "interview.new.md"

    @property
    def draft_interview(self) -> Path:
        """Where a model's interview goes when the lint refuses it."""
        return self.path / "interview.draft.md"

    @property
    def evidence(self) -> Path:
        """Where in the PDF each number of the note stands."""
        return self.path / "evidence.json"

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


class Stale(StrEnum):
    """Why a paper needs work."""

    NO_NOTE = "no-note"
    PDF_CHANGED = "pdf-changed"


def find_papers(library: Path) -> tuple[PaperFolder, ...]:
    """Every folder that holds a PDF, a note or settings, by name; hidden folders are the program's own."""
    paths = sorted(library.iterdir()) if library.is_dir() else []
    folders = (PaperFolder(path) for path in paths if path.is_dir() and not path.name.startswith("."))
    return tuple(
        folder for folder in folders if any(file.is_file() for file in (folder.pdf, folder.readme, folder.settings))
    )


def find_paper(library: Path, slug: str) -> PaperFolder:
    """The folder of one paper.

    Raises:
        LibraryError: the slug is malformed, or there is no such folder.
    """
    folder = PaperFolder(library / check_slug(slug))
    if not folder.path.is_dir():
        near = [other.slug for other in find_papers(library) if slug in other.slug or other.slug in slug]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Add it with `paper-notes add`."
        raise LibraryError(folder.path, "there is no such paper.", hint)
    return folder


def check_slug(slug: str) -> str:
    """The slug itself, where it keeps rule FILE-02.

    Raises:
        LibraryError: it has other characters than a-z, 0-9 and single hyphens, or more than 60.
    """
    if len(slug) > SLUG_LIMIT or not SLUG.fullmatch(slug):
        raise LibraryError(
            None,
            f"“{slug[:80]}” can't be a paper's folder.",
            f"Use a-z, 0-9 and single hyphens, at most {SLUG_LIMIT} characters.",
        )
    return slug


def make_slug(title: str) -> str:
    """A slug from a title: its words in ASCII, cut at a word's end; empty where it has none (a Chinese title)."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "s", ascii_title))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > SLUG_LIMIT:
            break
        slug = longer
    return slug or (words[0][:SLUG_LIMIT] if words else "")


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pointed_at(path: Path) -> str | None:
    """SHA-256 of the file that a Git LFS pointer stands for, None where the file is no pointer.

    source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
    """
    with path.open("rb") as file:
        match = _POINTER.match(file.read(_POINTER_LIMIT))
    return match["oid"].decode() if match else None


def pdf_hash(folder: PaperFolder) -> str:
    """SHA-256 of the paper in hex, also where a checkout left only the pointer to it."""
    return pointed_at(folder.pdf) or file_hash(folder.pdf)


def require_pdf(folder: PaperFolder) -> None:
    """Make sure that the PDF itself is there.

    Raises:
        LibraryError: there is none, or only a Git LFS pointer.
    """
    if not folder.pdf.is_file():
        raise LibraryError(folder.pdf, "there is no PDF.", "Put it there, or remove the folder.")
    if pointed_at(folder.pdf):
        raise LibraryError(folder.pdf, "it is only a Git LFS pointer.", "Fetch the file itself: git lfs pull.")


def section_hashes(text: str) -> dict[str, str]:
    """Hash of each section's body by its heading; empty for a text that is no note."""
    try:
        note = parse_note(text)
    except NoteError:
        return {}
    return {section.heading: text_hash(section.body) for section in note.sections}


def read_sidecar(folder: PaperFolder) -> Sidecar | None:
    """The program's record, None where there is none.

    Raises:
        LibraryError: the file is damaged or of a newer version.
    """
    try:
        text = folder.sidecar.read_text(encoding="utf-8")
        data = json.loads(text)
        if "\\u" in text:  # half a character, which only an escape can say, could not be written again
            json.dumps(data, ensure_ascii=False).encode()
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(folder) from error
    if not isinstance(data, dict) or not isinstance(data.get("schema"), int):
        raise _damaged(folder)
    if data["schema"] > SCHEMA:
        raise LibraryError(folder.sidecar, "it was written by a newer version of paper-notes.", "Update this one.")
    try:
        return read_record(data)
    except ValueError as error:
        raise _damaged(folder) from error


def _damaged(folder: PaperFolder) -> LibraryError:
    return LibraryError(
        folder.sidecar, "the record is damaged.", "Take it back from git; or delete it, and the note counts as yours."
    )


def is_comparison(folder: PaperFolder) -> bool:
    """Whether the folder holds a comparison of two papers, and no paper of its own.

    Raises:
        LibraryError: the record is damaged.
    """
    record = read_sidecar(folder)
    return bool(record and record.compares)


def stale_reason(folder: PaperFolder) -> Stale | None:
    """Why the paper needs work, None where it needs none. A note that the program never wrote is a person's.

    A PDF that is not kept here (`keep_pdf: false`) is not known to have changed.
    """
    here = folder.pdf.is_file()
    if not here and not _is_fetched(folder):
        return None
    sidecar = read_sidecar(folder)
    if not folder.readme.is_file():
        return Stale.NO_NOTE
    if here and sidecar is not None and sidecar.pdf != pdf_hash(folder):
        return Stale.PDF_CHANGED
    return None


def _is_fetched(folder: PaperFolder) -> bool:
    settings = read_settings(folder.settings)
    return settings.source is not None and not settings.keep_pdf


def is_persons_note(folder: PaperFolder, sidecar: Sidecar | None) -> bool:
    """Whether README.md is there and is not what the program last wrote."""
    return _is_persons(folder.readme, sidecar.readme if sidecar else None)


def is_persons_interview(folder: PaperFolder, sidecar: Sidecar | None) -> bool:
    """Whether interview.md is there and is not what the program last wrote."""
    return _is_persons(folder.interview, sidecar.interview.text if sidecar and sidecar.interview else None)


def _is_persons(file: Path, recorded: str | None) -> bool:
    if not file.exists():
        return False
    try:
        return recorded != text_hash(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return True


def persons_images(folder: PaperFolder, sidecar: Sidecar | None) -> Iterator[str]:
    """Names of the images that the program did not write, or that were changed since."""
    recorded = sidecar.images if sidecar else {}
    if not folder.images.is_dir():
        return
    for path in sorted(folder.images.iterdir()):
        if path.is_file() and recorded.get(path.name) != file_hash(path):
            yield path.name
