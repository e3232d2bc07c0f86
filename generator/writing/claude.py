"""The writer that asks Claude: plan, sections, repair, all resumable, every answer kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import TooMuchToRead, UnreadablePaper, WriterError
from generator.paper import Paper
from generator.writing.cache import ReplyCache, digest
from generator.writing.client import Claude, Patience
from generator.writing.ledger import Purse, cost_of, estimate_cost, price_list, summary
from generator.writing.material import pdf_document, text_document
from generator.writing.plan import Plan
from generator.writing.prompt import prompts_digest
from generator.writing.stages import Work, make_plan, put_together, repair, write_sections
from generator.writing.writer import Forecast, PaperFiles, WriteRequest, Written

MODEL = "claude-sonnet-5-5"
"""Which model writes where nobody says otherwise."""


@dataclass(frozen=True)
class ClaudeWriter:
    """Writes notes through the Anthropic API.

    `cache` is the folder for replies, `max_cost` the US dollars that one paper may cost, `tell` hears what a person
    should know while it works.
    """

    cache: Path
    max_cost: float | None = None
    patience: Patience | None = None
    tell: Callable[[str], None] = lambda line: None
    shows_equations: bool = False

    def write(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Written:
        """The note of a paper; it may still break rules, which the caller's lint will say.

        Raises:
            WriterError: it can't be written; what was paid for is kept, and the next run goes on from there.
        """
        with self._at_work(paper, request, files) as (work, replies):
            work, plan, day = self._planned(work, replies)
            draft = put_together(work, plan, write_sections(work, plan), day)
            draft = repair(work, plan, draft, day)
            return Written(draft.note, work.model.id, summary(replies.replies()))

    def forecast(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Forecast:
        """What the note will cost; asks only what is free.

        Raises:
            WriterError: the API can't be asked.
        """
        with self._at_work(paper, request, files) as (work, _):
            return _forecast(_readable(work))

    def _planned(self, work: Work, replies: ReplyCache) -> tuple[Work, Plan, str]:
        work = _readable(work)
        forecast = _forecast(work)
        work.tell(str(forecast))
        paid = cost_of(replies.replies()) or 0.0
        work.purse.allow(None if forecast.cost is None else max(0.0, forecast.cost - paid))
        try:
            return work, *make_plan(work)
        except (UnreadablePaper, TooMuchToRead) as error:
            work = _as_text(work, error)
            return work, *make_plan(work)

    @contextmanager
    def _at_work(self, paper: Paper, request: WriteRequest, files: PaperFiles) -> Iterator[tuple[Work, ReplyCache]]:
        replies = ReplyCache(self.cache / _run_key(paper, request))
        try:
            _check_text(paper)
            with Claude(replies, self.patience) as claude:
                model = claude.model(request.model or MODEL)
                document = (
                    pdf_document(paper, files.home / "paper.pdf") if model.reads_pdf else None
                ) or text_document(paper)
                yield (
                    Work(claude, model, paper, request, files, Purse(self.max_cost), document, self._teller(files)),
                    replies,
                )
        except WriterError as error:
            raise type(error)(error.path or files.home, error.problem, error.way_out) from error

    def _teller(self, files: PaperFiles) -> Callable[[str], None]:
        return lambda line: self.tell(f"{files.home.name}: {line}")


def _readable(work: Work) -> Work:
    """The work with a document that the API takes: the PDF, else the text that was read from it."""
    try:
        work.tokens  # noqa: B018  # counting is the question
    except (UnreadablePaper, TooMuchToRead) as error:
        return _as_text(work, error)
    return work


def _as_text(work: Work, hindrance: WriterError) -> Work:
    """The same work over the paper's text; where it was that already, the hindrance is raised."""
    if isinstance(work.document.content, str):
        raise hindrance
    work.tell("the API does not take the PDF; it reads the text that was extracted, and the figures")
    return replace(work, document=text_document(work.paper))


def _forecast(work: Work) -> Forecast:
    stages = ("plan", *(key.value for key in work.keys))
    cost = estimate_cost(work.model.id, work.tokens, len(work.keys))
    return Forecast(work.model.id, work.tokens, stages, cost, price_list().date)


def _check_text(paper: Paper) -> None:
    if any(warning.code == "poor-text" for warning in paper.warnings):
        problem = "the text of the PDF can't be read, so that nothing could be checked against it."
        raise UnreadablePaper(None, problem, "Use a PDF with a text layer (OCR).")


def _run_key(paper: Paper, request: WriteRequest) -> str:
    wishes = (request.language.value, request.focus, request.model or MODEL, request.effort)
    return digest([paper.sha256, paper.extractor, prompts_digest(request.language), wishes])[:24]
