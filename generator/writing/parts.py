"""An answer in several parts, each below a line of its own that names it: `=== tldr ===`."""

from __future__ import annotations

import re

_MARK = re.compile(r"^[ \t]*={3,}[ \t]*(\w+)[ \t]*={3,}[ \t]*$", re.M)


def read_parts(text: str) -> dict[str, str]:
    """The parts by their names; what stands before the first is no part, and of two of a name the longer counts."""
    pieces = _MARK.split(text.replace("\r\n", "\n"))
    parts: dict[str, str] = {}
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if len(body.strip()) >= len(parts.get(name, "")):
            parts[name] = body.strip()
    return parts


def render_parts(parts: dict[str, str]) -> str:
    """The parts as an answer; read_parts gives them back."""
    return "\n\n".join(f"=== {name} ===\n\n{text}" for name, text in parts.items())
