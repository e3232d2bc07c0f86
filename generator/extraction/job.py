"""What passes between the program and the worker that reads a PDF: a job, and a paper or a failure, both as JSON.

Never a pickle: the worker may be under the control of a hostile PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from generator.extraction.options import ExtractOptions
from generator.paper import Paper


@dataclass(frozen=True, slots=True)
class Job:
    """What the worker shall do: read `pdf`, and write images into the folder `images` where one is given."""

    pdf: Path
    images: Path | None
    options: ExtractOptions


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ours on its way back to the parent."""

    kind: str
    path: str | None
    problem: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Result:
    """Either a paper or a failure."""

    paper: Paper | None = None
    failure: Failure | None = None


JOB = TypeAdapter(Job)
RESULT = TypeAdapter(Result)
