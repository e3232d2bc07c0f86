"""`--fast`, `--judge` and `--vision-only`: another way to a note, through the same checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import REQUIRED_SECTIONS
from generator.writing.judge import GATES, Judgement, verify
from generator.writing.parts import read_parts, render_parts
from tests.pipeline.conftest import Workplace
from tests.typeset import PAPER, typeset
from tests.writing.answers import EN, FIGURE, PLAN_ORDER, ZH, plan, script
from tests.writing.fake_anthropic import Fail, FakeAnthropic, Say
from tests.writing.papers import small_paper

SLUG = "sweeping-boxes"
FAST, FAST_EN, JUDGE, REPAIR = "一次写完整篇", "the whole reading note at once", "按十个维度给笔记打分", "一节的现稿"
KEYS = [key.value for key in REQUIRED_SECTIONS]
HEAD = {
    "title": "扫描线加并查集：近线性时间聚类页面上的矩形",
    "difficulty": "3 需要并查集与扫描线基础",
    "prerequisites": "并查集、扫描线、渐近复杂度",
}
WHOLE = render_parts(HEAD | dict(zip(KEYS, ZH.values(), strict=True)))


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(SLUG)
    return place


def note_of(place: Workplace) -> str:
    return place.paper(SLUG).readme.read_text(encoding="utf-8")


def test_a_fast_note_is_one_request_and_keeps_every_rule(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(FAST, WHOLE)
    done = place.call("write", SLUG, "--fast")
    assert done.returncode == 0, done.stderr
    (request,) = api.asked
    assert [block["type"] for block in request.blocks] == ["document", "text"]
    assert request.blocks[0]["cache_control"] == {"type": "ephemeral"}
    assert "format" not in request.body["output_config"]
    assert request.order.count("=== ") == len(HEAD) + len(KEYS)
    assert f"- {FIGURE}: Figure 1" in request.order
    note = parse_note(note_of(place))
    assert (note.title, note.header.stars, note.header.prerequisites[1]) == (HEAD["title"], 3, "扫描线")
    assert [section.key for section in note.sections] == list(REQUIRED_SECTIONS)
    assert f"](images/{FIGURE})" in note_of(place)
    assert place.call("lint", SLUG).returncode == 0


def test_a_fast_note_in_english(api: FakeAnthropic, place: Workplace) -> None:
    head = {
        "title": "Sweeping Boxes: clustering rectangles in near-linear time",
        "difficulty": "3 needs union-find and sweep lines",
        "prerequisites": "union-find, sweep lines, asymptotic cost",
    }
    api.answer(FAST_EN, render_parts(head | dict(zip(KEYS, EN.values(), strict=True))))
    done = place.call("write", SLUG, "--fast", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert parse_note(note_of(place)).header.difficulty == "needs union-find and sweep lines"


def test_a_part_that_a_fast_answer_lacks_is_asked_for_once(api: FakeAnthropic, place: Workplace) -> None:
    without = WHOLE.replace("=== qa ===", "")
    api.answer(FAST, without, WHOLE)
    assert place.call("write", SLUG, "--fast").returncode == 0
    assert "- === qa ===" in api.asked[1].order
    api.answer(FAST, without, without)
    failed = place.call("write", SLUG, "--fast", "--effort", "low")
    assert (failed.returncode, "lacks the parts qa, and did again" in failed.stderr) == (1, True)


def test_a_fast_note_is_repaired_like_any_other(api: FakeAnthropic, place: Workplace) -> None:
    api.answer(FAST, WHOLE.replace("- 内存多于", "- 综上所述，内存多于"))
    api.answer(REPAIR, ZH["写总结"])
    assert place.call("write", SLUG, "--fast").returncode == 0
    assert "STYLE-01" in api.asked[1].order
    assert "综上所述" not in note_of(place)


def test_a_fast_note_is_cheaper(api: FakeAnthropic, place: Workplace) -> None:
    told = [place.call("write", SLUG, "--dry-run", *fast).stdout for fast in ((), ("--fast",))]
    costs = [float(line.partition("about $")[2].partition(" ")[0]) for line in told]
    assert costs[1] < 0.6 * costs[0]
    assert "requests: note and repairs" in told[1]


def scores(quote: str, **low: int) -> list[dict[str, Any]]:
    """Ten scores, all best but for `low`, which the quotation proves."""
    return [
        {"dimension": name, "score": low.get(name, 3), "evidence": [quote] if name in low else []} for name in GATES
    ]


def judgement(quote: str = "", fixes: tuple[dict[str, str], ...] = (), **low: int) -> str:
    """A judge's answer: all best but for `low`, which the quotation proves."""
    claim = {
        "note_quote": "按秩合并",
        "verdict": "supported",
        "page": 1,
        "paper_quote": "Two sets are merged by their ranks",
    }
    return json.dumps({"claims": [claim], "scores": scores(quote, **low), "fixes": list(fixes)}, ensure_ascii=False)


def test_a_judged_note_carries_its_scores(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    api.answer(JUDGE, judgement())
    done = place.call("write", SLUG, "--judge")
    assert done.returncode == 0, done.stderr
    request = api.asked[-1]
    assert [block["type"] for block in request.blocks] == ["document", "text"]
    assert request.body["output_config"]["format"]["type"] == "json_schema"
    assert "你审阅 AI 论文的阅读笔记" in request.body["system"][0]["text"]
    assert "## 深度理解问答" in request.order
    assert "judged: J1 3, J2 3" in done.stderr
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.judge == dict.fromkeys(GATES, 3)
    assert sidecar.usage
    assert sidecar.usage["calls"] == 9


def test_what_is_below_the_threshold_is_mended_once_and_told(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    fix = {"section": "summary", "instruction": "写清楚硬件型号"}
    quote = next(line for line in ZH["写总结"].split("\n") if line.startswith("- "))
    api.answer(JUDGE, judgement(quote, (fix,), J2=1), judgement(quote, J2=1))
    api.answer(REPAIR, ZH["写总结"].replace("### 适用场景", "### 适用场景\n"))
    done = place.call("write", SLUG, "--judge")
    assert done.returncode == 0, done.stderr
    repair = next(request for request in api.asked if REPAIR in request.order)
    assert "写清楚硬件型号" in repair.order
    assert "judged: J1 3, J2 1" in done.stderr
    assert "after repair judged: J1 3, J2 1" in done.stderr
    assert done.stderr.count("below the threshold: J2") == 2
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.judge
    assert sidecar.judge["J2"] == 1


def test_a_note_that_can_not_be_judged_stays(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    api.answer(JUDGE, Say("", "refusal", "cyber"))
    done = place.call("write", SLUG, "--judge")
    assert done.returncode == 0, done.stderr
    assert "the note could not be judged" in done.stderr
    sidecar = read_sidecar(place.paper(SLUG))
    assert sidecar
    assert sidecar.judge is None


def test_only_what_can_be_verified_counts() -> None:
    """Judges hallucinate too."""
    note = "按秩合并让树保持扁平。网格的代价是平方级。"
    claims = [
        {"note_quote": "按秩合并让树", "verdict": "contradicted", "page": 1, "paper_quote": "clustering of boxes"},
        {"note_quote": "不在笔记里的话", "verdict": "contradicted", "page": 1, "paper_quote": "clustering of boxes"},
        {"note_quote": "网格的代价是", "verdict": "contradicted", "page": 1, "paper_quote": "words of no page"},
    ]
    graded = [
        {"dimension": "J2", "score": 0, "evidence": ["网格的代价"]},
        {"dimension": "J3", "score": 0, "evidence": ["没有这一句"]},
        {"dimension": "J4", "score": 3, "evidence": []},
    ]
    answer = Judgement.model_validate({"claims": claims, "scores": graded, "fixes": []})
    verdict = verify(answer, note, small_paper())
    assert verdict.scores == {"J2": 0, "J4": 3}
    assert verdict.contradicted == ("按秩合并让树",)
    assert verdict.below == ("J1", "J2")
    assert verdict.discarded == 3
    assert "3 of the judge's statements could not be verified" in str(verdict)


SCAN = "#rect(width: 400pt, height: 500pt)\n#pagebreak()\n#circle(radius: 100pt)"


def scanned_plan() -> str:
    facts = json.loads(plan())["facts"]
    return plan(facts=[fact | {"quotes": []} for fact in facts], figures=[])


def test_a_scan_is_written_by_its_pages_and_says_that_nothing_was_checked(api: FakeAnthropic, tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    folder = place.put(SLUG, typeset(SCAN))
    method = ZH["写核心方法"]
    block = method[method.index(":::figure") : method.rindex(":::\n") + 4]
    api.answer(PLAN_ORDER, scanned_plan())
    for order, text in ZH.items():
        api.answer(order, text.replace(block, ""))
    done = place.call("write", SLUG, "--vision-only")
    assert done.returncode == 0, done.stderr
    assert api.asked[0].blocks[0]["source"]["media_type"] == "application/pdf"
    note = parse_note(note_of(place))
    assert dict(note.header.extras)["核对"].startswith("无法与 PDF 核对")
    sidecar = read_sidecar(folder)
    assert sidecar
    assert sidecar.unverified
    assert "can be checked" in sidecar.unverified
    checked = place.call("check", SLUG)
    assert (checked.returncode, "impossible to check" in checked.stdout) == (1, True)
    assert place.call("lint", SLUG).returncode == 0


def test_a_note_that_hides_that_it_was_not_checked_is_refused(api: FakeAnthropic, tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    folder = place.put(SLUG, typeset(SCAN))
    method = ZH["写核心方法"]
    block = method[method.index(":::figure") : method.rindex(":::\n") + 4]
    api.answer(PLAN_ORDER, scanned_plan())
    for order, text in ZH.items():
        api.answer(order, text.replace(block, ""))
    place.call("write", SLUG, "--vision-only")
    lines = note_of(place).split("\n")
    hidden = "\n".join(line for line in lines if "**核对**" not in line)
    folder.readme.write_text(hidden, encoding="utf-8")
    linted = place.call("lint", SLUG)
    assert (linted.returncode, "grounding is impossible" in linted.stdout) == (1, True)


def test_the_header_excuses_no_note_whose_paper_can_be_read(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    place.call("write", SLUG)
    text = (
        note_of(place).replace("3.5 ms", "9.5 ms").replace("> **前置知识**", "> **核对**：无法核对\\\n> **前置知识**")
    )
    place.paper(SLUG).readme.write_text(text, encoding="utf-8")
    assert "GRD-01" in place.call("lint", SLUG).stdout


@pytest.mark.parametrize(
    ("refused", "forms"),
    [
        (["Could not process PDF"], ["application/pdf", "application/pdf"]),
        (["Could not process PDF"] * 2, ["application/pdf", "application/pdf", "text/plain"]),
        (["prompt is too long"], ["application/pdf", "application/pdf"]),
        (["prompt is too long"] * 2, ["application/pdf", "application/pdf", "text/plain"]),
    ],
    ids=["saved anew", "pages as images", "body only", "text"],
)
def test_what_the_api_does_not_take_it_reads_in_another_form(
    api: FakeAnthropic, tmp_path: Path, refused: list[str], forms: list[str]
) -> None:
    place = Workplace(tmp_path)
    appendix = "\n#pagebreak()\n#heading(numbering: none)[Appendix]\nMore on boxes and their edges, at length.\n"
    place.put(SLUG, typeset(PAPER + appendix))
    api.answer(PLAN_ORDER, *[Fail(400, "invalid_request_error", message) for message in refused])
    script(api)
    done = place.call("write", SLUG)
    assert done.returncode == 0, done.stderr
    sent = [request.blocks[0]["source"] for request in api.asked]
    assert [source["media_type"] for source in sent[: len(forms)]] == forms
    assert sent[0]["data"] != sent[1]["data"]
    assert done.stderr.count("the API does not take") == len(refused)
    if refused[-1].startswith("Could not") and len(refused) == 2:
        assert [block["type"] for block in api.asked[2].blocks[1:5]] == ["text", "image", "text", "image"]


def test_a_model_that_reads_no_pdf_is_given_text_tables_and_pages(api: FakeAnthropic, place: Workplace) -> None:
    api.capabilities = {"pdf_input": {"supported": False}}
    script(api)
    done = place.call("write", SLUG)
    assert done.returncode == 0, done.stderr
    blocks = api.asked[0].blocks
    assert [block["type"] for block in blocks] == ["document", "text", "image", "text", "image", "text"]
    assert blocks[0]["source"]["media_type"] == "text/plain"
    assert "sweep | 1,200 | 3.5" in blocks[0]["source"]["data"]
    assert ["cache_control" in block for block in blocks] == [False] * 4 + [True, False]


def test_where_the_model_refuses_another_one_is_asked(api: FakeAnthropic, place: Workplace) -> None:
    api.models.add("claude-opus-5-5")
    script(api, 写总结=Say("", "refusal", "frontier_llm"))
    api.answer("写总结", ZH["写总结"])
    done = place.call("write", SLUG, "--model", "claude-opus-5-5")
    assert done.returncode == 0, done.stderr
    assert "refused to write the part “summary” (category: frontier_llm); asking claude-sonnet-5-5" in done.stderr
    assert [request.body["model"] for request in api.asked if "写总结" in request.order] == [
        "claude-opus-5-5",
        "claude-sonnet-5-5",
    ]
    assert "claude-opus-5-5, claude-sonnet-5-5 · 20" in note_of(place)


def test_a_paper_can_forbid_another_model(api: FakeAnthropic, place: Workplace) -> None:
    api.models.add("claude-opus-5-5")
    place.paper(SLUG).settings.write_text("model: claude-opus-5-5\nfallback: none\n", encoding="utf-8")
    script(api, 写总结=Say("", "refusal", "bio"))
    done = place.call("write", SLUG)
    assert (done.returncode, "category: bio" in done.stderr) == (1, True)
    assert {request.body["model"] for request in api.asked} == {"claude-opus-5-5"}


def test_parts_read_back_as_they_were() -> None:
    parts = {"title": "T", "qa": "### Q\n\nA === B"}
    assert read_parts("Sure.\n\n" + render_parts(parts)) == parts
