"""Replacing files as one step: whatever happens, the old set is whole or the new one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.transaction import STAGING, locked, replace_file, transaction

OLD = {"images/fig1.png": b"old image", "images/gone.png": b"gone", "README.md": b"old", ".note.json": b"old record"}
NEW = {"images/fig1.png": b"new image", "images/fig2.png": b"second", "README.md": b"new", ".note.json": b"new record"}

# Replaces OLD by NEW, and kills itself, as `kill -9` does, at its n-th call to the file system's writing functions.
KILLED_AT = """
import os, signal, sys
from pathlib import Path
folder, deadline = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def watch(event, arguments):
    global calls
    if event not in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "shutil.rmtree"):
        return
    if str(folder) not in str(arguments[0]):
        return
    calls += 1
    if calls == deadline:
        os.kill(os.getpid(), signal.SIGKILL)
from generator.transaction import locked, transaction
sys.addaudithook(watch)
with locked(folder), transaction(folder) as change:
    for name, data in {new!r}.items():
        change.stage(name, data)
    change.remove("images/gone.png")
"""


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and STAGING not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_files_are_replaced_and_nothing_is_left_behind(tmp_path: Path) -> None:
    folder = fill(tmp_path / "paper", OLD)
    with locked(folder), transaction(folder) as change:
        for name, data in NEW.items():
            change.stage(name, data)
        change.remove("images/gone.png")
    assert read(folder) == NEW
    assert not (folder / STAGING).exists()


def test_an_error_while_staging_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = fill(tmp_path / "paper", OLD)
    with pytest.raises(ZeroDivisionError), locked(folder), transaction(folder) as change:  # noqa: PT012
        change.stage("README.md", b"new")
        _ = 1 // 0
    assert read(folder) == OLD
    assert not (folder / STAGING).exists()


def test_killed_at_any_step_the_next_run_finds_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    seen = set()
    for deadline in range(1, 60):
        folder = fill(tmp_path / str(deadline), OLD)
        script = KILLED_AT.replace("{new!r}", repr(NEW))
        status = subprocess.run([sys.executable, "-c", script, str(folder), str(deadline)], check=False).returncode
        assert (folder / "README.md").read_bytes() in (OLD["README.md"], NEW["README.md"])
        with locked(folder):
            pass
        assert read(folder) in (OLD, NEW)
        assert not (folder / STAGING).exists()
        if status == 0:
            break
        assert status == -signal.SIGKILL
        seen.add(read(folder) == NEW)
    assert status == 0
    assert seen == {False, True}


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    folder = fill(tmp_path / "paper", OLD)
    with locked(folder):
        command = (
            f"from pathlib import Path; from generator.transaction import locked\nwith locked(Path({str(folder)!r})): 0"
        )
        other = subprocess.run([sys.executable, "-c", command], check=False, capture_output=True, text=True)
    assert other.returncode == 1
    assert "another run is working on it" in other.stderr
    with locked(folder):
        assert read(folder) == OLD


@pytest.mark.parametrize("name", ["../outside.md", "/etc/outside.md", "images/../../outside.md", ".staging/COMMIT"])
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    folder = fill(tmp_path / "paper", OLD)
    with pytest.raises(LibraryError, match="would leave"), locked(folder), transaction(folder) as change:
        change.stage(name, b"evil")
    assert read(folder) == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paper"]


@pytest.mark.parametrize("name", ["../outside.md", "/etc/outside.md", "images/../../outside.md"])
def test_nothing_outside_of_the_folder_is_removed(tmp_path: Path, name: str) -> None:
    folder = fill(tmp_path / "paper", OLD)
    (tmp_path / "outside.md").write_bytes(b"mine")
    with pytest.raises(LibraryError, match="would leave"), locked(folder), transaction(folder) as change:
        change.remove(name)
    assert (tmp_path / "outside.md").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["images", "README.draft.md", "images/fig1.png", "paper.pdf"])
def test_a_folder_with_a_link_in_it_is_not_worked_on(tmp_path: Path, name: str) -> None:
    """It came by git, and here it may lead to what the job that holds the key must not carry away."""
    folder, outside = fill(tmp_path / "paper", {"README.md": b"old"}), fill(tmp_path / "outside", {"fig1.png": b"mine"})
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(outside if name == "images" else outside / "fig1.png")
    with pytest.raises(LibraryError, match="it is a symbolic link"), locked(folder):
        pytest.fail("it is worked on")
    assert (outside / "fig1.png").read_bytes() == b"mine"


def test_a_folder_that_is_a_link_is_not_worked_on(tmp_path: Path) -> None:
    fill(tmp_path / "outside", OLD)
    (tmp_path / "paper").symlink_to(tmp_path / "outside")
    with pytest.raises(LibraryError, match="can't be opened"), locked(tmp_path / "paper"):
        pytest.fail("it is worked on")


@pytest.mark.parametrize(
    "plan",
    [
        '{"moves": ["../mine.py"], "removals": []}',
        '{"moves": ["images/../../mine.py"], "removals": []}',
        '{"moves": [], "removals": ["../mine.py"]}',
        '{"moves": [], "removals": ["/etc/hostname"]}',
        '{"moves": 3}',
        "[",
    ],
)
def test_a_commit_that_is_not_the_programs_is_not_carried_out(tmp_path: Path, plan: str) -> None:
    """`git add --force` can bring one, from whoever opens a pull request."""
    folder = fill(tmp_path / "paper", {**OLD, ".staging/COMMIT": plan.encode(), ".staging/images/x": b"x"})
    (tmp_path / "mine.py").write_bytes(b"mine")
    with pytest.raises(LibraryError, match=r"would leave|Remove \.staging"), locked(folder):
        pytest.fail("it was carried out")
    assert read(folder) == OLD
    assert (tmp_path / "mine.py").read_bytes() == b"mine"


def test_a_full_disk_is_one_line_and_the_folder_is_as_before(tmp_path: Path) -> None:
    folder = fill(tmp_path / "paper", OLD)
    with pytest.raises(LibraryError, match="Free some space"), locked(folder), transaction(folder) as change:  # noqa: PT012
        change.stage("README.md", b"new")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert read(folder) == OLD


def test_a_file_and_its_folder_are_written_as_one_step(tmp_path: Path) -> None:
    """Nothing else is left beside the file, and what replaces it comes from a name that nobody asks for."""
    file = tmp_path / "replies" / "plan.json"
    replace_file(file, b"old")
    replace_file(file, b"new")
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"plan.json": b"new"}


def test_a_file_that_can_not_be_replaced_stays_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        replace_file(tmp_path / "taken", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
