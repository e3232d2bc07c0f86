"""Branches that the tests take, of the code in which nothing may go wrong quietly: `make coverage`.

That is the library, the pipeline, and what of both plugins knows no MkDocs. Processes that the tests start are measured
too (see [tool.coverage] in pyproject.toml).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Goal, finish, show

ROOT = Path(__file__).parent.parent
LEAST = 95.0
"""Per cent of the branches of each part."""
PARTS = {
    "library": "generator/library.py",
    "pipeline": "generator/pipeline/",
    "paper_notes": "plugins/paper_notes/",
    "crosspost": "plugins/crosspost/",
}
TESTS = ("tests/pipeline", "tests/plugins", "tests/writing", "tests/test_library.py", "tests/test_secrets.py")


@dataclass(frozen=True)
class Measured:
    """Of one module: its branches and how many were taken, its statements and how many were run."""

    name: str
    branches: int
    taken: int
    statements: int
    run: int
    untaken: tuple[str, ...]

    @classmethod
    def of(cls, name: str, told: Mapping[str, Any]) -> Measured:
        """From what coverage tells of a file in its JSON."""
        summary = told["summary"]
        untaken = (f"{start}→{end if end > 0 else 'end'}" for start, end in told["missing_branches"])
        counts = (summary[key] for key in ("num_branches", "covered_branches", "num_statements", "covered_lines"))
        return cls(name, *counts, tuple(untaken))

    @property
    def per_cent(self) -> float:
        """Of the branches; of the statements where there is no branch."""
        whole, part = (self.branches, self.taken) if self.branches else (self.statements, self.run)
        return 100 * part / whole if whole else 100.0


def measure(scratch: Path) -> list[Measured]:
    """Run the tests, and give every module that they are to cover."""
    environment = {**os.environ, "COVERAGE_FILE": str(scratch / "coverage")}
    for command in (
        ("run", "-m", "pytest", "-q", "-m", "not browser", *TESTS),
        ("combine", "--quiet"),
        ("json", "--quiet", "-o", str(scratch / "coverage.json")),
    ):
        done = subprocess.run([sys.executable, "-m", "coverage", *command], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            raise SystemExit(f"`coverage {command[0]}` failed, so nothing was measured.")
    files = json.loads((scratch / "coverage.json").read_text(encoding="utf-8"))["files"]
    return [Measured.of(name, told) for name, told in sorted(files.items())]


def together(name: str, modules: Sequence[Measured]) -> Measured:
    """The sum of some modules."""
    columns = zip(*((each.branches, each.taken, each.statements, each.run) for each in modules), strict=True)
    return Measured(name, *map(sum, columns), ())


def main() -> int:
    """Print the table, and say whether the goals hold."""
    with tempfile.TemporaryDirectory() as scratch:
        modules = measure(Path(scratch))
    parts = [together(part, [each for each in modules if each.name.startswith(path)]) for part, path in PARTS.items()]
    show(
        "modules with branches that no test takes",
        ("module", "branches", "taken", "%", "which, by line"),
        [
            (each.name, each.branches, each.taken, each.per_cent, " ".join(each.untaken))
            for each in modules
            if each.untaken
        ],
    )
    show(
        "parts",
        ("part", "branches", "taken", "%", "statements", "run"),
        [(each.name, each.branches, each.taken, each.per_cent, each.statements, each.run) for each in parts],
    )
    numbers = {f"{each.name}_branches_percent": each.per_cent for each in parts}
    return finish("branches", numbers, [Goal(name, least=LEAST) for name in numbers])


if __name__ == "__main__":
    sys.exit(main())
