"""The words for prerequisites: which of them mean the same concept, by `docs/vocabulary.yml`, which people edit."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.config import Language, PlainLoader
from generator.errors import ConfigError

SIZE_LIMIT = 1024 * 1024
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_WORD = re.compile(r"[^\w]+")
_FIELDS = {"en", "id", "aliases", "papers"}
_LONGEST_KEY = 40
_TAKEN = ("index", "readme")  # engines make an index page of a file with that name


@dataclass(frozen=True, slots=True)
class Concept:
    """What a prerequisite means. `key` is its place in addresses, `papers` (arXiv ids or titles) explain it."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...] = field(default=(), compare=False)
    papers: tuple[str, ...] = field(default=(), compare=False)

    def name(self, language: Language) -> str:
        """The name that pages of a language show."""
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True)
class Vocabulary:
    """All concepts of the file, found by any of their words."""

    concepts: tuple[Concept, ...] = ()

    def __post_init__(self) -> None:
        words = {fold(word): concept for concept in self.concepts for word in _words(concept)}
        papers: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            for paper in concept.papers:
                papers.setdefault(fold(paper), []).append(concept)
        object.__setattr__(self, "_by_word", words)
        object.__setattr__(self, "_by_paper", papers)

    _by_word: dict[str, Concept] = field(init=False, repr=False, compare=False)
    _by_paper: dict[str, list[Concept]] = field(init=False, repr=False, compare=False)

    def concept(self, word: str) -> Concept:
        """What a note's word means; a word that the file does not have is a concept of its own."""
        known = self._by_word.get(fold(word))
        return known or Concept(address(word), word, word)

    def known(self, word: str) -> Concept | None:
        """The concept of a word, None where the file does not have it."""
        return self._by_word.get(fold(word))

    def explained_by(self, paper: str) -> tuple[Concept, ...]:
        """The concepts that a paper explains, by its arXiv id or its title."""
        return tuple(self._by_paper.get(fold(paper), ()))


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of a file.

    Raises:
        ConfigError: the file is no such vocabulary, or two concepts share a word or an id; names both.
    """
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if len(text) > SIZE_LIMIT:
        raise ConfigError(path, f"the vocabulary has more than {SIZE_LIMIT} characters.", "Take words out.")
    try:
        listed = yaml.load(text, PlainLoader) or {}  # noqa: S506 - a safe loader, see there
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ConfigError(path, f"the vocabulary is no YAML: {error}.", "Mend that line.") from error
    if not isinstance(listed, dict):
        raise ConfigError(path, "the vocabulary is no mapping of names.", "Write `注意力机制: {aliases: [attention]}`.")
    concepts = tuple(_read_concept(str(name), given or {}, path) for name, given in listed.items())
    _check_words(concepts, path)
    return Vocabulary(concepts)


def fold(word: str) -> str:
    """A word as it is compared: without case, spaces, hyphens and width."""
    return re.sub(r"[\s\-‐‑–—_]+", "", unicodedata.normalize("NFKC", word).casefold())


def address(word: str) -> str:
    """A word as a part of an address: letters and digits of any script; what was cut is told apart by a hash."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    plain = _NO_WORD.sub("-", folded).strip("-_")
    if plain not in ("", *_TAKEN) and len(plain) <= _LONGEST_KEY and plain == folded.replace(" ", "-"):
        return plain
    digest = hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{plain[:_LONGEST_KEY].strip('-_')}-{digest}".strip("-")


def _read_concept(name: str, given: Any, path: Path) -> Concept:
    if not isinstance(given, Mapping) or not set(given) <= _FIELDS:
        known = ", ".join(sorted(_FIELDS))
        raise ConfigError(path, f"“{name}” has a field that is not known.", f"The fields are {known}.")
    key = str(given.get("id") or address(str(given.get("en") or name)))
    if "id" in given and not _KEY.fullmatch(key):
        raise ConfigError(path, f"the id “{key}” of “{name}” can't be an address.", "Use a-z, 0-9 and single hyphens.")
    aliases, papers = (_strings(given.get(part), name, part, path) for part in ("aliases", "papers"))
    return Concept(key, name, str(given.get("en") or name), aliases, papers)


def _strings(value: object, name: str, part: str, path: Path) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(path, f"“{part}” of “{name}” is no list of words.", 'Write ["…", "…"]; quote arXiv ids.')
    return tuple(value)


def _words(concept: Concept) -> Iterator[str]:
    yield from (concept.zh, concept.en, *concept.aliases)


def _check_words(concepts: tuple[Concept, ...], path: Path) -> None:
    owners: dict[str, Concept] = {}
    keys: dict[str, Concept] = {}
    for concept in concepts:
        if (other := keys.setdefault(concept.key, concept)) is not concept:
            raise ConfigError(path, f"“{other.zh}” and “{concept.zh}” have the same id.", "Give one another `id`.")
        for word in _words(concept):
            if (other := owners.setdefault(fold(word), concept)) is not concept:
                raise ConfigError(
                    path, f"“{word}” stands for both “{other.zh}” and “{concept.zh}”.", "Take it out of one."
                )
