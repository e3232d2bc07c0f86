"""The door to the API: every way in which an answer can fail ends in one clear error, and nothing paid for is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
from generator.writing.cache import Reply, ReplyCache
from generator.writing.client import Claude, Model, Patience
from generator.writing.question import Document, Picture, Question, Text
from tests.writing.fake_anthropic import KEY, Fail, FakeAnthropic, Say

QUICK = Patience(seconds=5, pause=0.01, longest_pause=0.02)
SONNET = Model("claude-sonnet-5-5", "Sonnet", 1_000_000, 128_000, reads_pdf=True, efforts=("low", "high"))
QUESTION = Question("tldr", "You write notes.", (Document(b"%PDF-1.7", "A paper"), Text("Write the TL;DR.")), 1000)


class Asking:
    """A client whose new answers are counted."""

    def __init__(self, folder: Path, patience: Patience = QUICK) -> None:
        self.cache = ReplyCache(folder)
        self.claude = Claude(self.cache, patience)
        self.paid: list[Reply] = []

    def __enter__(self) -> Asking:
        return self

    def __exit__(self, *_: object) -> None:
        self.claude.__exit__()

    def ask(self, question: Question = QUESTION) -> Reply:
        return self.claude.ask(question, SONNET, self.paid.append)


@pytest.fixture
def asking(api: FakeAnthropic, replies: Path) -> Iterator[Asking]:
    with Asking(replies) as asking:
        yield asking


def test_a_question_goes_out_as_the_api_wants_it(api: FakeAnthropic, asking: Asking) -> None:
    """The PDF as a document block, breakpoints of the cache where they were asked for, no tools, always streamed."""
    parts = (Document(b"%PDF-1.7", "A paper"), Text("Facts", cached=True), Picture(b"\x89PNG"), Text("Write."))
    api.answer("Write.", "Done.")
    asking.ask(Question("method", "Rules", parts, 777, effort="high", schema={"type": "object"}))
    (request,) = api.asked
    assert request.body["system"] == [{"type": "text", "text": "Rules", "cache_control": {"type": "ephemeral"}}]
    assert request.blocks[0] == {
        "type": "document",
        "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0xLjc="},
        "title": "A paper",
        "cache_control": {"type": "ephemeral"},
    }
    assert [block["type"] for block in request.blocks] == ["document", "text", "image", "text"]
    assert ["cache_control" in block for block in request.blocks] == [True, True, False, False]
    schema = {"type": "json_schema", "schema": {"type": "object"}}
    assert request.body["output_config"] == {"effort": "high", "format": schema}
    assert (request.body["model"], request.body["max_tokens"]) == ("claude-sonnet-5-5", 777)
    assert request.body["stream"] is True
    assert "tools" not in request.body
    assert request.headers["authorization"] == f"Bearer {KEY}"


def test_the_same_question_is_asked_once(api: FakeAnthropic, asking: Asking, replies: Path) -> None:
    api.answer("TL;DR", "Short.")
    first = asking.ask()
    assert first.text == "Short."
    assert first.usage.output == 50
    with Asking(replies) as later:
        assert later.ask() == first
    assert len(api.asked) == 1


def test_another_question_is_asked_anew(api: FakeAnthropic, asking: Asking) -> None:
    api.answer("TL;DR", "Short.", "Shorter.")
    other = Question("tldr", "Other rules.", QUESTION.parts, 1000)
    assert [asking.ask().text, asking.ask(other).text] == ["Short.", "Shorter."]


@pytest.mark.parametrize(
    ("failure", "kind", "says"),
    [
        (Fail(401, "authentication_error", f"invalid x-api-key {KEY}"), NoCredential, "refused the key"),
        (Fail(403, "permission_error"), NoCredential, "refused the key"),
        (Fail(402, "billing_error"), NoCredit, "no credit"),
        (Fail(400, "invalid_request_error", "Your credit balance is too low"), NoCredit, "no credit"),
        (Fail(413, "request_too_large"), TooMuchToRead, "larger than the API takes"),
        (Fail(400, "invalid_request_error", "prompt is too long: 1200000 tokens"), TooMuchToRead, "larger"),
        (Fail(400, "invalid_request_error", "Could not process PDF"), UnreadablePaper, "can't process this PDF"),
        (Fail(404, "not_found_error", "model: claude-x"), WriterError, "no such model"),
        (Fail(404, "not_found_error", "File not found: file_1"), WriterError, "Delete .cache/writing/files.json"),
        (Fail(400, "invalid_request_error", f"odd {KEY}"), WriterError, "did not take the request (400): odd …"),
        (Say("", "refusal", "cyber"), Refused, "refused to write the part “tldr” (category: cyber)"),
        (Say("Some", "model_context_window_exceeded"), TooMuchToRead, "longer than claude-sonnet-5-5 can read"),
        (Say("Some", "tool_use"), Unfinished, "did not come to its end (tool_use)"),
        (Say("Some", "pause_turn"), Unfinished, "did not come to its end (pause_turn)"),
        (Fail(422, "invalid_request_error", "odd"), WriterError, "did not take the request (422)"),
        (Fail(400, "invalid_request_error", "spend limit reached"), NoCredit, "no credit"),
    ],
    ids=lambda value: getattr(value, "type", None) or getattr(value, "stop_reason", ""),
)
def test_what_would_fail_again_stops_at_once_with_one_line(
    api: FakeAnthropic, asking: Asking, failure: Say | Fail, kind: type[WriterError], says: str
) -> None:
    api.answer("TL;DR", failure)
    with pytest.raises(kind) as caught:
        asking.ask()
    assert says in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(api.asked) == 1


@pytest.mark.parametrize(
    "failure",
    [
        Fail(429, "rate_limit_error"),
        Fail(529, "overloaded_error"),
        Fail(500, "api_error"),
        Fail(503, "api_error"),
        Fail(408, "timeout_error"),
        Say("Half of it", cut=4),
        Say("Half of it", cut=4, closes_cleanly=False),
        Say("Half of it", cut=1),
        Say("Half of it", error_after=4),
        Say("Half of it", stop_reason=None),  # type: ignore[arg-type]
        Say(""),
    ],
    ids=[
        "429",
        "529",
        "500",
        "503",
        "408",
        "clean end",
        "cut",
        "cut early",
        "overload in the middle",
        "no stop reason",
        "empty",
    ],
)
def test_what_may_pass_is_tried_again_and_nothing_partial_is_used(
    api: FakeAnthropic, asking: Asking, failure: Say | Fail
) -> None:
    api.answer("TL;DR", failure, "The whole of it.")
    assert asking.ask().text == "The whole of it."
    assert len(api.asked) == 2


def test_a_storm_of_rate_limits_ends_when_the_time_is_over(api: FakeAnthropic, replies: Path) -> None:
    api.answer("TL;DR", *[Fail(429, "rate_limit_error")] * 40)
    with (
        Asking(replies, Patience(seconds=2, pause=0.05)) as asking,
        pytest.raises(Unreachable, match=r"limits the rate \(429\)"),
    ):
        asking.ask()
    assert 2 <= len(api.asked) < 40  # a busy machine asks less often


def test_answers_that_always_break_off_are_not_paid_for_without_end(api: FakeAnthropic, asking: Asking) -> None:
    api.answer("TL;DR", *[Say("Half", cut=4)] * 5)
    with pytest.raises(Unfinished, match="its answers break off"):
        asking.ask()
    assert len(api.asked) == QUICK.cuts


def test_an_api_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch, replies: Path) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    with (
        Asking(replies, Patience(seconds=0, pause=0.01)) as asking,
        pytest.raises(Unreachable, match="the network fails"),
    ):
        asking.ask()


def test_an_answer_that_is_too_long_gets_twice_the_room_once(api: FakeAnthropic, asking: Asking) -> None:
    api.answer("TL;DR", Say("Lo", "max_tokens"), "Long enough.")
    assert asking.ask().text == "Long enough."
    assert [request.body["max_tokens"] for request in api.asked] == [1000, 2000]
    api.answer("again", Say("Lo", "max_tokens"), Say("Long", "max_tokens"))
    with pytest.raises(Unfinished, match="cut off"):
        asking.ask(Question("qa", "Rules", (Text("again"),), 1000))


def test_every_answer_that_was_paid_for_is_kept_the_broken_ones_too(api: FakeAnthropic, asking: Asking) -> None:
    api.answer("TL;DR", Say("Half", cut=4), Say("Lo", "max_tokens"), "Whole.")
    asking.ask()
    assert {reply.stop_reason for reply in asking.cache.replies()} == {None, "max_tokens", "end_turn"}
    assert len(asking.paid) == 3


def test_without_a_key_the_way_out_is_named(replies: Path) -> None:
    with pytest.raises(NoCredential, match="Set ANTHROPIC_API_KEY"):
        Asking(replies)


def test_what_a_model_can_do_is_asked_once(api: FakeAnthropic, asking: Asking, replies: Path) -> None:
    able = {"pdf_input": {"supported": False}, "effort": {"supported": False, "low": {"supported": False}}}
    api.capabilities = able
    model = asking.claude.model("claude-haiku-5-5")
    assert (model.reads_pdf, model.efforts, model.output) == (False, (), 128_000)
    with Asking(replies) as later:
        assert later.claude.model("claude-haiku-5-5") == model
    assert len(api.requests) == 1


def test_tokens_are_counted_by_the_api_with_the_paper_itself(api: FakeAnthropic, asking: Asking) -> None:
    assert asking.claude.count(QUESTION, SONNET) == 4321
    assert api.requests[0].blocks[0]["type"] == "document"
    assert "max_tokens" not in api.requests[0].body


def test_no_key_is_in_any_file(api: FakeAnthropic, asking: Asking, replies: Path) -> None:
    api.answer("TL;DR", Say("Half", cut=4), "Whole.")
    asking.claude.model("claude-sonnet-5-5")
    asking.ask()
    kept = [path.read_text(encoding="utf-8") for path in replies.iterdir()]
    assert len(kept) == 3
    assert not any(KEY in text for text in kept)
