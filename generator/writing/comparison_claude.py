"""A comparison by Claude: facts of each paper on its own, verified, then one answer made of both; repaired like a note.

No paper is read while the other is written about, so that nothing of one can run into the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace

from generator.config import MODEL
from generator.errors import WriterError
from generator.note.document import parse_note, render_note
from generator.note.labels import COMPARISON_SECTIONS, SectionKey
from generator.note.lint import LintSubject, fix, specification
from generator.note.record import Making
from generator.writing.assembly import clean_section, disclosure
from generator.writing.cache import Reply, ReplyCache, digest
from generator.writing.claude import ClaudeWriter
from generator.writing.client import Claude
from generator.writing.comparison import ComparisonRequest, Level, Side, Sides, frame
from generator.writing.ledger import Purse, estimate_cost, price_list, price_of, summary
from generator.writing.parts import read_parts, render_parts
from generator.writing.plan import Plan
from generator.writing.prompt import fill, prompt, prompt_parts, prompts_digest
from generator.writing.question import Question, Text
from generator.writing.review import Complaint, review
from generator.writing.stages import ROUNDS, Draft, Work
from generator.writing.writer import Forecast, PaperFiles, WriteRequest, Written

ROOM = 32_000
"""Tokens of the answer, thinking included."""
_STAGES = ("plan of A", "plan of B", "comparison")


@dataclass(frozen=True)
class ClaudeComparer:
    """Writes comparisons through the Anthropic API, with a writer's means."""

    writer: ClaudeWriter

    def compare(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Written:
        """The comparison; it may still break rules, which the caller's lint will say.

        Raises:
            WriterError: it can't be written; what was paid for is kept, and the next run goes on from there.
        """
        with ExitStack() as stack:
            purse = Purse(self.writer.max_cost)
            works = [stack.enter_context(self._side(side, request, purse)) for side in sides]
            planned = [self.writer.planned(work, replies) for work, replies in works]
            replies = ReplyCache(self.writer.cache / _run_key(sides, request))
            claude = stack.enter_context(Claude(replies, self.writer.patience, self.writer.desk))
            relieved = planned[0][0].relieved | planned[1][0].relieved
            work = replace(planned[0][0], claude=claude, relieved=relieved, heard={})
            making = _Making(work, sides, (planned[0][1], planned[1][1]), request, files)
            try:
                draft = making.repaired(making.first())
            except WriterError as error:  # else it would be told of the paper that was opened last
                raise type(error)(error.path or files.home, error.problem, error.way_out) from error
            caches = (replies, *(kept for _, kept in works))
            usage = summary(reply for cache in caches for reply in cache.replies())
            plans = {
                f"{stage} of {letter}": ended
                for letter, (side, *_) in zip("AB", planned, strict=True)
                for stage, ended in side.heard.items()
            }
            made = Making(specification(), prompts_digest(request.language, "comparison"), plans | work.heard)
            return Written(draft.note, work.voices, usage, making=made)

    def forecast_comparison(self, sides: Sides, request: ComparisonRequest, files: PaperFiles) -> Forecast:
        """What it will cost; asks only what is free.

        Raises:
            WriterError: the API can't be asked.
        """
        with ExitStack() as stack:
            works = [stack.enter_context(self._side(side, request, Purse())) for side in sides]
            tokens = [work.tokens for work, _ in works]
            model = works[0][0].model.id
            costs = [estimate_cost(model, count, 1) for count in tokens]
        cost = None if price_of(model) is None else sum(cost or 0.0 for cost in costs)
        return Forecast(model, sum(tokens), _STAGES, cost, price_list().date)

    def _side(
        self, side: Side, request: ComparisonRequest, purse: Purse
    ) -> AbstractContextManager[tuple[Work, ReplyCache]]:
        """One paper's work: the question is what its facts dwell on."""
        wish = WriteRequest(
            request.language, (request.question,), request.model, request.effort, fallback=request.fallback
        )
        return self.writer.at_work(side.paper, wish, PaperFiles(side.home, side.home), purse)


@dataclass(frozen=True)
class _Making:
    """A comparison in the making; `work` asks."""

    work: Work
    sides: Sides
    plans: tuple[Plan, Plan]
    request: ComparisonRequest
    files: PaperFiles

    def first(self) -> Draft:
        """The comparison as the model writes it first."""
        reply = self.work.ask(self._question("comparison", self._order()))
        return self._put_together(_sections(reply), reply.created)

    def repaired(self, draft: Draft) -> Draft:
        """Have the failing parts written again, twice at most; taken only where that leaves fewer errors."""
        for attempt in range(1, ROUNDS + 1):
            wrong = {complaint.section for complaint in draft.complaints if complaint.blocks}
            failing = [key for key in COMPARISON_SECTIONS if key in wrong]
            if not failing:
                break
            try:
                reply = self.work.ask(self._question(f"comparison-repair-{attempt}", self._again(draft, failing)))
            except WriterError as error:
                self.work.tell(f"the comparison could not be mended: {error}")
                break
            texts = {key: text for key, text in _sections(reply).items() if key in failing}
            candidate = self._put_together({**draft.texts, **texts}, reply.created)
            draft = candidate if candidate.errors < draft.errors else draft
        return draft

    def _question(self, stage: str, order: str) -> Question:
        wording = prompt_parts("comparison", self.request.language)["facts"]
        facts = (
            Text(
                fill(
                    wording,
                    letter=letter,
                    title=side.paper.metadata.title,
                    plan=plan.model_dump_json(indent=1, exclude={"instructions", "figures", "questions"}),
                ),
                cached=True,
            )
            for letter, side, plan in zip("AB", self.sides, self.plans, strict=True)
        )
        system = prompt("system", self.request.language)
        effort = self.request.effort or "high"
        known = effort if effort in self.work.model.efforts else None
        return Question(stage, system, (*facts, Text(order)), ROOM, known)

    def _order(self) -> str:
        names = (side.paper.metadata.title.partition(":")[0].strip() for side in self.sides)
        wording = prompt_parts("comparison", self.request.language)["order"]
        return fill(wording, question=self.request.question, **dict(zip("ab", names, strict=True)))

    def _again(self, draft: Draft, failing: Sequence[SectionKey]) -> str:
        return fill(
            prompt_parts("comparison", self.request.language)["repair"],
            findings="\n".join(_told(draft.complaints, failing)),
            text=render_parts({key.value: draft.texts.get(key, "") for key in failing}),
            order=self._order(),
        )

    def _put_together(self, texts: Mapping[SectionKey, str], day: str) -> Draft:
        bodies = dict(texts)
        if self.request.disclosure and SectionKey.SUMMARY in bodies:
            bodies[SectionKey.SUMMARY] += "\n\n" + disclosure(self.request.language, self.work.voices, day)
        note = frame(self.sides, self.request, self._level(), bodies)
        papers = (self.sides[0].paper, self.sides[1].paper)
        subject = LintSubject(
            self.files.staged, self.files.home, "README.md", render_note(note).encode(), compared=papers
        )
        subject = subject.with_text(fix(subject))
        return Draft(texts, parse_note(subject.text), review(subject, texts, {}, ()))

    def _level(self) -> Level:
        harder = max(self.plans, key=lambda plan: plan.stars)
        named = tuple(dict.fromkeys(item for plan in self.plans for item in plan.prerequisites))
        return Level(harder.stars, harder.difficulty, named)


def _sections(reply: Reply) -> dict[SectionKey, str]:
    parts = read_parts(reply.text)
    return {key: clean_section(key, parts[key.value]) for key in COMPARISON_SECTIONS if key.value in parts}


def _told(complaints: Iterable[Complaint], failing: Sequence[SectionKey]) -> Iterable[str]:
    return (f"- {complaint.section}: {complaint.text}" for complaint in complaints if complaint.section in failing)


def _run_key(sides: Sides, request: ComparisonRequest) -> str:
    wishes = (request.question, request.language.value, request.model or MODEL, request.effort)
    papers = [(side.paper.sha256, side.paper.extractor) for side in sides]
    return digest([papers, prompts_digest(request.language, "comparison"), wishes])[:24]
