"""A request to the model, typed: what it is told, what it reads, how it shall answer.

The parts stand in the order in which they change least: system, document, facts, then figures and the order itself.
Up to each part that is marked `cached` the API keeps what it read, so that the next request is cheap.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_CACHED = {"cache_control": {"type": "ephemeral"}}


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str
    cached: bool = False

    def wire(self) -> dict[str, Any]:
        """The block as the API takes it."""
        return {"type": "text", "text": self.text, **(_CACHED if self.cached else {})}


@dataclass(frozen=True, slots=True)
class Document:
    """The paper: a PDF's bytes, or the text that was read from it."""

    content: bytes | str
    title: str
    cached: bool = True

    def wire(self) -> dict[str, Any]:
        """The block as the API takes it."""
        if isinstance(self.content, bytes):
            data = base64.b64encode(self.content).decode()
            source = {"type": "base64", "media_type": "application/pdf", "data": data}
        else:
            source = {"type": "text", "media_type": "text/plain", "data": self.content}
        title = {"title": self.title} if self.title else {}
        return {"type": "document", "source": source, **title, **(_CACHED if self.cached else {})}


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure or a page of the paper, PNG."""

    png: bytes
    cached: bool = False

    def wire(self) -> dict[str, Any]:
        """The block as the API takes it."""
        data = base64.b64encode(self.png).decode()
        source = {"type": "base64", "media_type": "image/png", "data": data}
        return {"type": "image", "source": source, **(_CACHED if self.cached else {})}


Part = Text | Document | Picture


@dataclass(frozen=True, slots=True)
class Question:
    """One request, a single turn without tools. `stage` names it in the cache; `schema` asks for JSON of that form."""

    stage: str
    system: str
    parts: tuple[Part, ...]
    max_tokens: int
    effort: str | None = None
    schema: Mapping[str, Any] | None = None

    def wire(self, model: str) -> dict[str, Any]:
        """The body as the API takes it, for counting; without the room for the answer."""
        config: dict[str, Any] = {"effort": self.effort} if self.effort else {}
        if self.schema is not None:
            config["format"] = {"type": "json_schema", "schema": dict(self.schema)}
        return {
            "model": model,
            "system": [Text(self.system, cached=True).wire()],
            "messages": [{"role": "user", "content": [part.wire() for part in self.parts]}],
            **({"output_config": config} if config else {}),
        }
