"""A judge of a finished note: ten scores by a rubric (J1 to J10), of which only what can be verified counts.

Judges hallucinate too: a quotation that is not in the note, or not in the paper, is discarded with what rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import Unfinished, WriterError
from generator.note.document import render_note
from generator.note.labels import SectionKey
from generator.note.quotation import QuotationIndex, normalise
from generator.paper import Paper
from generator.writing.plan import Plan
from generator.writing.prompt import fill, prompt_parts
from generator.writing.question import Question, Text
from generator.writing.review import Complaint
from generator.writing.stages import Draft, Work, mend

ROOM = 24_000
"""Tokens of an answer, thinking included."""
GATES = {"J1": 2, "J2": 2, "J3": 2, "J4": 2, "J5": 1, "J6": 1, "J7": 1, "J8": 1, "J9": 2, "J10": 2}
"""The least score of each dimension; and J1 allows no contradiction."""
_BEST = 3
_SHORTEST = 4
"""Characters of a quotation: what is shorter is found anywhere."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Claim(_Form):
    """A statement of the note, and what the paper says to it."""

    note_quote: str
    verdict: Literal["supported", "contradicted", "not_found", "speculation_labelled"]
    page: int
    paper_quote: str


class Score(_Form):
    """A dimension's score, with the note's sentences that are at fault."""

    dimension: Literal["J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9", "J10"]
    score: Literal[0, 1, 2, 3]
    evidence: list[str]


class Fix(_Form):
    """What to change, and where."""

    section: Literal["tldr", "overview", "background", "method", "experiments", "focus", "qa", "summary"]
    instruction: str


class Judgement(_Form):
    """The judge's whole answer."""

    claims: list[Claim]
    scores: list[Score]
    fixes: list[Fix]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a judgement holds: scores by dimension, the sentences that the paper contradicts, and what to change."""

    scores: Mapping[str, int]
    contradicted: tuple[str, ...]
    fixes: tuple[Fix, ...]
    discarded: int

    @property
    def below(self) -> tuple[str, ...]:
        """The dimensions that miss their gate."""
        low = [name for name, least in GATES.items() if self.scores.get(name, _BEST) < least]
        return tuple(low) if not self.contradicted or "J1" in low else ("J1", *low)

    def __str__(self) -> str:
        """One line: the scores, what is below its gate, what the paper contradicts, what was not told verifiably."""
        shown = ", ".join(f"{name} {score}" for name, score in self.scores.items())
        parts = [f"judged: {shown or 'nothing that can be verified'}"]
        if self.below:
            parts.append(f"below the threshold: {', '.join(self.below)}")
        parts += [f"contradicted by the paper: “{quote[:80]}”" for quote in self.contradicted]
        if self.discarded:
            parts.append(f"{self.discarded} of the judge's statements could not be verified and do not count")
        return "; ".join(parts)


def judged(work: Work, plan: Plan, draft: Draft, day: str) -> tuple[Draft, Verdict | None]:
    """The note with its scores, after one round of repair where they are too low; a note that can't be judged stays."""
    try:
        verdict = _judge(work, draft)
        work.tell(str(verdict))
        if not verdict.below:
            return draft, verdict
        complaints = [Complaint(SectionKey(fix.section), fix.instruction, blocks=True) for fix in verdict.fixes]
        mended = mend(work, plan, draft, complaints, "judge", day)
        if mended is draft:
            return draft, verdict
        again = _judge(work, mended)
        work.tell(f"after repair {again}")
    except WriterError as error:
        work.tell(f"the note could not be judged: {error}")
        return draft, None
    better = sum(again.scores.values()) >= sum(verdict.scores.values()) and len(again.below) <= len(verdict.below)
    return (mended, again) if better else (draft, verdict)


def _judge(work: Work, draft: Draft) -> Verdict:
    note = render_note(draft.note)
    reply = work.ask(judge_question(work, note))
    try:
        judgement = Judgement.model_validate_json(reply.text)
    except ValidationError as error:
        problem = f"the judge's answer is not of the form that was asked for ({error.error_count()} faults)."
        raise Unfinished(None, problem, "Leave out --judge, or choose another --model.") from error
    return verify(judgement, note, None if work.unverified else work.paper)


def judge_question(work: Work, note: str) -> Question:
    """Ask for a judgement: the judge sees the paper and the note, and nothing of how it was written."""
    wording = prompt_parts("judge", work.request.language)
    parts = (*work.reading.parts, Text(fill(wording["order"], note=note)))
    return Question("judge", wording["system"], parts, ROOM, work.effort("high"), Judgement.model_json_schema())


def verify(judgement: Judgement, note: str, paper: Paper | None) -> Verdict:
    """Keep what is verbatim in the note, and in the paper where there is one to look it up in."""
    text = normalise(note)
    index = QuotationIndex(paper) if paper else None
    claims = [claim for claim in judgement.claims if _is_in(claim.note_quote, text) and _is_proven(claim, index)]
    scores: dict[str, int] = {score.dimension: score.score for score in judgement.scores if _is_shown(score, text)}
    discarded = len(judgement.claims) - len(claims) + len(judgement.scores) - len(scores)
    contradicted = tuple(claim.note_quote for claim in claims if claim.verdict == "contradicted")
    ordered = {name: scores[name] for name in GATES if name in scores}
    return Verdict(ordered, contradicted, tuple(judgement.fixes), discarded)


def _is_in(quote: str, text: str) -> bool:
    wanted = normalise(quote)
    return len(wanted) >= _SHORTEST and wanted in text


def _is_proven(claim: Claim, index: QuotationIndex | None) -> bool:
    if claim.verdict not in ("supported", "contradicted") or index is None:
        return True
    return index.page_of(claim.paper_quote) is not None


def _is_shown(score: Score, text: str) -> bool:
    """A low score needs a sentence of the note."""
    return score.score == _BEST or any(_is_in(quote, text) for quote in _filled(score.evidence))


def _filled(quotes: Iterable[str]) -> Iterable[str]:
    return (quote for quote in quotes if quote.strip())
