"""The display formulas of a note, and the explanation that follows each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.note.blocks import DISPLAY_MATH, Block


@dataclass(frozen=True, slots=True)
class Formula:
    """A display formula.

    `explanation` is the Markdown from it to the next heading, formula or code block; `since` is all Markdown text
    between the formula before (or the note's begin) and this one.
    """

    tex: str
    line: int
    explanation: str
    since: str


@dataclass(frozen=True, slots=True)
class _Event:
    """A step through the note: a "stop" (heading, code), a "formula" or a "text"."""

    kind: str
    text: str
    line: int


def find_formulas(blocks: Iterable[Block]) -> tuple[Formula, ...]:
    """Every display formula of a run of blocks (as `LintSubject.walk` gives them), in order."""
    events = [event for block in blocks for event in _events(block)]
    starts = [i for i, event in enumerate(events) if event.kind == "formula"]
    spans = zip([-1, *starts[:-1]], starts, [*starts[1:], len(events)], strict=True) if starts else ()
    return tuple(
        Formula(
            events[here].text,
            events[here].line,
            _until_stop(events[here + 1 : after]),
            "\n".join(event.text for event in events[before + 1 : here]),
        )
        for before, here, after in spans
    )


def _events(block: Block) -> Iterator[_Event]:
    if block.type in ("heading", "fence", "code_block"):
        yield _Event("stop", block.content if block.type == "heading" else "", block.line)
    elif block.type in DISPLAY_MATH:
        yield _Event("formula", block.content, block.line)
    elif any(token.type == "math_inline_double" for token in block.inline):
        for token, line in block.inline_lines():
            kind = "formula" if token.type == "math_inline_double" else "text"
            yield _Event(kind, f"${token.content}$" if token.type == "math_inline" else token.content, line)
    elif block.inline:
        yield _Event("text", block.content, block.line)


def _until_stop(events: list[_Event]) -> str:
    stop = next((i for i, event in enumerate(events) if event.kind == "stop"), len(events))
    return "\n".join(event.text for event in events[:stop])
