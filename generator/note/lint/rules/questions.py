"""QA: the questions that a reader has, and their answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.anchors import has_anchor, is_speculation
from generator.note.blocks import Part
from generator.note.labels import SectionKey
from generator.note.lint.data import limits
from generator.note.lint.registry import FINISHED, E, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.sentences import split_sentences

_LEAST, _MOST = 3, 8
_FORM = re.compile(r"Q(\d{1,3})\s*[:：]\s*(.*\S)", re.S)
_HEADING = re.compile(r"^( {0,3}###[ \t]+)(?:Q\s*\d{0,3}\s*[:：.、)]\s*|\d{1,3}[.、)]\s*)?(?=\S)", re.I)
_FOLDED = re.compile(r"<\s*/?\s*(?:details|summary)\b", re.I)
_SPOILER = re.compile(r"^\s*(?:\?\?\?\+?\s|>!|:::+\s*(?:details|spoiler))|\|\|[^|\n]+\|\|", re.I)
_EXAMPLE = re.compile(
    r"考虑|例如|比如|假设|举例|以.{1,20}为例|consider|for example|for instance|e\.g\.|suppose|say,", re.I
)
_TYPES = {
    "principle": re.compile(r"为什么|为何|优势|相比|原因|why|advantage|compared", re.I),
    "detail": re.compile(
        r"什么是|是什么|含义|区别|差在|不同|相同|一样|如何|怎么|怎样|哪[些个几]|分别|各自|多少|既是.{1,20}又是|"
        r"(?:控制|惩罚|防止|表示|做)了?什么|what (?:is|does|are)|how|differ|mean",
        re.I,
    ),
    "boundary": re.compile(
        r"什么(?:情况|条件|时候|场景)|失效|失败|假设|条件|边界|局限|何时|极端|不够|不足|不再|没有优势|"
        r"[很太更][长大小多少短深](?:时|的时候|了).{0,12}[吗？?]|还.{1,12}吗|when|fail|assum|limit|condition|break",
        re.I,
    ),
    "extension": re.compile(
        r"能否|迁移|改进|扩展|推广|照搬|可否|是否可以|(?:其他|别的|之外的|更大的)|能.{0,20}(?:用到|用于|换成)|"
        r"could|can|transfer|extend|improve|other",
        re.I,
    ),
}
_LEAST_TYPES = 3


def _questions(subject: LintSubject) -> tuple[Part, ...]:
    section = subject.section(SectionKey.QA)
    return section.parts("h3") if section else ()


@rule(
    "QA-01",
    E,
    zh="至少三个问题 (目标四到六个), 至多八个",
)
def enough(subject: LintSubject) -> Iterator[Problem]:
    """At least three questions (better four to six), at most eight."""
    section = subject.section(SectionKey.QA)
    count = len(_questions(subject))
    if section and count < _LEAST:
        yield Problem(section.line, f"there are {count} questions.", "Ask four to six: `### Q1: …？`.")
    elif section and count > _MOST:
        yield Problem(section.line, f"there are {count} questions.", f"Keep the best {_MOST}.", W)


def _number(subject: LintSubject) -> str:
    lines = list(subject.lines)
    for number, question in enumerate(_questions(subject), 1):
        line = lines[question.line - 1]
        if not (match := _FORM.fullmatch(question.heading)) or int(match[1]) != number:
            lines[question.line - 1] = _HEADING.sub(rf"\g<1>Q{number}: ", line)
    return "\n".join(lines)


@rule(
    "QA-02",
    E,
    zh="问题写作「### Qn: …？」, 编号连续, 不重复",
    fix=_number,
)
def question_form(subject: LintSubject) -> Iterator[Problem]:
    """A question reads “### Qn: …?”, numbered without gaps, none twice."""
    seen: dict[str, int] = {}
    for number, question in enumerate(_questions(subject), 1):
        match = _FORM.fullmatch(question.heading)
        if not match or int(match[1]) != number:
            yield Problem(question.line, f"the heading reads “{question.heading}”.", f"Write `### Q{number}: …`.")
        asked = match[2] if match else question.heading
        if not asked.endswith(("?", "？")):
            yield Problem(question.line, "the question has no question mark.", "End it in ？ or ?.")
        if asked in seen:
            yield Problem(question.line, f"the question repeats line {seen[asked]}.", "Ask another one.")
        seen.setdefault(asked, question.line)


@rule(
    "QA-03",
    W,
    zh="问题覆盖原理、细节、边界、延伸四类中的三类",
    profiles=FINISHED,
)
def types(subject: LintSubject) -> Iterator[Problem]:
    """The questions cover three of the four types: principle, detail, boundary, extension."""
    section = subject.section(SectionKey.QA)
    headings = [question.heading for question in _questions(subject)]
    found = [name for name, pattern in _TYPES.items() if any(pattern.search(heading) for heading in headings)]
    if section and headings and len(found) < _LEAST_TYPES:
        lacking = ", ".join(name for name in _TYPES if name not in found)
        yield Problem(section.line, f"only {len(found)} types of question are there.", f"Ask about: {lacking}.")


@rule("QA-04", E, zh="问答直接展示, 不折叠")
def shown(subject: LintSubject) -> Iterator[Problem]:
    """Answers are shown, not folded."""
    section = subject.section(SectionKey.QA)
    for block in section.walk() if section else ():
        if block.type == "html_block" and _FOLDED.search(block.content):
            yield Problem(block.line, "this folds the answer.", "Show it: delete the tag.")
        for token, line in block.inline_lines():
            if token.type == "html_inline" and _FOLDED.search(token.content):
                yield Problem(line, "this folds the answer.", "Show it: delete the tag.")
        for offset, text in enumerate(block.prose.split("\n")):
            if _SPOILER.search(text):
                yield Problem(block.line + offset, "this hides the answer.", "Show it: delete the markup.")


@rule(
    "QA-05",
    W,
    zh="答案 80 至 600 字, 不止一句",
    profiles=FINISHED,
)
def answer_length(subject: LintSubject) -> Iterator[Problem]:
    """An answer has 55 to 420 words, more than one sentence."""
    least, most = limits(subject.language).answer_words
    for question in _questions(subject):
        if not least <= question.words <= most:
            message = f"the answer has {question.words} {subject.unit}."
            yield Problem(question.line, message, f"Give between {least} and {most}.")
        elif len(split_sentences("\n\n".join(block.prose for block in question.walk()))) < 2:
            yield Problem(question.line, "the answer is one sentence.", "Argue it.")


@rule("QA-06", W, zh="至少一个答案有具体例子", profiles=FINISHED)
def example(subject: LintSubject) -> Iterator[Problem]:
    """At least one answer works an example."""
    questions = _questions(subject)
    if questions and not any(_EXAMPLE.search(block.prose) for question in questions for block in question.walk()):
        yield Problem(questions[0].line, "no answer gives an example.", "Work one: 例如 … / For example, ….")


@rule(
    "QA-07",
    W,
    zh="每个答案有出处 (节、图、表、式), 或标注推测",
    profiles=FINISHED,
)
def anchored(subject: LintSubject) -> Iterator[Problem]:
    """Each answer points into the paper (section, figure, table, equation) or is marked as speculation."""
    for question in _questions(subject):
        texts = [block.prose for block in question.walk()]
        if not any(has_anchor(text) or is_speculation(text) for text in texts):
            yield Problem(question.line, "the answer points nowhere.", "Add 第 3.2 节 / Figure 2, or mark it 推测.")
