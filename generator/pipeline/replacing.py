"""A new text in the place of an old one: a person's stays beside the new one, or goes by force and leaves a copy."""

from __future__ import annotations

from pathlib import Path

from generator.library import file_hash
from generator.transaction import Transaction


def find_place(
    change: Transaction, file: Path, beside: Path, *, persons: bool, force: bool
) -> tuple[Path, Path | None]:
    """Where the new text of `file` goes, and the copy of a person's that it replaces; None where it replaces none.

    `beside` is where it goes when `file` is a person's and not to be replaced by `force`.
    """
    if not persons:
        return file, None
    if not force:
        return beside, None
    backup = file.with_name(f"{file.stem}.bak-{file_hash(file)[:8]}{file.suffix}")
    change.stage(backup.name, file.read_bytes())
    return file, backup
