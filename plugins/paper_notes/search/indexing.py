"""The build's side of indexing: starts the process that indexes, and tells what came of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.errors import ConfigError
from plugins.paper_notes.search.job import Job, Outcome

_ROOT = Path(__file__).parents[3]
_COMMAND = (sys.executable, "-m", "plugins.paper_notes.search.worker")


class Indexing:
    """An indexing process. `mkdocs build` waits for it; `mkdocs serve` does not, and ends it at the next build."""

    def __init__(self, job: Job) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=_ROOT
        )
        assert self._process.stdin is not None
        self._process.stdin.write(job.to_json().encode())
        self._process.stdin.close()
        self._process.stdin = None  # else communicate() writes to it

    def wait(self) -> Outcome:
        """Wait for the end.

        Raises:
            ConfigError: nothing was indexed; says why, and what to do.
        """
        output, errors = self._process.communicate()
        if self._process.returncode != 0:
            said = (
                errors.decode("utf-8", "replace").strip().rpartition("\n")[2] or f"exit code {self._process.returncode}"
            )
            raise ConfigError(
                None, f"the search index could not be built: {said}", "Switch the search off: `search: false`."
            )
        outcome = Outcome.from_json(output.decode())
        if outcome.problem:
            raise ConfigError(None, outcome.problem)
        return outcome

    def end(self) -> None:
        """Stop it, whatever it is at."""
        self._process.kill()
        self._process.communicate()
