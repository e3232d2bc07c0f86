"""When each note last changed, by the repository's history: one run of git for all of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

_TIMEOUT = 60


def read_dates(library: Path) -> dict[str, str]:
    """The ISO date of the last commit of each note, by its path below `library`.

    Empty where there is no git or no repository, and for a shallow clone, whose one commit says nothing of a note.
    """
    if _git(library, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(library, "log", "--format=%x01%cs", "--name-only", "--relative", "-z", "--", "*README*.md")
    dates: dict[str, str] = {}
    date = ""
    for part in log.replace("\0", "\n").split("\n"):
        if part.startswith("\x01"):
            date = part[1:]
        elif part:
            dates.setdefault(part, date)  # the newest commit comes first
    return dates


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
