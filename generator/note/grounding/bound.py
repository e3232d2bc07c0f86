"""Which number of a sentence of the paper belongs to which of its names: “X obtains 80.5, compared to Y's 72.8”.

A number is bound to the last name before it. A note that gives the number of one name to another one of the same
sentence has taken the wrong number, or the wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from generator.note.grounding.passages import Printed, compact
from generator.note.grounding.subjects import find_subjects
from generator.note.grounding.vocabulary import vocabulary

_LATIN = re.compile(r"(?<![A-Za-z\d])[A-Za-z][A-Za-z\d]*(?:[-_+/@.&][A-Za-z\d]+)*")
_PLAIN = re.compile(r"[A-Z][a-z]+")
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\s?[（(][^（()）]{0,80}[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[，；：。;、]|[,:]\s")
_Span = tuple[int, int, frozenset[str]]
"""Where a name stands in its sentence, and its words."""


def own_words(text: str) -> tuple[str, ...]:
    """The names before a number within its clause; in Chinese every Latin word is one (base, big).

    A term in parentheses, 多头注意力（Multi-Head Attention）, only repeats what is before it.
    """
    clause = _CLAUSE.split(_GLOSS.sub(" ", text))[-1]
    names = (part for each in find_subjects(clause) for part in each.parts if not _PLAIN.fullmatch(part))
    words = _LATIN.findall(clause) if _HAN.search(text) else list(names)
    plain = vocabulary().metrics.sub(" ", " | ".join(words)).split(" | ")
    skipped = vocabulary().glue | vocabulary().known_names
    return tuple(word for word in plain if len(word) > 1 and word.casefold() not in skipped)


def is_anothers(words: Iterable[str], printed: Printed, group: Sequence[Printed]) -> bool:
    """Whether a sentence binds another number to one of these names, and this number to none of them."""
    keys = {compact(word) for word in words}
    spans = list(_names(printed.sentence, keys))
    known = [span for span in spans if not keys.isdisjoint(span[2])]
    if not known:
        return False
    number = printed.number
    before = max((span for span in spans if span[1] <= number.start), default=None)
    after = min((span for span in spans if span[0] >= number.end), default=None)
    if any(span in known for span in (before, after)):
        return False
    others = [other.number for other in group if _is_alike(other, printed)]
    bound = [max((span for span in spans if span[1] <= other.start), default=None) for other in others]
    return any(span in known for span in bound if span)


def _names(text: str, keys: Set[str]) -> Iterator[_Span]:
    """The names of a sentence, those side by side as one (GPT-2 small); what every reader knows (TPUs) is none."""
    start = end = -1
    words: frozenset[str] = frozenset()
    for match in _LATIN.finditer(text):
        key = compact(match[0])
        if key in keys or _is_name(match[0]):
            if words and text[end : match.start()] != " ":
                yield start, end, words
                words = frozenset()
            start = start if words else match.start()
            end, words = match.end(), words | {key}
    if words:
        yield start, end, words


def _is_name(word: str) -> bool:
    if word.casefold() in vocabulary().known_names:
        return False
    return word[1:] != word[1:].lower() or (word[0].isupper() and any(map(str.isdigit, word)))


def _is_alike(other: Printed, printed: Printed) -> bool:
    one, two = other.number, printed.number
    same = (one.step < 1) == (two.step < 1) and one.unit == two.unit and one.scaled == two.scaled
    return same and one.value != two.value
