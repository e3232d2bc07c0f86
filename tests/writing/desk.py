"""A writer at work on our own paper, without the pipeline around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.note.document import render_note
from generator.paper import Paper
from generator.writing.claude import ClaudeWriter
from generator.writing.client import Patience
from generator.writing.writer import PaperFiles, WriteRequest, Written


@dataclass
class Desk:
    """A paper that was read, and a writer with a cache of its own; `told` is what it told the person."""

    home: Path
    paper: Paper
    cache: Path
    told: list[str] = field(default_factory=list)

    def write(self, max_cost: float | None = None, **wishes: Any) -> Written:
        writer = ClaudeWriter(self.cache, max_cost, Patience(seconds=5, pause=0.01), self.told.append)
        return writer.write(self.paper, WriteRequest(**wishes), PaperFiles(self.home, self.home))

    def text(self, **wishes: Any) -> str:
        return render_note(self.write(**wishes).note)
