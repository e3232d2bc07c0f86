"""The access token: asked for with `stable_token`, kept in a file that only its owner reads, new five minutes early."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EARLY = 300
"""Seconds before its end at which a token counts as old (W11)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it ends, in seconds of the epoch."""

    value: str
    ends: float


class TokenFile:
    """Keeps one account's token."""

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self.path = path
        self.now = now

    def read(self) -> str:
        """The token, empty where there is none, it is old, or others may read the file."""
        try:
            if stat.S_IMODE(self.path.stat().st_mode) & 0o077:
                self.forget()
                return ""
            data = json.loads(self.path.read_text(encoding="utf-8"))
            token = Token(str(data["value"]), float(data["ends"]))
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return token.value if token.ends - EARLY > self.now() else ""

    def write(self, value: str, seconds: float) -> None:
        """Keep a token that is good for so many seconds."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = self.path.with_suffix(f".{os.getpid()}")
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"value": value, "ends": self.now() + seconds}, file)
        new.replace(self.path)

    def forget(self) -> None:
        """Throw the token away."""
        self.path.unlink(missing_ok=True)
