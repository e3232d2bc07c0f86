"""GitHub, played by a bare repository and stand-ins for its actions; `act` runs the workflows on this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.library import PaperFolder, read_sidecar
from generator.note.record import Sidecar
from tests.conftest import ROOT

SCRIPTS = Path(sysconfig.get_path("scripts"))
TEMPLATE = (".github", "docs", "requirements", "Makefile", "mkdocs.yml", "pyproject.toml")
"""What a repository made from the template needs for its workflows; the packages are those of this checkout."""
GH = '#!/usr/bin/env bash\nprintf "%s\\t" "$@" >> "$STANDIN/gh.log"; echo >> "$STANDIN/gh.log"\n'


@dataclass(frozen=True)
class Run:
    """A run of a workflow: whether it is green, and its log."""

    green: bool
    log: str

    def job(self, name: str) -> str:
        """The lines of one job."""
        return "\n".join(line for line in self.log.splitlines() if line.startswith(f"[{name}"))


@dataclass
class GitHub:
    """A repository at `path`/github.git, a person's clone of it at `path`/desk, and its settings."""

    path: Path
    variables: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk.mkdir(parents=True)
        self._git("init", "--quiet", "--bare", "--initial-branch=main", str(self.bare), cwd=self.path)
        self._git("init", "--quiet", "--initial-branch=main")
        self._git("remote", "add", "origin", f"file://{self.bare}")
        for name in TEMPLATE:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, self.desk / name)
        (self.desk / "paper-notes").mkdir()
        shutil.copy(ROOT / "paper-notes" / ".gitkeep", self.desk / "paper-notes")
        self.script("bin/gh", GH)
        self.push("Use the template")

    @property
    def bare(self) -> Path:
        return self.path / "github.git"

    @property
    def desk(self) -> Path:
        return self.path / "desk"

    @property
    def pages(self) -> Path:
        """The site as it is published."""
        return self.path / "pages"

    def artifact(self, slug: str) -> Path:
        return self.path / "artifacts" / f"note-{slug}"

    def artifacts(self) -> list[str]:
        """The artifacts of papers."""
        return sorted(path.name for path in (self.path / "artifacts").glob("note-*"))

    def calls_of_gh(self) -> list[list[str]]:
        """The calls of GitHub's own command, each with its arguments."""
        log = self.path / "gh.log"
        calls = log.read_text(encoding="utf-8").split("\t\n")[:-1] if log.is_file() else []
        return [call.split("\t") for call in calls]

    def script(self, name: str, text: str) -> None:
        """An executable file that a stand-in runs."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def put(self, slug: str, pdf: bytes) -> PaperFolder:
        """A paper on the person's desk."""
        folder = PaperFolder(self.desk / "paper-notes" / slug)
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.pdf.write_bytes(pdf)
        return folder

    def push(self, message: str, *options: str) -> None:
        """Commit everything on the desk, and push it."""
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", message)
        self._git("push", "--quiet", *options, "origin", "main")

    def amend(self, message: str) -> None:
        """Rewrite the newest commit on the desk, so that the next push must be forced."""
        self._git("commit", "--quiet", "--amend", "--message", message)

    def pull(self) -> None:
        """Have on the desk what is on GitHub."""
        self._git("pull", "--quiet", "--rebase", "origin", "main")

    def log(self, branch: str = "main") -> list[str]:
        """The subjects of a branch, newest first."""
        return self._git("log", "--format=%s", branch, cwd=self.bare).splitlines()

    def branches(self) -> list[str]:
        return self._git("branch", "--format=%(refname:short)", cwd=self.bare).split()

    def files(self, branch: str = "main", folder: str = "paper-notes") -> list[str]:
        listed = self._git("ls-tree", "-r", "--name-only", branch, "--", folder, cwd=self.bare)
        names = (name.removeprefix(f"{folder}/") for name in listed.splitlines())
        return [name for name in names if name != ".gitkeep"]

    def changed(self, branch: str = "main") -> list[str]:
        """The files that the newest commit changed."""
        return self._git("show", "--format=", "--name-only", branch, cwd=self.bare).split()

    def text(self, name: str, branch: str = "main") -> str:
        return self._git("show", f"{branch}:{name}", cwd=self.bare)

    def record(self, slug: str, branch: str = "main") -> Sidecar:
        """What the program recorded of a paper."""
        folder = PaperFolder(self.path / "read" / slug)
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.sidecar.write_text(self.text(f"paper-notes/{slug}/.note.json", branch), encoding="utf-8")
        record = read_sidecar(folder)
        assert record
        return record

    def head(self) -> str:
        """Where the branch main stands."""
        return self._git("rev-parse", "main", cwd=self.bare).strip()

    def run(
        self,
        event: Mapping[str, object] | None = None,
        *,
        workflow: str = "notes.yml",
        job: str | None = None,
        **inputs: str,
    ) -> Run:
        """Run a workflow, or one job of it: on a push, or by hand where there are inputs."""
        process = self.start(event, workflow=workflow, job=job, **inputs)
        log, _ = process.communicate(timeout=240)
        return Run(process.returncode == 0, log)

    def start(
        self,
        event: Mapping[str, object] | None = None,
        *,
        workflow: str = "notes.yml",
        job: str | None = None,
        **inputs: str,
    ) -> subprocess.Popen[str]:
        """Begin to run a workflow."""
        payload = {
            "ref": "refs/heads/main",
            "repository": {"private": False, "default_branch": "main"},
            "inputs": inputs,
        }
        path = self.path / "event.json"
        path.write_text(json.dumps({**payload, **(event or {})}), encoding="utf-8")
        command = [SCRIPTS / "act", "workflow_dispatch" if inputs else "push", *_OPTIONS, *_stand_ins(), "-e", path]
        command += ["-C", self.desk, "-W", self.desk / ".github/workflows" / workflow]
        command += ["--job", job] if job else []
        command += ["--action-cache-path", self.path / "act", "--concurrent-jobs", "2"]
        settings = {"var": self.variables, "secret": self.secrets, "env": self._environment(), "input": inputs}
        for kind, values in settings.items():
            command += [part for name, value in values.items() for part in (f"--{kind}", f"{name}={value}")]
        path = f"{self.path / 'bin'}:{os.environ['PATH']}"
        return subprocess.Popen(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PATH": path, "HOME": str(self.path)}, start_new_session=True,
        )  # fmt: skip

    def cancel(self, run: subprocess.Popen[str]) -> None:
        """End a run as GitHub does: what its steps left running is found by the environment that they gave it."""
        os.killpg(run.pid, signal.SIGTERM)
        mark = f"STANDIN={self.path}\0".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mark in (process / "environ").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)
        run.communicate(timeout=60)

    def _environment(self) -> dict[str, str]:
        known = {"STANDIN": str(self.path), "STANDIN_SCRIPTS": str(SCRIPTS), "PYTHONPATH": str(ROOT)}
        return {**known, "GITHUB_REPOSITORY": "owner/notes", **self.environment}

    def _git(self, *arguments: str, cwd: Path | None = None) -> str:
        identity = ("-c", "user.name=A Person", "-c", "user.email=person@example.org", "-c", "core.quotepath=off")
        command = ["git", *identity, *arguments]
        done = subprocess.run(command, cwd=cwd or self.desk, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


_OPTIONS = (
    "-P", "ubuntu-latest=-self-hosted", "--no-cache-server", "--no-skip-checkout", "--artifact-server-path", "",
    "--defaultbranch", "main", "--action-offline-mode",
)  # fmt: skip


def _stand_ins() -> list[str]:
    """Each action that the workflows use, pinned as it is there, mapped to its folder in tests/actions."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    used = sorted(set(re.findall(r"uses: (actions/([\w-]+)@[0-9a-f]{40})", "\n".join(texts))))
    return [part for use, name in used for part in ("--local-repository", f"{use}={ROOT / 'tests' / 'actions' / name}")]
