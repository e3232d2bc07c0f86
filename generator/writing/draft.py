"""The embedded writer: needs no key, invents nothing.

Every sentence of a draft is a fixed line of `templates.py` or a quotation that was looked up in the paper's text, with
its page. Nothing is translated, summarised or inferred; formulas are shown as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.note.document import Note, NoteSection
from generator.note.header import Header
from generator.note.labels import LABELS, Labels, SectionKey
from generator.note.markdown import escape
from generator.note.readingtime import reading_minutes
from generator.paper import Equation, Figure, FigureType, FloatKind, Paper, Section
from generator.writing.assembly import pass_line, sections_of
from generator.writing.estimate import Estimate, estimate
from generator.writing.excerpts import Excerpts
from generator.writing.identity import authors_line, publication_line, title_line
from generator.writing.templates import TEMPLATES, Templates
from generator.writing.writer import Forecast, PaperFiles, WriteRequest, Written

DRAFT = "draft"
"""The embedded writer's name, where others have a model's."""

MOST_CONTRIBUTIONS = 5
MOST_KEY_FIGURES = 4
MOST_SETTINGS = 8
_LONGEST_ALT = 80
_UNREAD = ("scan", "poor-text")
"""Warnings of the extraction after which nothing can be told from what was not found."""
_METHOD_TYPES = (FigureType.ARCH, FigureType.METHOD)


@dataclass(frozen=True, slots=True)
class DraftWriter:
    """Writes drafts."""

    shows_equations: bool = True

    def write(self, paper: Paper, request: WriteRequest, files: PaperFiles | None = None) -> Written:
        """The draft of a paper; needs none of its files."""
        return Written(_Draft(paper, request).note(), DRAFT)

    def forecast(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Forecast:
        """Nothing: a draft asks nobody."""
        return Forecast(DRAFT)


@dataclass(frozen=True)
class _Draft:
    paper: Paper
    request: WriteRequest

    @property
    def labels(self) -> Labels:
        return LABELS[self.request.language]

    @property
    def templates(self) -> Templates:
        return TEMPLATES[self.request.language]

    def note(self) -> Note:
        sections = tuple(NoteSection(self.labels.sections[key], _join(body)) for key, body in self._sections())
        title = title_line(self.paper.metadata, self.request.language)
        return Note(title, self._header(sections), sections)

    def _sections(self) -> Iterator[tuple[SectionKey, Iterable[str]]]:
        bodies: dict[SectionKey, Callable[[], Iterable[str]]] = {
            SectionKey.TLDR: lambda: (self.templates.no_tldr,),
            SectionKey.OVERVIEW: self._overview,
            SectionKey.KEY_FIGURES: self._key_figures,
            SectionKey.WORTH: self._worth,
            SectionKey.BACKGROUND: self._outline,
            SectionKey.METHOD: self._method,
            SectionKey.DERIVATION: lambda: (self.templates.pending,),
            SectionKey.EXPERIMENTS: self._experiments,
            SectionKey.REPRODUCTION: self._settings,
            SectionKey.FOCUS: lambda: self._stubs(self.request.focus),
            SectionKey.QA: self._questions,
            SectionKey.OPEN: lambda: (self.templates.pending,),
            SectionKey.SUMMARY: lambda: self._stubs(self.templates.summary),
        }
        for key in sections_of(self.request):
            yield key, bodies[key]()

    def _header(self, sections: tuple[NoteSection, ...]) -> Header:
        guess = estimate(self.paper)
        return Header(
            language=self.request.language,
            paper=title_line(self.paper.metadata, self.request.language),
            authors=authors_line(self.paper.metadata, self.request.language),
            publication=publication_line(self.paper.metadata, self.request.language),
            reading_minutes=self._minutes(sections),
            stars=guess.stars,
            difficulty=self._difficulty(guess),
            prerequisites=self._prerequisites(guess),
            extras=(*pass_line(self.request), (self.labels.status, self.templates.status)),
        )

    def _minutes(self, sections: tuple[NoteSection, ...]) -> int:
        return reading_minutes("\n\n".join(section.body for section in sections), self.request.language)

    def _difficulty(self, guess: Estimate) -> str:
        counts = (self.templates.term_count.format(term=escape(term), count=count) for term, count in guess.terms)
        listed = self.templates.separator.join(counts)
        terms = self.templates.counted_terms.format(terms=listed) if listed else self.templates.no_counted_terms
        return self.templates.difficulty.format(equations=guess.equations, terms=terms)

    def _prerequisites(self, guess: Estimate) -> tuple[str, ...]:
        named = (self.templates.prerequisite.format(term=escape(term)) for term, _ in guess.terms)
        return tuple(named) or (self.templates.no_terms,)

    def _overview(self) -> Iterator[str]:
        excerpts = Excerpts(self.paper)
        if any(warning.code in _UNREAD for warning in self.paper.warnings):
            yield self.templates.unread
        if abstract := excerpts.abstract():
            yield self.templates.abstract
            yield self._quote(abstract.text, abstract.page)
        else:
            yield self.templates.no_abstract
        sentences = list(islice(excerpts.contributions(), MOST_CONTRIBUTIONS))
        yield self.templates.contributions if sentences else self.templates.no_contributions
        for sentence in sentences:
            yield self._quote(sentence.text, sentence.page)

    def _outline(self) -> Iterator[str]:
        if not self.paper.sections:
            yield self.templates.no_outline
            return
        yield self.templates.outline
        # Journals head their introduction with nothing but the paper's title.
        named = [section for section in self.paper.sections if section.title != self.paper.metadata.title]
        yield "\n".join(f"- {self._outline_item(section)}" for section in named)
        if self.paper.references:
            yield self.templates.references.format(count=len(self.paper.references))

    def _outline_item(self, section: Section) -> str:
        title = escape(f"{section.number or ''} {section.title}")
        return self.templates.outline_item.format(title=title, page=section.page)

    def _method(self) -> Iterator[str]:
        chosen = [figure for figure in self.paper.figures if figure.type in _METHOD_TYPES]
        yield from self._figures(chosen, self.templates.figures)
        if self.paper.equations:
            yield self.templates.equations
            yield from (self._equation(equation) for equation in self.paper.equations if equation.file)

    def _experiments(self) -> Iterator[str]:
        chosen = [figure for figure in self.paper.figures if figure.type not in _METHOD_TYPES]
        yield from self._figures(chosen, self.templates.results)

    def _figures(self, figures: list[Figure], heading: str) -> Iterator[str]:
        shown = [figure for figure in figures if figure.file and figure.label]
        yield heading if shown else self.templates.no_figures
        for figure in shown:
            yield from self._figure(figure)

    def _figure(self, figure: Figure) -> Iterator[str]:
        labels, templates = self.labels, self.templates
        colon = templates.colon
        sections = templates.separator.join(self._section_name(name) for name in figure.sections)
        yield f"![{self._alt(figure)}](images/{figure.file})"
        yield f"**{labels.figure_content}**{colon}{templates.caption}"
        yield self._quote(figure.caption, figure.page)
        yield f"**{labels.figure_key}**{colon}"
        yield "\n".join(
            f"- {line}"
            for line in (
                templates.type_line.format(type=templates.types[figure.type]),
                templates.place_line.format(page=figure.page),
                templates.mention_line.format(sections=sections) if sections else templates.no_mention_line,
            )
        )
        where = templates.mentioned_in.format(sections=sections) if sections else templates.not_mentioned
        yield f"**{labels.figure_match}**{colon}{where}"

    def _alt(self, figure: Figure) -> str:
        name = f"{self.templates.kinds[figure.kind]} {figure.label}"
        rest = " ".join(figure.caption.split())
        cut = rest if len(rest) <= _LONGEST_ALT else rest[:_LONGEST_ALT].rsplit(" ", 1)[0] + "…"
        return escape(cut) if cut else name

    def _section_name(self, name: str) -> str:
        return f"§{name}" if name[:1].isdecimal() or re.fullmatch(r"[A-Z](?:\.\d+)*", name) else escape(name)

    def _equation(self, equation: Equation) -> str:
        alt = self.templates.equation_alt.format(number=equation.number, page=equation.page)
        return f"![{escape(alt)}](images/{equation.file})"

    def _key_figures(self) -> Iterator[str]:
        """The first few, architecture and method before results."""
        shown = [figure for figure in self.paper.figures if figure.file and figure.label]
        chosen = sorted(shown, key=lambda figure: figure.type not in _METHOD_TYPES)[:MOST_KEY_FIGURES]
        yield from self._figures(chosen, self.templates.all_figures)

    def _worth(self) -> Iterator[str]:
        """What can be counted of a paper; whether it is worth reading a program can't say."""
        yield self.templates.counted.format(
            pages=self.paper.page_count,
            equations=len(self.paper.equations),
            figures=len(self.paper.labels(FloatKind.FIGURE)),
            tables=len(self.paper.labels(FloatKind.TABLE)),
            references=len(self.paper.references),
        )
        yield self.templates.pending

    def _settings(self) -> Iterator[str]:
        found = tuple(islice(Excerpts(self.paper).settings(), MOST_SETTINGS))
        yield self.templates.settings if found else self.templates.no_settings
        yield from (self._quote(sentence.text, sentence.page) for sentence in found)
        yield self.templates.pending

    def _questions(self) -> Iterator[str]:
        for number, question in enumerate(self.templates.questions, 1):
            yield f"### Q{number}: {question.text}"
            yield self.templates.question.format(type=question.type)

    def _stubs(self, headings: Iterable[str]) -> Iterator[str]:
        for heading in headings:
            yield f"### {escape(heading)}"
            yield self.templates.pending

    def _quote(self, text: str, page: int) -> str:
        return f"> {escape(text)}\n>\n> {self.templates.attribution.format(page=page)}"


def _join(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks)
