"""PDFs by name instead of by content: what is too large for a request, or would be in many, is uploaded once.

Which file has which id is kept on the disk, so that a run which is repeated uploads nothing twice.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from generator.transaction import replace_file

FILES = "files.json"
"""Beside the folders of replies: the ids of uploaded files, by their content."""
FILE_LIFE = 7 * 24 * 3600
"""Seconds for which the API keeps a file."""
LARGE_PDF = 15 * 2**20
"""Bytes from which on a PDF does not go into a request: base64 makes it a third longer."""
_MARGIN = 2 * 24 * 3600  # a batch takes a day, and a run may begin late


@dataclass
class Uploads:
    """Files that the API has. `least` is the size in bytes from which on a PDF is uploaded. Threads may share it."""

    record: Path
    upload: Callable[[bytes], str]
    least: int = 0
    lock: Lock = field(default_factory=Lock)

    def sent(self, body: dict[str, Any]) -> dict[str, Any]:
        """The request with its PDFs named by their files."""
        messages = [{**m, "content": [self._block(block) for block in m["content"]]} for m in body["messages"]]
        return {**body, "messages": messages}

    def _block(self, block: dict[str, Any]) -> dict[str, Any]:
        source = block.get("source", {})
        if block["type"] != "document" or source.get("type") != "base64" or len(source["data"]) * 3 / 4 < self.least:
            return block
        return {**block, "source": {"type": "file", "file_id": self._file(base64.b64decode(source["data"]))}}

    def _file(self, pdf: bytes) -> str:
        name = hashlib.sha256(pdf).hexdigest()
        with self.lock:
            known = self._known()
            if name not in known:
                known[name] = {"id": self.upload(pdf), "until": time.time() + FILE_LIFE - _MARGIN}
                replace_file(self.record, json.dumps(known, indent=1).encode())
            return str(known[name]["id"])

    def _known(self) -> dict[str, dict[str, Any]]:
        try:
            known = json.loads(self.record.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: file for name, file in known.items() if file["until"] > time.time()}
