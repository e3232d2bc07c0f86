"""Characters as printed to characters as meant: ligatures, compatibility forms, detached accents, joined lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

# TeX's OT1 fonts print an accent and then the letter under it; the text layer holds both.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¨": "\u0308",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "˝": "\u030b",
    "¸": "\u0327",
    "˛": "\u0328",
}
_DETACHED = re.compile(rf"([{''.join(_ACCENTS)}]) ?([A-Za-zıȷ])")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SOFT_HYPHEN = re.compile("\u00ad(?=\\s*\\S)")
_SPACES = re.compile(r"\s+")
_HYPHENS = "-\u2010\u00ad"
_LAST_WORD = re.compile(r"([^\W_][\w\u2010-]*)$")
_FIRST_WORD = re.compile(r"^([^\W_][\w\u2010-]*)")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_CJK = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_IS_CJK = re.compile(f"[{_CJK}]")


@lru_cache(maxsize=4096)
def _meant(character: str) -> str:
    """NFKC, but 10² does not become 102 nor ② a number, and full-width Chinese punctuation stays wide."""
    decomposition = unicodedata.decomposition(character)
    if decomposition.startswith(("<super>", "<sub>", "<fraction>", "<circle>")):
        return character
    if "\uff00" <= character <= "\uffef" and unicodedata.category(character)[0] in "PS":
        return character
    return unicodedata.normalize("NFKC", character)


def normalize(text: str) -> str:
    """One printed line as it is meant: ligatures and compatibility forms resolved, accents on their letters.

    Control and zero-width characters go, runs of white space become one space.
    """
    if text.isascii():
        return _SPACES.sub(" ", _CONTROLS.sub("", text.replace("\t", " "))).strip()
    text = _SOFT_HYPHEN.sub("", _CONTROLS.sub("", text.replace("\t", " ")))
    text = _DETACHED.sub(_attached, text)
    text = unicodedata.normalize("NFC", "".join(map(_meant, text)))
    return _SPACES.sub(" ", text).strip()


def _attached(match: re.Match[str]) -> str:
    """A letter with its accent; a ring before a letter that takes none is the degree sign of 35 ˚C."""
    letter = _DOTLESS.get(match[2], match[2])
    accented = unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])
    return f"°{letter}" if match[1] == "˚" and len(accented) > 1 else accented


def is_cjk(character: str) -> bool:
    """Whether it is a Chinese or Japanese character or its punctuation."""
    return bool(_IS_CJK.match(character))


def words(text: str) -> Iterable[str]:
    """The words of a text in lower case, compounds with their hyphens."""
    return (match[0].lower() for match in _WORD.finditer(text))


def join_lines(lines: Iterable[str], vocabulary: Collection[str] = frozenset()) -> str:
    """Lines of a paragraph as one, hyphenation undone, Chinese without spaces.

    `vocabulary` holds words of the paper in lower case: by them a hyphen at a line's end belongs to the word or not.
    """
    joined: list[str] = []
    last = ""
    for line in lines:
        if last and line:
            joined[-1], glue = _joint(joined[-1], line, vocabulary)
            joined.append(glue)
        joined.append(line)
        last = line or last
    return "".join(joined)


def _joint(before: str, after: str, vocabulary: Collection[str]) -> tuple[str, str]:
    """`before` as it goes on, and what stands between it and `after`."""
    if before[-1] in _HYPHENS and len(before) > 1 and before[-2].isalnum() and after[0].isalnum():
        return (before, "") if _keeps_hyphen(before[:-1], after, vocabulary) else (before[:-1], "")
    # A compound broken at its slash or dash goes on without a space.
    if before[-1] in "/–" and len(before) > 1 and before[-2].isalnum():
        return before, ""
    if is_cjk(before[-1]) and is_cjk(after[0]):
        return before, ""
    return before, " "


def _keeps_hyphen(before: str, after: str, vocabulary: Collection[str]) -> bool:
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not left or not right or not right[1][0].islower():
        return not (left and right and left[1].isupper() and right[1].split("-")[0].isupper() and len(left[1]) > 1)
    head, tail = left[1].lower(), right[1].lower()
    if head.rpartition("-")[2] + tail in vocabulary:
        return False
    if f"{head}-{tail}" in vocabulary or "-" in head or head[-1].isdigit():
        return True
    return len(head) > 2 and len(tail) > 2 and head in vocabulary and tail in vocabulary
