"""Who writes: Claude where there is a key, the embedded draft writer where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.errors import ConfigError
from generator.pipeline.diagnosis import find_key
from generator.writing.comparison import Comparer
from generator.writing.comparison_draft import DraftComparer
from generator.writing.draft import DRAFT, DraftWriter
from generator.writing.writer import Writer

if TYPE_CHECKING:
    from generator.writing.interview import InterviewWriter


def choose_writer(cache: Path, model: str | None, max_cost: float | None, *, dry_run: bool = False) -> Writer:
    """The writer that these options and the environment mean; replies of the API are kept in `cache`."""
    if not _asks_claude(model, dry_run=dry_run):
        return DraftWriter()
    # Imported here: the API's client takes a second to load, and a draft needs none of it.
    from generator.writing.claude import ClaudeWriter

    return ClaudeWriter(cache, max_cost, tell=_tell)


@contextmanager
def in_batches(writer: Writer, cache: Path, poll: float | None) -> Iterator[tuple[Writer, Callable[[], None]]]:
    """The writer asking in batches, looked at every `poll` seconds (None: not in batches), and how to end the wait.

    Raises:
        ConfigError: the writer asks nobody.
        NoCredential: there is no key.
    """
    if poll is None:
        yield writer, lambda: None
        return
    from generator.writing.claude import ClaudeWriter
    from generator.writing.desk import Pace, batch_desk

    if not isinstance(writer, ClaudeWriter):
        raise ConfigError(None, "a draft asks nobody, so that there is nothing to batch.", "Set ANTHROPIC_API_KEY.")
    with batch_desk(cache, _tell, Pace(gather=min(poll, 5.0), look=poll)) as desk:
        yield replace(writer, desk=desk), desk.close


def choose_comparer(cache: Path, model: str | None, max_cost: float | None, *, dry_run: bool = False) -> Comparer:
    """The same for a comparison of two papers."""
    if not _asks_claude(model, dry_run=dry_run):
        return DraftComparer()
    from generator.writing.claude import ClaudeWriter
    from generator.writing.comparison_claude import ClaudeComparer

    return ClaudeComparer(ClaudeWriter(cache, max_cost, tell=_tell))


def choose_interviewer(cache: Path, model: str | None, max_cost: float | None) -> InterviewWriter:
    """The writer of interviews.

    Raises:
        ConfigError: the embedded writer is meant, which has nothing of its own to say.
    """
    if model == DRAFT:
        raise ConfigError(
            None, "a draft writer can prepare no interview.", "Leave out --model, or name one of Claude's."
        )
    from generator.writing.interview import InterviewWriter

    return InterviewWriter(cache, max_cost, tell=_tell)


def _asks_claude(model: str | None, *, dry_run: bool) -> bool:
    asked = model is not None or dry_run
    return model != DRAFT and (asked or find_key() is not None)


def _tell(line: str) -> None:
    click.echo(line, err=True)
