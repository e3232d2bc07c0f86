"""Every error that a user can meet.

PaperNotesError          names the file, the problem and the way out; the CLI prints it on one line
├── ConfigError          paper.yml or an option says something that can't be
├── FetchError           a download failed or was not a PDF
├── PdfError             the PDF can't be read
│   ├── NotAPdf          no PDF at all, or one without a page
│   ├── LockedPdf        a password is needed
│   └── LimitExceeded    too large, too many pages, too slow, too much memory
├── NoteError            a note (README.md) is malformed; names the line
├── LintFailed           a note breaks rules that block writing
└── LibraryError         the paper-notes folder: slug, lock, missing paper, a person's note in the way
"""

from __future__ import annotations

from pathlib import Path


class PaperNotesError(Exception):
    """Something that the user can mend: `path: problem. way_out`."""

    def __init__(self, path: Path | str | None, problem: str, way_out: str = "", *, line: int | None = None) -> None:
        super().__init__(path, problem, way_out, line)
        self.path = path
        self.problem = problem
        self.way_out = way_out
        self.line = line

    def __str__(self) -> str:
        """One line: where, what, and the way out."""
        where = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        out = f"{where}{self.problem}" + (f" {self.way_out}" if self.way_out else "")
        return " ".join(out.split())


class ConfigError(PaperNotesError):
    """A setting is unknown or out of range."""


class FetchError(PaperNotesError):
    """A paper could not be downloaded."""


class PdfError(PaperNotesError):
    """The PDF can't be read."""


class NotAPdf(PdfError):
    """The file is no PDF, or one without a readable page."""


class LockedPdf(PdfError):
    """The PDF can't be opened without a password."""


class LimitExceeded(PdfError):
    """The PDF is beyond a limit of size, pages, time or memory."""


class NoteError(PaperNotesError):
    """A note does not keep the format; `line` counts from 1."""


class LintFailed(PaperNotesError):
    """A note breaks rules of severity E."""


class LibraryError(PaperNotesError):
    """The folder of papers is not as needed."""
