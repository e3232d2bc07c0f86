"""A fake API for the tests of the writer; no key or profile of the person who runs the tests is ever seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.extraction.sandbox import extract_safely
from generator.paper import Paper
from tests.typeset import typeset
from tests.writing.desk import Desk
from tests.writing.fake_anthropic import KEY, FakeAnthropic


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAnthropic]:
    """The fake API, which the environment names; a request that nobody scripted fails the test."""
    with FakeAnthropic().running() as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        yield server
    assert [request.order for request in server.unscripted] == []


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    """Where replies are kept."""
    return tmp_path / "replies"


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Paper]:
    """Our own paper, extracted once."""
    home = tmp_path_factory.mktemp("paper") / "paper-notes" / "sweeping-boxes"
    (home / "images").mkdir(parents=True)
    (home / "paper.pdf").write_bytes(typeset())
    return home, extract_safely(home / "paper.pdf", images=home / "images")


@pytest.fixture
def desk(read: tuple[Path, Paper], tmp_path: Path) -> Desk:
    return Desk(*read, tmp_path / "replies")
