"""The command line as a person calls it, in a library of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.library import PaperFolder
from tests.typeset import typeset


@dataclass(frozen=True)
class Called:
    """What the command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Workplace:
    """A folder with `paper-notes/` in it, and the command `paper-notes` run there."""

    path: Path

    @property
    def library(self) -> Path:
        return self.path / "paper-notes"

    def paper(self, slug: str) -> PaperFolder:
        return PaperFolder(self.library / slug)

    def put(self, slug: str, pdf: bytes | None = None) -> PaperFolder:
        """A paper's folder with nothing but its PDF."""
        folder = self.paper(slug)
        folder.path.mkdir(parents=True)
        folder.pdf.write_bytes(typeset() if pdf is None else pdf)
        return folder

    def call(self, *arguments: str, env: Mapping[str, str] | None = None) -> Called:
        """Run the command in this folder; an error that is none of ours is raised."""
        with contextlib.chdir(self.path):
            result = CliRunner().invoke(main, arguments, env=env, catch_exceptions=False)
        return Called(result.exit_code, result.stdout, result.stderr)

    def files(self) -> dict[str, bytes]:
        """Every file below, by its path."""
        paths = (path for path in self.path.rglob("*") if path.is_file() and ".cache" not in path.parts)
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A library with one paper brought up to date; tests copy it and don't change it."""
    place = Workplace(tmp_path_factory.mktemp("written"))
    place.put("sweeping-boxes")
    done = place.call("build")
    assert done.returncode == 0, done.stderr
    return place
