"""From plan and sections to a note: header, headings, figure blocks, numbers of questions, reading time, disclosure.

What is put in here no model can get wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version

from generator.config import Language, ReadingPass
from generator.note.document import Note, NoteSection
from generator.note.header import Header
from generator.note.labels import CARD_SECTIONS, LABELS, SectionKey
from generator.note.markdown import escape
from generator.note.readingtime import reading_minutes
from generator.paper import Paper
from generator.writing.figure_blocks import render_blocks
from generator.writing.identity import authors_line, publication_line, title_line
from generator.writing.plan import Plan
from generator.writing.writer import WriteRequest

SECTIONS = (
    SectionKey.TLDR,
    SectionKey.OVERVIEW,
    SectionKey.BACKGROUND,
    SectionKey.METHOD,
    SectionKey.EXPERIMENTS,
    SectionKey.FOCUS,
    SectionKey.QA,
    SectionKey.SUMMARY,
)
"""In the order of a note; the focus only where a reader asked for one."""
_BEFORE = {
    SectionKey.EXPERIMENTS: SectionKey.DERIVATION,
    SectionKey.FOCUS: SectionKey.REPRODUCTION,
    SectionKey.SUMMARY: SectionKey.OPEN,
}
"""Where the sections of the third reading stand."""
_DISCLOSURE = {
    Language.ZH: "*本笔记由模型撰写：`{tool} · {model} · {date}`*",
    Language.EN: "*Written by a model: `{tool} · {model} · {date}`*",
}
"""The last line. Its numbers are in code: they are none of the paper's."""
_UNVERIFIED = {
    Language.ZH: "无法与 PDF 核对（没有可用的文字层，由模型读页面图像写成）",
    Language.EN: "impossible (the PDF has no usable text layer; a model read images of its pages)",
}
_FENCED = re.compile(r"\A```(?:markdown|md)?[ \t]*\n(.*)\n```\s*\Z", re.S)
_FENCE = re.compile(r"^\s*(```|~~~)")
_HIGH_HEADING = re.compile(r"^ {0,3}##?[ \t]+(?=\S)")
_QUESTION = re.compile(r"^ {0,3}###[ \t]+(?:Q\s*\d{0,2}\s*[:：.、]\s*)?(?=\S)")


def sections_of(request: WriteRequest) -> tuple[SectionKey, ...]:
    """The sections of the note that is asked for, in their order."""
    if request.reading_pass is ReadingPass.CARD:
        return CARD_SECTIONS
    is_deep = request.reading_pass is ReadingPass.DEEP
    both = ((_BEFORE.get(key) if is_deep else None, key) for key in SECTIONS)
    keys = (key for pair in both for key in pair if key)
    return tuple(key for key in keys if key is not SectionKey.FOCUS or request.focus)


def pass_line(request: WriteRequest) -> tuple[tuple[str, str], ...]:
    """The header's line that says which reading the note is of; none for the second, the usual one."""
    labels = LABELS[request.language]
    said = labels.passes.get(request.reading_pass)
    return ((labels.reading, said),) if said else ()


def clean_section(key: SectionKey, text: str) -> str:
    """A section as the model wrote it, without a wrapping fence and its own H2; questions numbered."""
    text = text.replace("\r\n", "\n").strip()
    if wrapped := _FENCED.match(text):
        text = wrapped[1].strip()
    lines: list[str] = []
    inside, question = False, 0
    for line in text.split("\n"):
        inside ^= bool(_FENCE.match(line))
        if not inside and _HIGH_HEADING.match(line):
            if not lines:
                continue
            line = _HIGH_HEADING.sub("### ", line)
        if not inside and key is SectionKey.QA and _QUESTION.match(line):
            question += 1
            line = _QUESTION.sub(f"### Q{question}: ", line)
        lines.append(line)
    return "\n".join(lines).strip()


def assemble(
    paper: Paper,
    plan: Plan,
    texts: Mapping[SectionKey, str],
    request: WriteRequest,
    written: tuple[str, str],
    unverified: str | None = None,
) -> Note:
    """The note; `written` is the model's id and the day. `unverified`: its header says that nothing was checked."""
    language = request.language
    keys = tuple(key for key in sections_of(request) if key in texts)
    bodies = {key: render_blocks(texts[key], language) for key in keys}
    if request.disclosure and keys:
        bodies[keys[-1]] += "\n\n" + disclosure(language, *written)
    sections = tuple(NoteSection(LABELS[language].sections[key], body) for key, body in bodies.items())
    header = _header(paper, plan, language, "\n\n".join(bodies.values()))
    checked = ((LABELS[language].unverified, _UNVERIFIED[language]),) if unverified else ()
    header = replace(header, extras=(*pass_line(request), *checked))
    return Note(escape(plan.title), header, sections)


def _header(paper: Paper, plan: Plan, language: Language, body: str) -> Header:
    return Header(
        language=language,
        paper=title_line(paper.metadata, language),
        authors=authors_line(paper.metadata, language),
        publication=publication_line(paper.metadata, language),
        reading_minutes=reading_minutes(body, language),
        stars=plan.stars,
        difficulty=escape(plan.difficulty),
        prerequisites=tuple(escape(item) for item in plan.prerequisites),
    )


def disclosure(language: Language, model: str, date: str) -> str:
    """The last line of a note that a model wrote."""
    return _DISCLOSURE[language].format(tool=f"paper-notes {version('paper-notes')}", model=model, date=date)
