"""An interview by Claude: one request, made of a note and the facts behind it; the PDF is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.config import Language
from generator.errors import Unfinished, WriterError
from generator.note.document import Note, render_note
from generator.note.interview import Piece, render_interview
from generator.note.labels import SectionKey
from generator.note.lint import Finding, LintReport
from generator.note.record import RecordedFact
from generator.writing.assembly import clean_section
from generator.writing.cache import Reply, ReplyCache, Usage, digest
from generator.writing.client import Claude, Model, Patience
from generator.writing.ledger import Purse, price_list, price_of, summary
from generator.writing.parts import read_parts, render_parts
from generator.writing.prompt import fill, prompt, prompt_parts, prompts_digest
from generator.writing.question import Question, Text
from generator.writing.writer import Forecast

ROOM = 16_000
"""Tokens of the answer, thinking included."""
ROUNDS = 2
_ANSWER = 6_000
"""Tokens that an answer is expected to have."""

Lint = Callable[[str], LintReport]


@dataclass(frozen=True, slots=True)
class InterviewRequest:
    """What an interview is made of: the note, and the facts that it was written from; `effort` None: medium."""

    note: Note
    facts: tuple[RecordedFact, ...]
    model: str
    effort: str | None = None

    @property
    def language(self) -> Language:
        """The note's."""
        return self.note.header.language


@dataclass(frozen=True, slots=True)
class WrittenInterview:
    """The Markdown, who wrote it, and what it cost."""

    text: str
    by: str
    usage: Mapping[str, int | float | str]


@dataclass(frozen=True)
class InterviewWriter:
    """Writes interviews; `cache`, `max_cost`, `patience` and `tell` as for notes (see ClaudeWriter)."""

    cache: Path
    max_cost: float | None = None
    patience: Patience | None = None
    tell: Callable[[str], None] = lambda line: None

    def write(self, request: InterviewRequest, lint: Lint) -> WrittenInterview:
        """The interview, repaired twice at most where `lint` finds errors; some may be left.

        Raises:
            WriterError: it can't be written; what was paid for is kept.
        """
        replies, purse = self._replies(request), Purse(self.max_cost)
        with Claude(replies, self.patience) as claude:
            model = claude.model(request.model)
            question = _question(request, "interview", _order(request), model)
            purse.allow(_cost(model, claude.count(question, model)))

            def ask(asked: Question) -> dict[Piece, str]:
                return _pieces(claude.ask(asked, model, purse.pay))

            pieces = ask(question)
            for attempt in range(1, ROUNDS + 1):
                if not (errors := lint(_rendered(request, pieces)).errors):
                    break
                again = _question(request, f"interview-repair-{attempt}", _again(request, pieces, errors), model)
                try:
                    mended = ask(again)
                except WriterError as error:
                    self.tell(f"the interview could not be mended: {error}")
                    break
                pieces = mended if len(lint(_rendered(request, mended)).errors) < len(errors) else pieces
            return WrittenInterview(_rendered(request, pieces), model.id, summary(replies.replies()))

    def forecast(self, request: InterviewRequest) -> Forecast:
        """What it will cost; asks only what is free.

        Raises:
            WriterError: the API can't be asked.
        """
        with Claude(self._replies(request), self.patience) as claude:
            model = claude.model(request.model)
            tokens = claude.count(_question(request, "interview", _order(request), model), model)
        return Forecast(model.id, tokens, ("interview",), _cost(model, tokens), price_list().date)

    def _replies(self, request: InterviewRequest) -> ReplyCache:
        material = [render_note(request.note), [asdict(fact) for fact in request.facts]]
        run = [material, prompts_digest(request.language, "interview"), request.model, request.effort]
        return ReplyCache(self.cache / digest(run)[:24])


def _cost(model: Model, tokens: int) -> float | None:
    price = price_of(model.id)
    return price.cost(Usage(input=tokens, output=_ANSWER)) if price else None


def _question(request: InterviewRequest, stage: str, order: str, model: Model) -> Question:
    facts = json.dumps([asdict(fact) for fact in request.facts], ensure_ascii=False, indent=1)
    wording = prompt_parts("interview", request.language)["material"]
    material = Text(fill(wording, note=render_note(request.note), facts=facts), cached=True)
    effort = request.effort or "medium"
    known = effort if effort in model.efforts else None
    return Question(stage, prompt("system", request.language), (material, Text(order)), ROOM, known)


def _order(request: InterviewRequest) -> str:
    return prompt_parts("interview", request.language)["order"]


def _again(request: InterviewRequest, pieces: Mapping[Piece, str], errors: Sequence[Finding]) -> str:
    wording = prompt_parts("interview", request.language)["repair"]
    findings = "\n".join(f"- {error.message} {error.way_out} ({error.rule})" for error in errors)
    text = render_parts({piece.value: text for piece, text in pieces.items()})
    return fill(wording, findings=findings, text=text, order=_order(request))


def _pieces(reply: Reply) -> dict[Piece, str]:
    """The pieces of an answer, cleaned; questions are numbered.

    Raises:
        Unfinished: one is missing.
    """
    parts = read_parts(reply.text)
    if lacking := [piece.value for piece in Piece if not parts.get(piece.value)]:
        problem = f"the model's answer lacks the parts {', '.join(lacking)}."
        raise Unfinished(None, problem, "Choose another --model or --effort.")
    keys = {Piece.QUESTIONS: SectionKey.QA}
    return {piece: clean_section(keys.get(piece, SectionKey.SUMMARY), parts[piece.value]) for piece in Piece}


def _rendered(request: InterviewRequest, pieces: Mapping[Piece, str]) -> str:
    note = request.note
    return render_interview(note.title, note.header.paper, request.language, pieces)
