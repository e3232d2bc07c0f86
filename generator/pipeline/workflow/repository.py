"""The one door to git and to GitHub: a clone's branches, commits, pushes and pull requests."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import LibraryError

AUTHOR = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
_REMOTE = "origin"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to come: a paper's folder, relative to the clone, and the message."""

    folder: str
    message: str


class Repository:
    """A clone at `path` whose remote is called origin; `branch` is the one that is published.

    The token is handed to git in its environment: it stands in no file and on no command line.
    """

    def __init__(self, path: Path, branch: str = "main", token: str | None = None) -> None:
        self.path = path
        self.branch = branch
        self._environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **_identity(), **_credential(token)}

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self._git("rev-parse", "HEAD").strip()

    def ask(self, *question: str) -> str | None:
        """What git answers, None where it refuses.

        Raises:
            LibraryError: git is not installed.
        """
        done = self._run(*question)
        return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None

    def remote_head(self) -> str:
        """Where the branch stands on the remote, fetched anew."""
        self._git("fetch", "--quiet", "--depth=1", _REMOTE, f"refs/heads/{self.branch}")
        return self._git("rev-parse", "FETCH_HEAD").strip()

    def fetch_branches(self, prefix: str) -> None:
        """Fetch all branches whose name begins so."""
        refs = f"refs/heads/{prefix}*:refs/remotes/{_REMOTE}/{prefix}*"
        self._git("fetch", "--quiet", "--prune", _REMOTE, f"+{refs}")

    def read(self, branch: str, name: str) -> bytes | None:
        """A file of a fetched branch, None where there is none."""
        done = self._run("show", f"refs/remotes/{_REMOTE}/{branch}:{name}")
        return done.stdout if done.returncode == 0 else None

    def check_out(self, commit: str) -> None:
        """Have the clone's files be exactly those of a commit, whatever was changed."""
        self._git("checkout", "--quiet", "--force", "--detach", commit)
        self._git("clean", "--quiet", "--force", "-d", "--", ".")

    def commit(self, commit: Commit) -> bool:
        """Commit a folder's changes; False where there are none."""
        self._git("add", "--all", "--", commit.folder)
        if self._run("diff", "--cached", "--quiet").returncode == 0:
            return False
        self._git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", commit.message)
        return True

    def discard(self, folder: str) -> None:
        """Have a folder be as in the commit that is checked out."""
        self._git("reset", "--quiet", "--", folder)
        self._run("checkout", "--quiet", "--", folder)  # fails where the folder is new
        self._git("clean", "--quiet", "--force", "-d", "--", folder)

    def push(self, branch: str, *, force: bool = False) -> str | None:
        """Push what is checked out to a branch; what git says where the push was rejected, None where it went."""
        refs = f"{'+' if force else ''}HEAD:refs/heads/{branch}"
        done = self._run("push", "--quiet", _REMOTE, refs)
        return None if done.returncode == 0 else _told(done)

    def open_pull(self, branch: str, title: str, body: str) -> str | None:
        """Open a pull request for a branch, where none is open; what went wrong, None where nothing did."""
        known = self._run("pr", "list", "--head", branch, "--state", "open", "--json", "number", program="gh")
        if known.returncode == 0 and known.stdout.strip() not in (b"", b"[]"):
            return None
        arguments = ("--base", self.branch, "--head", branch, "--title", title, "--body", body)
        done = self._run("pr", "create", *arguments, program="gh")
        return None if done.returncode == 0 else _told(done)

    def _git(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            raise LibraryError(self.path, f"git {arguments[0]} failed: {_told(done)}")
        return done.stdout.decode()

    def _run(self, *arguments: str, program: str = "git") -> subprocess.CompletedProcess[bytes]:
        command = [program, *arguments]
        try:
            return subprocess.run(command, cwd=self.path, env=self._environment, check=False, capture_output=True)  # noqa: S603
        except FileNotFoundError as error:
            raise LibraryError(program, "there is no such command.", f"Install {program}.") from error


def _identity() -> Mapping[str, str]:
    name, mail = AUTHOR
    return {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", name), ("EMAIL", mail))
    }


def _credential(token: str | None) -> Mapping[str, str]:
    """source: https://github.com/actions/checkout, which writes the same header into .git/config."""
    if not token:
        return {}
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GH_TOKEN": token,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
    }


def _told(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").split("\n")
    return " ".join(line.strip() for line in lines if line.strip())[:500] or f"exit code {done.returncode}"
