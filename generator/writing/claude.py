"""The writer that asks Claude: plan, sections, repair, all resumable, every answer kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.config import MODEL, ReadingPass
from generator.errors import TooMuchToRead, UnreadablePaper, WriterError
from generator.note.grounding.ground import impossible
from generator.note.labels import SectionKey
from generator.note.lint import specification
from generator.note.record import Making, RecordedFact
from generator.paper import Paper
from generator.writing.cache import ReplyCache, digest
from generator.writing.client import Claude, Desk, Patience
from generator.writing.fast import write_at_once
from generator.writing.judge import judged
from generator.writing.ledger import (
    CARD_ANSWER,
    NOTE_ANSWER,
    Purse,
    cost_of,
    estimate_at_once,
    estimate_cost,
    price_list,
    summary,
)
from generator.writing.plan import Plan
from generator.writing.prompt import prompts_digest
from generator.writing.reading import first_reading, next_reading
from generator.writing.stages import Work, make_plan, put_together, repair, write_sections
from generator.writing.writer import Forecast, PaperFiles, WriteRequest, Written

T = TypeVar("T")
_READING = "reading"
"""Beside the replies: the form of the paper that the API takes, so that a repeated run asks for no other again."""


@dataclass(frozen=True)
class ClaudeWriter:
    """Writes notes through the Anthropic API.

    `cache` is the folder for replies, `max_cost` the US dollars that one paper may cost, `tell` hears what a person
    should know while it works; where there is a `desk`, it asks in batches.
    """

    cache: Path
    max_cost: float | None = None
    patience: Patience | None = None
    tell: Callable[[str], None] = lambda line: None
    desk: Desk | None = None
    shows_equations: bool = False

    def write(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Written:
        """The note of a paper; it may still break rules, which the caller's lint will say.

        Raises:
            WriterError: it can't be written; what was paid for is kept, and the next run goes on from there.
        """
        with self.at_work(paper, request, files) as (work, replies):
            work, plan, texts, day = self._sections(work, replies)
            draft = repair(work, plan, put_together(work, plan, texts, day), day)
            judges = request.judge and request.reading_pass is not ReadingPass.CARD  # the rubric is of whole notes
            draft, verdict = judged(work, plan, draft, day) if judges else (draft, None)
            scores = verdict.scores if verdict else None
            making = making_of(work, plan)
            return Written(draft.note, work.voices, summary(replies.replies()), work.unverified, scores, making)

    def forecast(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Forecast:
        """What the note will cost; asks only what is free.

        Raises:
            WriterError: the API can't be asked.
        """
        with self.at_work(paper, request, files) as (work, _):
            return _forecast(_readable(work))

    def planned(self, work: Work, replies: ReplyCache) -> tuple[Work, Plan, str]:
        """Facts and plan with the day of the answer, and the work with a form of the paper that the API takes.

        Raises:
            WriterError: there is no such form, the cost is beyond the limit, or the plan is not usable.
        """
        work, (plan, day) = _first_asked(_allowed(work, replies), make_plan)
        return work, plan, day

    def _sections(self, work: Work, replies: ReplyCache) -> tuple[Work, Plan, dict[SectionKey, str], str]:
        if _at_once(work.request):
            work, (plan, texts, day) = _first_asked(_allowed(work, replies), write_at_once)
            return work, plan, texts, day
        work, plan, day = self.planned(work, replies)
        return work, plan, write_sections(work, plan), day

    @contextmanager
    def at_work(
        self, paper: Paper, request: WriteRequest, files: PaperFiles, purse: Purse | None = None
    ) -> Iterator[tuple[Work, ReplyCache]]:
        """All that a note in the making needs, and the replies that are kept of it; errors name the paper's folder.

        Raises:
            WriterError: nothing can be read of the paper, or the API can't be asked.
        """
        replies = ReplyCache(self.cache / _run_key(paper, request))
        try:
            without_text = _without_text(paper, request)
            with Claude(replies, self.patience, self.desk) as claude:
                model = claude.model(request.model or MODEL)
                yield (
                    Work(
                        claude=claude,
                        model=model,
                        paper=paper,
                        request=request,
                        files=files,
                        purse=purse or Purse(self.max_cost),
                        reading=first_reading(
                            paper,
                            files,
                            takes_pdf=model.reads_pdf,
                            vision_only=bool(without_text),
                            skim=request.reading_pass is ReadingPass.CARD,
                            known=(replies.read(_READING) or {}).get("rung"),
                        ),
                        tell=self._teller(files),
                        fallback=_fallback(request, model.id),
                        unverified=without_text,
                        came_to=lambda rung: replies.write(_READING, {"rung": rung.value}),
                    ),
                    replies,
                )
        except WriterError as error:
            raise type(error)(error.path or files.home, error.problem, error.way_out) from error

    def _teller(self, files: PaperFiles) -> Callable[[str], None]:
        return lambda line: self.tell(f"{files.home.name}: {line}")


def _at_once(request: WriteRequest) -> bool:
    """Whether the note is written in one request; a ten-minute card always is."""
    return request.fast or request.reading_pass is ReadingPass.CARD


def making_of(work: Work, plan: Plan) -> Making:
    """What the record says of how the note was made."""
    facts = (RecordedFact(fact.id, fact.statement, tuple(fact.quotes), fact.page) for fact in plan.facts)
    return Making(specification(), prompts_digest(work.request.language, "fast"), dict(work.heard), tuple(facts))


def _fallback(request: WriteRequest, model: str) -> str | None:
    return None if request.fallback in (None, "none", model) else request.fallback


def _allowed(work: Work, replies: ReplyCache) -> Work:
    """The work with a form of the paper that the API takes, where its cost, beside what is paid already, is allowed."""
    work = _readable(work)
    forecast = _forecast(work)
    work.tell(str(forecast))
    paid = cost_of(replies.replies()) or 0.0
    work.purse.allow(None if forecast.cost is None else max(0.0, forecast.cost - paid))
    return work


def _first_asked(work: Work, ask: Callable[[Work], T]) -> tuple[Work, T]:
    """What a first stage gives, over the next form of the paper where the API does not take this one after all."""
    while True:
        try:
            return work, ask(work)
        except (UnreadablePaper, TooMuchToRead) as hindrance:
            work = _read_otherwise(work, hindrance)


def _readable(work: Work) -> Work:
    """The work with a form of the paper that the API takes.

    Raises:
        WriterError: it takes none.
    """
    while True:
        try:
            work.tokens  # noqa: B018  # counting is the question
        except (UnreadablePaper, TooMuchToRead) as hindrance:
            work = _read_otherwise(work, hindrance)
        else:
            return work


def _read_otherwise(work: Work, hindrance: WriterError) -> Work:
    """The same work over the next form of the paper; where there is none, the hindrance is raised."""
    reading = next_reading(work.reading, hindrance, work.paper, work.files)
    if reading is None:
        raise hindrance
    work.tell(f"the API does not take {work.reading.rung} ({hindrance.problem.rstrip('.')}); it reads {reading.rung}")
    work.came_to(reading.rung)
    return replace(work, reading=reading)


def _forecast(work: Work) -> Forecast:
    if _at_once(work.request):
        stages: tuple[str, ...] = ("note",)
        is_card = work.request.reading_pass is ReadingPass.CARD
        cost = estimate_at_once(work.model.id, work.tokens, CARD_ANSWER if is_card else NOTE_ANSWER)
    else:
        stages = ("plan", *(key.value for key in work.keys))
        cost = estimate_cost(work.model.id, work.tokens, len(work.keys))
    return Forecast(work.model.id, work.tokens, stages, work.claude.charged(cost), price_list().date)


def _without_text(paper: Paper, request: WriteRequest) -> str | None:
    """Why nothing can be looked up in the PDF, where the person takes that; None where it can.

    Raises:
        UnreadablePaper: the person did not say so.
    """
    hindrance = impossible(paper)
    if hindrance and not request.vision_only:
        problem = "the text of the PDF can't be read, so that nothing could be checked against it."
        way_out = "Use a PDF with a text layer (OCR); or --vision-only, and check every number by eye."
        raise UnreadablePaper(None, problem, way_out)
    return hindrance


def _run_key(paper: Paper, request: WriteRequest) -> str:
    wishes = (
        request.language.value,
        request.focus,
        request.model or MODEL,
        request.effort,
        request.fast,
        request.reading_pass,
    )
    return digest([paper.sha256, paper.extractor, prompts_digest(request.language, "fast"), wishes])[:24]
