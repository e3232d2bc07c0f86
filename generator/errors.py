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
├── WriterError          the model could not write the note
│   ├── NoCredential     no key, or the key was refused
│   ├── NoCredit         the account has no credit left, or its spending limit is reached
│   ├── TooMuchToRead    the request is larger than the model takes
│   ├── UnreadablePaper  the API can't process this PDF
│   ├── Refused          the model refused; names the category
│   ├── Unfinished       an answer was cut off, or is not of the form that was asked for, twice
│   ├── Unreachable      no answer within the time allowed: overload, rate limit, network
│   └── CostLimit        going on would cost more than allowed
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
    """A note breaks rules of severity E; `findings` are all of them, a line each."""

    findings: tuple[str, ...] = ()


class WriterError(PaperNotesError):
    """The model could not write the note."""


class NoCredential(WriterError):
    """There is no key for the API, or the key was refused."""


class NoCredit(WriterError):
    """The account has no credit, or its spending limit is reached."""


class TooMuchToRead(WriterError):
    """The request is larger than the API or the model takes."""


class UnreadablePaper(WriterError):
    """The API can't process the PDF, though it may be valid."""


class Refused(WriterError):
    """The model refused to answer."""


class Unfinished(WriterError):
    """An answer was cut off or malformed, and so was the second one."""


class Unreachable(WriterError):
    """The API gave no answer within the time allowed."""


class CostLimit(WriterError):
    """The next step would cost more than the person allows."""


class LibraryError(PaperNotesError):
    """The folder of papers is not as needed."""
