"""A note in one request: cheaper than by stages, no facts are verified before; the checks after it are the same.

A ten-minute card is always written so.
"""

from __future__ import annotations

import re

from generator.config import ReadingPass
from generator.errors import Unfinished
from generator.note.labels import SectionKey
from generator.writing.assembly import clean_section
from generator.writing.figure_blocks import find_blocks
from generator.writing.material import equation_lines, figure_line, section_lines, shown_figures
from generator.writing.parts import read_parts, render_parts
from generator.writing.plan import ChosenFigure, Plan, check_plan
from generator.writing.prompt import YOURS, fill, prompt, section_prompts
from generator.writing.question import Question, Text
from generator.writing.stages import PLAN_ROOM, Work

_HEAD = ("title", "difficulty", "prerequisites")
_LEVEL = re.compile(r"\s*([1-5])\s*[.、:：]?\s*(.*)", re.S)
_WITH_FIGURES = (SectionKey.BACKGROUND, SectionKey.METHOD, SectionKey.EXPERIMENTS, SectionKey.KEY_FIGURES)


def write_at_once(work: Work) -> tuple[Plan, dict[SectionKey, str], str]:
    """Plan and sections of one answer, and its day; asked once more where a part is missing.

    Raises:
        Unfinished: a part is missing again.
    """
    lacking: list[str] = []
    for _ in range(2):
        reply = work.ask(fast_question(work, lacking))
        parts = read_parts(reply.text)
        lacking = [name for name in (*_HEAD, *(key.value for key in work.keys)) if not parts.get(name)]
        if not lacking:
            texts = {key: clean_section(key, parts[key.value]) for key in work.keys}
            return _plan(work, parts, texts), texts, reply.created
    problem = f"the model's answer lacks the parts {', '.join(lacking)}, and did again."
    instead = "Leave out --fast, or choose" if work.request.fast else "Choose"
    raise Unfinished(None, problem, f"{instead} another --model.")


def fast_question(work: Work, lacking: list[str]) -> Question:
    """Ask for everything; `lacking` are the parts that the answer before did not have."""
    language, wordings = work.request.language, section_prompts(work.request.language)
    focus = "\n".join(f"- {focus}" for focus in work.request.focus)
    asked = {key.value: fill(wordings[key.value], focus=focus, **YOURS[language]) for key in work.keys}
    order = fill(
        prompt("fast", language),
        task=wordings["card" if work.request.reading_pass is ReadingPass.CARD else "whole"],
        places=", ".join(key.value for key in work.keys if key in _WITH_FIGURES),
        figures="\n".join(map(figure_line, shown_figures(work.paper))) or "-",
        sections=section_lines(work.paper) or "-",
        equations=equation_lines(work.paper) or "-",
        parts=render_parts(asked),
        layout=wordings["layout"],
    )
    if lacking:
        order += "\n\n" + fill(wordings["again"], problems="\n".join(f"- === {name} ===" for name in lacking))
    parts = (*work.reading.parts, Text(order))
    return Question("note", prompt("system", language), parts, 2 * PLAN_ROOM, work.effort("high"))


def _plan(work: Work, parts: dict[str, str], texts: dict[SectionKey, str]) -> Plan:
    """What the rest of the making needs to know, taken from the answer itself."""
    match = _LEVEL.match(parts["difficulty"])
    figures = [
        ChosenFigure.model_validate({"file": block.file, "section": key.value, "why": block.content})
        for key in _WITH_FIGURES
        for block in find_blocks(texts.get(key, ""))
    ]
    plan = Plan(
        title=parts["title"],
        stars=int(match[1]) if match else 3,
        difficulty=match[2] if match else parts["difficulty"],
        prerequisites=[parts["prerequisites"]],
        core_idea="",
        modules=[],
        facts=[],
        equations=[],
        figures=figures,
        questions=[],
        absent=[],
        instructions=[],
    )
    images = [figure.file for figure in shown_figures(work.paper) if figure.file]
    return check_plan(plan, work.paper, images, without_text=bool(work.unverified)).plan
