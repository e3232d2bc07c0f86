"""What the API answered, kept before anything else is done with it: a run that is repeated asks for nothing twice.

In `<library>/../.cache/writing/<run key>/`: `plan-3f2a….json` is an answer as it came, `method-91bc….1.rejected.json`
one that was cut off or refused, and paid for too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from generator.transaction import replace_file

_COMPLETE = ("end_turn", "stop_sequence")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer or of several. `input` is what was neither written to nor read from the API's cache."""

    input: int = 0
    cache_write: int = 0
    cache_read: int = 0
    output: int = 0

    @property
    def prompt(self) -> int:
        """All tokens that went in."""
        return self.input + self.cache_write + self.cache_read

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the model. `stop_reason` None: the stream was cut; `created` is the day (UTC) it came.

    `batched`: it came in a batch, at half the price.
    """

    stage: str
    model: str
    text: str
    stop_reason: str | None
    category: str | None
    created: str
    usage: Usage
    batched: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether the model said all that it wanted to say."""
        return self.stop_reason in _COMPLETE and bool(self.text.strip())


def digest(data: object) -> str:
    """SHA-256 in hex of what JSON can say."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


class ReplyCache:
    """The replies of one run: one paper, one model, one set of prompts and wishes. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()

    def get(self, stage: str, key: str) -> Reply | None:
        """The complete answer to a request, None where there is none yet."""
        record = self.read(_name(stage, key))
        return _reply(record) if record else None

    def keep(self, stage: str, key: str, message: dict[str, Any], *, batched: bool = False) -> Reply:
        """Write an answer to the disk as it came, complete or not; then read it."""
        created = datetime.now(UTC).date().isoformat()
        record = {"stage": stage, "created": created, "batched": batched, "message": message}
        reply = _reply(record)
        with self._lock:
            self.write(_name(stage, key) if reply.is_complete else self._rejected(stage, key), record)
        return reply

    def replies(self) -> Iterator[Reply]:
        """Every answer that was paid for, the rejected ones too."""
        for path in sorted(self.folder.glob("*.json")):
            record = self.read(path.stem)
            if record and "message" in record:
                yield _reply(record)

    def read(self, name: str) -> dict[str, Any] | None:
        """What was kept under a name; None where nothing was, or where it is damaged."""
        try:
            data = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def write(self, name: str, data: dict[str, Any]) -> None:
        """Keep something under a name, in one step."""
        replace_file(self.folder / f"{name}.json", json.dumps(data, ensure_ascii=False, indent=1).encode())

    def _rejected(self, stage: str, key: str) -> str:
        count = len(list(self.folder.glob(f"{_name(stage, key)}.*.rejected.json")))
        return f"{_name(stage, key)}.{count + 1}.rejected"


def _name(stage: str, key: str) -> str:
    return f"{stage}-{key[:16]}"


def _reply(record: dict[str, Any]) -> Reply:
    message = record["message"]
    usage = message.get("usage") or {}
    texts = (block.get("text", "") for block in message.get("content") or () if block.get("type") == "text")
    return Reply(
        stage=record["stage"],
        model=message.get("model", ""),
        text="".join(texts),
        stop_reason=message.get("stop_reason"),
        category=(message.get("stop_details") or {}).get("category"),
        created=record["created"],
        batched=bool(record.get("batched")),
        usage=Usage(
            input=usage.get("input_tokens") or 0,
            cache_write=usage.get("cache_creation_input_tokens") or 0,
            cache_read=usage.get("cache_read_input_tokens") or 0,
            output=usage.get("output_tokens") or 0,
        ),
    )
