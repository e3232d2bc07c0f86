"""What the comparison must know of language: units, a glossary, directions, known names (vocabulary.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit stands after a number of a note, and what proves it near the number in the paper."""

    after: re.Pattern[str]
    paper: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The data of vocabulary.yml, compiled, without case."""

    units: dict[str, Unit]
    glossary: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    metrics: re.Pattern[str]
    general_metrics: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    derivations: re.Pattern[str]
    comparisons: re.Pattern[str]
    superlative: re.Pattern[str]
    superlative_in_paper: re.Pattern[str]
    hypothetical: re.Pattern[str]
    speculation: re.Pattern[str]
    reading: re.Pattern[str]
    known_names: frozenset[str]
    glue: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    raw = yaml.safe_load(files("generator.note.grounding").joinpath("vocabulary.yml").read_text("utf-8"))
    return Vocabulary(
        units={name: Unit(_compile(unit["after"], 0), _compile(unit["paper"])) for name, unit in raw["units"].items()},
        glossary=tuple((_compile(ours), _compile(theirs)) for ours, theirs in raw["glossary"].items()),
        metrics=_compile(re.sub(r"\s+", "", raw["metrics"])),
        general_metrics=_compile(raw["general_metrics"]),
        up=_compile(raw["directions"]["up"]),
        down=_compile(raw["directions"]["down"]),
        more=_compile(raw["more"]),
        less=_compile(raw["less"]),
        derivations=_compile(raw["derivations"]),
        comparisons=_compile(raw["comparisons"]),
        superlative=_compile(raw["superlatives"]["note"]),
        superlative_in_paper=_compile(raw["superlatives"]["paper"]),
        hypothetical=_compile(raw["hypothetical"]),
        speculation=_compile(raw["speculation"]),
        reading=_compile(raw["reading"]),
        known_names=frozenset(name.casefold() for name in raw["known_names"].split()),
        glue=frozenset(raw["glue"].split()),
    )


def _compile(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)
