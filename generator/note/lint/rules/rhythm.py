"""STYLE-05 to STYLE-11: how often and how long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.anchors import has_anchor
from generator.note.blocks import Block
from generator.note.lint.data import limits, phrases
from generator.note.lint.registry import FINISHED, I, Problem, W, rule
from generator.note.lint.rules.style import hits, own_prose
from generator.note.lint.source import outside_verbatim, substitute
from generator.note.lint.subject import LintSubject
from generator.note.sentences import split_sentences
from generator.note.wordcount import count_words

_MOST_BOLD, _MOST_BOLD_IN_ALL = 0.3, 0.08
_LONG = 40  # characters; a label and a few words are no paragraph
_EXCLAIMS = re.compile(r"！|(?<=[^\W\d])(?<!\b[A-Za-z])!(?=\s|$|[”\"）)])")  # "n!" is a factorial
_EXCLAIMED_NAME = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+!$")
_RHETORIC = re.compile(r"你以为|你知道吗|你是否曾|震惊|did you know|you (?:might|may) think|what if I told you", re.I)
_CONCRETE = re.compile(r"\d|[A-Z][\w-]*[A-Z]|[A-Z][a-z]+[ -][A-Z]|\ufffc")
_CONNECTIVES_A_THOUSAND = 3
_DASHES_A_THOUSAND = 4
_DASH = re.compile(r"—+")
_ANTITHESIS = re.compile(r"不是[^。！？\n]{1,40}而是|\bnot (?:just|only|merely)\b[^.!?\n]{1,80}\bbut\b", re.I)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])([,;:?!])(?=\s*[{_HAN}]|$)")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_TOUCHING = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_HAN}])")
_SPACED = re.compile(rf"(?<=[{_HAN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{_HAN}])")
_MIXED = 0.1


def _bold(block: Block) -> Iterator[str]:
    """The bold spans of a block, but for a label at the start of a line."""
    depth, text, begins_line, label = 0, "", True, False
    for token in block.inline:
        if token.type == "strong_open":
            depth, label = depth + 1, begins_line
        elif token.type == "strong_close":
            depth -= 1
            if not label:
                yield text
            text = ""
        elif depth:
            text += token.content
        begins_line = token.type in ("softbreak", "hardbreak") or (begins_line and not token.content.strip())


@rule("STYLE-05", W, zh="加粗克制: 每段不过三成, 平均每句不过一处, 全文不过 8%", profiles=FINISHED)
def little_bold(subject: LintSubject) -> Iterator[Problem]:
    """Bold is rare: 30% of a paragraph, one span a sentence, 8% of the note at most."""
    all_bold = all_text = 0
    for block in own_prose(subject):
        spans = list(_bold(block))
        bold = sum(map(len, spans))
        all_bold, all_text = all_bold + bold, all_text + len(block.prose)
        if len(block.prose) >= _LONG and bold > _MOST_BOLD * len(block.prose):
            yield Problem(block.line, "a third of this paragraph is bold.", "Keep what a reader looks for.")
        elif len(spans) > max(1, len(split_sentences(block.prose))):
            yield Problem(block.line, f"this paragraph has {len(spans)} bold spans.", "Keep one a sentence.")
    if all_bold > _MOST_BOLD_IN_ALL * all_text:
        yield Problem(1, f"{all_bold / all_text:.0%} of the note is bold.", "Keep it below 8%.")


def _is_name(subject: LintSubject, text: str) -> bool:
    """Whether a text ends in a name that the paper prints with its exclamation mark: Yahoo!."""
    name = _EXCLAIMED_NAME.search(text)
    pages = subject.paper.pages if subject.paper else ()
    return name is not None and any(name[0] in paragraph for page in pages for paragraph in page.paragraphs)


@rule("STYLE-06", W, zh="没有感叹号和设问式标题党", profiles=FINISHED)
def no_shouting(subject: LintSubject) -> Iterator[Problem]:
    """No exclamation marks, no rhetorical headlines."""
    for block in subject.walk():
        for match in _EXCLAIMS.finditer(block.prose):
            if not _is_name(subject, block.prose[: match.end()]):
                yield Problem(block.line_at(match.start()), "the line exclaims.", "End it in a full stop.")
        for line, text in hits(block, _RHETORIC):
            yield Problem(line, f"“{text}” is rhetoric.", "State the fact.")


@rule("STYLE-07", W, zh="评价要有数字、名称或出处", profiles=FINISHED)
def praise_has_reasons(subject: LintSubject) -> Iterator[Problem]:
    """A sentence that praises has a number, a name or an anchor."""
    pattern = phrases(subject.language).empty
    for block in own_prose(subject):
        if pattern.search(block.prose):
            start = 0
            for sentence in split_sentences(block.prose):
                start = block.prose.find(sentence, start)
                if (match := pattern.search(sentence)) and not _CONCRETE.search(sentence) and not has_anchor(sentence):
                    line = block.line_at(start + match.start())
                    yield Problem(line, f"“{match[0]}” is said without a reason.", "Give the number or the section.")


@rule("STYLE-08", W, zh="首先、其次、此外之类每千字至多三处", profiles=FINISHED)
def few_connectives(subject: LintSubject) -> Iterator[Problem]:
    """Connectives (moreover, finally …) are rare: three in a thousand words."""
    found = [hit for block in own_prose(subject) for hit in hits(block, phrases(subject.language).connectives)]
    budget = max(_CONNECTIVES_A_THOUSAND, _CONNECTIVES_A_THOUSAND * subject.words // 1000)
    for line, text in found[budget:]:
        yield Problem(line, f"“{text}” is the connective beyond {budget}.", "Let the order of the sentences connect.")


@rule("STYLE-09", W, zh="句子不超过 120 字, 段落不超过 350 字", profiles=FINISHED)
def short_sentences(subject: LintSubject) -> Iterator[Problem]:
    """A sentence has 60 words at most, a paragraph 250."""
    most = limits(subject.language)
    for block in own_prose(subject):
        if (words := count_words(block.prose)) > most.paragraph_words:
            yield Problem(
                block.line, f"this paragraph has {words} {subject.unit}.", f"Cut it at {most.paragraph_words}."
            )
        if words > most.sentence_words:
            for sentence in split_sentences(block.prose):
                if (count := count_words(sentence)) > most.sentence_words:
                    message = f"a sentence here has {count} {subject.unit}: “{sentence[:20]}…”."
                    yield Problem(block.line, message, f"Cut it at {most.sentence_words}.")


@rule("STYLE-10", W, zh="破折号每五百字至多两处, 「不是…而是」至多一处", profiles=FINISHED)
def few_dashes(subject: LintSubject) -> Iterator[Problem]:
    """Dashes are rare: two in 500 words; “not only … but” once at most."""
    dashes = [hit for block in own_prose(subject) for hit in hits(block, _DASH)]
    budget = max(2, _DASHES_A_THOUSAND * subject.words // 1000)
    for line, _ in dashes[budget:]:
        yield Problem(line, f"this dash is one beyond {budget}.", "Use a comma, a colon or a new sentence.")
    for line, text in [hit for block in own_prose(subject) for hit in hits(block, _ANTITHESIS)][1:]:
        yield Problem(line, f"“{text[:20]}…” is the second antithesis.", "Say what it is.")


def _even_out(subject: LintSubject) -> str:
    spaced = _mixes_spacing(subject)

    def mend(text: str) -> str:
        text = _HALF_WIDTH.sub(lambda match: _FULL[match[1]], text)
        return _TOUCHING.sub(" ", text) if spaced else text

    return substitute(subject, own_prose(subject), mend)


def _mixes_spacing(subject: LintSubject) -> bool:
    prose = [block.prose for block in own_prose(subject)]
    touching, spaced = (sum(len(pattern.findall(text)) for text in prose) for pattern in (_TOUCHING, _SPACED))
    return min(touching, spaced) > _MIXED * (touching + spaced)


@rule("STYLE-11", I, zh="中英文之间的空格前后一致, 中文用全角标点", fix=_even_out, profiles=FINISHED)
def even_typography(subject: LintSubject) -> Iterator[Problem]:
    """Chinese text uses full-width punctuation, and spaces around Latin words either always or never."""
    if subject.language is not Language.ZH:
        return
    for block in own_prose(subject):
        for number, text in outside_verbatim(subject, block):
            if match := _HALF_WIDTH.search(text):
                yield Problem(number, f"“{match[0]}” is half-width.", f"Write “{_FULL[match[0]]}”.")
    if _mixes_spacing(subject):
        yield Problem(1, "some Latin words have spaces around them and some have none.", "Put a space at each.")
