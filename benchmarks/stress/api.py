"""The Anthropic API, played over any number of papers: every request of a note is answered, or fails as told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import PIPE, Popen

from generator.writing.cache import digest
from tests.conftest import ROOT
from tests.typeset import PAPER, typeset
from tests.writing.answers import PLAN_ORDER, ZH, plan
from tests.writing.fake_anthropic import KEY, Answer, Fail, FakeAnthropic, Recorded, Say

REQUESTS = 1 + len(ZH)
"""Requests of one note: the plan, and each section."""


class SteadyApi(FakeAnthropic):
    """Answers every request of a note by what it orders; `fault` may put something else in an answer's place."""

    def __init__(self, fault: Callable[[Recorded, Say], Answer] | None = None) -> None:
        super().__init__()
        self._answers = {PLAN_ORDER: plan(), **ZH}
        self._fault = fault or (lambda request, answer: answer)

    def next_answer(self, request: Recorded) -> Answer:
        """The answer to what is ordered."""
        text = next((text for word, text in self._answers.items() if word in request.order), None)
        if text is None:
            return Fail(400, "invalid_request_error", f"this part knows no answer to {request.order[:80]!r}")
        return self._fault(request, Say(text))


def key_of(request: Recorded) -> str:
    """By what the reply to a request is kept (see `generator.writing.cache`)."""
    return digest({name: value for name, value in request.body.items() if name not in ("stream", "max_tokens")})[:16]


def paper(number: int) -> bytes:
    """Our own paper, as different from its siblings as the rule demands that two papers be."""
    return typeset(PAPER.replace("Institute of Rectangles", f"Institute of Rectangles {number}"))


def environment(api: FakeAnthropic | None = None) -> Mapping[str, str]:
    """What a command runs in: the code beside this file, and the API where one is played."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC_")}
    key = {"ANTHROPIC_BASE_URL": api.url, "ANTHROPIC_API_KEY": KEY} if api else {}
    return {**bare, **key, "PYTHONPATH": str(ROOT)}


def command(place: Path, *arguments: str, api: FakeAnthropic | None = None) -> Popen[str]:
    """Begin `paper-notes` in a folder."""
    program = [sys.executable, "-m", "generator", *arguments]
    return Popen(program, cwd=place, env=dict(environment(api)), stdout=PIPE, stderr=PIPE, text=True)
