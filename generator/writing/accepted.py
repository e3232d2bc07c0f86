"""A note that somebody else wrote, taken through the same door as every other."""

from __future__ import annotations

from dataclasses import dataclass

from generator.note.document import parse_note
from generator.note.lint import LintSubject, fix
from generator.paper import Paper
from generator.writing.comparison import ComparisonRequest, Sides
from generator.writing.writer import Forecast, PaperFiles, WriteRequest, Written


@dataclass(frozen=True, slots=True)
class AcceptedNote:
    """Gives the note that it was made of, mended where that needs no model."""

    text: str
    shows_equations: bool = False

    def write(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Written:
        """The note.

        Raises:
            NoteError: it has no title or no complete header.
        """
        subject = LintSubject(files.staged, files.home, "README.md", self.text.encode(), paper)
        return Written(parse_note(fix(subject)), "accepted")

    def forecast(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Forecast:
        """Nothing: it is written."""
        return Forecast("accepted")


@dataclass(frozen=True, slots=True)
class AcceptedComparison:
    """The same for a comparison of two papers."""

    text: str

    def compare(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Written:
        """The comparison.

        Raises:
            NoteError: it has no title or no complete header.
        """
        papers = (sides[0].paper, sides[1].paper)
        subject = LintSubject(files.staged, files.home, "README.md", self.text.encode(), compared=papers)
        return Written(parse_note(fix(subject)), "accepted")

    def forecast_comparison(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Forecast:
        """Nothing: it is written."""
        return Forecast("accepted")
