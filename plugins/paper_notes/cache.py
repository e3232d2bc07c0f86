"""What a build can take from the one before: texts by the hash of all that they are made from, in one SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path

_PACKAGES = ("Markdown", "pymdown-extensions", "Pygments", "markdown-it-py", "mdit-py-plugins", "nh3")
_SOURCES = Path(__file__).parents[2]


class Cache:
    """Texts by their key. A file that can't be read or written costs time, never a build."""

    def __init__(self, file: Path | None = None) -> None:
        """Open the file; without one nothing is kept."""
        self._used: set[bytes] = set()
        self._connection: sqlite3.Connection | None = None
        if file:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(file, timeout=1)
                self._connection.execute("CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, text BLOB)")
            except (sqlite3.Error, OSError):
                self._connection = None

    def recall(self, *made_from: str) -> str | None:
        """What was kept for the same `made_from`, None where nothing was."""
        if self._connection is None:
            return None
        key = _key(made_from)
        self._used.add(key)
        try:
            row = self._connection.execute("SELECT text FROM texts WHERE key = ?", (key,)).fetchone()
            return row[0].decode("utf-8", "surrogatepass") if row else None
        except (sqlite3.Error, UnicodeDecodeError, AttributeError):
            return None

    def keep(self, text: str, *made_from: str) -> None:
        """Keep a text for a later build."""
        if self._connection is None:
            return
        key = _key(made_from)
        self._used.add(key)
        with suppress(sqlite3.Error):  # locked by another build, or the disk is full
            # Uncompressed: compressing takes longer than writing.
            self._connection.execute(
                "INSERT OR REPLACE INTO texts VALUES (?, ?)", (key, text.encode("utf-8", "surrogatepass"))
            )

    def close(self, *, forget_unused: bool) -> None:
        """Write everything to the file; what this build had no use for goes where `forget_unused`."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            if forget_unused:
                kept = {key for (key,) in self._connection.execute("SELECT key FROM texts")}
                self._connection.executemany("DELETE FROM texts WHERE key = ?", ((key,) for key in kept - self._used))
            self._connection.commit()
        self._connection.close()
        self._connection = None


def _key(made_from: tuple[str, ...]) -> bytes:
    return hashlib.blake2b("\0".join((code_version(), *made_from)).encode("utf-8", "surrogatepass")).digest()


@lru_cache(maxsize=1)
def code_version() -> str:
    """A hash of our own code that reads and writes notes, and of its libraries: what another version kept is void."""
    digest = hashlib.sha256()
    for folder in ("generator/note", "plugins/paper_notes"):
        for path in sorted((_SOURCES / folder).glob("*.py")):
            digest.update(path.read_bytes())
    digest.update(" ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES).encode())
    return digest.hexdigest()
