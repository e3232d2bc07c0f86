"""Which number of a sentence of the paper belongs to which of its names: “X obtains 80.5, compared to Y's 72.8”.

A number is bound to the last name before it. A note that gives the number of one name to another one of the same
sentence has taken the wrong number, or the wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from generator.note.grounding.numbers import find_numbers
from generator.note.grounding.passages import Printed, compact
from generator.note.grounding.subjects import find_subjects
from generator.note.grounding.vocabulary import vocabulary

_LATIN = re.compile(r"(?<![A-Za-z\d])[A-Za-z][A-Za-z\d]*(?:[-_+/@.&][A-Za-z\d]+)*")
_PLAIN = re.compile(r"[A-Z][a-z]+")
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\s?[（(][^（()）]{0,80}[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[，；：。;、]|[,:]\s")
_OPENED = re.compile(r"([A-Za-z][\w-]*(?: [A-Z][\w-]*)*)\s?\(\s?$")
_GIVEN = re.compile(r"\s?(?:for|to)\s(?:the\s)?([A-Z][\w-]*(?: [\w-]+)?)")
_COUNTED = re.compile(r"\s?([A-Za-z]{3,})")
"""What a number counts: the word after it."""
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
    if _is_given_to_another(keys, printed, group) or _is_of_next_sentence(keys, printed):
        return True
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


def _is_given_to_another(keys: Set[str], printed: Printed, group: Sequence[Printed]) -> bool:
    """Whether a construction gives these names another number: Books (800M words) and Wiki (2,500M words)."""
    own = len(_receiver(printed) & keys)
    return any(len(_receiver(other) & keys) > own for other in group if _is_alike(other, printed))


def _receiver(printed: Printed) -> frozenset[str]:
    """The words of the name to which a sentence gives a number: NAME (3, or 3 for NAME."""
    before, after = printed.sentence[: printed.number.start], printed.sentence[printed.number.end :]
    match = _OPENED.search(before) or _GIVEN.match(after)
    return frozenset(map(compact, match[1].split())) if match else frozenset()


def _is_of_next_sentence(keys: Set[str], printed: Printed) -> bool:
    """Whether the sentence before has the names and another number of the same things, and this one other names."""
    before = printed.wide.text.removesuffix(printed.sentence)
    own, other = ({compact(match[0]) for match in _LATIN.finditer(text)} for text in (printed.sentence, before))
    counted = _COUNTED.match(printed.sentence, printed.number.end)
    if not keys or not counted or not keys <= other - own:
        return False
    new = (match[0] for match in _LATIN.finditer(printed.sentence[: printed.number.start]) if _is_name(match[0]))
    if not any(compact(name) not in other for name in new):
        return False
    things = (match[1] for number in find_numbers(before) if (match := _COUNTED.match(before, number.end)))
    return counted[1] in things


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
    same = one.unit == two.unit and one.scaled == two.scaled
    return same and (one.unit is not None or (one.step < 1) == (two.step < 1)) and one.value != two.value
