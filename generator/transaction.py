"""Replacing files of a paper's folder as one step: after kill -9 at any moment the old set is whole, or the new one.

    stage in .staging/        on the same filesystem; nothing of the paper has changed yet
    write .staging/COMMIT     the list of moves, itself put there by one rename: from here on the new set is decided
    carry out the moves       images, then README, then sidecar; each one rename
    remove .staging/

A run that finds a COMMIT finishes those moves first (they are idempotent); staging without one is thrown away. What
stands in the folder came by git, perhaps from a stranger: no link in it is followed, and no COMMIT reaches out of it.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.errors import LibraryError

STAGING = ".staging"
COMMIT = "COMMIT"


def replace_file(path: Path, data: bytes) -> None:
    """Write one file as one step, and its folder: who reads it meanwhile finds the old content or the new one.

    Raises:
        OSError: it can't be written; what was there still is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other runs, and finish or undo what an interrupted one left.

    Raises:
        LibraryError: another run holds it, it can't be written, or there is a symbolic link in it.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError as error:
        raise LibraryError(folder, f"it can't be opened ({error.strerror}).") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LibraryError(folder, "another run is working on it.", "Wait for it, then try again.") from error
        refuse_links(folder)
        recover(folder)
        yield
    finally:
        os.close(handle)


def refuse_links(folder: Path) -> None:
    """Make sure that everything in a paper's folder is there itself.

    Git stores a link without what it leads to; and what it leads to here may be nobody's to read, such as a secret in
    /proc/self/environ, which an image of that name would carry to where images go.

    Raises:
        LibraryError: there is a symbolic link, or the folder is one.
    """
    inside = (Path(parent, name) for parent, *names in os.walk(folder) for name in (*names[0], *names[1]))
    for path in (folder, *inside):
        if path.is_symlink():
            raise LibraryError(path, "it is a symbolic link.", "Put the file itself there.")


def is_interrupted(folder: Path) -> bool:
    """Whether a replacement was begun here and not ended; a run that goes on right now looks the same."""
    return (folder / STAGING).is_dir()


def recover(folder: Path) -> None:
    """Finish an interrupted replacement, or throw its beginnings away.

    Raises:
        LibraryError: what is to be finished is none of this program's.
    """
    staging = folder / STAGING
    if (staging / COMMIT).is_file():
        _carry_out(folder)
    elif staging.is_dir():
        shutil.rmtree(staging)


class Transaction:
    """Files to replace in one folder. Use `with transaction(folder) as change`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / STAGING
        self._moves: list[str] = []
        self._removals: list[str] = []

    def stage(self, name: str, data: bytes) -> Path:
        """Stage a file under its name relative to the folder; gives the staged file's path."""
        path = self.adopt(name)
        path.write_bytes(data)
        return path

    def adopt(self, name: str) -> Path:
        """Where to put the file that will become `name`, relative to the folder."""
        _check_inside(self.folder, name)
        path = self.staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name not in self._moves:
            self._moves.append(name)
        return path

    def remove(self, name: str) -> None:
        """Remove a file of the folder, after everything else has been replaced."""
        _check_inside(self.folder, name)
        self._removals.append(name)

    def commit(self) -> None:
        """Replace the files in the order in which they were staged."""
        for name in self._moves:
            _sync(self.staging / name)
        plan = json.dumps({"moves": self._moves, "removals": self._removals})
        draft = self.staging / f"{COMMIT}.tmp"
        draft.write_text(plan, encoding="utf-8")
        _sync(draft)
        draft.replace(self.staging / COMMIT)
        _sync(self.staging)
        _carry_out(self.folder)


@contextmanager
def transaction(folder: Path) -> Iterator[Transaction]:
    """Stage files, then replace them when the block ends without an error; else the folder is as before.

    The folder must be held by `locked`.

    Raises:
        LibraryError: the disk is full or read-only.
    """
    change = Transaction(folder)
    with _disk_errors(folder):
        try:
            change.staging.mkdir()
            yield change
            change.commit()
        finally:
            if not (change.staging / COMMIT).exists():
                shutil.rmtree(change.staging, ignore_errors=True)


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        way_out = "Free some space." if error.errno == errno.ENOSPC else "Make it writable."
        problem = f"it can't be written ({error.strerror or type(error).__name__})."
        raise LibraryError(folder, problem, f"{way_out} Then run the command again.") from error


def _carry_out(folder: Path) -> None:
    staging = folder / STAGING
    moves, removals = _decided(folder)
    for name in moves:
        if (staging / name).exists():  # else it was moved before the interruption
            (folder / name).parent.mkdir(exist_ok=True)
            (staging / name).replace(folder / name)
    for name in removals:
        (folder / name).unlink(missing_ok=True)
    _sync(folder)
    (staging / COMMIT).unlink()
    shutil.rmtree(staging)


def _decided(folder: Path) -> tuple[list[str], list[str]]:
    """The names that a COMMIT moves and removes."""
    try:
        plan = json.loads((folder / STAGING / COMMIT).read_text(encoding="utf-8"))
        moves, removals = list(map(str, plan["moves"])), list(map(str, plan["removals"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LibraryError(folder / STAGING / COMMIT, "it is damaged.", f"Remove {STAGING}.") from error
    for name in (*moves, *removals):
        _check_inside(folder, name)
    return moves, removals


def _check_inside(folder: Path, name: str) -> None:
    parts = PurePosixPath(name).parts
    leaves = not (folder / name).resolve().is_relative_to(folder.resolve())
    if leaves or not parts or ".." in parts or parts[0] == STAGING:
        raise LibraryError(folder, f"“{name}” would leave the paper's folder.")


def _sync(path: Path) -> None:
    """Have the file (or the folder's list of names) on the disk, not only in the cache."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
