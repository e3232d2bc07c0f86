"""GEN and GRD-06: how a note was made, by the record beside it. A note that a person wrote has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import NoteError
from generator.note.digest import text_hash
from generator.note.document import parse_note
from generator.note.lint.registry import NOTES, E, Needs, Problem, Severity, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.quotation import QuotationIndex
from generator.note.record import Making, Sidecar

_ENDED = "end_turn"
_HASH, _SPEC = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{12}")
_TOKENS = ("calls", "input_tokens", "output_tokens")
_ANEW = "Write the note anew: paper-notes write."


@rule("GEN-01", E, zh="写成笔记的每个回答都完整结束 (end_turn)", profiles=NOTES, needs=Needs.SIDECAR)
def answers_are_whole(subject: LintSubject) -> Iterator[Problem]:
    """Every answer that the note was made of ended by itself (end_turn): none was cut off or refused."""
    making = subject.record.making if subject.record else None
    if making and not making.stages:
        yield Problem(1, "the record names no answer that the note was made of.", _ANEW)
    for stage, reason in sorted(making.stages.items()) if making else ():
        if reason != _ENDED:
            shown = reason or "the connection's end"
            yield Problem(_line_of(subject, stage), f"the answer “{stage}” ended with {shown}.", _ANEW)


def _line_of(subject: LintSubject, stage: str) -> int:
    """The section that a stage wrote: `method`, `method-repair-1`."""
    named = (section for section in subject.sections if section.key == stage.partition("-")[0])
    return next((section.line for section in named), 1)


@rule(
    "GEN-02",
    E,
    zh="记录写全: 规范版本、模型、PDF 与提示的哈希、每节的哈希、用量与费用",
    profiles=NOTES,
    needs=Needs.SIDECAR,
)
def record_is_whole(subject: LintSubject) -> Iterator[Problem]:
    """The record is whole: version of the rules, model, hashes of PDF, prompts and sections, tokens, cost."""
    record = subject.record
    assert record
    for lack, severity in _lacks(record):
        yield Problem(1, f"the record .note.json lacks {lack}.", _ANEW, severity)
    if record.reading_pass != subject.reading_pass:
        said = f"the record says reading pass {record.reading_pass}, the header {subject.reading_pass}."
        yield Problem(1, said, _ANEW)
    for heading, line in _strange_sections(subject, record):
        yield Problem(line, f"the record has no hash of “{heading}” as it stands.", _ANEW)


def _lacks(record: Sidecar) -> Iterator[tuple[str, Severity]]:
    """What is not in a record, each with how bad that is."""
    if not (_HASH.fullmatch(record.pdf) or set(record.compares) == {"A", "B"}):
        yield "the PDF's SHA-256", E
    for name in ("writer", "language", "created", "readme"):
        if not getattr(record, name):
            yield f"“{name}”", E
    if record.usage is not None:  # a draft, and a note that a person brought, cost nothing
        yield from _lacks_of_a_model(record.usage, record.making)


def _lacks_of_a_model(usage: dict[str, int | float | str], making: Making | None) -> Iterator[tuple[str, Severity]]:
    if not making or not _SPEC.fullmatch(making.spec):
        yield "the version of the rules", E
    if not making or not _HASH.fullmatch(making.prompts):
        yield "the SHA-256 of the prompts", E
    for name in _TOKENS:
        if type(usage.get(name)) is not int:
            yield f"“{name}”", E
    if not isinstance(usage.get("cost_usd"), int | float):
        yield "the cost, for the model has no price in the list", W


def _strange_sections(subject: LintSubject, record: Sidecar) -> Iterator[tuple[str, int]]:
    """The sections whose text is not the recorded one, each with its line."""
    try:
        sections = parse_note(subject.text).sections
    except NoteError:  # the rules META say what is wrong with it
        return
    for section in sections:
        if record.sections.get(section.heading) != text_hash(section.body):
            yield section.heading, section.line


@rule("GRD-06", W, zh="写作所据的每条事实, 引文见于所注的页", profiles=NOTES, needs=Needs.FACTS)
def facts_are_quoted(subject: LintSubject) -> Iterator[Problem]:
    """Every fact that the note was written from has its quotations on the page that it names."""
    assert subject.paper
    assert subject.record
    index = QuotationIndex(subject.paper)
    for fact in subject.record.making.facts if subject.record.making else ():
        lost = next((quote for quote in fact.quotes if not index.is_on(quote, fact.page)), None)
        if lost is not None or not fact.quotes:
            said = f"“{lost[:80]}” is not on page {fact.page}" if lost is not None else "it has no quotation"
            way_out = "Check by eye what the note makes of it, or write the note anew."
            yield Problem(1, f"fact {fact.id} ({fact.statement[:60]}): {said}.", way_out)
