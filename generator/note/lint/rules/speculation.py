"""SPEC: what the paper does not say is marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.anchors import has_anchor, is_speculation
from generator.note.labels import SectionKey
from generator.note.lint.registry import FINISHED, Problem, W, rule
from generator.note.lint.rules.style import own_prose
from generator.note.lint.subject import LintSubject
from generator.note.sentences import split_sentences
from generator.note.wordcount import count_words

_HEDGE = re.compile(
    r"(?:可能|或许|也许|大概)是?(?:因为|由于|源于|来自|与.{1,20}有关)|应该是(?:因为|由于)|"
    r"\b(?:probably|perhaps|possibly|likely|presumably) (?:because|due to|since|caused by)",
    re.I,
)
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
