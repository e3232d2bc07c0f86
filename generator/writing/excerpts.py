"""Excerpts of a paper: sentences that are verbatim on a page, for those who may say nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.note.grounding.vocabulary import vocabulary
from generator.note.lint.terms import terms
from generator.note.quotation import QuotationIndex
from generator.note.sentences import split_sentences
from generator.paper import Paper, Section

_CUE = re.compile(
    r"\b(?:we|this paper|this work|this article|in this paper,? we)\s+(?:\w+\s+)?"
    r"(?:propose|present|introduce|develop|describe|show|demonstrate|contribute|measure|compare)s?\b"
    r"|\b(?:our|the) (?:main |key )?contributions?\b"
    r"|\b(?:objectives?|aims?|goals?|purpose) of (?:this|the present|our) (?:study|work|paper|research|article)\b"
    r"|\b(?:in this study|here),? we\b|\bwe (?:found|examined|investigated|measured|demonstrated)\b"
    r"|本文(?:提出|给出|设计|构建|研究)|我们(?:提出|给出|设计|构建)",
    re.I,
)
_SETTING = re.compile(
    r"learning rate|batch size|mini-?batch|optimi[sz]er|\bAdam\b|\bSGD\b|\bepochs?\b|drop-?out|weight decay|warm-?up|"
    r"momentum|shrinkage|hyper-?parameters?|random seed|\b[GT]PUs?\b|\bCPUs?\b|\bG[Bb]\b|\bXeon\b|training steps|"
    r"学习率|批大小|批量|优化器|迭代|丢弃率|超参数|随机种子|显卡|参数设置",
    re.I,
)
_CITATION = re.compile(r"\[[\d,\s–-]+\]")
_VALUE = re.compile(r"\d")
_PUBLIC = re.compile(
    r"(?:code|implementation|models?|data(?: ?sets?)?|package)\b.{0,60}\b(?:available|released|open[- ]?source|github)|"
    r"(?:代码|数据|模型).{0,20}(?:开源|公开|github)",
    re.I,
)
_BULLET = re.compile(r"^[•·▪‣●]\s*")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of the paper and the page that has them."""

    text: str
    page: int


@dataclass(frozen=True)
class Excerpts:
    """Looks sentences up in one paper."""

    paper: Paper

    @cached_property
    def _index(self) -> QuotationIndex:
        return QuotationIndex(self.paper)

    def abstract(self) -> Excerpt | None:
        """The abstract, None where none was found as it is printed."""
        text, page = self.paper.metadata.abstract, self.paper.metadata.abstract_page
        return Excerpt(text, page) if text and page and self._index.is_on(text, page) else None

    def contributions(self) -> Iterator[Excerpt]:
        """Sentences of the first sections that state what the paper does; none that the abstract has already."""
        seen = set(split_sentences(self.paper.metadata.abstract))
        for section, sentence in self._sentences(self.paper.sections[:3]):
            if sentence not in seen and _CUE.search(sentence):
                seen.add(sentence)
                yield from self._found(sentence, section)

    def settings(self) -> Iterator[Excerpt]:
        """Sentences that say how the work was done: they name a setting with its value, or where code and data are."""
        for section, sentence in self._sentences(self.paper.sections):
            is_value = _SETTING.search(sentence) and _VALUE.search(_CITATION.sub("", sentence))
            if len(sentence) <= _LONGEST and (is_value or _PUBLIC.search(sentence)):
                yield from self._found(sentence, section)

    def about(self, question: str, most: int) -> tuple[Excerpt, ...]:
        """The sentences that share most terms with a question, in the paper's order; its Chinese terms in English too.

        None where the question has no term that the paper uses.
        """
        wanted = _patterns(question)
        scored = [
            (sum(bool(pattern.search(sentence)) for pattern in wanted), order, section, sentence)
            for order, (section, sentence) in enumerate(self._sentences(self.paper.sections))
            if len(sentence) <= _LONGEST
        ]
        best = sorted((item for item in scored if item[0]), key=lambda item: (-item[0], item[1]))
        found: list[tuple[int, Excerpt]] = []
        for _, order, section, sentence in best:
            found += [(order, excerpt) for excerpt in self._found(sentence, section)]
            if len(found) >= most:
                break
        return tuple(excerpt for _, excerpt in sorted(found, key=lambda item: item[0])[:most])

    def _sentences(self, sections: tuple[Section, ...]) -> Iterator[tuple[Section, str]]:
        for section in sections:
            for text in split_sentences(section.text):
                sentence = _BULLET.sub("", text)
                if not sentence.endswith((":", "：")):  # it announces a list, and says nothing itself
                    yield section, sentence

    def _found(self, sentence: str, section: Section) -> Iterator[Excerpt]:
        pages = range(section.page, section.page_end + 1)
        page = next((page for page in pages if self._index.is_on(sentence, page)), None)
        if page is not None:
            yield Excerpt(sentence, page)


def _patterns(question: str) -> list[re.Pattern[str]]:
    """What a sentence on the question may hold: its own terms, and what English papers call its Chinese ones."""
    own = [re.compile(rf"(?<![A-Za-z]){re.escape(term)}", re.I) for term in sorted(terms(question))]
    return own + [theirs for ours, theirs in vocabulary().glossary if ours.search(question)]
