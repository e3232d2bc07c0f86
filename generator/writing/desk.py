"""The desk: requests of many papers, gathered into batches, which cost half as much and take up to a day.

Whoever asks waits; what was asked meanwhile goes out together. Each batch has a record on the disk, from before it is
created until its last answer is kept: a run that is repeated waits for the same batches, and pays for nothing twice.

    <folder>/batches/<id>.json     {"since": …, "open": ["plan-3f2a…", …]}
    <folder>/batches/new-….json    the same before the API gave an id
"""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from generator.errors import Unreachable, WriterError
from generator.transaction import replace_file
from generator.writing.cache import digest
from generator.writing.client import BatchApi
from generator.writing.uploads import FILES, Uploads

_NEW = "new-"
_CLOCKS = 300.0  # seconds by which the API's clock may differ from ours
_MOST_REPEATS = 3
_LONGEST_ID = 64
_CACHED = {"type": "ephemeral", "ttl": "1h"}
"""A batch may take longer than the API's usual cache lives."""

Answered = Future[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long to wait for more requests before a batch goes out, and between two looks at it."""

    gather: float = 5.0
    look: float = 30.0


@dataclass
class _Waiting:
    """A request, who waits for it, and how often it was sent."""

    custom_id: str
    body: dict[str, Any]
    future: Answered = field(default_factory=Future)
    sent: int = 0


class BatchDesk:
    """See above; `with batch_desk(…) as desk`. Threads share it."""

    def __init__(self, api: BatchApi, folder: Path, tell: Callable[[str], None], pace: Pace) -> None:
        self._api, self._folder, self._tell, self._pace = api, folder / "batches", tell, pace
        self._uploads = Uploads(folder / FILES, api.upload)
        self._waiting: dict[str, _Waiting] = {}
        self._fresh: list[_Waiting] = []
        self._batches = self._read_records()
        self._results: dict[str, dict[str, Any]] = {}
        self._delivered: set[str] = set()
        self._change = Condition()
        self._is_over = False
        self._failure: WriterError | None = None

    def answer(self, stage: str, body: dict[str, Any]) -> dict[str, Any]:
        """The message that answers a request; waits for it.

        Raises:
            WriterError: there will be none.
        """
        name = _custom_id(stage, body)
        with self._change:
            if self._failure:
                raise self._failure
            waiting = self._waiting.setdefault(name, _Waiting(name, body))
            if name in self._results:
                return self._results[name]
            if waiting.sent == 0 and not any(name in names for names in self._batches.values()):
                self._fresh.append(waiting)
            self._change.notify_all()
        return waiting.future.result()

    def taken(self, stage: str, body: dict[str, Any]) -> None:
        """The answer is kept elsewhere, and need not be any longer."""
        name = _custom_id(stage, body)
        with self._change:
            self._waiting.pop(name, None)
            self._results.pop(name, None)
            for batch in [batch for batch, names in self._batches.items() if name in names]:
                self._forget(batch, name)

    def work(self) -> None:
        """Send and look, until `close`; runs in a thread of its own."""
        looked = time.monotonic() - self._pace.look
        try:
            self._adopt()
            while not self._is_over:
                self._send(self._gathered())
                if time.monotonic() - looked >= self._pace.look:
                    looked = time.monotonic()
                    self._look()
                with self._change:
                    self._change.wait(min(self._pace.look, self._pace.gather))
        except WriterError as error:
            self._fail(error)
        except OSError as error:
            self._fail(WriterError(self._folder, f"it can't be written ({error.strerror}).", "Make it writable."))

    def close(self) -> None:
        """End the work; whoever still waits hears that it goes on without them."""
        self._is_over = True
        self._fail(Unreachable(None, "the wait for a batch was broken off.", "Run it again: the batch goes on."))

    def _look(self) -> None:
        for batch in [batch for batch, names in list(self._batches.items()) if names]:
            if batch not in self._delivered and self._api.has_ended(batch):
                self._deliver(batch)
                self._delivered.add(batch)

    def _gathered(self) -> list[_Waiting]:
        """What was asked, once nothing more has come for a while."""
        with self._change:
            while self._fresh and not self._is_over:
                count = len(self._fresh)
                self._change.wait(self._pace.gather)
                if len(self._fresh) == count:
                    break
            fresh, self._fresh = self._fresh, []
        return fresh

    def _send(self, requests: list[_Waiting]) -> None:
        if not requests:
            return
        params = [
            {"custom_id": waiting.custom_id, "params": self._uploads.sent(_hourly(waiting.body))}
            for waiting in requests
        ]
        record = f"{_NEW}{uuid.uuid4().hex}"
        with self._change:
            self._batches[record] = [waiting.custom_id for waiting in requests]
            self._write_record(record)
        batch = self._api.create(params)
        with self._change:
            for waiting in requests:
                waiting.sent += 1
            self._rename(record, batch)
        self._tell(f"{batch}: {len(requests)} requests sent; this may take hours, and can be interrupted and run again")

    def _deliver(self, batch: str) -> None:
        for result in self._api.results(batch):
            with self._change:
                if result.custom_id not in self._batches.get(batch, ()):
                    continue
                waiting = self._waiting.get(result.custom_id)
                if result.message is not None:
                    self._results[result.custom_id] = result.message
                    if waiting and not waiting.future.done():
                        waiting.future.set_result(result.message)
                    continue
                self._forget(batch, result.custom_id)
                if waiting:
                    self._refuse(waiting, result.error)

    def _refuse(self, waiting: _Waiting, error: WriterError | None) -> None:
        """Tell of an error; what expired or met a fault of the API's own is sent once more."""
        if error is None and waiting.sent < _MOST_REPEATS:
            self._fresh.append(waiting)
            return
        self._waiting.pop(waiting.custom_id, None)
        way_out = "Try again later; what was answered so far is kept."
        waiting.future.set_exception(error or Unreachable(None, "the API let a request of a batch expire.", way_out))

    def _fail(self, error: WriterError) -> None:
        with self._change:
            self._failure = error
            for waiting in self._waiting.values():
                if not waiting.future.done():
                    waiting.future.set_exception(error)
            self._change.notify_all()

    def _adopt(self) -> None:
        """Find the batches of records without an id: the run was killed while the API created them."""
        for record in [name for name in self._batches if name.startswith(_NEW)]:
            names = self._batches[record]
            since = self._record(record).stat().st_mtime - _CLOCKS
            for batch in self._api.since(since):
                if batch not in self._batches and self._holds(batch, names):
                    with self._change:
                        self._rename(record, batch)
                    break
            else:
                with self._change:
                    del self._batches[record]
                    self._record(record).unlink(missing_ok=True)
                    self._fresh += [waiting for name in names if (waiting := self._waiting.get(name))]

    def _holds(self, batch: str, names: list[str]) -> bool:
        while not self._api.has_ended(batch):
            if self._is_over:
                return False
            time.sleep(self._pace.look)
        return any(result.custom_id in names for result in self._api.results(batch))

    def _forget(self, batch: str, name: str) -> None:
        self._batches[batch].remove(name)
        self._write_record(batch)

    def _rename(self, record: str, batch: str) -> None:
        self._batches[batch] = self._batches.pop(record)
        self._write_record(batch)
        self._record(record).unlink(missing_ok=True)

    def _record(self, batch: str) -> Path:
        return self._folder / f"{batch}.json"

    def _write_record(self, batch: str) -> None:
        if not self._batches[batch]:
            self._record(batch).unlink(missing_ok=True)
            return
        replace_file(self._record(batch), json.dumps({"open": self._batches[batch]}, indent=1).encode())

    def _read_records(self) -> dict[str, list[str]]:
        records: dict[str, list[str]] = {}
        for path in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, KeyError):
                records[path.stem] = list(json.loads(path.read_text(encoding="utf-8"))["open"])
        return records


@contextmanager
def batch_desk(folder: Path, tell: Callable[[str], None], pace: Pace | None = None) -> Iterator[BatchDesk]:
    """The desk at work; `folder` is that of the replies.

    Raises:
        NoCredential: there is no key.
    """
    api = BatchApi()
    desk = BatchDesk(api, folder, tell, pace or Pace())
    thread = Thread(target=desk.work, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        desk.close()
        thread.join(timeout=10)
        api.close()


def _custom_id(stage: str, body: dict[str, Any]) -> str:
    """The same for the same request, and for no other."""
    key = digest(body)[:32]
    return f"{stage[: _LONGEST_ID - len(key) - 1]}-{key}"


def _hourly(body: dict[str, Any]) -> dict[str, Any]:
    """The request with its breakpoints kept for an hour."""
    messages = [{**message, "content": list(map(_kept, message["content"]))} for message in body["messages"]]
    return {**body, "system": list(map(_kept, body["system"])), "messages": messages}


def _kept(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "cache_control": _CACHED} if "cache_control" in block else block
