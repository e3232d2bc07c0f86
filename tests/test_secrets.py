"""The key: used, and left nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.conftest import Called, Workplace
from tests.typeset import PAPER, typeset
from tests.writing.answers import PLAN_ORDER, script
from tests.writing.fake_anthropic import KEY, Fail, FakeAnthropic


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAnthropic]:
    with FakeAnthropic().running() as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        yield server


def runs(place: Workplace, api: FakeAnthropic) -> Iterator[Called]:
    """A note, three errors that quote the key, a parcel, a diagnosis."""
    place.put("boxes")
    script(api)
    yield place.call("build")
    for slug, answer in (
        ("refused", Fail(401, "authentication_error", f"invalid x-api-key: {KEY}")),
        ("broken", Fail(400, "invalid_request_error", f"header x-api-key: {KEY} is odd")),
        ("forbidden", Fail(403, "permission_error", f"{KEY} may not")),
    ):
        place.put(slug, typeset(PAPER.replace("Rectangles", f"Rectangles {slug}", 1)))
        api.answer(PLAN_ORDER, answer)
        yield place.call("write", slug)
    yield place.call("workflow", "write", "boxes", "--out", "parcel")
    yield place.call("doctor")
    yield place.call("plan")


def test_no_key_is_left_anywhere(workplace: Workplace, api: FakeAnthropic) -> None:
    """Neither in what is printed nor in any file: notes, records, answers that were kept, parcels."""
    done = list(runs(workplace, api))
    assert done[0].returncode == 0, done[0].stderr
    assert all(KEY in " ".join(request.headers.values()) for request in api.requests)
    assert [run.stdout for run in done if KEY in run.stdout] == []
    assert [run.stderr for run in done if KEY in run.stderr] == []
    assert [path for path in workplace.path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()] == []
