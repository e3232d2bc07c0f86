"""GitHub and the Anthropic API, both played on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.conftest import Workplace
from tests.workflows.github import GitHub
from tests.writing.fake_anthropic import KEY, FakeAnthropic


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """A repository made from the template, without a key."""
    return GitHub(tmp_path / "server")


@pytest.fixture
def api(github: GitHub) -> Iterator[FakeAnthropic]:
    """The API, to which the repository has a key."""
    with FakeAnthropic().running() as server:
        github.environment["ANTHROPIC_BASE_URL"] = server.url
        github.secrets["ANTHROPIC_API_KEY"] = KEY
        yield server


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of our own paper with its note; tests copy it."""
    place = Workplace(tmp_path_factory.mktemp("finished"))
    folder = place.put("boxes")
    done = place.call("build")
    assert done.returncode == 0, done.stderr
    return folder.path
