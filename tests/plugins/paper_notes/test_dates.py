"""When a note last changed, by the history of its repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from plugins.paper_notes.dates import read_dates


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    date = f"{day}T12:00:00+00:00"
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder, check=True, capture_output=True,
        env={**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date},
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two notes of the same day, one of them changed the day after."""
    place = tmp_path / "repository"
    for slug in ("one", "另一篇"):
        (place / "paper-notes" / slug).mkdir(parents=True)
        (place / "paper-notes" / slug / "README.md").write_text("# A\n", encoding="utf-8")
    git(place, "init", "--quiet")
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "Two notes")
    (place / "paper-notes" / "one" / "README.md").write_text("# B\n", encoding="utf-8")
    git(place, "commit", "--quiet", "--all", "--message", "A better title", day="2026-02-02")
    return place


def test_a_note_has_the_date_of_its_newest_commit(repository: Path) -> None:
    assert read_dates(repository / "paper-notes") == {
        "one/README.md": "2026-02-02",
        "另一篇/README.md": "2026-01-01",
    }


def test_where_the_history_says_nothing_no_date_is_told(repository: Path, tmp_path: Path) -> None:
    """Of a shallow clone there is one commit, which is not that of each note; and a folder may be no repository."""
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    assert read_dates(tmp_path / "shallow" / "paper-notes") == {}
    (tmp_path / "plain").mkdir()
    assert read_dates(tmp_path / "plain") == {}
