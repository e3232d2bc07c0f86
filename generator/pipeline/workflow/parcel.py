"""What the job that writes hands to the job that commits: packed by one, and trusted by the other in nothing.

paper-notes/<slug>/    README.md, .note.json, evidence.json, images/: what may be committed, and nothing else
kept/                  the API's answers and a refused draft, for people; the other job never looks there
attempt.json           how it went

Answers are kept there as they come, and a first parcel is packed before anything is done: so a job that is cut off
leaves what it paid for, and its failure is counted.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from generator.errors import LibraryError
from generator.library import PaperFolder, check_slug, read_sidecar
from generator.note.digest import text_hash
from generator.note.record import Sidecar
from generator.pipeline.workflow.attempt import Attempt
from generator.transaction import refuse_links

ATTEMPT, KEPT = "attempt.json", "kept"
_IMAGE = re.compile(r"images/[a-z0-9_-]{1,120}\.png")
_OTHERS = frozenset({"README.md", ".note.json", "evidence.json", "images/figures.json"})
_LARGEST_FILE, _LARGEST_PARCEL, _MOST_FILES = 8 * 2**20, 100 * 2**20, 400


@dataclass(frozen=True, slots=True)
class Parcel:
    """One paper's new files by their names in its folder, checked, and the record among them, read."""

    slug: str
    files: dict[str, bytes]
    record: Sidecar
    attempt: Attempt

    @property
    def note(self) -> str | None:
        """The new note's text, None where only figures came."""
        return self.files["README.md"].decode() if "README.md" in self.files else None


def replies_in(out: Path) -> Path:
    """Where a parcel keeps what the API answered."""
    return out / KEPT / "replies"


def pack(folder: PaperFolder, attempt: Attempt, record: Sidecar | None, out: Path) -> None:
    """Put what was made of a paper into the parcel `out`, in the place of what was packed before.

    Nothing is packed of a folder in which there is a link: what it leads to may be a secret of this job.
    """
    home = out / folder.path.parent.name / folder.slug
    shutil.rmtree(home, ignore_errors=True)
    (home / "images").mkdir(parents=True)
    (out / ATTEMPT).write_text(json.dumps(asdict(attempt), ensure_ascii=False), encoding="utf-8")
    with suppress(LibraryError):
        refuse_links(folder.path)
        for source, target in _to_pack(folder, attempt, record):
            if source.is_file():  # a person may have removed it
                (out / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, out / target)
        if record:
            (home / folder.sidecar.name).write_text(record.render(), encoding="utf-8")


def _to_pack(folder: PaperFolder, attempt: Attempt, record: Sidecar | None) -> Iterator[tuple[Path, str]]:
    """Files of the folder, each with its name in the parcel."""
    home = f"{folder.path.parent.name}/{folder.slug}"
    for name in record.images if record else ():
        yield folder.images / name, f"{home}/images/{name}"
    if attempt.note:
        yield folder.path / attempt.note, f"{home}/README.md"
        if record and record.evidence:
            yield folder.evidence, f"{home}/{folder.evidence.name}"
    yield folder.draft_readme, f"{KEPT}/{folder.draft_readme.name}"


def restore(earlier: Path, out: Path) -> None:
    """Put the API's answers out of an earlier attempt's parcel into the one that is begun."""
    kept = replies_in(earlier)
    for path in kept.rglob("*.json"):
        if path.is_file() and not path.is_symlink():
            target = replies_in(out) / path.relative_to(kept)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def open_parcel(path: Path, library: str, slug: str) -> Parcel:
    """Read a parcel for the paper `slug`; the job that packed it read a stranger's PDF and may have been taken over.

    Raises:
        LibraryError: it holds something else than the paper's own files, or files that are not what its record says.
    """
    check_slug(slug)
    strange = [entry.name for entry in path.iterdir() if entry.name not in (library, KEPT, ATTEMPT)]
    if strange or (path / library).is_symlink():
        raise _foreign(path, strange or [library])
    home = path / library / slug
    found = dict(_walk(path, path / library, f"{slug}/"))
    if len(found) > _MOST_FILES or sum(map(len, found.values())) > _LARGEST_PARCEL:
        raise LibraryError(path, "the parcel is too large.", "Look at the artifact.")
    for name, data in found.items():
        _check_file(path, name, data)
    record = read_sidecar(PaperFolder(home))
    if record is None:
        raise LibraryError(path, "the parcel has no record.", "The paper could not be read: see its job.")
    _check_record(path, found, record)
    return Parcel(slug, found | {".note.json": record.render().encode()}, record, _attempt(path, slug))


def _walk(root: Path, folder: Path, inside: str) -> Iterator[tuple[str, bytes]]:
    """(name in the paper's folder, content) of every file; a link, a device or a file elsewhere is refused."""
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            mode, relative = path.lstat().st_mode, path.relative_to(folder).as_posix()
            if stat.S_ISDIR(mode) and f"{relative}/" in (inside, f"{inside}images/"):
                continue
            if not stat.S_ISREG(mode) or not relative.startswith(inside):
                raise _foreign(root, [relative])
            if path.stat().st_size > _LARGEST_FILE:
                raise LibraryError(root, f"“{relative}” is too large.", "Look at the artifact.")
            yield relative.removeprefix(inside), path.read_bytes()


def _foreign(path: Path, names: list[str]) -> LibraryError:
    listed = ", ".join(name[:80].encode(errors="replace").decode() for name in names[:5])
    return LibraryError(path, f"the parcel holds what is none of its paper's files: {listed}.", "Look at the artifact.")


def _check_file(path: Path, name: str, data: bytes) -> None:
    if name not in _OTHERS and not _IMAGE.fullmatch(name):
        raise _foreign(path, [name])
    try:
        if name.endswith(".png"):
            _check_image(data)
        elif name.endswith(".json"):
            json.loads(data)
        else:
            data.decode()
    except (ValueError, RecursionError, OSError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise LibraryError(path, f"“{name}” is not what its name says.", "Look at the artifact.") from error


def _check_image(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data)) as image:
            if image.format != "PNG":
                raise UnidentifiedImageError
            image.verify()


def _check_record(path: Path, files: dict[str, bytes], record: Sidecar) -> None:
    """The record must be the one of these very files: by it the next run tells whose each file is."""
    images = {name.removeprefix("images/"): _sha256(data) for name, data in files.items() if "/" in name}
    sound = images.items() <= record.images.items()
    if "README.md" in files:
        sound &= record.readme == text_hash(files["README.md"].decode())
    if "evidence.json" in files:
        sound &= record.evidence == _sha256(files["evidence.json"])
    if not sound:
        raise LibraryError(path, "the record is not that of these files.", "Look at the artifact.")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _attempt(path: Path, slug: str) -> Attempt:
    """How it went, as the other job tells it: only ever shown, never acted on."""
    try:
        data = json.loads((path / ATTEMPT).read_bytes())
        return Attempt(slug, data["note"] and str(data["note"]), data["error"] and str(data["error"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Attempt(slug, error="the job left no word on how it went")
