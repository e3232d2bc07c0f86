"""What a model could answer about the paper of tests/typeset.py: a plan and every section, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.writing.fake_anthropic import Answer, FakeAnthropic

PLAN_ORDER = "通读这篇论文"
FIGURE = "fig1_arch_overall-architecture-sweep-edges.png"

FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("两两比较的旧方法在稠密页面上慢。", ("Earlier methods compare every pair, which is slow on dense pages",)),
    ("扫描对每个矩形只访问一次。", ("A sweep over sorted edges visits each rectangle once",)),
    ("扫描借助并查集合并相接的矩形。", ("a sweep with a union-find structure that merges rectangles",)),
    ("1,200 页上每页 3.5 ms，平方方法 41 ms。", ("On 1,200 pages it takes 3.5 milliseconds a page", "41")),
    ("按秩合并使树保持扁平。", ("Two sets are merged by their ranks, so that the trees stay flat",)),
    ("扫描比平方方法用更多内存。", ("It needs more memory than the quadratic method",)),
)


def plan(**changes: Any) -> str:
    """The answer to the first request."""
    facts: dict[str, Any] = {
        "title": "扫描线加并查集：近线性时间聚类页面上的矩形",
        "stars": 3,
        "difficulty": "需要并查集与扫描线基础",
        "prerequisites": ["并查集", "扫描线", "渐近复杂度"],
        "core_idea": "按边排序扫描，只在相接时合并。",
        "modules": ["扫描", "合并"],
        "facts": [
            {"id": f"F{number}", "statement": statement, "quotes": list(quotes), "page": 1}
            for number, (statement, quotes) in enumerate(FACTS, 1)
        ],
        "equations": [
            {"number": "1", "latex": "T(n) = c n \\log n + k", "page": 1, "meaning": "扫描的代价"},
            {"number": "2", "latex": "S(n) \\le 2 n + 3 k", "page": 1, "meaning": "合并的步数"},
        ],
        "figures": [{"file": FIGURE, "section": "method", "why": "整体架构"}],
        "questions": [
            {"type": "principle", "question": "为什么按秩合并？"},
            {"type": "detail", "question": "$n$ 与 $k$ 有什么区别？"},
            {"type": "boundary", "question": "什么情况下扫描不占优？"},
            {"type": "extension", "question": "能否迁移到三维的盒子？"},
        ],
        "absent": ["硬件型号"],
        "instructions": [],
    }
    return json.dumps(facts | changes, ensure_ascii=False)


def _answers(name: str) -> dict[str, str]:
    pieces = re.split(r"^# (.+)\n", Path(__file__).with_name(name).read_text(encoding="utf-8"), flags=re.M)
    return {order: text.strip() for order, text in zip(pieces[1::2], pieces[2::2], strict=True)}


ZH = _answers("answers.zh.md")
"""Every section, by words of the order that asks for it."""


EN = _answers("answers.en.md")


def english_plan() -> str:
    """The answer to the first request, in English."""
    return plan(
        title="Sweeping Boxes: clustering rectangles in near-linear time",
        difficulty="needs union-find and sweep lines",
        prerequisites=["union-find", "sweep lines", "asymptotic cost"],
        core_idea="Sort the edges, then merge only what touches.",
        modules=["The Sweep", "Merging"],
        questions=[
            {"type": "principle", "question": "Why are sets merged by their ranks?"},
            {"type": "detail", "question": "How do $n$ and $k$ differ?"},
            {"type": "boundary", "question": "When does the sweep not pay?"},
        ],
    )


def script(api: FakeAnthropic, plan: str = plan(), **changes: str | Answer) -> None:
    """Script a whole note in Chinese; `changes` replace answers by the words that their order holds."""
    api.answer(PLAN_ORDER, plan)
    for order, text in ZH.items():
        api.answer(order, changes.get(order, text))


def script_english(api: FakeAnthropic) -> None:
    """Script a whole note in English."""
    api.answer("Read the whole paper and prepare", english_plan())
    for order, text in EN.items():
        api.answer(order, text)
