"""The hash by which a note is recognised as the one that was written."""

from __future__ import annotations

import hashlib
import unicodedata


def text_hash(text: str) -> str:
    """SHA-256 of a note's text; line ends, trailing blanks and Unicode form don't count: editors change them."""
    lines = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").split("\n")
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).strip().encode()).hexdigest()
