"""The one door to the Anthropic API: one question in, one whole answer out, or one clear error; and batches of many.

Answers are streamed always: a long one would outlive any other request. What came is in the cache before it is looked
at. The library repeats requests that fail before an answer begins; what breaks afterwards is repeated here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

import anthropic
import httpx2  # what anthropic speaks HTTP with: its errors surface where a stream breaks

from generator.errors import (
    NoCredential,
    NoCredit,
    Refused,
    TooMuchToRead,
    Unfinished,
    Unreachable,
    UnreadablePaper,
    WriterError,
)
from generator.writing.cache import Reply, ReplyCache, digest
from generator.writing.ledger import BATCH_SHARE
from generator.writing.question import Question
from generator.writing.uploads import FILE_LIFE, FILES, LARGE_PDF, Uploads

T = TypeVar("T")
_EFFORTS = ("low", "medium", "high", "xhigh", "max")
_DEFAULT_OUTPUT = 64_000
_PASSING = frozenset({408, 409, 429})  # and 5xx
_PASSING_TYPES = frozenset({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
_STATUS = {"authentication_error": 401, "permission_error": 403, "billing_error": 402, "not_found_error": 404}
_NO_CREDIT = re.compile(r"credit balance|billing|spend(?:ing)? limit", re.I)
_TOO_LONG = re.compile(r"too long|too large|maximum of \d+ PDF pages|context window|exceed", re.I)
_BAD_PDF = re.compile(r"could not process pdf|pdf.{0,40}(?:password|invalid|not valid|encrypted|corrupt)", re.I)
_KEY = re.compile(r"sk-[\w-]{4,}")
_LONGEST_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for one answer, all attempts together, and how long to pause after the first failure."""

    seconds: float = 1800.0
    pause: float = 2.0
    longest_pause: float = 60.0
    cuts: int = 5
    """Answers that may break off before giving up: each was paid for."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a model can do, as the API says; `output` is the most tokens of one answer."""

    id: str
    name: str
    context: int | None
    output: int
    reads_pdf: bool
    efforts: tuple[str, ...]


class Claude:
    """The API, for one paper: `with Claude(cache) as claude`. Threads may share it."""

    def __init__(self, cache: ReplyCache, patience: Patience | None = None, desk: Desk | None = None) -> None:
        self._cache = cache
        self._patience = patience or Patience()
        self._desk = desk
        self._api = _new_api()
        self._uploads = Uploads(cache.folder.parent / FILES, lambda pdf: _upload(self._api, pdf), LARGE_PDF)

    def __enter__(self) -> Claude:
        return self

    def __exit__(self, *_: object) -> None:
        self._api.close()

    @property
    def waits(self) -> bool:
        """Whether answers come in batches, so that all that can be asked at once should be."""
        return self._desk is not None

    def charged(self, cost: float | None) -> float | None:
        """What of a list price is charged: half of it in batches."""
        return cost if cost is None or not self.waits else BATCH_SHARE * cost

    def model(self, name: str) -> Model:
        """What the API says of a model.

        Raises:
            WriterError: there is no such model, or the API can't be asked.
        """
        entry = f"model-{name}"
        known = self._cache.read(entry)
        if known is None:
            known = self._patiently(lambda: self._api.models.retrieve(name)).model_dump(mode="json")
            self._cache.write(entry, known)
        return _model(known)

    def count(self, question: Question, model: Model) -> int:
        """The tokens of a request. Free.

        Raises:
            WriterError: the API can't be asked, or can't process the PDF.
        """
        body = question.wire(model.id)
        entry = f"count-{digest(body)[:16]}"
        known = self._cache.read(entry)
        if known is None:
            counted = self._patiently(lambda: self._api.messages.count_tokens(**self._uploads.sent(body)))
            known = {"input_tokens": counted.input_tokens}
            self._cache.write(entry, known)
        return int(known["input_tokens"])

    def ask(self, question: Question, model: Model, paid: Callable[[Reply], None]) -> Reply:
        """The whole answer, from the cache where the same was asked before; `paid` hears of every new answer.

        Raises:
            WriterError: there is none; the subclass says why.
        """
        body = question.wire(model.id)
        key = digest(body)
        if kept := self._cache.get(question.stage, key):
            return kept

        def fetch(room: int) -> Reply:
            asked = {**body, "max_tokens": room}
            message = self._desk.answer(question.stage, asked) if self._desk else self._stream(asked)
            reply = self._cache.keep(question.stage, key, message, batched=self.waits)
            if self._desk:
                self._desk.taken(question.stage, asked)
            paid(reply)
            if reply.stop_reason is None or (not reply.text.strip() and reply.stop_reason == "end_turn"):
                raise _Cut
            return reply

        room = min(question.max_tokens, model.output)
        reply = self._patiently(lambda: fetch(room))
        if reply.stop_reason == "max_tokens" and room < model.output:
            reply = self._patiently(lambda: fetch(min(2 * room, model.output)))
        return _whole(reply)

    def _stream(self, body: dict[str, Any]) -> dict[str, Any]:
        """The answer as it came; `stop_reason` is None where it broke off in the middle."""
        began = False
        with self._api.messages.stream(**self._uploads.sent(body)) as stream:
            try:
                for _ in stream:
                    began = True
            except (httpx2.HTTPError, ValueError):
                pass  # broken off: what has come is kept all the same
            except anthropic.APIStatusError as error:
                if not _is_passing(error):
                    raise
            if not began:
                return {"model": body["model"], "stop_reason": None}
            return stream.current_message_snapshot.model_dump(mode="json")

    def _patiently(self, attempt: Callable[[], T]) -> T:
        return _patiently(attempt, self._patience)


class Desk(Protocol):
    """Answers requests in batches; see desk.py."""

    def answer(self, stage: str, body: dict[str, Any]) -> dict[str, Any]:
        """The message that answers a request; waits for it.

        Raises:
            WriterError: there will be none.
        """

    def taken(self, stage: str, body: dict[str, Any]) -> None:
        """The answer is kept elsewhere, and need not be any longer."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a batch says to a request: a message, or the error that it met; neither where it may be repeated."""

    custom_id: str
    message: dict[str, Any] | None = None
    error: WriterError | None = None


class BatchApi:
    """The API's batches and files. Every method raises WriterError where the API does not answer."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._api = _new_api()
        self._patience = patience or Patience()

    def create(self, requests: Sequence[dict[str, Any]]) -> str:
        """Have requests (`custom_id`, `params`) answered within a day; gives the batch's id."""
        batches = self._api.messages.batches
        return _patiently(lambda: batches.create(requests=cast(Any, requests)), self._patience).id

    def has_ended(self, batch: str) -> bool:
        """Whether all its requests are answered, or will not be."""
        found = _patiently(lambda: self._api.messages.batches.retrieve(batch), self._patience)
        return found.processing_status == "ended"

    def results(self, batch: str) -> tuple[Result, ...]:
        """What an ended batch says to its requests, in any order."""
        found = _patiently(lambda: list(self._api.messages.batches.results(batch)), self._patience)
        return tuple(_result(item.custom_id, item.result) for item in found)

    def since(self, moment: float) -> tuple[str, ...]:
        """The batches that were created since a time (seconds since 1970), newest first."""
        page = _patiently(lambda: self._api.messages.batches.list(limit=20), self._patience)
        return tuple(batch.id for batch in page.data if batch.created_at.timestamp() >= moment)

    def upload(self, pdf: bytes) -> str:
        """The id under which requests can name a file."""
        return _patiently(lambda: _upload(self._api, pdf), self._patience)

    def close(self) -> None:
        """End all connections."""
        self._api.close()


def _new_api() -> anthropic.Anthropic:
    try:
        return anthropic.Anthropic(max_retries=2)
    except (anthropic.AnthropicError, TypeError, ValueError) as error:
        raise _no_key() from error


def _upload(api: anthropic.Anthropic, pdf: bytes) -> str:
    file = ("paper.pdf", pdf, "application/pdf")
    return api.files.upload(file=file, expires_in_seconds=FILE_LIFE).id


def _result(custom_id: str, result: Any) -> Result:
    if result.type == "succeeded":
        return Result(custom_id, result.message.model_dump(mode="json"))
    if result.type == "errored" and result.error.error.type not in _PASSING_TYPES:
        said = result.error.error
        return Result(custom_id, error=_meaning(_STATUS.get(said.type, 400), said.type, said.message))
    return Result(custom_id)  # expired, canceled, or a fault of the API's own


def _patiently(attempt: Callable[[], T], patience: Patience) -> T:
    """The attempt's result, repeated while what hinders it may pass."""
    deadline, pause, cuts = time.monotonic() + patience.seconds, patience.pause, 0
    while True:
        try:
            return attempt()
        except _Cut:
            cuts += 1
            hindrance = "its answers break off"
        except (anthropic.APIConnectionError, httpx2.HTTPError):
            hindrance = "the network fails"
        except anthropic.APIStatusError as error:
            if not _is_passing(error):
                raise _meaning(error.status_code, error.type, error.api_message or error.message) from None
            hindrance = f"it is overloaded or limits the rate ({error.status_code})"
        except (anthropic.AnthropicError, TypeError) as error:
            raise _no_key() from error
        if cuts >= patience.cuts or time.monotonic() + pause > deadline:
            way_out = "Try again later; what was answered so far is kept."
            problem = f"the Anthropic API gives no answer: {hindrance}."
            raise (Unfinished if cuts else Unreachable)(None, problem, way_out)  # a cut may be the paper's own fault
        time.sleep(pause)
        pause = min(2 * pause, patience.longest_pause)


class _Cut(Exception):
    """An answer broke off."""


def _model(known: dict[str, Any]) -> Model:
    """What is known of a model; an ability that isn't listed is taken to be there."""
    able = known.get("capabilities") or {}
    levels = able.get("effort") or {"supported": True, **{level: {"supported": True} for level in _EFFORTS[:3]}}
    efforts = tuple(level for level in _EFFORTS if (levels.get(level) or {}).get("supported"))
    return Model(
        id=known["id"],
        name=known.get("display_name") or known["id"],
        context=known.get("max_input_tokens"),
        output=known.get("max_tokens") or _DEFAULT_OUTPUT,
        reads_pdf=(able.get("pdf_input") or {"supported": True})["supported"],
        efforts=efforts if levels["supported"] else (),
    )


def _whole(reply: Reply) -> Reply:
    if reply.is_complete:
        return reply
    if reply.stop_reason == "refusal":
        category = f" (category: {reply.category})" if reply.category else ""
        way_out = "Try another model with --model, or write the note yourself: `paper-notes brief`."
        raise Refused(None, f"{reply.model} refused to write the part “{reply.stage}”{category}.", way_out)
    if reply.stop_reason == "model_context_window_exceeded":
        raise TooMuchToRead(None, f"the paper is longer than {reply.model} can read.", "Choose another --model.")
    if reply.stop_reason == "max_tokens":
        problem = f"the part “{reply.stage}” was cut off (max_tokens), and again with twice the room."
    else:  # tool_use and pause_turn, which nobody asked for, or a reason that is not known yet
        problem = f"the part “{reply.stage}” did not come to its end ({reply.stop_reason})."
    raise Unfinished(None, problem, "Lower --effort, or choose another --model.")


def _is_passing(error: anthropic.APIStatusError) -> bool:
    if error.status_code == 200:  # it came in the middle of an answer
        return error.type in _PASSING_TYPES
    return error.status_code in _PASSING or error.status_code >= 500


def _meaning(status: int, kind: str | None, message: str) -> WriterError:
    """What an error means that would come again."""
    said = _KEY.sub("…", message)[:_LONGEST_MESSAGE]
    if status in (401, 403):
        way_out = "Check ANTHROPIC_API_KEY, and what it is allowed to do."
        return NoCredential(None, f"the API refused the key ({status}).", way_out)
    if status == 402 or kind == "billing_error" or _NO_CREDIT.search(said):
        return NoCredit(None, "the account has no credit left.", "Add some in the Anthropic Console.")
    if status == 413 or _TOO_LONG.search(said):
        return TooMuchToRead(None, "the request is larger than the API takes.", "Use a shorter or smaller PDF.")
    if _BAD_PDF.search(said):
        return UnreadablePaper(None, "the API can't process this PDF.", "Print it to a new PDF, and use that.")
    if status == 404 and re.search(r"\bfiles?\b", said, re.I):
        way_out = f"Delete .cache/writing/{FILES}, and run it again."
        return WriterError(None, "the API no longer has the PDF that was uploaded.", way_out)
    if status == 404:
        return WriterError(None, "the API knows no such model.", "Choose another one with --model.")
    return WriterError(None, f"the API did not take the request ({status}): {said}")


def _no_key() -> NoCredential:
    return NoCredential(None, "there is no key for the Anthropic API.", "Set ANTHROPIC_API_KEY, or use --model draft.")
