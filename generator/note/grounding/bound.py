"""Which number of a sentence of the paper belongs to which of its names: “X obtains 80.5, compared to Y's 72.8”.

A number is bound to the last name before it. A note that gives the number of one name to another one of the same
sentence has taken the wrong number, or the wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.note.grounding.passages import Printed, compact
from generator.note.grounding.subjects import find_subjects
from generator.note.grounding.vocabulary import vocabulary

_LATIN = re.compile(r"(?<![A-Za-z\d])[A-Za-z][A-Za-z\d]*(?:[-_+/@.&][A-Za-z\d]+)*")
_PLAIN = re.compile(r"[A-Z][a-z]+")
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\s?[（(][^（()）]{0,80}[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[，；：。;、]|[,:]\s")


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
    names = [(match.start(), match.end(), compact(match[0])) for match in _LATIN.finditer(printed.sentence)]
    known = [(start, end, key) for start, end, key in names if key in keys]
    if not known:
        return False
    spans = [(start, end, key) for start, end, key in names if key in keys or _is_name(printed.sentence[start:end])]
    number = printed.number
    before = max((span for span in spans if span[1] <= number.start), default=None)
    after = min((span for span in spans if span[0] >= number.end), default=None)
    if any(span and span[2] in keys for span in (before, after)):
        return False
    others = [other.number for other in group if _is_alike(other, printed)]
    bound = [max((span for span in spans if span[1] <= other.start), default=None) for other in others]
    return any(span in known for span in bound if span)


def _is_name(word: str) -> bool:
    return word[1:] != word[1:].lower() or (word[0].isupper() and any(map(str.isdigit, word)))


def _is_alike(other: Printed, printed: Printed) -> bool:
    one, two = other.number, printed.number
    same = (one.step < 1) == (two.step < 1) and one.unit == two.unit and one.scaled == two.scaled
    return same and one.value != two.value
