"""A comparison of two papers, A and B: what is asked, what every writer of one is, and the frame that none owns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.config import Language
from generator.note.document import Note, NoteSection
from generator.note.header import Header
from generator.note.labels import COMPARISON_SECTIONS, LABELS, SectionKey
from generator.note.markdown import escape
from generator.note.readingtime import reading_minutes
from generator.paper import Metadata, Paper
from generator.writing.identity import authors_line, publication_line, title_line
from generator.writing.writer import Forecast, PaperFiles, Written

MOST_PREREQUISITES = 6
_TITLES = {Language.ZH: "{a} 与 {b}：{question}", Language.EN: "{a} and {b}: {question}"}
_PAIRS = {Language.ZH: "A：{a}；B：{b}", Language.EN: "A: {a}; B: {b}"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two papers, and its folder with `paper.pdf`."""

    paper: Paper
    home: Path


Sides = tuple[Side, Side]
"""A and B."""


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """On what question the papers are compared, and how; `model` and `effort` None: as the writer decides.

    `fallback` is asked where the model refuses, None: nobody.
    """

    question: str
    language: Language = Language.ZH
    model: str | None = None
    effort: str | None = None
    disclosure: bool = True
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """How hard the comparison is to read: stars (1 to 5), why, and what one must know before."""

    stars: int
    difficulty: str
    prerequisites: tuple[str, ...]


class Comparer(Protocol):
    """Writes comparisons."""

    def compare(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Written:
        """The comparison; `files` are those of its own folder.

        Raises:
            WriterError: it can't be written.
        """

    def forecast_comparison(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Forecast:
        """What it will cost; costs nothing itself.

        Raises:
            WriterError: it can't be told.
        """


def frame(
    sides: Sides,
    request: ComparisonRequest,
    level: Level,
    bodies: Mapping[SectionKey, str],
    status: str | None = None,
) -> Note:
    """The note: title, header and headings around the sections; `status` marks a draft."""
    labels, language = LABELS[request.language], request.language
    a, b = (side.paper.metadata for side in sides)
    question = escape(request.question)
    header = Header(
        language=language,
        paper=_pair(title_line(a, language), title_line(b, language), language),
        authors=_pair(authors_line(a, language), authors_line(b, language), language),
        publication=_pair(publication_line(a, language), publication_line(b, language), language),
        reading_minutes=reading_minutes("\n\n".join(bodies.values()), language),
        stars=level.stars,
        difficulty=escape(level.difficulty),
        prerequisites=tuple(map(escape, level.prerequisites[:MOST_PREREQUISITES])),
        extras=((labels.comparison, question), *([(labels.status, status)] if status else [])),
    )
    title = _TITLES[language].format(a=_short(a, sides[0]), b=_short(b, sides[1]), question=question)
    sections = (NoteSection(labels.sections[key], bodies.get(key, "")) for key in COMPARISON_SECTIONS)
    return Note(title, header, tuple(sections))


def _pair(a: str, b: str, language: Language) -> str:
    return _PAIRS[language].format(a=a, b=b)


def _short(known: Metadata, side: Side) -> str:
    """The title up to its colon, the folder's name where there is none."""
    return escape(known.title.partition(":")[0].strip() or side.home.name)
