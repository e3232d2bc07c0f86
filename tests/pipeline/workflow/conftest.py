"""A clone of a bare repository, as a job has it, and the command `paper-notes workflow` run there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.library import PaperFolder
from tests.pipeline.conftest import Called, Workplace


@dataclass(frozen=True)
class Job:
    """A job's clone at `path`/clone; `path`/server.git plays GitHub."""

    path: Path

    @property
    def clone(self) -> Workplace:
        return Workplace(self.path / "clone")

    @property
    def parcels(self) -> Path:
        return self.path / "parcels"

    def git(self, *arguments: str, at: str = "clone") -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=self.path / at, check=True, capture_output=True, text=True
        )
        return done.stdout

    def push(self, message: str = "A person's work") -> None:
        self.git("add", "--all", "--", "paper-notes")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", "HEAD:main")

    def call(self, *arguments: str, **environment: str) -> Called:
        """A command of a job, with the files that GitHub gives it."""
        files = {"GITHUB_OUTPUT": str(self.path / "output"), "GITHUB_STEP_SUMMARY": str(self.path / "summary")}
        for name in files.values():
            Path(name).write_text("", encoding="utf-8")
        return self.clone.call("workflow", *arguments, env={**files, **environment})

    def outputs(self) -> dict[str, str]:
        lines = (self.path / "output").read_text(encoding="utf-8").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}

    def summary(self) -> str:
        return (self.path / "summary").read_text(encoding="utf-8")

    def write(self, slug: str, *options: str, env: Mapping[str, str] | None = None) -> Path:
        """The job `write` of one paper, in a clone of its own; gives its parcel."""
        parcel = self.parcels / f"note-{slug}"
        other = Job(self.path / f"job-{slug}-{len(list(self.path.iterdir()))}")
        other.path.mkdir()
        self.git("clone", "--quiet", f"file://{self.path / 'server.git'}", str(other.path / "clone"), at=".")
        other.call("write", slug, "--out", str(parcel), *options, **(env or {}))
        return parcel

    def log(self, branch: str = "main") -> list[str]:
        return self.git("log", "--format=%s", branch, at="server.git").splitlines()

    def text(self, name: str, branch: str = "main") -> str:
        return self.git("show", f"{branch}:paper-notes/{name}", at="server.git")

    def files(self, branch: str = "main") -> list[str]:
        listed = self.git("ls-tree", "-r", "--name-only", branch, "--", "paper-notes", at="server.git")
        return [name.removeprefix("paper-notes/") for name in listed.splitlines()]

    def gh(self, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """What GitHub's own command does."""
        program = self.path / "bin" / "gh"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=":")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    made = Job(tmp_path)
    made.git("init", "--quiet", "--bare", "--initial-branch=main", "server.git", at=".")
    made.git("clone", "--quiet", f"file://{tmp_path / 'server.git'}", "clone", at=".")
    made.git("commit", "--quiet", "--allow-empty", "--message", "Start")
    made.git("push", "--quiet", "origin", "HEAD:main")
    return made


@pytest.fixture
def has_note(job: Job, written: Workplace) -> Callable[[], PaperFolder]:
    """Put the paper `boxes` with its note into the repository."""

    def put() -> PaperFolder:
        folder = job.clone.paper("boxes")
        shutil.copytree(written.paper("sweeping-boxes").path, folder.path)
        job.push("A paper with its note")
        return folder

    return put
