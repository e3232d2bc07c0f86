"""The rules' data: numbers (limits.yml) and phrases (phrases.yml), read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from generator.config import Language
from generator.note.labels import SectionKey


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most lengths in one language, in 字 or English words."""

    tldr_words: int
    answer_words: tuple[int, int]
    sentence_words: int
    paragraph_words: int
    section_words: dict[SectionKey, int]


@cache
def limits(language: Language) -> Limits:
    """The limits of a language."""
    raw = _read("limits.yml")[language.value]
    least, most = raw["answer_words"]
    return Limits(
        tldr_words=raw["tldr_words"],
        answer_words=(least, most),
        sentence_words=raw["sentence_words"],
        paragraph_words=raw["paragraph_words"],
        section_words={SectionKey(key): words for key, words in raw["section_words"].items()},
    )


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns of phrases in one language, without case. `banned`, `worn`, `first_person` are unions of their list."""

    banned: re.Pattern[str]
    worn: re.Pattern[str]
    first_person: re.Pattern[str]
    empty: re.Pattern[str]
    connectives: re.Pattern[str]


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of a language."""
    raw = _read("phrases.yml")[language.value]
    lists = {name: "|".join(raw[name]) for name in ("banned", "worn", "first_person")}
    single = {name: raw[name] for name in ("empty", "connectives")}
    return Phrases(**{name: re.compile(pattern, re.I | re.M) for name, pattern in (lists | single).items()})


@cache
def glue_words() -> frozenset[str]:
    """The commonest words of both languages, which two texts share by chance."""
    return frozenset(word for phrases in _read("phrases.yml").values() for word in phrases["glue"].split())


def raw_data() -> bytes:
    """Both files as they stand."""
    return b"".join(_bytes(name) for name in ("limits.yml", "phrases.yml"))


def _read(name: str) -> Any:
    return yaml.safe_load(_bytes(name))


def _bytes(name: str) -> bytes:
    return files("generator.note.lint").joinpath(name).read_bytes()
