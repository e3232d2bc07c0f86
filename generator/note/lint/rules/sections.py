"""SEC: the sections, their order and their length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.config import ReadingPass
from generator.note.blocks import Part
from generator.note.labels import REQUIRED_SECTIONS, SectionKey, section_key, strip_numbering
from generator.note.lint.data import limits
from generator.note.lint.registry import FINISHED, E, Problem, W, rule
from generator.note.lint.subject import LintSubject

ORDER = (
    SectionKey.TLDR,
    SectionKey.OVERVIEW,
    SectionKey.KEY_FIGURES,
    SectionKey.WORTH,
    SectionKey.BACKGROUND,
    SectionKey.SYMBOLS,
    SectionKey.METHOD,
    SectionKey.DERIVATION,
    SectionKey.EXPERIMENTS,
    SectionKey.REPRODUCTION,
    SectionKey.FOCUS,
    SectionKey.COMPARISON,
    SectionKey.QA,
    SectionKey.OPEN,
    SectionKey.SUMMARY,
)
_OF_A_CARD = (SectionKey.TLDR, SectionKey.OVERVIEW)
_LARGEST_SHARE = 0.6
_SHINGLE = 5
_SAME = 0.6
_SHORTEST_PARAGRAPH = 30  # characters
_BUCKET = 8  # paragraphs compared for one shingle: keeps hostile input linear


@rule("SEC-01", E, zh="七个必需章节齐全 (卡片只有前两个)")
def required(subject: LintSubject) -> Iterator[Problem]:
    """The seven required sections are there; in a ten-minute card, the first two."""
    for key in _OF_A_CARD if subject.reading_pass is ReadingPass.CARD else REQUIRED_SECTIONS:
        if not subject.section(key):
            heading = subject.labels.sections[key]
            yield Problem(len(subject.lines), f"the section “{heading}” is missing.", f"Add `## {heading}`.")


@rule("SEC-02", E, zh="必需章节按次序各出现一次")
def in_order(subject: LintSubject) -> Iterator[Problem]:
    """The required sections stand in order, each once."""
    last = -1
    seen: set[SectionKey] = set()
    for section in subject.sections:
        if section.key in REQUIRED_SECTIONS:
            if section.key in seen:
                yield Problem(section.line, f"“{section.heading}” occurs twice.", "Join both sections.")
            elif REQUIRED_SECTIONS.index(section.key) < last:
                order = ", ".join(subject.labels.sections[key] for key in REQUIRED_SECTIONS)
                yield Problem(section.line, f"“{section.heading}” is out of order.", f"The order is: {order}.")
            seen.add(section.key)
            last = max(last, REQUIRED_SECTIONS.index(section.key))


@rule(
    "SEC-03",
    W,
    zh="没有格式以外的二级标题, 模式章节各在其位, 标题不带编号, 与笔记同语言",
)
def known(subject: LintSubject) -> Iterator[Problem]:
    """No H2 beyond the format's; a mode's sections in their places; headings unnumbered, in the note's language."""
    last = -1
    for section in subject.sections:
        key = section.key
        if key not in ORDER:
            yield Problem(section.line, f"“{section.heading}” is no section of a note.", "Make it an H3 of one.")
            continue
        yield from _heading_form(subject, section, key)
        if key not in REQUIRED_SECTIONS and ORDER.index(key) < last:
            before = [subject.labels.sections[other] for other in ORDER[ORDER.index(key) + 1 :]]
            yield Problem(section.line, f"“{section.heading}” comes too late.", f"Put it before {before[0]}.")
        last = max(last, ORDER.index(key))


def _heading_form(subject: LintSubject, section: Part, key: SectionKey) -> Iterator[Problem]:
    bare = strip_numbering(section.heading)
    if bare != section.heading:
        yield Problem(section.line, f"the heading “{section.heading}” is numbered.", f"Write `## {bare}`.")
    elif section_key(subject.labels.sections[key]) is not section_key(bare) or _foreign(subject, bare):
        yield Problem(section.line, f"“{bare}” is in another language.", f"Write `## {subject.labels.sections[key]}`.")


def _foreign(subject: LintSubject, heading: str) -> bool:
    return heading.isascii() is not subject.labels.sections[SectionKey.OVERVIEW].isascii() and heading != "TL;DR"


@rule("SEC-04", E, zh="章节不空, 篇幅达到下限", profiles=FINISHED)
def long_enough(subject: LintSubject) -> Iterator[Problem]:
    """No section is empty or below its least length."""
    for section in subject.sections:
        if not section.key or section.key not in REQUIRED_SECTIONS:
            continue
        least = limits(subject.language).section_words.get(section.key, 1)
        if section.words < least:
            message = f"“{section.heading}” has {section.words} {subject.unit}, the least is {least}."
            yield Problem(section.line, message, "Say what the paper says about it.")


@rule(
    "SEC-05",
    W,
    zh="核心方法最长, 任何章节不超过全文六成",
    profiles=FINISHED,
)
def proportions(subject: LintSubject) -> Iterator[Problem]:
    """Core Method is the longest, no section has over 60%."""
    if subject.reading_pass is ReadingPass.CARD:
        return
    total = sum(section.words for section in subject.sections)
    longest = max(subject.sections, key=lambda section: section.words, default=None)
    if longest and longest.key is not SectionKey.METHOD and subject.section(SectionKey.METHOD):
        yield Problem(longest.line, f"“{longest.heading}” is longer than the method.", "Explain the method in full.")
    if longest and longest.words > _LARGEST_SHARE * total:
        yield Problem(longest.line, f"“{longest.heading}” has over 60% of the text.", "Give the others their share.")


class _Paragraph(NamedTuple):
    section: int
    line: int
    shingles: frozenset[str]


@rule("SEC-06", W, zh="不同章节没有几乎相同的段落", profiles=FINISHED)
def no_repetition(subject: LintSubject) -> Iterator[Problem]:
    """No paragraph is repeated in another section."""
    by_shingle: dict[str, list[_Paragraph]] = defaultdict(list)
    for paragraph in _paragraphs(subject):
        twins = {twin.line for shingle in paragraph.shingles for twin in by_shingle[shingle] if _alike(twin, paragraph)}
        if twins:
            yield Problem(paragraph.line, f"this paragraph repeats line {min(twins)}.", "Say it once.")
        for shingle in paragraph.shingles:
            if len(by_shingle[shingle]) < _BUCKET:
                by_shingle[shingle].append(paragraph)


def _paragraphs(subject: LintSubject) -> Iterator[_Paragraph]:
    for index, section in enumerate(subject.sections):
        for block in section.walk():
            text = "".join(block.prose.split())
            if block.type == "paragraph" and len(text) >= _SHORTEST_PARAGRAPH:
                shingles = frozenset(text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1))
                yield _Paragraph(index, block.line, shingles)


def _alike(one: _Paragraph, other: _Paragraph) -> bool:
    if one.section == other.section:
        return False
    shared = len(one.shingles & other.shingles)
    return shared > _SAME * (len(one.shingles) + len(other.shingles) - shared)
