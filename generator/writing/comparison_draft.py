"""A comparison without a model: quotations looked up in each paper, and counts that the program made. Nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.note.grounding.names import names
from generator.note.grounding.vocabulary import vocabulary
from generator.note.labels import SectionKey
from generator.note.markdown import escape
from generator.note.quotation import normalise
from generator.paper import FloatKind, Paper
from generator.writing.comparison import ComparisonRequest, Level, Side, Sides, frame
from generator.writing.draft import DRAFT
from generator.writing.estimate import estimate, is_reference_list
from generator.writing.excerpts import Excerpt, Excerpts
from generator.writing.identity import publication_line
from generator.writing.templates import COMPARISON_TEMPLATES, TEMPLATES, ComparisonTemplates, Templates
from generator.writing.writer import Forecast, PaperFiles, Written

_MOST_QUOTATIONS = 4
_LEAST_OCCURRENCES = 3
_MOST_NAMES = 12
_LETTERS = ("A", "B")


@dataclass(frozen=True, slots=True)
class DraftComparer:
    """Writes drafts of comparisons."""

    def compare(self, sides: Sides, request: ComparisonRequest, files: PaperFiles | None = None) -> Written:
        """The draft; needs none of its files."""
        draft = _Draft(sides, request)
        bodies = {key: "\n\n".join(blocks) for key, blocks in draft.sections()}
        return Written(frame(sides, request, draft.level(), bodies, draft.common.status), DRAFT)

    def forecast_comparison(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Forecast:
        """Nothing: a draft asks nobody."""
        return Forecast(DRAFT)


@dataclass(frozen=True)
class _Draft:
    sides: Sides
    request: ComparisonRequest

    @property
    def common(self) -> Templates:
        return TEMPLATES[self.request.language]

    @property
    def templates(self) -> ComparisonTemplates:
        return COMPARISON_TEMPLATES[self.request.language]

    def level(self) -> Level:
        guesses = [estimate(side.paper) for side in self.sides]
        counted: dict[str, int] = {}
        for guess in guesses:
            for term, count in guess.terms:
                counted[term] = counted.get(term, 0) + count
        terms = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        shown = self.common.separator.join(self.common.term_count.format(term=t, count=n) for t, n in terms)
        equations = sum(guess.equations for guess in guesses)
        difficulty = self.common.difficulty.format(equations=equations, terms=shown or self.common.no_terms)
        named = tuple(self.common.prerequisite.format(term=term) for term, _ in terms)
        return Level(max(guess.stars for guess in guesses), difficulty, named or (self.common.no_terms,))

    def sections(self) -> Iterator[tuple[SectionKey, Iterable[str]]]:
        yield SectionKey.TLDR, (self.common.no_tldr,)
        yield SectionKey.COMMON, self._abstracts()
        yield SectionKey.COMPARISON, (self.templates.counted, self._table())
        yield SectionKey.DIFFERENCES, self._about()
        yield SectionKey.COMPARABILITY, self._names()
        yield SectionKey.CHOICE, (self.common.pending,)
        yield SectionKey.QA, self._questions()
        yield SectionKey.SUMMARY, (self.common.pending,)

    def _abstracts(self) -> Iterator[str]:
        for letter, side in zip(_LETTERS, self.sides, strict=True):
            abstract = Excerpts(side.paper).abstract()
            yield (self.templates.abstract if abstract else self.templates.no_abstract).format(letter=letter)
            if abstract:
                yield self._quote(abstract, letter)

    def _about(self) -> Iterator[str]:
        for letter, side in zip(_LETTERS, self.sides, strict=True):
            found = Excerpts(side.paper).about(self.request.question, _MOST_QUOTATIONS)
            yield (self.templates.about if found else self.templates.nothing_about).format(letter=letter)
            yield from (self._quote(excerpt, letter) for excerpt in found)

    def _table(self) -> str:
        rows = [(self.templates.dimension, *_LETTERS), ("---",) * 3, *self._rows()]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        templates, (a, b) = self.templates, self.sides
        language = self.request.language
        published = [publication_line(side.paper.metadata, language) for side in self.sides]
        yield templates.published, published[0], published[1]
        counts: dict[str, Callable[[Paper], int]] = {
            templates.pages: lambda paper: paper.page_count,
            templates.sections: lambda paper: len(paper.sections),
            templates.equations: lambda paper: len(paper.equations),
            templates.figures: lambda paper: len(paper.labels(FloatKind.FIGURE)),
            templates.tables: lambda paper: len(paper.labels(FloatKind.TABLE)),
            templates.references: lambda paper: len(paper.references),
        }
        for label, count in counts.items():
            yield label, str(count(a.paper)), str(count(b.paper))
        yield templates.cites, self._cites(a, b), self._cites(b, a)

    def _cites(self, side: Side, other: Side) -> str:
        title = normalise(other.paper.metadata.title).casefold()
        cited = bool(title) and any(title in normalise(entry.text).casefold() for entry in side.paper.references)
        return self.templates.yes if cited else self.templates.no

    def _names(self) -> Iterator[str]:
        counts = [_name_counts(side.paper) for side in self.sides]
        shared = [name for name in counts[0] if name in counts[1]]
        shared.sort(key=lambda name: (-min(counts[0][name], counts[1][name]), name))
        yield self.templates.names if shared else self.templates.no_names
        if shared:
            yield "\n".join(
                "- " + self.templates.name.format(name=escape(name), a=counts[0][name], b=counts[1][name])
                for name in shared[:_MOST_NAMES]
            )

    def _questions(self) -> Iterator[str]:
        for number, question in enumerate(self.common.questions, 1):
            yield f"### Q{number}: {question.text}"
            yield self.common.question.format(type=question.type)

    def _quote(self, excerpt: Excerpt, letter: str) -> str:
        attribution = self.templates.attribution.format(letter=letter, page=excerpt.page)
        return f"> {escape(excerpt.text)}\n>\n> {attribution}"


def _name_counts(paper: Paper) -> dict[str, int]:
    """Names with two capitals or a digit (so no word that merely begins a sentence), and how often they occur."""
    text = "\n".join(section.text for section in paper.sections if not is_reference_list(section.title))
    counts = Counter(name for name in names(text) if sum(c.isupper() or c.isdigit() for c in name) > 1)
    known = vocabulary().known_names
    return {name: n for name, n in counts.items() if n >= _LEAST_OCCURRENCES and name.casefold() not in known}
