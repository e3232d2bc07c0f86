"""TLDR: two or three sentences for the reader who has no time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.blocks import DISPLAY_MATH, LISTS, Block
from generator.note.labels import SectionKey
from generator.note.lint.data import limits
from generator.note.lint.evidence import normalize, whole_text
from generator.note.lint.registry import FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.sentences import split_sentences

_SENTENCES = range(2, 4)
_BLOCKS = {
    "heading": "a heading",
    "fence": "a code block",
    "code_block": "a code block",
    "table": "a table",
    "html_block": "HTML",
    **dict.fromkeys(LISTS, "a list"),
    **dict.fromkeys(DISPLAY_MATH, "a formula block"),
}
_INLINE = {"image": "an image", "link_open": "a link", "math_inline_double": "a formula block"}
_TERM = re.compile(r"[A-Z][\w-]*[A-Z0-9][\w-]*|[A-Z][a-z]+(?:[ -][A-Z][\w-]+)+|[A-Z][\w-]{2,}")
_LATIN = re.compile(r"[a-z][a-z-]{5,}")
"""In Chinese prose what is not Chinese is a term, with or without a capital."""


@rule("TLDR-01", E, zh="TL;DR 两到三句话", profiles=FINISHED)
def sentences(subject: LintSubject) -> Iterator[Problem]:
    """The TL;DR has two or three sentences."""
    section = subject.section(SectionKey.TLDR)
    if section:
        count = len(split_sentences("\n\n".join(block.prose for block in section.walk() if block.prose)))
        if count not in _SENTENCES:
            yield Problem(section.line, f"the TL;DR has {count} sentences.", "Write two or three.")


@rule("TLDR-02", E, zh="TL;DR 不超过 100 字", profiles=FINISHED)
def length(subject: LintSubject) -> Iterator[Problem]:
    """The TL;DR has 80 words at most."""
    section = subject.section(SectionKey.TLDR)
    most = limits(subject.language).tldr_words
    if section and section.words > most:
        yield Problem(section.line, f"the TL;DR has {section.words} {subject.unit}, the most is {most}.", "Shorten it.")


@rule(
    "TLDR-03",
    E,
    zh="TL;DR 只有一段文字, 无列表、标题、图片、公式块、链接",
    profiles=FINISHED,
)
def one_paragraph(subject: LintSubject) -> Iterator[Problem]:
    """The TL;DR is one paragraph without list, heading, image, formula block or link."""
    section = subject.section(SectionKey.TLDR)
    if not section:
        return
    for block in section.walk():
        for line, what in _foreign(block):
            yield Problem(line, f"the TL;DR holds {what}.", "Write plain sentences.")
    paragraphs = [block for block in section.blocks if block.type == "paragraph"]
    for extra in paragraphs[1:]:
        yield Problem(extra.line, "the TL;DR has a second paragraph.", "Join them.")


def _foreign(block: Block) -> Iterator[tuple[int, str]]:
    if block.type in _BLOCKS:
        yield block.line, _BLOCKS[block.type]
    for token, line in block.inline_lines():
        if token.type in _INLINE:
            yield line, _INLINE[token.type]


@rule(
    "TLDR-04",
    W,
    zh="TL;DR 至少点出一个见于论文的方法名或专名",
    profiles=FINISHED,
    needs=Needs.PAPER,
)
def names_something(subject: LintSubject) -> Iterator[Problem]:
    """The TL;DR names at least one method or name that the paper uses."""
    section = subject.section(SectionKey.TLDR)
    assert subject.paper
    if section:
        text = "\n".join(block.content for block in section.walk())
        known = whole_text(subject.paper)
        found = _TERM.findall(text) + (_LATIN.findall(text) if subject.language is Language.ZH else [])
        if not any(normalize(term) in known for term in found):
            yield Problem(section.line, "the TL;DR names nothing that is in the paper.", "Name the method.")
