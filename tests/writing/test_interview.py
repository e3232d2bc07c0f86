"""`paper-notes interview`: from a note and the facts behind it to interview.md; a script plays the model's part."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.config import Language
from generator.library import read_sidecar
from generator.note.digest import text_hash
from tests.pipeline.conftest import Workplace
from tests.writing.answers import script
from tests.writing.fake_anthropic import FakeAnthropic, Say
from tests.writing.interviews import ORDER, REPAIR, ZH, answer

SLUG = "sweeping-boxes"
ASKED = ORDER[Language.ZH]


@pytest.fixture(scope="session")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A library with one note by a model; tests copy it."""
    place = Workplace(tmp_path_factory.mktemp("noted"))
    place.put(SLUG)
    with FakeAnthropic().running() as api:
        script(api)
        done = place.call("write", SLUG, env={"ANTHROPIC_BASE_URL": api.url, "ANTHROPIC_API_KEY": "sk-ant-dummy"})
    assert done.returncode == 0, done.stderr
    place.call("lint", SLUG)  # the paper is read once, for all tests
    return place


@pytest.fixture
def place(noted: Workplace, tmp_path: Path) -> Workplace:
    shutil.copytree(noted.path, tmp_path, dirs_exist_ok=True)
    return Workplace(tmp_path)


def test_a_note_becomes_an_interview_that_keeps_every_rule(api: FakeAnthropic, place: Workplace) -> None:
    """A small model reads the note and the verified facts; no PDF goes out."""
    api.answer(ASKED, answer())
    done = place.call("interview", SLUG)
    assert done.returncode == 0, done.stderr
    assert f"{SLUG}/interview.md: written" in done.stdout
    (request,) = api.asked
    assert request.body["model"] == "claude-haiku-5-5"
    assert [block["type"] for block in request.blocks] == ["text", "text"]
    material = request.blocks[0]["text"]
    assert "## 深度理解问答" in material
    assert "Earlier methods compare every pair, which is slow on dense pages" in material
    folder = place.paper(SLUG)
    text = folder.interview.read_text(encoding="utf-8")
    assert text.startswith("# 面试准备：扫描线加并查集：近线性时间聚类页面上的矩形\n")
    assert "### Q1: 为什么要先排序？" in text
    sidecar = read_sidecar(folder)
    assert sidecar
    assert sidecar.interview
    assert sidecar.interview.text == text_hash(text)
    assert sidecar.interview.note == text_hash(folder.readme.read_text(encoding="utf-8"))
    assert (sidecar.interview.writer, sidecar.interview.usage["calls"]) == ("claude-haiku-5-5", 1)
    linted = place.call("lint", SLUG)
    assert "2 notes: 0 errors" in linted.stdout, linted.stdout


def test_what_was_answered_is_not_asked_again(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(ASKED, answer())
    place.call("interview", SLUG)
    before, asked = place.files(), len(api.requests)
    assert place.call("interview", SLUG).returncode == 0
    assert (place.files(), len(api.requests)) == (before, asked)


def test_a_number_that_the_paper_does_not_have_is_mended(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(ASKED, answer(impact=ZH["impact"].replace("3.5 ms", "9.9 ms")))  # type: ignore[index]
    api.answer(REPAIR[Language.ZH], answer())
    assert place.call("interview", SLUG).returncode == 0
    assert "GRD-01" in api.asked[1].order
    assert "9.9" not in place.paper(SLUG).interview.read_text(encoding="utf-8")


def test_what_can_not_be_mended_stays_beside_as_a_draft(api: FakeAnthropic, place: Workplace) -> None:
    bad = answer(contributions="1. 一项（§2）\n2. 两项（§2）")
    api.answer(ASKED, bad)
    api.answer(REPAIR[Language.ZH], bad, Say("", "refusal", "cyber"))
    done = place.call("interview", SLUG)
    assert done.returncode == 1
    assert "INT-01 2 contributions are listed" in done.stderr
    assert "It is in interview.draft.md: mend it" in done.stderr
    folder = place.paper(SLUG)
    assert not folder.interview.exists()
    assert "<!-- paper-notes: what is wrong" in folder.draft_interview.read_text(encoding="utf-8")


def test_an_interview_that_a_person_wrote_or_changed_is_never_overwritten(api: FakeAnthropic, place: Workplace) -> None:
    folder = place.paper(SLUG)
    folder.interview.write_text("# 我的面试稿\n", encoding="utf-8")
    api.answer(ASKED, answer())
    done = place.call("interview", SLUG)
    assert (done.returncode, "interview.md is yours and stays" in done.stdout) == (0, True)
    assert folder.interview.read_text(encoding="utf-8") == "# 我的面试稿\n"
    assert folder.new_interview.read_text(encoding="utf-8").startswith("# 面试准备：")
    forced = place.call("interview", SLUG, "--force")
    assert "; the old one is in interview.bak-" in forced.stdout
    (backup,) = folder.path.glob("interview.bak-*.md")
    assert backup.read_text(encoding="utf-8") == "# 我的面试稿\n"


def test_writing_the_note_anew_keeps_the_record_of_its_interview(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(ASKED, answer())
    place.call("interview", SLUG)
    folder = place.paper(SLUG)
    before = read_sidecar(folder)
    assert place.call("write", SLUG).returncode == 0
    after = read_sidecar(folder)
    assert before
    assert after == replace(before, created=after.created if after else None)


def test_a_card_does_not_take_the_place_of_a_whole_note(api: FakeAnthropic, place: Workplace) -> None:
    """But for --force: nothing that was paid for is lost by a slip."""
    before = place.files()
    done = place.call("write", SLUG, "--pass", "1")
    assert (done.returncode, "there is a note of reading pass 2, deeper than pass 1" in done.stderr) == (1, True)
    assert (place.files(), api.asked) == (before, [])


def test_a_dry_run_says_what_it_would_cost(api: FakeAnthropic, place: Workplace) -> None:
    before = place.files()
    done = place.call("interview", SLUG, "--dry-run")
    assert done.stdout.startswith(
        f"{SLUG}: claude-haiku-5-5, 4,321 tokens, requests: interview and repairs, about $0.0"
    )
    assert (api.asked, place.files()) == ([], before)
    assert "the limit is $0.00" in place.call("interview", SLUG, "--max-cost", "0.0001").stderr


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("> **前置知识**", "> **状态**：草稿\\\n> **前置知识**"), "it is a draft, of which no interview"),
        (("> **前置知识**", "> **阅读**：第一遍（十分钟卡片）\\\n> **前置知识**"), "it is a ten-minute card"),
        (("# 扫描线", "扫描线"), "does not begin with a title"),
    ],
    ids=["draft", "card", "no note"],
)
def test_of_what_is_no_whole_note_there_is_no_interview(
    api: FakeAnthropic, place: Workplace, change: tuple[str, str], says: str
) -> None:
    readme = place.paper(SLUG).readme
    readme.write_text(readme.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    done = place.call("interview", SLUG)
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert api.requests == []


def test_without_a_note_or_a_key_the_way_out_is_told(place: Workplace) -> None:
    keyless = place.call("interview", SLUG)
    assert (keyless.returncode, "there is no key for the Anthropic API" in keyless.stderr) == (1, True)
    assert "a draft writer can" in place.call("interview", SLUG, "--model", "draft").stderr
    place.paper(SLUG).readme.unlink()
    done = place.call("interview", SLUG)
    assert f"Write it first: paper-notes write {SLUG}." in done.stderr
