"""The record beside a note, `.note.json`: what the program wrote there, and how. Reading it trusts nothing.

The hashes in it tell whose each file is; the rest is what the rules GEN and GRD-06 hold a note against.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from generator.config import ReadingPass

SCHEMA = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """What a note was written from: a statement, the paper's own words for it, and their page (from 1)."""

    id: str
    statement: str
    quotes: tuple[str, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Making:
    """How a model made a note.

    `spec` names the rules that it was held against (see `specification`), `prompts` is the SHA-256 of what the model
    was told; `stages` gives the stop reason of every answer that was used, by its stage; `facts` are those that were
    verified before anything was written.
    """

    spec: str
    prompts: str
    stages: dict[str, str]
    facts: tuple[RecordedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewRecord:
    """Of an interview.md as the program wrote it: its hash and its note's, who wrote it, when, and what it cost."""

    text: str
    note: str
    writer: str
    created: str
    usage: dict[str, int | float | str]


@dataclass(frozen=True, slots=True)
class Failures:
    """How often the note of this very PDF could not be written by a workflow, and what the last failure said."""

    pdf: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the program recorded of a paper when it last wrote there; hashes are SHA-256 in hex.

    `readme` is the hash of the note as the program wrote it (see `text_hash`), None before a note was written;
    `interview` is what is known of interview.md; `usage` is the ledger of a note that a model wrote (tokens, calls, US
    dollars, date of the prices), `making` how it did.
    `sections` maps H2 headings to hashes of their bodies, `images` file names to hashes of their bytes; `failures` are
    counted where nobody watches, so that a paper which always fails is not paid for again and again. `unverified` says
    why nothing of the note could be looked up in its PDF, None where it could; `judge` are the scores that a model gave
    it. A comparison has no PDF of its own: `compares` gives the slugs of its papers A and B, and `pdf` is empty.
    """

    pdf: str
    tool: str
    writer: str | None = None
    language: str | None = None
    created: str | None = None
    readme: str | None = None
    reading_pass: int = ReadingPass.NOTE
    sections: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    evidence: str | None = None
    interview: InterviewRecord | None = None
    unverified: str | None = None
    usage: dict[str, int | float | str] | None = None
    judge: dict[str, int] | None = None
    making: Making | None = None
    compares: dict[str, str] = field(default_factory=dict)
    failures: Failures | None = None
    schema: int = SCHEMA

    def render(self) -> str:
        """JSON, keys sorted, ending in a newline."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_record(data: Mapping[str, object]) -> Sidecar:
    """The record that JSON says; keys that it does not know are passed over.

    Raises:
        ValueError: a value is of another form.
    """
    return Sidecar(
        pdf=_typed(data.get("pdf"), str),
        tool=_typed(data.get("tool"), str),
        writer=_maybe(data.get("writer"), str),
        language=_maybe(data.get("language"), str),
        created=_maybe(data.get("created"), str),
        readme=_maybe(data.get("readme"), str),
        reading_pass=_typed(data.get("reading_pass", int(ReadingPass.NOTE)), int),
        sections=_texts(data.get("sections", {})),
        images=_files(data.get("images", {})),
        evidence=_maybe(data.get("evidence"), str),
        interview=_interview(data.get("interview")),
        unverified=_maybe(data.get("unverified"), str),
        usage=_maybe(data.get("usage"), dict),
        judge=_maybe(data.get("judge"), dict),
        making=_making(data.get("making")),
        compares=_compared(data.get("compares", {})),
        failures=_failures(data.get("failures")),
    )


def _making(data: object) -> Making | None:
    if data is None:
        return None
    known = _typed(data, dict)
    facts = tuple(_fact(_typed(item, dict)) for item in _typed(known.get("facts", []), list))
    spec, prompts = _typed(known.get("spec"), str), _typed(known.get("prompts"), str)
    return Making(spec, prompts, _texts(known.get("stages", {})), facts)


def _fact(data: Mapping[str, object]) -> RecordedFact:
    quotes = tuple(_typed(quote, str) for quote in _typed(data.get("quotes"), list))
    statement, page = _typed(data.get("statement"), str), _typed(data.get("page"), int)
    return RecordedFact(_typed(data.get("id"), str), statement, quotes, page)


def _interview(data: object) -> InterviewRecord | None:
    if data is None:
        return None
    known = _typed(data, dict)
    texts = {name: _typed(known.get(name), str) for name in ("text", "note", "writer", "created")}
    return InterviewRecord(**texts, usage=_typed(known.get("usage"), dict))


def _failures(data: object) -> Failures | None:
    if data is None:
        return None
    known = _typed(data, dict)
    if set(known) != {"pdf", "times", "why"}:
        raise ValueError("failures")
    return Failures(str(known["pdf"]), _typed(known["times"], int), str(known["why"]))


def _typed(value: object, kind: type[T]) -> T:
    """The value, where it is of just that type: JSON's true is no number.

    Raises:
        ValueError: it is not.
    """
    if type(value) is not kind:
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return value


def _maybe(value: object, kind: type[T]) -> T | None:
    return None if value is None else _typed(value, kind)


def _compared(value: object) -> dict[str, str]:
    """The slugs of papers A and B, which become parts of paths."""
    names = _texts(value)
    if names and (set(names) != set("AB") or not all(re.fullmatch(r"[a-z0-9-]+", name) for name in names.values())):
        raise ValueError("no two papers")
    return names


def _files(value: object) -> dict[str, str]:
    """Hashes by names of files, which become parts of paths."""
    hashes = _texts(value)
    if any(name in ("", ".", "..") or not name.isprintable() or set(name) & set("/\\") for name in hashes):
        raise ValueError("no file's name")
    return hashes


def _texts(value: object) -> dict[str, str]:
    return {name: _typed(text, str) for name, text in _typed(value, dict).items()}
