"""What every writer is: from a Paper and a request to a Note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.config import Language, ReadingPass
from generator.note.document import Note
from generator.note.record import Making
from generator.paper import Paper


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """What the person wants: the note's language, questions that it should dwell on, and how a model shall work.

    `model` and `effort` None: as the writer decides; `fallback` is asked where the model refuses, None: nobody. `fast`:
    in one request. `judge`: the note is scored. `vision_only`: a model reads the pages of a PDF without a text layer,
    and nothing can be checked. `disclosure`: the note ends by saying which model wrote it. `reading_pass`: how deep.
    """

    language: Language = Language.ZH
    focus: tuple[str, ...] = ()
    model: str | None = None
    effort: str | None = None
    disclosure: bool = True
    fallback: str | None = None
    fast: bool = False
    judge: bool = False
    vision_only: bool = False
    reading_pass: ReadingPass = ReadingPass.NOTE


class Pages(Protocol):
    """The pages of a PDF in other forms, for a model that can't read the file; made where a hostile PDF does no harm.

    Both raise PdfError where the PDF can't be read.
    """

    def copied(self, pages: Sequence[int]) -> bytes:
        """A new PDF of these pages, from 1."""

    def drawn(self, pages: Sequence[int]) -> tuple[bytes, ...]:
        """Each of these pages as a PNG."""


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """Where the paper is: `home` is its folder with `paper.pdf`; its new images are in `staged`/images."""

    home: Path
    staged: Path
    pages: Pages | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A note, who wrote it (`draft`, or a model's id), and the ledger of what it cost, None where it cost nothing.

    `unverified` says why nothing of it could be looked up in the PDF; `scores` are a judge's, by dimension; `making`
    is how a model made it.
    """

    note: Note
    by: str
    usage: Mapping[str, int | float | str] | None = None
    unverified: str | None = None
    scores: Mapping[str, int] | None = None
    making: Making | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a note will ask for and cost: tokens of the paper, the requests, US dollars (None: the price is unknown)."""

    by: str
    tokens: int = 0
    stages: tuple[str, ...] = ()
    cost: float | None = 0.0
    prices_of: str = ""

    def __str__(self) -> str:
        """One line."""
        if not self.stages:
            return f"{self.by}, no requests, no cost"
        cost = "price unknown" if self.cost is None else f"about ${self.cost:.2f} (prices of {self.prices_of})"
        return f"{self.by}, {self.tokens:,} tokens, requests: {', '.join(self.stages)} and repairs, {cost}"


class Writer(Protocol):
    """Writes notes."""

    @property
    def shows_equations(self) -> bool:
        """Whether its notes show the numbered equations as they are printed, as images."""

    def write(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Written:
        """The note of a paper.

        Raises:
            WriterError: it can't be written.
        """

    def forecast(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Forecast:
        """What writing it will cost; costs nothing itself.

        Raises:
            WriterError: it can't be told.
        """
