"""Accuracy of the paper model: titles, authors, sections and numbered equations against facts read by eye."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.report import PAPERS, Goal, finish, show
from generator.extraction.document import open_document
from generator.extraction.equations import find_equations
from generator.extraction.figures import FigureOptions, find_figures
from generator.extraction.metadata import read_metadata
from generator.extraction.page import Page
from generator.extraction.references import read_references
from generator.extraction.sections import read_sections
from generator.extraction.text import read_text
from generator.paper import Figure

GOLD = Path(__file__).parent.parent / "tests" / "data" / "papers.yml"
GOALS = (
    Goal("title", least=1.0),
    Goal("authors", least=1.0),
    Goal("sections_f1", least=0.97),
    Goal("sections_f1_without_bookmarks", least=0.97),
    Goal("equations_f1", least=0.95),
    Goal("ms_a_page", most=15.0),
)


@dataclass(frozen=True, slots=True)
class Match:
    """How many items were found, how many there are, how many are right."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Right among those found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right among those that there are; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """One paper: title and authors exactly right, sections with and without the PDF's bookmarks, equations, time."""

    slug: str
    title: bool
    authors: bool
    sections: Match
    unmarked: Match
    equations: Match
    milliseconds: float
    """Of the processor, a page, beyond opening the PDF and finding figures."""


def same(text: str) -> str:
    """A text as it is compared: NFKC, lower case, letters and digits only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def match(found: Iterable[str], gold: Iterable[str]) -> Match:
    """Compare as multisets."""
    one, other = Counter(found), Counter(gold)
    return Match((one & other).total(), one.total(), other.total())


def score(slug: str, pdf: Path, gold: dict[str, Any]) -> Score:
    """Read one paper and hold it against the facts."""
    with open_document(pdf) as document:
        pages = tuple(document.pages())
        info, outline = document.info, document.outline
    figures = find_figures(pages, FigureOptions())
    start = time.process_time()
    texts = read_text(pages, figures)
    metadata = read_metadata(pages, info, texts)
    sections = read_sections(pages, texts, figures, outline)
    equations = find_equations(pages, figures)
    read_references(sections)
    milliseconds = (time.process_time() - start) / len(pages) * 1000
    return Score(
        slug=slug,
        title=same(metadata.title) == same(gold["title"]),
        authors=[author.name for author in metadata.authors] == gold["authors"],
        sections=match((same(f"{each.number or ''} {each.title}") for each in sections), map(same, gold["sections"])),
        unmarked=match(headings(pages, figures), map(same, gold["sections"])),
        equations=match((equation.number for equation in equations), gold["equations"]),
        milliseconds=milliseconds,
    )


def headings(pages: Sequence[Page], figures: Sequence[Figure]) -> list[str]:
    """Headings by numbering and typography alone, as for the papers that carry no bookmarks."""
    return [same(f"{each.number or ''} {each.title}") for each in read_sections(pages, (), figures)]


def total(matches: Sequence[Match]) -> Match:
    """All papers' items as one set."""
    return Match(sum(m.right for m in matches), sum(m.found for m in matches), sum(m.gold for m in matches))


def cells(match: Match) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    return match.precision, match.recall, match.f1


def main() -> int:
    """Print the table, and say whether the goals hold."""
    gold = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    pdfs = {slug: PAPERS / "papers" / f"{slug}.pdf" for slug in gold}
    scores = [score(slug, pdf, gold[slug]) for slug, pdf in pdfs.items() if pdf.is_file()]
    if not scores:
        print(f"No paper to measure on: {PAPERS} is not here.")
        return 0
    rows: list[tuple[object, ...]] = [
        (s.slug, s.title, s.authors, *cells(s.sections), s.unmarked.f1, *cells(s.equations), s.milliseconds)
        for s in scores
    ]
    sections = total([s.sections for s in scores])
    unmarked = total([s.unmarked for s in scores])
    equations = total([s.equations for s in scores])
    numbers = {
        "papers": float(len(scores)),
        "title": sum(s.title for s in scores) / len(scores),
        "authors": sum(s.authors for s in scores) / len(scores),
        "sections_precision": sections.precision,
        "sections_recall": sections.recall,
        "sections_f1": sections.f1,
        "sections_f1_without_bookmarks": unmarked.f1,
        "equations_precision": equations.precision,
        "equations_recall": equations.recall,
        "equations_f1": equations.f1,
        "ms_a_page": sorted(s.milliseconds for s in scores)[len(scores) // 2],
    }
    whole = (numbers["title"], numbers["authors"], *cells(sections), unmarked.f1, *cells(equations))
    rows.append(("all", *whole, numbers["ms_a_page"]))
    columns = ("paper", "title", "authors", "sec P", "sec R", "sec F1", "no marks", "eq P", "eq R", "eq F1", "ms/page")
    show("The paper model against facts read by eye", columns, rows)
    return finish("model", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main())
