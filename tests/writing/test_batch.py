"""`--batch`: the notes of many papers through Message Batches, at half the price, resumable at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.library import read_sidecar
from generator.writing.client import BatchApi
from generator.writing.uploads import Uploads
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset
from tests.writing.answers import PLAN_ORDER, ZH, script
from tests.writing.fake_anthropic import KEY, Expire, Fail, FakeAnthropic, Hold, Say

SLUGS = ("sweeping-boxes", "sweeping-again")
BATCH = ("--batch", "--poll", "0.05")
SUMMARY, QA, REPAIR = "写总结", "写深度理解问答", "一节的现稿"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(SLUGS[0])
    return place


def put_another(place: Workplace) -> None:
    """A second paper, which the same answers fit."""
    place.put(SLUGS[1], typeset(PAPER.replace("Karlsson", "Carlsson")))


def records(place: Workplace) -> list[Path]:
    return list((place.path / ".cache" / "writing" / "batches").glob("*"))


def start(place: Workplace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", "write", *BATCH]
    return subprocess.Popen(
        command, cwd=place.path, env=dict(os.environ), stderr=subprocess.DEVNULL, preexec_fn=heed_interrupts
    )


def heed_interrupts() -> None:
    """A shell's job in the background ignores Ctrl-C, and so would all that these tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(is_so: object) -> None:
    deadline = time.monotonic() + 300  # a busy machine takes its time
    while time.monotonic() < deadline and not is_so():  # type: ignore[operator]
        time.sleep(0.02)


def test_two_papers_go_out_in_two_waves_at_half_the_price(api: FakeAnthropic, place: Workplace) -> None:
    put_another(place)
    script(api)
    script(api)
    done = place.call("write", *BATCH)
    assert done.returncode == 0, done.stderr
    assert api.asked == []
    assert len(api.batched) == 16
    for slug in SLUGS:
        sidecar = read_sidecar(place.paper(slug))
        assert sidecar
        assert sidecar.usage
        assert sidecar.usage["calls"] == 8
        assert sidecar.usage["cost_usd"] == pytest.approx(0.5 * (800 * 2 + 400 * 10) / 1e6)
        assert place.call("lint", slug).returncode == 0
    assert records(place) == []


def test_a_batch_names_each_pdf_by_a_file_that_was_uploaded_once(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    assert place.call("write", *BATCH).returncode == 0
    assert api.files == [place.paper(SLUGS[0]).pdf.read_bytes().rstrip()]
    for request in api.batched:
        document = request.blocks[0]
        assert document["source"] == {"type": "file", "file_id": "file_1"}
        assert document["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
        assert "stream" not in request.body
        assert request.body["max_tokens"] > 0
    uploads = [request for request in api.requests if request.path.startswith("/v1/files")]
    assert "anthropic-beta" not in uploads[0].headers


def test_killed_while_a_batch_works_the_next_run_waits_for_the_same_batch(api: FakeAnthropic, place: Workplace) -> None:
    api.looks = 10**6
    script(api)
    run = start(place)
    wait_until(lambda: api.batches and records(place) and "msgbatch_1" in records(place)[0].name)
    run.kill()
    run.wait()
    assert [len(batch.requests) for batch in api.batches] == [1]
    api.batches[0].looks = 1
    api.looks = 1
    assert place.call("write", *BATCH).returncode == 0
    plans = [request for request in api.batched if PLAN_ORDER in request.order]
    assert (len(plans), len(api.batched), len(api.files)) == (1, 8, 1)


def test_a_run_that_is_interrupted_ends_and_the_batch_goes_on(api: FakeAnthropic, place: Workplace) -> None:
    """Ctrl-C does not wait for a day."""
    api.looks = 10**6
    run = start(place)
    wait_until(lambda: api.batches and records(place) and "msgbatch_1" in records(place)[0].name)
    run.send_signal(signal.SIGINT)
    assert run.wait(120) != 0
    assert [path.name for path in records(place)] == ["msgbatch_1.json"]
    assert sorted(path.name for path in place.paper(SLUGS[0]).path.iterdir()) == ["paper.pdf"]


def test_killed_while_a_batch_is_created_the_next_run_finds_it(api: FakeAnthropic, place: Workplace) -> None:
    """The API has the batch, and nobody was told its id."""
    hold = Hold()
    api.on_create = hold
    script(api)
    run = start(place)
    assert hold.held.wait(300)
    run.kill()
    run.wait()
    hold.release.set()
    assert [path.name.startswith("new-") for path in records(place)] == [True]
    assert place.call("write", *BATCH).returncode == 0
    assert len([request for request in api.batched if PLAN_ORDER in request.order]) == 1
    assert records(place) == []


def test_killed_before_a_batch_was_created_it_is_sent_again(api: FakeAnthropic, place: Workplace) -> None:
    folder = place.path / ".cache" / "writing" / "batches"
    folder.mkdir(parents=True)
    (folder / "new-0.json").write_text(json.dumps({"open": ["plan-0"]}), encoding="utf-8")
    script(api)
    assert place.call("write", *BATCH).returncode == 0
    assert records(place) == []


def test_what_expired_in_a_batch_is_sent_once_more(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(SUMMARY, Expire())
    script(api)
    done = place.call("write", *BATCH)
    assert done.returncode == 0, done.stderr
    assert len([request for request in api.batched if SUMMARY in request.order]) == 2
    assert len(api.batched) == 9


def test_what_always_expires_is_one_line_and_the_rest_is_kept(api: FakeAnthropic, place: Workplace) -> None:
    script(api, 写总结=Expire())
    api.answer(SUMMARY, Expire(), Expire())
    done = place.call("write", *BATCH)
    assert (done.returncode, "let a request of a batch expire" in done.stderr) == (1, True)
    api.answer(SUMMARY, ZH[SUMMARY])
    asked = len(api.batched)
    assert place.call("write", *BATCH).returncode == 0
    assert len(api.batched) == asked + 1


def test_an_error_in_a_batch_ends_in_the_same_place_as_outside(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(PLAN_ORDER, Fail(400, "invalid_request_error", "Could not process PDF"))
    script(api, 写总结=Fail(402, "billing_error"))
    done = place.call("write", *BATCH)
    assert done.returncode == 1
    assert "it reads the PDF, saved anew" in done.stderr
    assert "the account has no credit left" in done.stderr
    api.answer(SUMMARY, Say("", "refusal", "bio"))
    refused = place.call("write", *BATCH)
    assert "refused to write the part “summary”" in refused.stderr
    api.answer(SUMMARY, Fail(500, "overloaded_error"), Say("Lo", "max_tokens"), ZH[SUMMARY])
    assert place.call("write", *BATCH).returncode == 0
    rooms = [request.body["max_tokens"] for request in api.batched if SUMMARY in request.order]
    assert rooms[-1] == 2 * rooms[0]


def test_a_note_from_a_batch_is_repaired_in_a_batch(api: FakeAnthropic, place: Workplace) -> None:
    script(api, 写总结=ZH[SUMMARY].replace("- 内存多于", "- 综上所述，内存多于"))
    api.answer(REPAIR, ZH[SUMMARY])
    assert place.call("write", *BATCH).returncode == 0
    assert len(api.batched) == 9
    assert "综上所述" not in place.paper(SLUGS[0]).readme.read_text(encoding="utf-8")


def test_a_batch_that_the_api_does_not_take_fails_every_paper(api: FakeAnthropic, place: Workplace) -> None:
    put_another(place)
    api.on_create = Fail(401, "authentication_error", KEY)
    done = place.call("write", *BATCH)
    assert done.returncode == 1
    assert done.stderr.count("the API refused the key") == 2
    assert KEY not in done.stderr


def test_a_batch_needs_claude(place: Workplace) -> None:
    done = place.call("write", "--batch")
    assert (done.returncode, "a draft asks nobody" in done.stderr) == (1, True)


def test_the_price_of_a_batch_is_told_before(api: FakeAnthropic, place: Workplace) -> None:
    costs = [
        float(place.call("write", "--dry-run", *batch).stdout.partition("about $")[2].partition(" ")[0])
        for batch in ((), BATCH)
    ]
    assert costs[1] == pytest.approx(costs[0] / 2, abs=0.01)
    assert api.batches == []


def test_a_large_pdf_is_uploaded_and_a_small_one_is_not(api: FakeAnthropic, tmp_path: Path) -> None:
    """Base64 makes it a third longer, and a request has 32 MB at most."""
    block = {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "JVBERiUlRU9G"}}
    body = {"messages": [{"role": "user", "content": [block, {"type": "text", "text": "Read."}]}]}
    upload = BatchApi().upload
    assert Uploads(tmp_path / "files.json", upload, least=100).sent(body) == body
    large = Uploads(tmp_path / "files.json", upload, least=5)
    sent = [large.sent(body), large.sent(body), Uploads(tmp_path / "files.json", upload).sent(body)]
    assert [one["messages"][0]["content"][0]["source"]["file_id"] for one in sent] == ["file_1"] * 3
    assert api.files == [b"%PDF%%EOF"]
    assert block["source"]["type"] == "base64"
