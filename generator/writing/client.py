"""The one door to the Anthropic API: one question in, one whole answer out, or one clear error.

Answers are streamed always: a long one would outlive any other request. What came is in the cache before it is looked
at. The library repeats requests that fail before an answer begins; what breaks afterwards is repeated here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

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
from generator.writing.question import Question

T = TypeVar("T")
_EFFORTS = ("low", "medium", "high", "xhigh", "max")
_DEFAULT_OUTPUT = 64_000
_PASSING = frozenset({408, 409, 429})  # and 5xx
_PASSING_TYPES = frozenset({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
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
    cuts: int = 3
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

    def __init__(self, cache: ReplyCache, patience: Patience | None = None) -> None:
        self._cache = cache
        self._patience = patience or Patience()
        try:
            self._api = anthropic.Anthropic(max_retries=2)
        except (anthropic.AnthropicError, TypeError, ValueError) as error:
            raise _no_key() from error

    def __enter__(self) -> Claude:
        return self

    def __exit__(self, *_: object) -> None:
        self._api.close()

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
            counted = self._patiently(lambda: self._api.messages.count_tokens(**body))
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
            message = self._stream({**body, "max_tokens": room})
            reply = self._cache.keep(question.stage, key, message)
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
        with self._api.messages.stream(**body) as stream:
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
        """The attempt's result, repeated while what hinders it may pass."""
        deadline, pause, cuts = time.monotonic() + self._patience.seconds, self._patience.pause, 0
        while True:
            try:
                return attempt()
            except _Cut:
                cuts += 1
                hindrance = "its answers break off"
            except anthropic.APIConnectionError:
                hindrance = "the network fails"
            except anthropic.APIStatusError as error:
                if not _is_passing(error):
                    raise _lasting(error) from None
                hindrance = f"it is overloaded or limits the rate ({error.status_code})"
            except (anthropic.AnthropicError, TypeError) as error:
                raise _no_key() from error
            if cuts >= self._patience.cuts or time.monotonic() + pause > deadline:
                way_out = "Try again later; what was answered so far is kept."
                raise Unreachable(None, f"the Anthropic API gives no answer: {hindrance}.", way_out)
            time.sleep(pause)
            pause = min(2 * pause, self._patience.longest_pause)


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
    problem = f"the part “{reply.stage}” was cut off ({reply.stop_reason}), and again with twice the room."
    raise Unfinished(None, problem, "Lower --effort, or choose another --model.")


def _is_passing(error: anthropic.APIStatusError) -> bool:
    if error.status_code == 200:  # it came in the middle of an answer
        return error.type in _PASSING_TYPES
    return error.status_code in _PASSING or error.status_code >= 500


def _lasting(error: anthropic.APIStatusError) -> WriterError:
    """What an error means that would come again."""
    said = _KEY.sub("…", error.api_message or error.message)[:_LONGEST_MESSAGE]
    if error.status_code in (401, 403):
        way_out = "Check ANTHROPIC_API_KEY, and what it is allowed to do."
        return NoCredential(None, f"the API refused the key ({error.status_code}).", way_out)
    if error.status_code == 402 or error.type == "billing_error" or _NO_CREDIT.search(said):
        return NoCredit(None, "the account has no credit left.", "Add some in the Anthropic Console.")
    if error.status_code == 413 or _TOO_LONG.search(said):
        return TooMuchToRead(None, "the request is larger than the API takes.", "Use a shorter or smaller PDF.")
    if _BAD_PDF.search(said):
        return UnreadablePaper(None, "the API can't process this PDF.", "Print it to a new PDF, and use that.")
    if error.status_code == 404:
        return WriterError(None, "the API knows no such model.", "Choose another one with --model.")
    return WriterError(None, f"the API did not take the request ({error.status_code}): {said}")


def _no_key() -> NoCredential:
    return NoCredential(None, "there is no key for the Anthropic API.", "Set ANTHROPIC_API_KEY, or use --model draft.")
