"""What every writer is: from a Paper and a request to a Note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.config import Language
from generator.note.document import Note
from generator.paper import Paper


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """What the person wants: the note's language, and questions that it should dwell on."""

    language: Language = Language.ZH
    focus: tuple[str, ...] = ()


class Writer(Protocol):
    """Writes notes."""

    @property
    def name(self) -> str:
        """What the sidecar and the disclosure line call it: `draft`, or the model's id."""

    @property
    def shows_equations(self) -> bool:
        """Whether its notes show the numbered equations as they are printed, as images."""

    def write(self, paper: Paper, request: WriteRequest) -> Note:
        """The note of a paper whose figures are in `images/`."""
