"""SPEC: what the paper does not say is marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.anchors import has_anchor, is_speculation
from generator.note.labels import SectionKey
from generator.note.lint.registry import FINISHED, Needs, Problem, W, rule
from generator.note.lint.rules.style import own_prose
from generator.note.lint.subject import LintSubject
from generator.note.sentences import split_sentences
from generator.note.wordcount import count_words

_HEDGE = re.compile(
    r"(?:可能|或许|也许|大概)是?(?:因为|由于|源于|来自|与.{1,20}有关)|应该是(?:因为|由于)|"
    r"\b(?:probably|perhaps|possibly|likely|presumably) (?:because|due to|since|caused by)",
    re.I,
)
_HYPERPARAMETERS = tuple(
    (re.compile(ours, re.I), re.compile(theirs, re.I))
    for ours, theirs in (
        (r"学习率|learning rate", r"learning[- ]?rate|\blr\b|step[- ]?size|shrinkage|学习率|步长"),
        (r"批(?:次|量)?大小|batch size", r"batch|批"),
        (r"权重衰减|weight decay", r"weight decay|\bl2\b|regulari[sz]|权重衰减|正则"),
        (r"dropout|丢弃率", r"drop-?\s?out|丢弃"),
        (r"预热|warm-?up", r"warm|预热"),
        (r"动量|momentum", r"momentum|动量|adam"),
        (r"随机种子|random seed", r"\bseeds?\b|种子"),
        (r"梯度裁剪|gradient clipping", r"clip|裁剪|截断"),
        (r"训练轮数|\bepochs?\b", r"epoch|\bpass(?:es)?\b|iteration|轮|迭代"),
    )
)
"""What a training has, as a note calls it, and any sign that the paper speaks of it."""
_NOT_STATED = re.compile(
    r"未(?:说明|报告|给出|提及|交代)|没有(?:说明|报告|给出|提到|交代)|\bnot (?:stated?|reported?|given?|say)\b", re.I
)
_VALUE = re.compile(r"\d")
_MOST_SPECULATION = 0.15


@rule("SPEC-01", W, zh="论文没有说明的原因要标注推测", profiles=FINISHED)
def guesses_are_marked(subject: LintSubject) -> Iterator[Problem]:
    """A guess at a cause is marked as speculation, or points into the paper."""
    for block in own_prose(subject):
        if _HEDGE.search(block.prose):
            start = 0
            for sentence in split_sentences(block.prose):
                start = block.prose.find(sentence, start)
                if _HEDGE.search(sentence) and not has_anchor(sentence) and not is_speculation(sentence):
                    yield Problem(block.line_at(start), "this guess is not marked.", "Add 推测 / Speculation.")


@rule("SPEC-02", W, zh="推测不超过问答的 15%", profiles=FINISHED)
def little_speculation(subject: LintSubject) -> Iterator[Problem]:
    """Speculation makes 15% of the answers at most."""
    section = subject.section(SectionKey.QA)
    if section and section.words:
        sentences = [text for block in section.walk() for text in split_sentences(block.prose)]
        guessed = sum(count_words(text) for text in sentences if is_speculation(text))
        if round(guessed / section.words, 2) > _MOST_SPECULATION:
            yield Problem(
                section.line, f"{guessed / section.words:.0%} of the answers is speculation.", "Keep to the paper."
            )


@rule("SPEC-03", W, zh="论文没有提到的超参数写「论文未说明」, 不猜", profiles=FINISHED, needs=Needs.PAPER)
def missing_values_are_admitted(subject: LintSubject) -> Iterator[Problem]:
    """A hyper-parameter that the paper never mentions has no value in the note: it says 论文未说明."""
    assert subject.paper
    pages = subject.paper.pages
    printed = "\n".join(text for page in pages for text in (*page.paragraphs, *(line.text for line in page.lines)))
    absent = [ours for ours, theirs in _HYPERPARAMETERS if not theirs.search(printed)]
    for block in own_prose(subject) if absent else ():
        for sentence in split_sentences(block.prose):
            admitted = _NOT_STATED.search(sentence) or is_speculation(sentence)
            named = next((match for ours in absent if (match := ours.search(sentence))), None)
            if named and _VALUE.search(sentence) and not admitted:
                message = f"the paper never speaks of “{named[0]}”, the note gives its value."
                line = block.line_at(max(block.prose.find(sentence), 0))
                yield Problem(line, message, "Write 论文未说明 / not stated.")
