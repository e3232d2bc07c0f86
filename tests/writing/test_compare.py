"""`compare`, as a person calls it: by Claude, whose part is played by a script, and as a draft without any key."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.extraction.cache import read_paper
from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import COMPARISON_SECTIONS
from tests.pipeline.conftest import Workplace
from tests.typeset import typeset
from tests.writing.answers import english_plan
from tests.writing.fake_anthropic import Fail, FakeAnthropic, Say
from tests.writing.rivals import COMPARISON, ENGLISH, ORDER, RIVAL, rival_plan, script_comparison

A, B, SLUG = "sweeping-boxes", "bucketing-boxes", "compare-sweeping-boxes-vs-bucketing-boxes"
QUESTION = "怎样避免两两比较"
REPAIR = "没有通过检查的部分"


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of a place in which both papers were read."""
    place = Workplace(tmp_path_factory.mktemp("read"))
    for slug, pdf in ((A, typeset()), (B, typeset(RIVAL))):
        read_paper(place.put(slug, pdf).pdf, place.path / ".cache" / "papers")
    return place.path / ".cache"


@pytest.fixture
def place(tmp_path: Path, read_once: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(A)
    place.put(B, typeset(RIVAL))
    shutil.copytree(read_once, tmp_path / ".cache")
    return place


def test_two_papers_become_a_comparison_that_keeps_every_rule(api: FakeAnthropic, place: Workplace) -> None:
    script_comparison(api)
    done = place.call("compare", A, B, "--on", QUESTION)
    assert done.returncode == 0, done.stderr
    folder = place.paper(SLUG)
    note = parse_note(folder.readme.read_text(encoding="utf-8"))
    assert note.title == f"Sweeping Boxes in Near-Linear Time 与 Bucketing Boxes with a Grid：{QUESTION}"
    assert [section.key for section in note.sections] == list(COMPARISON_SECTIONS)
    assert note.header.authors == "A：Ada Lindqvist、Bo Karlsson；B：Cleo Ruiz、Dan Oduya"
    assert note.header.extras == (("对比", QUESTION),)
    assert "*本笔记由模型撰写：" in note.sections[-1].body
    sidecar = read_sidecar(folder)
    assert sidecar
    assert (sidecar.writer, sidecar.compares) == ("claude-sonnet-5-5", {"A": A, "B": B})
    assert sidecar.usage
    assert sidecar.usage["calls"] == 3
    assert sidecar.making
    assert set(sidecar.making.stages) == {"plan of A", "plan of B", "comparison"}
    linted = place.call("lint", SLUG)
    assert (linted.returncode, "0 errors" in linted.stdout) == (0, True)
    assert "not checked" not in linted.stdout


def test_a_comparison_in_english(api: FakeAnthropic, place: Workplace) -> None:
    api.answer("Read the whole paper and prepare", english_plan(), rival_plan())
    api.answer("Compare how the two papers above", ENGLISH)
    done = place.call("compare", A, B, "--on", "avoiding all pairs", "--language", "en")
    assert done.returncode == 0, done.stderr
    note = parse_note(place.paper(SLUG).readme.read_text(encoding="utf-8"))
    assert note.title == "Sweeping Boxes in Near-Linear Time and Bucketing Boxes with a Grid: avoiding all pairs"
    assert note.sections[5].heading == "Which to Choose"
    assert "0 errors" in place.call("lint", SLUG).stdout


def test_facts_of_each_paper_are_read_alone_and_written_of_together(api: FakeAnthropic, place: Workplace) -> None:
    script_comparison(api)
    place.call("compare", A, B, "--on", QUESTION)
    first, second, writing = api.asked
    for request, title in ((first, "Sweeping"), (second, "Bucketing")):
        assert [block["type"] for block in request.blocks] == ["document", "text"]
        assert request.blocks[0]["title"].startswith(title)
        assert f"- {QUESTION}" in request.order
    assert [block["type"] for block in writing.blocks] == ["text", "text", "text"]
    assert all(block["cache_control"] == {"type": "ephemeral"} for block in writing.blocks[:2])
    assert writing.blocks[0]["text"].startswith("论文 A：Sweeping Boxes")
    assert "Bucket takes 5.2" not in writing.blocks[0]["text"]
    assert writing.blocks[1]["text"].startswith("论文 B：Bucketing Boxes")
    assert QUESTION in writing.order


def test_a_number_of_the_other_paper_is_repaired(api: FakeAnthropic, place: Workplace) -> None:
    """B's 5.2 ms, said of A, is in no sentence of A."""
    wrong = COMPARISON.replace("大小不敏感，每页 3.5 ms（A 表 1）", "大小不敏感，每页 5.2 ms（A 表 1）")
    script_comparison(api, wrong)
    right = COMPARISON[COMPARISON.index("=== choice ===") : COMPARISON.index("=== qa ===")]
    api.answer(REPAIR, right)
    done = place.call("compare", A, B, "--on", QUESTION)
    assert done.returncode == 0, done.stderr
    assert "paper A: 5.2" in api.asked[3].order
    assert "=== choice ===" in api.asked[3].order
    assert "=== qa ===\n\n### 为什么" not in api.asked[3].order
    assert "每页 5.2 ms（A 表 1）" not in place.paper(SLUG).readme.read_text(encoding="utf-8")


def test_what_stays_wrong_goes_to_a_draft_that_no_site_shows(api: FakeAnthropic, place: Workplace) -> None:
    wrong = COMPARISON.replace("每页用时 | 3.5 ms", "每页用时 | 9.9 ms")
    script_comparison(api, wrong)
    api.answer(REPAIR, wrong, wrong)
    done = place.call("compare", A, B, "--on", QUESTION)
    assert done.returncode == 1
    assert "CMP-02" in done.stderr
    folder = place.paper(SLUG)
    assert sorted(path.name for path in folder.path.iterdir()) == [".note.json", "README.draft.md"]
    draft = folder.draft_readme.read_text(encoding="utf-8")
    folder.draft_readme.write_text(draft.replace("9.9 ms", "3.5 ms"), encoding="utf-8")
    accepted = place.call("accept", SLUG, f"paper-notes/{SLUG}/README.draft.md")
    assert accepted.returncode == 0, accepted.stderr
    assert (folder.readme.is_file(), folder.draft_readme.exists()) == (True, False)


def test_a_comparison_that_is_repeated_asks_for_nothing_twice(api: FakeAnthropic, place: Workplace) -> None:
    script_comparison(api, Fail(401, "authentication_error"))
    failed = place.call("compare", A, B, "--on", QUESTION)
    assert failed.returncode == 1
    assert f"{SLUG}: the API refused the key" in failed.stderr
    assert not place.paper(SLUG).path.exists()
    api.answer(ORDER, COMPARISON)
    assert place.call("compare", A, B, "--on", QUESTION).returncode == 0
    assert len(api.asked) == 4
    before, asked = place.files(), len(api.requests)
    assert place.call("compare", A, B, "--on", QUESTION).returncode == 0
    assert (place.files(), len(api.requests)) == (before, asked)


def test_where_the_model_refuses_to_compare_another_one_is_asked(api: FakeAnthropic, place: Workplace) -> None:
    api.models.add("claude-opus-5-5")
    script_comparison(api, Say("", "refusal", "general_harms"))
    api.answer(ORDER, COMPARISON)
    done = place.call("compare", A, B, "--on", QUESTION, "--model", "claude-opus-5-5")
    assert done.returncode == 0, done.stderr
    assert "(category: general_harms); asking claude-sonnet-5-5" in done.stderr
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.writer == "claude-opus-5-5, claude-sonnet-5-5"


def test_a_part_that_was_left_out_is_asked_for(api: FakeAnthropic, place: Workplace) -> None:
    start, end = COMPARISON.index("=== choice ==="), COMPARISON.index("=== qa ===")
    script_comparison(api, Say(COMPARISON[:start] + COMPARISON[end:]))
    api.answer(REPAIR, COMPARISON[start:end])
    done = place.call("compare", A, B, "--on", QUESTION)
    assert done.returncode == 0, done.stderr
    assert "“选型建议” is empty" in api.asked[3].order


def test_the_price_of_a_comparison_is_told_and_limited(api: FakeAnthropic, place: Workplace) -> None:
    before = place.files()
    done = place.call("compare", A, B, "--on", QUESTION, "--dry-run")
    assert "8,642 tokens, requests: plan of A, plan of B, comparison" in done.stdout
    limited = place.call("compare", A, B, "--on", QUESTION, "--max-cost", "0.01")
    assert limited.returncode == 1
    assert "the limit is $0.01" in limited.stderr
    assert (api.asked, place.files()) == ([], before)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_key_a_comparison_quotes_and_counts(place: Workplace, language: str) -> None:
    done = place.call("compare", A, B, "--on", "合并 merging rectangles", "--language", language)
    assert done.returncode == 0, done.stderr
    text = place.paper(SLUG).readme.read_text(encoding="utf-8")
    assert "Two sets are merged by their ranks, so that the trees stay flat" in text
    assert ("—— B 第 1 页" if language == "zh" else "— B p. 1") in text
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.writer == "draft"
    assert "0 errors, 0 warnings" in place.call("lint", SLUG).stdout


def test_what_a_comparison_says_is_shown_beside_the_pages_of_both_papers(api: FakeAnthropic, place: Workplace) -> None:
    """Each number with its paper and page; what its paper does not have is told."""
    script_comparison(api)
    place.call("compare", A, B, "--on", QUESTION)
    checked = place.call("check", SLUG, "--html", "review.html")
    assert f" looked up in paper A ({A}), " in checked.stdout
    assert f" looked up in paper B ({B}), " in checked.stdout
    assert "GRD-01" not in checked.stdout
    page = (place.path / "review.html").read_text(encoding="utf-8")
    assert f"<h2>A: {A}</h2>" in page
    assert page.index('alt="A page 1"') < page.index(f"<h2>B: {B}</h2>") < page.index('alt="B page 1"')
    assert re.search(r'<a href="#e\d+">3\.5 ms</a> A p\. 1', page)
    assert re.search(r'<a href="#e\d+">5\.2 ms</a> B p\. 1', page)
    assert "<script" not in page
    readme = place.paper(SLUG).readme
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace("每页用时 | 3.5 ms", "每页用时 | 9.9 ms"), encoding="utf-8")
    wrong = place.call("check", SLUG)
    assert (wrong.returncode, "paper A: GRD-01 9.9 ms" in wrong.stdout) == (1, True), wrong.stdout
    refused = place.call("check", SLUG, "--evidence")
    assert "evidence.json is of one paper, and this compares two" in refused.stderr


def test_a_comparison_whose_paper_is_gone_can_not_be_checked(place: Workplace) -> None:
    place.call("compare", A, B, "--on", QUESTION)
    place.paper(B).pdf.unlink()
    checked = place.call("check", SLUG)
    assert (checked.returncode, f"{B}/paper.pdf: there is no PDF to check" in checked.stderr) == (1, True)


def test_a_persons_comparison_stays(place: Workplace) -> None:
    place.call("compare", A, B, "--on", QUESTION)
    folder = place.paper(SLUG)
    folder.readme.write_text("# Mine\n", encoding="utf-8")
    done = place.call("compare", A, B, "--on", QUESTION)
    assert "README.new.md: compared" in done.stdout
    assert folder.readme.read_text(encoding="utf-8") == "# Mine\n"
    forced = place.call("compare", A, B, "--on", QUESTION, "--force")
    assert "the old one is in README.bak-" in forced.stdout
    assert "程序统计的对照" in folder.readme.read_text(encoding="utf-8")


def test_a_library_with_a_comparison_is_brought_up_to_date_as_before(place: Workplace) -> None:
    """`build`, `write` and `plan` pass it over: it has no PDF of its own."""
    place.call("compare", A, B, "--on", QUESTION)
    before = place.paper(SLUG).readme.read_bytes()
    assert place.call("build").returncode == 0
    assert place.call("write").returncode == 0
    assert json.loads(place.call("plan", "--json").stdout) == {"stale": [], "failed": []}
    assert place.paper(SLUG).readme.read_bytes() == before


def test_long_names_are_cut_and_one_paper_is_no_comparison(place: Workplace) -> None:
    long = "a-very-long-name-of-a-paper-with-many-words-in-it-that-goes-on"[:60].rstrip("-")
    place.put(long, typeset(RIVAL.replace("Cleo", "Clea")))
    done = place.call("compare", A, long, "--on", QUESTION)
    assert done.returncode == 0, done.stderr
    (folder,) = place.library.glob("compare-*")
    assert (len(folder.name) <= 60, folder.name.startswith(f"compare-{A}-vs-a-very-long-name")) == (True, True)
    same = place.call("compare", A, A, "--on", QUESTION)
    assert (same.returncode, "can't be compared with itself" in same.stderr) == (1, True)
