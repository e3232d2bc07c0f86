"""The folder that an export writes: empty, or one that an export wrote before; nothing outside of it is touched."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.errors import ConfigError

MANIFEST = ".paper-notes-export.json"
"""Lists what the export wrote; the next one takes exactly that away."""


class ExportFolder:
    """Writes files into one folder, and remembers which."""

    def __init__(self, path: Path, *sources: Path) -> None:
        """Take the folder, and clear it of what an earlier export wrote; `sources` is what the site is made of.

        Raises:
            ConfigError: the folder holds something else, or is a part of what the site is made of.
        """
        self.path = path.absolute()
        self._real = self.path.resolve()
        self._written: list[str] = []
        for source in sources:
            if self._real.is_relative_to(source.resolve()):
                problem = f"this is within {source.name}/, which the site is made of."
                raise ConfigError(path, problem, "Name another folder.")
        if self.path.exists() and (not self.path.is_dir() or (any(self.path.iterdir()) and not self._is_ours())):
            raise ConfigError(path, "this is not empty, and no export wrote it.", "Name another folder, or empty it.")
        self._clear()

    def write(self, name: str, content: str | bytes | Path) -> None:
        """Write a text, bytes or a copy of a file at `name`, a path with slashes below the folder.

        Raises:
            ConfigError: the place is outside of the folder, by its name or through a link.
        """
        place = self.path / PurePosixPath(name)
        if (
            ".." in PurePosixPath(name).parts
            or not place.parent.resolve().is_relative_to(self._real)
            or place.is_symlink()
        ):
            raise ConfigError(place, "this would be written outside of the export.", "Remove the link.")
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, place)
        else:
            place.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        self._written.append(name)

    def finish(self) -> int:
        """Write down what was written; how many files."""
        (self.path / MANIFEST).write_text(
            json.dumps(sorted(self._written), ensure_ascii=False, indent=0) + "\n", "utf-8"
        )
        return len(self._written)

    def _is_ours(self) -> bool:
        return (self.path / MANIFEST).is_file() and not (self.path / MANIFEST).is_symlink()

    def _clear(self) -> None:
        """Remove what the manifest lists, and the folders that this leaves empty."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not self._is_ours():
            self.finish()  # from here on it is ours, even where the export is interrupted
            return
        try:
            listed = [str(name) for name in json.loads((self.path / MANIFEST).read_text("utf-8"))]
        except (ValueError, TypeError) as error:
            raise ConfigError(self.path / MANIFEST, "the list of files can't be read.", "Empty the folder.") from error
        for name in listed:
            place = self.path / PurePosixPath(name)
            if ".." not in PurePosixPath(name).parts and place.parent.resolve().is_relative_to(self._real):
                place.unlink(missing_ok=True)
        for folder in sorted((path for path in self.path.rglob("*") if path.is_dir()), reverse=True):
            with suppress(OSError):  # holds something of the user's
                folder.rmdir()
