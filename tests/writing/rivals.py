"""A second paper of our own, and what a model could answer when it is compared with the one of tests/typeset.py."""

from __future__ import annotations

from pathlib import Path

from tests.typeset import PAPER
from tests.writing.answers import PLAN_ORDER, plan
from tests.writing.fake_anthropic import Answer, FakeAnthropic

RIVAL = PAPER
for old, new in (
    ("Sweeping Boxes in Near-Linear Time", "Bucketing Boxes with a Grid"),
    ("Ada Lindqvist #h(1em) Bo Karlsson", "Cleo Ruiz #h(1em) Dan Oduya"),
    ("A sweep over sorted edges visits each rectangle once, and\nmerges those that touch.", "A grid of buckets."),
    ("it takes 3.5 milliseconds a page", "Bucket takes 5.2 milliseconds a page"),
    (
        "We propose a sweep with a union-find structure that merges rectangles as soon as\nthey touch. ",
        "",
    ),
    ("which is slow on dense pages", "though a rectangle covers a small part of its page"),
    ("T(n) = c n log n + k, ", "T(n) = c n + g, "),
    ("and $k$ the number of pairs that touch.", "and $g$ the number of cells. Bucket registers each in its cells."),
    (
        "The sweep is faster on each page. It needs more memory than the quadratic method.",
        "A large one fills the grid.",
    ),
    ("[sweep], [1,200], [3.5]", "[Bucket], [1,200], [5.2]"),
):
    assert old in RIVAL
    RIVAL = RIVAL.replace(old, new)

RIVAL_FACTS = (
    ("旧方法逐对比较。", "Earlier methods compare every pair"),
    ("每页 5.2 ms。", "Bucket takes 5.2 milliseconds a page"),
    ("矩形登记进格子。", "Bucket registers each in its cells"),
    ("按秩合并。", "Two sets are merged by their ranks, so that the trees stay flat"),
    ("大矩形占满网格。", "A large one fills the grid"),
    ("在 1,200 页上测量。", "We compare the sweep with the quadratic method on 1,200 pages"),
)

COMPARISON, ENGLISH = (
    Path(__file__).with_name(f"comparison.{language}.md").read_text(encoding="utf-8") for language in ("zh", "en")
)
ORDER = "对比上面两篇论文 A 与 B"


def rival_plan() -> str:
    """Facts and plan of the second paper."""
    facts = [
        {"id": f"F{number}", "statement": statement, "quotes": [quote], "page": 1}
        for number, (statement, quote) in enumerate(RIVAL_FACTS, 1)
    ]
    equations = [{"number": "1", "latex": "T(n) = c n + g", "page": 1, "meaning": "登记的代价"}]
    return plan(title="网格登记", modules=["登记", "合并"], facts=facts, equations=equations, figures=[])


def script_comparison(api: FakeAnthropic, answer: str | Answer = COMPARISON) -> None:
    """Script the two plans, then the comparison."""
    api.answer(PLAN_ORDER, plan(), rival_plan())
    api.answer(ORDER, answer)
