"""`write` with Claude, as a person calls it; the model's part is played by a script."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import REQUIRED_SECTIONS, SectionKey
from tests.pipeline.conftest import Workplace
from tests.typeset import typeset
from tests.writing.answers import FIGURE, ZH, script, script_english
from tests.writing.fake_anthropic import KEY, Fail, FakeAnthropic, Hold

SLUG = "sweeping-boxes"
TLDR, SUMMARY, QA, METHOD = "写 TL;DR", "写总结", "写深度理解问答", "写核心方法"
REPAIR = "一节的现稿"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(SLUG)
    return place


def note_of(place: Workplace) -> str:
    return place.paper(SLUG).readme.read_text(encoding="utf-8")


def wait_for(place: Workplace, answers: int) -> None:
    """Until that many answers are on the disk."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        kept = [path for path in place.path.glob(".cache/writing/*/*.json") if '"message"' in path.read_text("utf-8")]
        if len(kept) >= answers:
            return
        time.sleep(0.02)


def test_a_pdf_becomes_a_note_that_keeps_every_rule(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    done = place.call("write", SLUG)
    assert done.returncode == 0, done.stderr
    assert "claude-sonnet-5-5, 4,321 tokens" in done.stderr
    note = parse_note(note_of(place))
    assert [section.key for section in note.sections] == list(REQUIRED_SECTIONS)
    assert note.header.paper == "Sweeping Boxes in Near-Linear Time"
    assert note.header.authors == "Ada Lindqvist、Bo Karlsson"
    assert (note.header.publication, note.header.stars, note.header.status) == ("未注明", 3, None)
    method, questions, summary = (note.section(key) for key in (SectionKey.METHOD, SectionKey.QA, SectionKey.SUMMARY))
    assert method
    assert f"](images/{FIGURE})\n\n**图示内容**：整体架构" in method.body
    assert ":::" not in method.body
    assert questions
    assert [line for line in questions.body.split("\n") if line.startswith("###")][
        1
    ] == "### Q2: $n$ 与 $k$ 有什么区别？"
    assert summary
    assert re.search(
        r"\n\n\*本笔记由模型撰写：`paper-notes \S+ · claude-sonnet-5-5 · 20\d\d-\d\d-\d\d`\*$", summary.body
    )
    assert place.call("lint", SLUG).returncode == 0


def test_a_note_in_english(api: FakeAnthropic, place: Workplace) -> None:
    script_english(api)
    done = place.call("write", SLUG, "--language", "en")
    assert done.returncode == 0, done.stderr
    note = parse_note(note_of(place))
    assert [section.heading for section in note.sections][2:4] == ["Background and Motivation", "Core Method"]
    assert note.header.difficulty == "needs union-find and sweep lines"
    assert "*Written by a model: `paper-notes" in note_of(place)
    assert len(api.asked) == 8


def test_a_note_with_points_that_a_reader_asked_for(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    parts = "**结论**：扫描比平方方法用更多内存。\n\n**依据**：§3 与表 1 的说明。\n\n**边界与推测**：论文未涉及数值。"
    api.answer("写重点分析", "\n\n".join(f"### {point}\n\n{parts}" for point in ("内存占用", "测量的设置")))
    done = place.call("write", SLUG, "--focus", "内存占用", "--focus", "测量的设置")
    assert done.returncode == 0, done.stderr
    order = next(request.order for request in api.asked if "写重点分析" in request.order)
    assert "- 内存占用\n- 测量的设置" in order
    assert "- 内存占用\n- 测量的设置" in api.asked[0].order
    focus = parse_note(note_of(place)).section(SectionKey.FOCUS)
    assert focus
    assert [line for line in focus.body.split("\n") if line.startswith("### ")] == ["### 内存占用", "### 测量的设置"]


def test_what_was_answered_is_not_asked_again(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    place.call("write", SLUG)
    before, asked = place.files(), len(api.requests)
    assert place.call("write", SLUG).returncode == 0
    assert place.files() == before
    assert len(api.requests) == asked


@pytest.mark.parametrize(
    ("stage", "answered", "left"), [(TLDR, 1, 7), (SUMMARY, 7, 1), (REPAIR, 8, 1)], ids=["plan", "sections", "repair"]
)
def test_killed_between_two_stages_the_next_run_asks_for_the_rest_only(
    api: FakeAnthropic, place: Workplace, stage: str, answered: int, left: int
) -> None:
    """kill -9 after the plan, among the sections, before the repair: what was answered is not asked for again."""
    hold = Hold()
    bad = {SUMMARY: ZH[SUMMARY].replace("- 内存多于", "- 综上所述，内存多于")} if stage == REPAIR else {stage: hold}
    script(api, **bad)
    if stage == REPAIR:
        api.answer(REPAIR, hold)
    run = subprocess.Popen([sys.executable, "-m", "generator", "write", SLUG], cwd=place.path, env=dict(os.environ))
    assert hold.held.wait(300)
    wait_for(place, answered)
    run.kill()
    run.wait()
    hold.release.set()
    assert not place.paper(SLUG).readme.exists()
    asked = len(api.requests)
    api.answer(stage, ZH[SUMMARY] if stage == REPAIR else ZH[stage])
    assert place.call("write", SLUG).returncode == 0
    assert len(api.requests) == asked + left
    assert stage in api.requests[asked].order


def test_a_section_that_got_no_better_is_not_taken_and_the_note_stays_a_draft(
    api: FakeAnthropic, place: Workplace
) -> None:
    folder = place.paper(SLUG)
    folder.readme.write_text("# 我的笔记\n", encoding="utf-8")
    bad = ZH[SUMMARY].replace("- 内存多于", "- 综上所述，内存多于")
    script(api, **{SUMMARY: bad})
    api.answer(REPAIR, bad + "\n综上所述，如此。\n", bad)
    done = place.call("write", SLUG, "--force")
    assert done.returncode == 1
    assert "README.draft.md: mend it, then `paper-notes accept" in done.stderr
    assert folder.readme.read_text(encoding="utf-8") == "# 我的笔记\n"
    assert sorted(path.name for path in folder.path.iterdir()) == ["README.draft.md", "README.md", "paper.pdf"]
    kept = folder.draft_readme.read_text(encoding="utf-8")
    assert kept.count("综上所述，") == 1
    assert len(api.asked) == 8 + 2
    assert "STYLE-01" in kept.partition("<!-- paper-notes:")[2]


def test_nothing_is_asked_where_the_estimate_is_beyond_the_limit(api: FakeAnthropic, place: Workplace) -> None:
    done = place.call("write", SLUG, "--max-cost", "0.10")
    assert done.returncode == 1
    assert "the next step costs about $0.74, the limit is $0.10" in done.stderr
    assert api.asked == []


def test_a_dry_run_says_what_it_would_cost_and_changes_nothing(api: FakeAnthropic, place: Workplace) -> None:
    before = place.files()
    done = place.call("write", SLUG, "--dry-run", "--model", "claude-haiku-5-5")
    assert done.returncode == 0
    assert done.stdout.startswith(f"{SLUG}: claude-haiku-5-5, 4,321 tokens, requests: plan, tldr, overview")
    assert "about $0.0" in done.stdout
    assert api.asked == []
    assert place.files() == before
    assert "draft, no requests" in place.call("write", SLUG, "--dry-run", "--model", "draft").stdout


def test_a_paper_has_its_own_settings(api: FakeAnthropic, place: Workplace) -> None:
    settings = "model: claude-haiku-5-5\neffort: low\ndisclosure: false\nfocus: [内存占用]\n"
    place.paper(SLUG).settings.write_text(settings, encoding="utf-8")
    script(api)
    api.answer(
        "写重点分析",
        "### 内存占用\n\n**结论**：扫描比平方方法用更多内存。\n\n**依据**：§3 与表 1 的说明。\n\n"
        "**边界与推测**：论文未涉及具体的数值。\n",
    )
    done = place.call("write", SLUG)
    assert done.returncode == 0, done.stderr
    assert {request.body["model"] for request in api.asked} == {"claude-haiku-5-5"}
    assert {request.body["output_config"]["effort"] for request in api.asked} == {"low"}
    assert "- 内存占用" in api.asked[0].order
    note = parse_note(note_of(place))
    assert note.section(SectionKey.FOCUS)
    assert "由模型撰写" not in note_of(place)


def test_a_paper_whose_text_can_not_be_read_is_not_written_about(api: FakeAnthropic, tmp_path: Path) -> None:
    """Nothing that was written about a scan could be checked."""
    place = Workplace(tmp_path)
    place.put(SLUG, typeset("#rect(width: 100pt, height: 100pt)"))
    done = place.call("write", SLUG)
    assert done.returncode == 1
    assert "the text of the PDF can't be read" in done.stderr
    assert api.asked == []


def test_an_unknown_model_is_one_line(api: FakeAnthropic, place: Workplace) -> None:
    done = place.call("write", SLUG, "--model", "claude-x")
    assert done.returncode == 1
    assert "the API knows no such model" in done.stderr


def test_the_key_is_in_no_output_no_log_and_no_file(
    api: FakeAnthropic, place: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script(api, **{QA: Fail(400, "invalid_request_error", f"odd {KEY}")})
    done = place.call("write", SLUG)
    assert "anthropic" in caplog.text
    assert KEY not in done.stdout + done.stderr + caplog.text
    assert not any(KEY.encode() in path.read_bytes() for path in place.path.rglob("*") if path.is_file())


def test_without_a_key_the_note_is_a_draft_and_a_model_by_name_is_refused(place: Workplace) -> None:
    done = place.call("write", SLUG, "--model", "claude-haiku-5-5")
    assert done.returncode == 1
    assert "there is no key for the Anthropic API" in done.stderr
    assert place.call("write", SLUG).returncode == 0
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.writer == "draft"


def test_a_token_is_as_good_as_a_key(api: FakeAnthropic, place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "token-dummy")
    done = place.call("write", SLUG, "--dry-run")
    assert done.stdout.startswith(f"{SLUG}: claude-sonnet-5-5, ")
    assert api.requests[0].headers["authorization"] == "Bearer token-dummy"
