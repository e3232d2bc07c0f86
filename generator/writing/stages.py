"""One note in the making: plan, sections, repair; each stage asks and leaves what it was told to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from generator.config import ReadingPass
from generator.errors import Refused, TooMuchToRead, Unfinished, WriterError
from generator.note.document import Note, parse_note, render_note
from generator.note.labels import LABELS, SectionKey
from generator.note.lint import LintSubject, fix
from generator.paper import Figure, Paper
from generator.writing.assembly import assemble, clean_section, sections_of
from generator.writing.cache import Reply, Usage
from generator.writing.client import Claude, Model
from generator.writing.ledger import Purse, price_of
from generator.writing.material import equation_lines, figure_line, figure_parts, section_lines, shown_figures
from generator.writing.plan import LEAST_VERIFIED, CheckedPlan, Plan, check_plan, plan_schema, read_plan
from generator.writing.prompt import YOURS, fill, prompt, section_prompts
from generator.writing.question import Part, Question, Text
from generator.writing.reading import Reading, Rung
from generator.writing.review import Complaint, blocking, review
from generator.writing.writer import PaperFiles, WriteRequest

PLAN_ROOM, SECTION_ROOM = 32_000, 16_000
"""Tokens of an answer, thinking included; one that is cut off gets twice as many."""
ROUNDS = 2
_AT_ONCE = 4
_NOTHING = "-"


@dataclass(frozen=True)
class Work:
    """A paper, what is wanted, who is asked, and what the model reads as the paper; `fallback` is asked on refusal."""

    claude: Claude
    model: Model
    paper: Paper
    request: WriteRequest
    files: PaperFiles
    purse: Purse
    reading: Reading
    tell: Callable[[str], None]
    fallback: str | None = None
    unverified: str | None = None
    """Why nothing can be looked up in the PDF, None where it can."""
    came_to: Callable[[Rung], None] = lambda rung: None
    """Hears of another form of the paper that is read from now on."""
    relieved: set[str] = field(default_factory=set)
    """Models that were asked in place of the one that refused."""
    heard: dict[str, str] = field(default_factory=dict)
    """How each answer ended, by its stage."""

    @property
    def keys(self) -> tuple[SectionKey, ...]:
        """The sections to write."""
        return sections_of(self.request)

    @property
    def images(self) -> Path:
        """The folder of the figures' images."""
        return self.files.staged / "images"

    def plan_question(self, problems: Sequence[str] = ()) -> Question:
        """Ask for facts and plan; `problems` are those of the answer before."""
        wordings = section_prompts(self.request.language)
        order = fill(
            prompt("plan", self.request.language),
            depth=wordings["deep"] if self.request.reading_pass is ReadingPass.DEEP else "",
            figures=_lines(figure_line(figure) for figure in shown_figures(self.paper)),
            sections=section_lines(self.paper) or _NOTHING,
            equations=equation_lines(self.paper) or _NOTHING,
            focus=_lines(f"- {focus}" for focus in self.request.focus),
        )
        if problems:
            order += "\n\n" + fill(wordings["again"], problems=_lines(f"- {problem}" for problem in problems))
        parts = (*self.reading.parts, Text(order))
        return Question("plan", self._system, parts, PLAN_ROOM, self.effort("high"), plan_schema())

    def section_question(self, key: SectionKey, plan: Plan) -> Question:
        """Ask for a section."""
        parts = (*self._prefix(plan), *figure_parts(self.figures(key, plan), self.images), Text(self.order(key, plan)))
        return Question(key.value, self._system, parts, SECTION_ROOM, self.effort("medium"))

    def repair_question(
        self, key: SectionKey, plan: Plan, text: str, complaints: Iterable[Complaint], attempt: int | str
    ) -> Question:
        """Ask for a section again, with what is wrong with it; another attempt is another question."""
        order = fill(
            prompt("repair", self.request.language),
            section=LABELS[self.request.language].sections[key],
            findings=_lines(f"- {complaint.text}" for complaint in complaints),
            text=text,
            order=self.order(key, plan),
        )
        return Question(
            f"{key.value}-repair-{attempt}",
            self._system,
            (*self._prefix(plan), *figure_parts(self.figures(key, plan), self.images), Text(order)),
            SECTION_ROOM,
            self.effort("medium"),
        )

    def order(self, key: SectionKey, plan: Plan) -> str:
        """What is asked of a section."""
        wordings, yours = section_prompts(self.request.language), YOURS[self.request.language]
        figures = self.figures(key, plan)
        text = fill(
            wordings[key.value],
            modules=", ".join(plan.modules) or yours["modules"],
            questions="\n".join(f"- ({item.type}) {item.question}" for item in plan.questions) or yours["questions"],
            focus="\n".join(f"- {focus}" for focus in self.request.focus),
        )
        shown = fill(wordings["figures"], figures="\n".join(map(figure_line, figures)))
        return f"{text}\n\n{shown if figures else wordings['nofigures']}"

    def figures(self, key: SectionKey, plan: Plan) -> tuple[Figure, ...]:
        """The figures that a section shows."""
        chosen = [choice.file for choice in plan.figures if choice.section == key.value]
        return tuple(figure for figure in shown_figures(self.paper) if figure.file in chosen)

    def ask(self, question: Question) -> Reply:
        """The answer, where its cost is allowed; the fallback's where the model refuses.

        Raises:
            WriterError: there is none.
        """
        reply = self._answer(question)
        self.heard[question.stage] = reply.stop_reason or ""
        return reply

    def _answer(self, question: Question) -> Reply:
        self._allow(self.model)
        try:
            return self.claude.ask(question, self.model, self.purse.pay)
        except Refused as refusal:
            if self.fallback is None:
                raise
            self.tell(f"{refusal.problem.rstrip('.')}; asking {self.fallback}")
        other = self.claude.model(self.fallback)
        self._allow(other)
        reply = self.claude.ask(question, other, self.purse.pay)
        self.relieved.add(other.id)
        return reply

    @property
    def voices(self) -> str:
        """The models that wrote: the one that was meant, and who was asked in its place."""
        return ", ".join((self.model.id, *sorted(self.relieved)))

    def _allow(self, model: Model) -> None:
        price = price_of(model.id)
        step = price.cost(Usage(input=2_000, cache_read=self.tokens, output=6_000)) if price else None
        self.purse.allow(self.claude.charged(step))

    @cached_property
    def tokens(self) -> int:
        """Tokens of the first request, as the API counts them.

        Raises:
            TooMuchToRead: more than the model can read.
        """
        count = self.claude.count(self.plan_question(), self.model)
        if self.model.context and count + PLAN_ROOM > self.model.context:
            problem = f"the paper has {count:,} tokens, {self.model.name} reads {self.model.context:,}."
            raise TooMuchToRead(None, problem, "Choose another --model.")
        return count

    @property
    def _system(self) -> str:
        return prompt("system", self.request.language)

    def _prefix(self, plan: Plan) -> tuple[Part, ...]:
        """What all sections read alike; the API keeps it."""
        facts = plan.model_dump_json(indent=1, exclude={"instructions"})
        wordings = section_prompts(self.request.language)
        common = fill(wordings["common"], plan=facts) + "\n\n" + wordings["layout"]
        return *self.reading.parts, Text(common, cached=True)

    def effort(self, default: str) -> str | None:
        """How hard the model shall think, None where it knows no such level."""
        wanted = self.request.effort or default
        return wanted if wanted in self.model.efforts else None


def make_plan(work: Work) -> tuple[Plan, str]:
    """Facts and plan, held against the paper, and the day of the answer; asked once more where too much is wrong.

    Raises:
        Unfinished: the second answer is not usable either.
    """
    images = [figure.file for figure in shown_figures(work.paper) if figure.file]
    problems: tuple[str, ...] = ()
    best: tuple[CheckedPlan, str] | None = None
    for _ in range(2):
        reply = work.ask(work.plan_question(problems))
        read = read_plan(reply.text)
        if isinstance(read, str):
            problems = (read,)
            continue
        checked = check_plan(read, work.paper, images, without_text=bool(work.unverified))
        if checked.usable and (best is None or checked.verified > best[0].verified):
            best = checked, reply.created
        if checked.usable and checked.verified >= LEAST_VERIFIED:
            break
        problems = checked.problems
    if best is None:
        raise Unfinished(None, f"the model's plan is not usable: {problems[0]}", "Try another --model or --effort.")
    _tell_of(best[0], work.tell)
    return best[0].plan, best[1]


def _tell_of(checked: CheckedPlan, tell: Callable[[str], None]) -> None:
    if checked.problems:
        tell(f"{len(checked.problems)} facts were left out: {checked.problems[0]}")
    for instruction in checked.plan.instructions:
        tell(f"the paper addresses language models, which was ignored: “{' '.join(instruction.split())[:120]}”")


def write_sections(work: Work, plan: Plan) -> dict[SectionKey, str]:
    """Every section: the first fills the API's cache, then the others at once; in a batch all at once."""

    def write(key: SectionKey) -> str:
        return clean_section(key, work.ask(work.section_question(key, plan)).text)

    keys = work.keys
    first = () if work.claude.waits else keys[:1]
    texts = [write(key) for key in first]
    with ThreadPoolExecutor(len(keys) if work.claude.waits else _AT_ONCE) as pool:
        texts += pool.map(write, keys[len(first) :])
    return dict(zip(keys, texts, strict=True))


@dataclass(frozen=True)
class Draft:
    """The sections as they stand, the note made of them, and what is wrong with it."""

    texts: Mapping[SectionKey, str]
    note: Note
    complaints: tuple[Complaint, ...]

    @property
    def errors(self) -> int:
        """Complaints that block writing."""
        return blocking(self.complaints)


def put_together(work: Work, plan: Plan, texts: Mapping[SectionKey, str], day: str) -> Draft:
    """The note of these sections, mended where that needs no model, and reviewed."""
    note = assemble(work.paper, plan, texts, work.request, (work.voices, day), work.unverified)
    files = work.files
    subject = LintSubject(files.staged, files.home, "README.md", render_note(note).encode(), work.paper)
    subject = subject.with_text(fix(subject))
    figures = {key: tuple(figure.file or "" for figure in work.figures(key, plan)) for key in texts}
    equations = [equation.number for equation in plan.equations if equation.number]
    return Draft(texts, parse_note(subject.text), review(subject, texts, figures, equations))


def repair(work: Work, plan: Plan, draft: Draft, day: str) -> Draft:
    """Have the failing sections written again, twice at most; a new one is taken only where it has fewer errors.

    Where the model can't be asked any more, what was written so far stays.
    """
    for attempt in range(1, ROUNDS + 1):
        failing = [key for key in work.keys if any(c.section is key and c.blocks for c in draft.complaints)]
        if not failing:
            break
        try:
            answers = _again(work, plan, draft, failing, attempt)
        except WriterError as error:
            work.tell(f"the note could not be mended: {error}")
            break
        for key, text in answers.items():
            candidate = put_together(work, plan, {**draft.texts, key: text}, day)
            draft = candidate if candidate.errors < draft.errors else draft
    return draft


def mend(work: Work, plan: Plan, draft: Draft, complaints: Sequence[Complaint], attempt: str, day: str) -> Draft:
    """Have sections written again for what somebody said of them; taken only where that brings no new errors.

    Raises:
        WriterError: the model can't be asked.
    """
    failing = [key for key in work.keys if any(complaint.section is key for complaint in complaints)]
    for key, text in _again(work, plan, replace(draft, complaints=tuple(complaints)), failing, attempt).items():
        candidate = put_together(work, plan, {**draft.texts, key: text}, day)
        draft = candidate if candidate.errors <= draft.errors else draft
    return draft


def _again(
    work: Work, plan: Plan, draft: Draft, failing: Sequence[SectionKey], attempt: int | str
) -> dict[SectionKey, str]:
    """The failing sections, written again at once."""

    def write(key: SectionKey) -> str:
        about = [complaint for complaint in draft.complaints if complaint.section is key]
        question = work.repair_question(key, plan, draft.texts[key], about, attempt)
        return clean_section(key, work.ask(question).text)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip(failing, pool.map(write, failing), strict=True))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) or _NOTHING
