"""Facts and plan: the form in which the model gives them, and what the program makes of that.

A fact stays only where each of its quotations is on a page of the paper and each of its numbers is in a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.note.quotation import QuotationIndex
from generator.paper import Paper

MOST_FIGURES = 8
LEAST_FACTS = 5
LEAST_VERIFIED = 0.8
"""Below this share of facts that are found in the paper, the model is asked once more."""
_LEAST_QUESTIONS, _MOST_QUESTIONS = 3, 8
_LONGEST_LINE = 120
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SEPARATORS = re.compile(r"\s*[、，,;；]\s*")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Fact(_Form):
    """What the paper says, with the passages that say it. Pages count from 1."""

    id: str
    statement: str
    quotes: list[str]
    page: int


class KeyEquation(_Form):
    """A formula that the note must show; `number` is empty where the paper gives none."""

    number: str
    latex: str
    page: int
    meaning: str


class ChosenFigure(_Form):
    """An image and the section that shows it."""

    file: str
    section: Literal["background", "method", "experiments", "key_figures"]
    why: str


class PlannedQuestion(_Form):
    """A question and its type."""

    type: Literal["principle", "detail", "boundary", "extension"]
    question: str


class Plan(_Form):
    """Everything that the sections are written from."""

    title: str
    stars: int
    difficulty: str
    prerequisites: list[str]
    core_idea: str
    modules: list[str]
    facts: list[Fact]
    equations: list[KeyEquation]
    figures: list[ChosenFigure]
    questions: list[PlannedQuestion]
    absent: list[str]
    instructions: list[str]


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan without what could not be verified; `problems` say what that was, `usable` whether enough is left."""

    plan: Plan
    problems: tuple[str, ...]
    usable: bool
    verified: float


def plan_schema() -> dict[str, object]:
    """The JSON schema that the API is given."""
    return Plan.model_json_schema()


def read_plan(answer: str) -> Plan | str:
    """The plan, or what is wrong with the answer."""
    try:
        return Plan.model_validate_json(answer)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[:5]
        return "; ".join(f"{'.'.join(map(str, item['loc'])) or 'the answer'}: {item['msg']}" for item in wrong)


def check_plan(plan: Plan, paper: Paper, images: Sequence[str], *, without_text: bool = False) -> CheckedPlan:
    """Hold a plan against the paper: what is not in it goes, pages are corrected, one-line fields are made so.

    `without_text`: nothing can be looked up in the paper, and facts only need one of its pages.
    """
    index = QuotationIndex(paper)
    problems: list[str] = []
    facts = []
    for fact in plan.facts:
        page, problem = _place(fact, paper) if without_text else _verify(fact, index)
        if problem:
            problems.append(f"{fact.id}: {problem}")
        else:
            facts.append(fact.model_copy(update={"page": page}))
    verified = len(facts) / len(plan.facts) if plan.facts else 0.0
    problems += _gaps(plan)
    kept = plan.model_copy(
        update={
            "title": one_line(plan.title).lstrip("# "),
            "stars": min(max(plan.stars, 1), 5),
            "difficulty": re.sub(r"[()（）]", "", one_line(plan.difficulty)),
            "prerequisites": _items(plan.prerequisites)[:6],
            "modules": [one_line(module) for module in plan.modules if module.strip()],
            "facts": facts,
            "equations": list(plan.equations if without_text else _equations(plan, paper)),
            "figures": list(_figures(plan, images)),
            "questions": [question for question in plan.questions if question.question.strip()][:_MOST_QUESTIONS],
        }
    )
    usable = len(facts) >= LEAST_FACTS and len(kept.questions) >= _LEAST_QUESTIONS and bool(kept.title and kept.modules)
    return CheckedPlan(kept, tuple(problems), usable and bool(kept.difficulty and kept.prerequisites), verified)


def one_line(text: str) -> str:
    """Text for a heading or a field: no line breaks, of bounded length."""
    return " ".join(text.split())[:_LONGEST_LINE]


def _place(fact: Fact, paper: Paper) -> tuple[int, str]:
    """The page of a fact, and what is wrong with it."""
    return fact.page, "" if 1 <= fact.page <= paper.page_count else f"the paper has no page {fact.page}."


def _verify(fact: Fact, index: QuotationIndex) -> tuple[int, str]:
    """The page of a fact, and what is wrong with it."""
    quotes = [quote for quote in fact.quotes if quote.strip()]
    if not quotes:
        return fact.page, "it has no quotation."
    page = fact.page if all(index.is_on(quote, fact.page) for quote in quotes) else index.page_of(quotes[0])
    lost = next((quote for quote in quotes if page is None or not index.is_on(quote, page)), None)
    if lost is not None:
        return fact.page, f"“{lost[:80]}” is not on page {fact.page}."
    assert page is not None  # nothing is lost then
    printed = {_digits(number) for quote in quotes for number in _NUMBER.findall(quote)}
    unknown = [number for number in _NUMBER.findall(fact.statement) if _digits(number) not in printed]
    return page, f"its number {unknown[0]} is in none of its quotations." if unknown else ""


def _digits(number: str) -> str:
    return number.replace(",", "")


def _gaps(plan: Plan) -> Iterator[str]:
    if len(plan.facts) < LEAST_FACTS:
        yield f"there are {len(plan.facts)} facts, at least {LEAST_FACTS} are needed."
    if len(plan.questions) < _LEAST_QUESTIONS:
        yield f"there are {len(plan.questions)} questions, at least {_LEAST_QUESTIONS} are needed."
    for name in ("title", "difficulty", "prerequisites", "modules"):
        if not getattr(plan, name):
            yield f"`{name}` is empty."


def _items(texts: list[str]) -> list[str]:
    return [item for text in texts for item in _SEPARATORS.split(one_line(text)) if item]


def _equations(plan: Plan, paper: Paper) -> Iterator[KeyEquation]:
    """Those whose number the paper has; without a number, those on one of its pages."""
    numbers = {equation.number.strip("()") for equation in paper.equations}
    for equation in plan.equations:
        number = equation.number.strip("() ")
        if number in numbers or (not number and 1 <= equation.page <= paper.page_count):
            yield equation.model_copy(update={"number": number})


def _figures(plan: Plan, images: Sequence[str]) -> Iterator[ChosenFigure]:
    """Those that there are, each once, the first eight."""
    left = list(images)
    for figure in plan.figures:
        if figure.file in left and len(images) - len(left) < MOST_FIGURES:
            left.remove(figure.file)
            yield figure
