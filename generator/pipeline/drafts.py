"""README.draft.md: a note that was paid for and that the lint refused, with the findings behind it, for a person."""

from __future__ import annotations

import re
from pathlib import Path

from generator.errors import LintFailed, NoteError
from generator.library import PaperFolder
from generator.note.lint import LintReport
from generator.note.record import Sidecar
from generator.transaction import transaction
from generator.writing.writer import Written

_OPEN, _CLOSE = "<!-- paper-notes: what is wrong with this note", "-->"
_FINDINGS = re.compile(rf"\n+{re.escape(_OPEN)}.*{_CLOSE}\s*\Z", re.S)


class RefusedNote(Exception):
    """A note breaks rules that block writing."""

    def __init__(self, written: Written, text: str, report: LintReport) -> None:
        super().__init__()
        self.written, self.text, self.report = written, text, report


def keep_refused(folder: PaperFolder, refused: RefusedNote, record: Sidecar | None = None) -> LintFailed:
    """Put a note that was paid for into README.draft.md, with a record of its folder; gives the error to raise."""
    way_out = "Nothing was changed."
    if refused.written.usage is not None:
        with transaction(folder.path) as change:
            change.stage(folder.draft_readme.name, with_findings(refused.text, refused.report).encode())
            if record:
                change.stage(folder.sidecar.name, record.render().encode())
        name = folder.draft_readme.name
        way_out = f"It is in {name}: mend it, then `paper-notes accept {folder.slug} {folder.draft_readme}`."
    return refusal(folder.readme, "the new note", refused.report, way_out)


def refusal(file: Path, what: str, report: LintReport, way_out: str) -> LintFailed:
    """The error of a text that breaks rules: `what` it is, the first rule, how many more."""
    first, *more = report.errors
    others = f" ({len(more)} more)" if more else ""
    failure = LintFailed(file, f"{what} breaks {first.rule}: {first.message}{others}", way_out)
    failure.findings = tuple(map(str, report.errors))
    return failure


def with_findings(text: str, report: LintReport) -> str:
    """The note and, in a comment at its end, every error by line."""
    lines = (f"{finding.line}: {finding.rule} {finding.message} {finding.way_out}" for finding in report.errors)
    listed = "\n".join(line.replace("--", "- -") for line in lines)
    return f"{text.rstrip()}\n\n{_OPEN}\n{listed}\n{_CLOSE}\n"


def without_findings(text: str) -> str:
    """The note alone."""
    return _FINDINGS.sub("\n", text)


def read_answer(file: Path) -> str:
    """A note that somebody else wrote, or mended, without the findings at its end.

    Raises:
        NoteError: it is no UTF-8 text.
    """
    try:
        return without_findings(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise NoteError(file, "it can't be read as UTF-8 text.") from error
