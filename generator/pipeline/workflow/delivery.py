"""Parcels to commits: each paper's files on the main branch, or a new note for a person's on a branch of its own.

After a push that was rejected because somebody else was faster, everything is decided anew on what is there now: so a
note that a person edited in between is seen to be theirs, and a PDF that changed in between has its old note left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.errors import LibraryError, PaperNotesError
from generator.library import PaperFolder, read_sidecar
from generator.note.digest import text_hash
from generator.note.record import Sidecar
from generator.pipeline.workflow.parcel import Parcel
from generator.pipeline.workflow.placement import check_note, is_current, is_persons, put
from generator.pipeline.workflow.repository import Commit, Repository

BRANCHES = "notes/"
TRIES = 5


class Mode(StrEnum):
    """How notes reach the main branch: pushed, or each by a pull request."""

    PUSH = "push"
    PULL_REQUEST = "pull-request"


@dataclass
class Delivered:
    """What became of each paper, by its slug: `pushed` and `proposed` give the new note's commit message or branch.

    `problems` are what a person must look at; `outdated` papers changed meanwhile and are left to the next run.
    """

    sha: str | None = None
    pushed: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    outdated: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def deliver(
    parcels: Sequence[Parcel], repository: Repository, library: Path, mode: Mode, *, force: bool = False
) -> Delivered:
    """Commit and push; one paper that can't be delivered hinders no other. `force` replaces a person's note too.

    Raises:
        LibraryError: the push is refused, and not because somebody was faster.
    """
    start, last = repository.head, ""
    for _ in range(TRIES):
        result = Delivered()
        _commit_all(parcels, repository, library, mode, force, result)
        if repository.head == start:
            break
        last = repository.push(repository.branch) or ""
        if not last:
            result.sha = repository.head
            break
        newer = repository.remote_head()
        if newer == start:
            way_out = "Is the branch protected? Then set the repository variable NOTES_DELIVERY to pull-request."
            raise LibraryError(None, f"the push to {repository.branch} was refused: {last}", way_out)
        start = newer
        repository.check_out(start)
    else:
        raise LibraryError(None, f"the push was rejected {TRIES} times: {last}", "Run the workflow again.")
    _propose_all(parcels, repository, library, mode, force, result)
    return result


def _commit_all(
    parcels: Iterable[Parcel], repository: Repository, library: Path, mode: Mode, force: bool, result: Delivered
) -> None:
    """One commit a paper for all that goes to the main branch."""
    for parcel in parcels:
        folder = PaperFolder(library / parcel.slug)
        if not is_current(folder, parcel):
            result.outdated.append(parcel.slug)
        elif mode is Mode.PUSH:
            with_note = parcel.note is not None and (force or not is_persons(folder))
            _commit(parcel, folder, repository, with_note, result)


def _commit(parcel: Parcel, folder: PaperFolder, repository: Repository, with_note: bool, result: Delivered) -> None:
    message = f"{'Write the note' if with_note else 'Extract the figures'} of {parcel.slug}"
    try:
        put(parcel, folder, with_note=with_note)
        if with_note:
            check_note(folder)
        if repository.commit(Commit(_relative(folder), message)):
            result.pushed[parcel.slug] = message
    except PaperNotesError as error:
        result.problems[parcel.slug] = str(error)
        repository.discard(_relative(folder))


def _propose_all(
    parcels: Iterable[Parcel], repository: Repository, library: Path, mode: Mode, force: bool, result: Delivered
) -> None:
    """A branch and a pull request for each note that does not go to the main branch."""
    base = repository.head
    repository.fetch_branches(BRANCHES)
    for parcel in parcels:
        folder = PaperFolder(library / parcel.slug)
        if parcel.slug in (*result.outdated, *result.problems):
            continue
        if mode is Mode.PULL_REQUEST or (parcel.note is not None and not force and is_persons(folder)):
            try:
                _propose(parcel, folder, repository, result)
            except PaperNotesError as error:
                result.problems[parcel.slug] = str(error)
            repository.check_out(base)


def _propose(parcel: Parcel, folder: PaperFolder, repository: Repository, result: Delivered) -> None:
    branch = f"{BRANCHES}{parcel.slug}"
    _check_branch(repository, branch, folder)
    with_note = parcel.note is not None
    put(parcel, folder, with_note=with_note)
    if with_note:
        check_note(folder)
    title = f"{'A new note' if with_note else 'The figures'} of {parcel.slug}"
    if not repository.commit(Commit(_relative(folder), title)):
        return
    if rejected := repository.push(branch, force=True):
        raise LibraryError(branch, f"the branch can't be pushed: {rejected}")
    result.proposed[parcel.slug] = branch
    if wrong := repository.open_pull(branch, title, _BODY):
        way_out = "Open it by hand, and allow Actions to create pull requests (Settings → Actions → General)."
        raise LibraryError(branch, f"the pull request can't be opened: {wrong}", way_out)


_BODY = (
    "Written by the workflow notes.yml. Merge it as it is, or take from it what you like: what stands in README.md "
    "after the merge is the note. Delete the branch to have the note written anew."
)


def _check_branch(repository: Repository, branch: str, folder: PaperFolder) -> None:
    """A branch on which a person worked is not replaced."""
    text = repository.read(branch, f"{_relative(folder)}/{folder.readme.name}")
    record = proposed_record(repository, folder.path.parent, folder.slug)
    if text is not None and record and record.readme and record.readme != text_hash(text.decode(errors="replace")):
        raise LibraryError(branch, "somebody has worked on this branch.", "Merge it or delete it, then run again.")


def proposed_record(repository: Repository, library: Path, slug: str) -> Sidecar | None:
    """What is recorded on a paper's own branch, None where there is no branch or no sound record."""
    data = repository.read(f"{BRANCHES}{slug}", f"{library.name}/{slug}/.note.json")
    return None if data is None else _parsed(data)


def _parsed(data: bytes) -> Sidecar | None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = PaperFolder(Path(scratch))
        folder.sidecar.write_bytes(data)
        with suppress(LibraryError):
            return read_sidecar(folder)
    return None


def _relative(folder: PaperFolder) -> str:
    return f"{folder.path.parent.name}/{folder.slug}"
