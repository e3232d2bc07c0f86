"""STYLE-01 to STYLE-04, STYLE-12 to STYLE-14: words that a note doesn't use, and terms that it uses in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.blocks import Block
from generator.note.lint.data import phrases
from generator.note.lint.registry import EVERYWHERE, FINISHED, E, Problem, Severity, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.wordcount import count_words

_QUOTED = re.compile(r"“[^”\n]{0,400}”|「[^」\n]{0,400}」|\"[^\"\n]{0,400}\"")
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3]+")
_MANY_EMOJI = 3
_LEAST_HAN, _MOST_HAN = 0.6, 0.01
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_TERM = re.compile(r"([\u4e00-\u9fff]{2,12})\s?（([A-Za-z][A-Za-z0-9 /'-]{2,60})）")
_SAME_END = 2
"""Characters at which two Chinese terms end alike; what stands before may be another word of the sentence."""
_LEAKED = re.compile(
    r"^(?:好的[，,！!]|当然[，,！!]|以下是(?:为你|为您|根据|按照|这篇论文的?(?:阅读)?笔记|阅读笔记|笔记)|Sure[,!]|Certainly[,!]|"
    r"Here(?: is|'s) (?:the|your|a) (?:reading )?note)|"
    r"作为(?:一个|一名)?\s*(?:AI|人工智能|大?语言模型)|\bas an AI\b|\bas a (?:large )?language model\b|\bI'll now\b|"
    r"<\|[a-z_]{1,20}\|>|</?(?:thinking|document|documents|instructions|system|assistant|human|paper|facts|plan)>",
    re.I | re.M,
)
_OBEYS = re.compile(
    r"ignore (?:all |any )?(?:the )?(?:previous|prior|above) (?:instructions|prompts)|disregard (?:all |the )?previous|"
    r"忽略(?:以上|之前|前面|上述)的?(?:所有)?(?:指令|提示|要求)",
    re.I,
)


def own_prose(subject: LintSubject) -> Iterator[Block]:
    """The paragraphs that the note's author wrote: no headings, no quotations, no header."""
    for block in subject.blocks:
        if block.type not in ("heading", "blockquote"):
            yield from (inner for inner in block.walk() if inner.inline)


def hits(block: Block, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Line and text of each match in a block's prose."""
    for match in pattern.finditer(block.prose):
        yield block.line_at(match.start()), match[0]


@rule("STYLE-01", E, zh="没有规范禁用的套话和空洞评价", profiles=FINISHED)
def no_banned_phrases(subject: LintSubject) -> Iterator[Problem]:
    """None of the phrases that the specification bans."""
    for block in own_prose(subject):
        for line, text in hits(block, phrases(subject.language).banned):
            yield Problem(line, f"“{text}” is a stock phrase.", "Say the thing itself.")


@rule("STYLE-02", W, zh="少用陈词滥调 (每千字至多一处)", profiles=FINISHED)
def few_worn_phrases(subject: LintSubject) -> Iterator[Problem]:
    """Worn phrases are rare: one in a thousand words."""
    found = [hit for block in own_prose(subject) for hit in hits(block, phrases(subject.language).worn)]
    budget = max(1, subject.words // 1000)
    for line, text in found[budget:]:
        yield Problem(line, f"“{text}” is worn, and {budget} such phrases are enough.", "Say what it does.")


@rule("STYLE-03", E, zh="不用第一人称, 引文除外", profiles=FINISHED)
def no_first_person(subject: LintSubject) -> Iterator[Problem]:
    """No first person outside of quotations."""
    for block in own_prose(subject):
        prose = _QUOTED.sub(lambda match: " " * len(match[0]), block.prose)
        for match in phrases(subject.language).first_person.finditer(prose):
            line = block.line_at(match.start())
            yield Problem(line, f"“{match[0]}” is a first person.", "Write what the paper says, or mark it 推测.")


@rule("STYLE-04", W, zh="没有 emoji, 难度的星除外", profiles=FINISHED)
def no_emoji(subject: LintSubject) -> Iterator[Problem]:
    """No emoji but the stars of the difficulty."""
    stars = subject.field(subject.labels.difficulty)
    found = [hit for block in subject.walk() for hit in hits(block, _EMOJI) if not (stars and hit[0] == stars.line)]
    for line, text in found:
        severity = Severity.ERROR if len(found) > _MANY_EMOJI else None
        yield Problem(line, f"the line holds the emoji {text}.", "Delete it.", severity)


@rule("STYLE-12", E, zh="中文笔记以中文写成, 英文笔记以英文写成", profiles=FINISHED)
def right_language(subject: LintSubject) -> Iterator[Problem]:
    """A Chinese note is in Chinese, an English one in English."""
    prose = "\n".join(block.prose for block in own_prose(subject))
    words = count_words(prose)
    share = len(_HAN.findall(prose)) / words if words else None
    if share is not None and subject.language is Language.ZH and share < _LEAST_HAN:
        yield Problem(1, f"{share:.0%} of the words are Chinese.", "Write the note in Chinese.")
    if share is not None and subject.language is Language.EN and share > _MOST_HAN:
        yield Problem(1, f"{share:.0%} of the words are Chinese.", "Write the note in English.")


@rule("STYLE-13", E, zh="没有模型的开场白、自述和提示标签", profiles=EVERYWHERE)
def no_leaked_text(subject: LintSubject) -> Iterator[Problem]:
    """No preamble of a model, nothing it says of itself, no tags of a prompt."""
    for block in subject.walk():
        for line, text in hits(block, _LEAKED):
            yield Problem(line, f"“{text}” is a model speaking of its task.", "Delete it.")
        for token, line in block.inline_lines():
            if token.type == "html_inline" and _LEAKED.search(token.content):
                yield Problem(line, f"“{token.content}” is a tag of a prompt.", "Delete it.")


@rule("SAFE-01", E, zh="没有照搬论文里夹带的指令", profiles=FINISHED)
def obeys_nobody(subject: LintSubject) -> Iterator[Problem]:
    """No text of an instruction that was hidden in the paper."""
    for block in subject.walk():
        for line, text in hits(block, _OBEYS):
            yield Problem(line, f"“{text}” is an instruction, not a note.", "Delete it, and look at the PDF.")


@rule("STYLE-14", W, zh="术语首次出现时给出英文, 之后译法不变", profiles=FINISHED)
def one_form_a_term(subject: LintSubject) -> Iterator[Problem]:
    """A term that is given in both languages keeps its translation."""
    first: dict[str, str] = {}
    for block in own_prose(subject):
        for match in _TERM.finditer(block.prose):
            known = first.setdefault(match[2].casefold(), match[1])
            if known[-_SAME_END:] != match[1][-_SAME_END:]:
                message = f"“{match[2]}” is called {match[1]} here and {known} before."
                yield Problem(block.line_at(match.start()), message, "Keep the first translation.")
