"""A server on loopback that speaks the Anthropic API's own protocol: streams, errors, token counts, models, batches.

Answers are scripted by a word that the request must hold (its last text block), in order; a request that nobody
scripted is refused and remembered, and fails the test. Every request is recorded.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-ant-dummy-0123456789"


@dataclass(frozen=True)
class Say:
    """An answer. `chunks` is how many pieces it comes in; `cut` ends the connection after that many."""

    text: str
    stop_reason: str = "end_turn"
    category: str | None = None
    chunks: int = 3
    cut: int | None = None
    closes_cleanly: bool = True
    error_after: int | None = None
    usage: dict[str, int] = field(default_factory=lambda: {"input_tokens": 100, "output_tokens": 50})


@dataclass(frozen=True)
class Fail:
    """An error instead of an answer."""

    status: int
    type: str
    message: str = "no"


@dataclass(frozen=True)
class Hold:
    """No answer: the request waits, until `release` or ten seconds later; `held` says that it has come."""

    held: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Expire:
    """A request of a batch that was not answered within a day."""


@dataclass
class Batch:
    """A batch: its requests by their ids, how often it will still say that it works, and its results once it ended."""

    id: str
    requests: dict[str, dict[str, Any]]
    looks: int
    created: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Recorded:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def order(self) -> str:
        """The text of the last block."""
        return str(self.body["messages"][-1]["content"][-1].get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.body["messages"][-1]["content"])


Answer = Say | Fail | Hold | Expire


class FakeAnthropic:
    """The server; `url` is its base URL."""

    def __init__(self) -> None:
        self.requests: list[Recorded] = []
        self.unscripted: list[Recorded] = []
        self.tokens: int | Fail = 4321
        self.capabilities: dict[str, Any] | None = None
        self.models = {"claude-sonnet-5-5", "claude-haiku-5-5"}
        self.batches: list[Batch] = []
        self.files: list[bytes] = []
        self.looks = 1
        self.on_create: Fail | Hold | None = None
        self._script: list[tuple[str, Answer]] = []
        self._lock = threading.Lock()
        self._http = _Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": self}))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def asked(self) -> list[Recorded]:
        """The requests for answers, without those for counts and models."""
        return [request for request in self.requests if request.path.endswith("/v1/messages")]

    def answer(self, word: str, *answers: Answer | str) -> None:
        """Script the answers to the next requests whose order holds the word."""
        self._script += [(word, Say(answer) if isinstance(answer, str) else answer) for answer in answers]

    @property
    def batched(self) -> list[Recorded]:
        """The requests of all batches."""
        return [Recorded("", batch.id, {}, body) for batch in self.batches for body in batch.requests.values()]

    def next_answer(self, request: Recorded) -> Answer:
        with self._lock:
            for index, (word, answer) in enumerate(self._script):
                if word in request.order:
                    del self._script[index]
                    return answer
            self.unscripted.append(request)
            return Fail(400, "invalid_request_error", "nobody scripted this request")

    @contextmanager
    def running(self) -> Iterator[FakeAnthropic]:
        thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()


class _Quiet(ThreadingHTTPServer):
    """A client that is killed says no farewell."""

    def handle_error(self, request: object, client_address: object) -> None:
        return


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeAnthropic

    def do_GET(self) -> None:
        self._record({})
        if self.path.startswith("/v1/messages/batches"):
            self._batch_asked()
            return
        name = self.path.rpartition("/")[2].partition("?")[0]
        if name not in self.fake.models:
            self._fail(Fail(404, "not_found_error", f"model: {name}"))
        else:
            self._json(200, _model_info(name, self.fake.capabilities))

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"]))
        if self.path.startswith("/v1/files"):
            self._file(raw)
            return
        body = json.loads(raw)
        request = self._record(body)
        if self.path.startswith("/v1/messages/batches"):
            self._create_batch(body)
            return
        if self.path.startswith("/v1/messages/count_tokens"):
            tokens = self.fake.tokens
            self._fail(tokens) if isinstance(tokens, Fail) else self._json(200, {"input_tokens": tokens})
            return
        answer = self.fake.next_answer(request)
        if isinstance(answer, Hold):
            answer.held.set()
            answer.release.wait(10)
            answer = Fail(500, "api_error")
        if isinstance(answer, Fail):
            self._fail(answer)
        elif body.get("stream") is not True:
            self._fail(Fail(400, "invalid_request_error", "this is not streamed"))
        else:
            self._stream(answer, body["model"])

    def log_message(self, *_: object) -> None:
        return

    def _file(self, raw: bytes) -> None:
        self._record({})
        pdf = raw[raw.index(b"%PDF") : raw.rindex(b"%%EOF") + 5]
        self.fake.files.append(pdf)
        self._json(200, {
            "type": "file", "id": f"file_{len(self.fake.files)}", "filename": "paper.pdf", "size_bytes": len(pdf),
            "mime_type": "application/pdf", "created_at": "2026-11-22T00:00:00Z", "downloadable": False,
        })  # fmt: skip

    def _create_batch(self, body: dict[str, Any]) -> None:
        requests = {item["custom_id"]: item["params"] for item in body["requests"]}
        assert len(requests) == len(body["requests"])
        assert all(re.fullmatch(r"[\w-]{1,64}", name) for name in requests)
        created = datetime.now(UTC).isoformat()
        batch = Batch(f"msgbatch_{len(self.fake.batches) + 1}", requests, self.fake.looks, created)
        fault, self.fake.on_create = self.fake.on_create, None
        if isinstance(fault, Fail):
            self._fail(fault)
            return
        self.fake.batches.append(batch)
        if isinstance(fault, Hold):
            fault.held.set()
            fault.release.wait(10)
        self._json(200, self._batch(batch))

    def _batch_asked(self) -> None:
        path = self.path.partition("?")[0].split("/")
        if path[-1] == "batches":
            data = [self._batch(batch) for batch in reversed(self.fake.batches)]
            self._json(200, {"data": data, "has_more": False, "first_id": None, "last_id": None})
            return
        batch = next(batch for batch in self.fake.batches if batch.id in path)
        if path[-1] == "results":
            batch.lines = batch.lines or [json.dumps(self._result(*item)) for item in batch.requests.items()]
            self._text("\n".join(batch.lines))
            return
        batch.looks -= 1
        self._json(200, self._batch(batch))

    def _batch(self, batch: Batch) -> dict[str, Any]:
        ended = batch.looks < 0
        return {
            "type": "message_batch", "id": batch.id, "processing_status": "ended" if ended else "in_progress",
            "request_counts": {"processing": 0, "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0},
            "created_at": batch.created, "expires_at": batch.created, "ended_at": batch.created if ended else None,
            "archived_at": None, "cancel_initiated_at": None,
            "results_url": f"{self.fake.url}/v1/messages/batches/{batch.id}/results" if ended else None,
        }  # fmt: skip

    def _result(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.fake.next_answer(Recorded("", "batch", {}, body))
        result: dict[str, Any]
        if isinstance(answer, Say):
            content = [{"type": "text", "text": answer.text}] if answer.text else []
            message = {
                "id": "msg_fake", "type": "message", "role": "assistant", "model": body["model"], "content": content,
                "stop_reason": answer.stop_reason, "stop_sequence": None, "usage": answer.usage,
            }  # fmt: skip
            result = {"type": "succeeded", "message": message}
        elif isinstance(answer, Fail):
            error = {"type": answer.type, "message": answer.message}
            result = {"type": "errored", "error": {"type": "error", "error": error, "request_id": "req_fake"}}
        else:
            result = {"type": "expired"}
        return {"custom_id": name, "result": result}

    def _text(self, text: str) -> None:
        raw = text.encode()
        self.send_response(200)
        self.send_header("content-type", "application/x-jsonl")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _record(self, body: dict[str, Any]) -> Recorded:
        request = Recorded(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        self.fake.requests.append(request)
        return request

    def _json(self, status: int, data: dict[str, Any]) -> None:
        raw = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.send_header("request-id", "req_fake")
        self.send_header("retry-after-ms", "1")
        self.end_headers()
        self.wfile.write(raw)

    def _fail(self, failure: Fail) -> None:
        error = {"type": failure.type, "message": failure.message}
        self._json(failure.status, {"type": "error", "error": error, "request_id": "req_fake"})

    def _stream(self, answer: Say, model: str) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for index, (name, data) in enumerate(_events(answer, model)):
            if answer.cut is not None and index == answer.cut:
                if answer.closes_cleanly:
                    self._chunk(b"")
                self.close_connection = True
                return
            if answer.error_after is not None and index == answer.error_after:
                error = {"type": "overloaded_error", "message": "Overloaded"}
                name, data = "error", {"type": "error", "error": error}
            self._chunk(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
            if name == "error":
                break
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _events(answer: Say, model: str) -> Iterator[tuple[str, dict[str, Any]]]:
    message = {
        "id": "msg_fake", "type": "message", "role": "assistant", "model": model, "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": {**answer.usage, "output_tokens": 1},
    }  # fmt: skip
    yield "message_start", {"type": "message_start", "message": message}
    yield "ping", {"type": "ping"}
    if answer.text:
        block = {"type": "text", "text": ""}
        yield "content_block_start", {"type": "content_block_start", "index": 0, "content_block": block}
        size = max(1, -(-len(answer.text) // answer.chunks))
        for start in range(0, len(answer.text), size):
            delta = {"type": "text_delta", "text": answer.text[start : start + size]}
            yield "content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta}
        yield "content_block_stop", {"type": "content_block_stop", "index": 0}
    details = {"type": "refusal", "category": answer.category, "explanation": None} if answer.category else None
    end = {"stop_reason": answer.stop_reason, "stop_sequence": None, "stop_details": details}
    yield "message_delta", {"type": "message_delta", "delta": end, "usage": answer.usage}
    yield "message_stop", {"type": "message_stop"}


def _model_info(name: str, capabilities: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "type": "model", "id": name, "display_name": name.title(), "created_at": "2026-09-01T00:00:00Z",
        "lifecycle": "active", "max_input_tokens": 1_000_000, "max_tokens": 128_000, "capabilities": capabilities,
    }  # fmt: skip
