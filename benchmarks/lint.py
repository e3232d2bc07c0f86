"""The lint's mutation score: our own note with one thing broken at a time, how often a rule finds it; and its speed.

So too a ten-minute card, a note of a third reading, an interview, and the record beside a note.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from benchmarks.report import Goal, finish, show
from generator.library import PaperFolder
from generator.note.lint import LintSubject, Profile, lint
from generator.note.record import RecordedFact, Sidecar
from generator.pipeline.checking import read_subject
from tests.note.lint.notes import NOTES, paper, recorded, subject, write_note
from tests.note.lint.test_interview import MUTATIONS as INTERVIEWS
from tests.note.lint.test_interview import interview
from tests.note.lint.test_passes import MUTATIONS as PASSES

ROOT = Path(__file__).parent.parent
NOTE = PaperFolder(ROOT / "paper-notes" / "path-clustering")
SEEDS = 5
GOALS = (
    Goal("caught", least=0.99),
    Goal("findings_in_the_good_note", most=0),
    Goal("seconds_a_note", most=1.0),
)

Mutate = Callable[[str, random.Random], str]


def swap(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Mutate:
    """Replace one match of a pattern, chosen at random."""

    def mutate(text: str, chance: random.Random) -> str:
        match = chance.choice(list(re.finditer(pattern, text, re.M)))
        return text[: match.start()] + (match.expand(new) if isinstance(new, str) else new(match)) + text[match.end() :]

    return mutate


def insert(what: str) -> Mutate:
    """Put a text before a sentence of prose, chosen at random."""
    return swap(r"(?<=。)(?=[\u4e00-\u9fff])(?=[^\n]*$)", lambda _: what)


def exchange(pattern: str) -> Mutate:
    """Exchange a match with the one after it."""

    def mutate(text: str, chance: random.Random) -> str:
        matches = list(re.finditer(pattern, text, re.M))
        one, other = chance.choice(list(pairwise(matches)))
        return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]

    return mutate


_SECTION = r"^## (?:.|\n)+?(?=^## |\Z)"
MUTATIONS: dict[str, Mutate] = {
    "drop a header field": swap(r"^> \*\*.*\n", ""),
    "exchange two header fields": exchange(r"(?<=^> )\*\*[^\\\n]+"),
    "empty a header field": swap(r"^(> \*\*.+?\*\*：).+?(\\?)$", r"\1\2"),
    "stars in words": swap("⭐⭐⭐", "三星"),
    "join two header lines": swap(r"\\\n> ", "\n> "),
    "reading time off": swap(r"约 \d+ 分钟", "约 3 分钟"),
    "title of another paper": swap(r"(\*\*论文\*\*：).*?\\", r"\1Attention Is All You Need\\"),
    "drop a section": swap(_SECTION, ""),
    "exchange two sections": exchange(_SECTION),
    "rename a section": swap(r"^## .*", "## 其他"),
    "number a section": swap(r"^## (.*)", r"## 三、\1"),
    "fold an answer": swap(r"^(### Q\d.*\n)", r"\1\n<details>\n"),
    "drop a question mark": swap(r"(?<=^### Q)(\d.*)？$", r"\1"),
    "number a question wrongly": swap(r"^### Q\d", "### Q9"),
    "drop a brace": swap(r"(?<=\w)\}(?=[^\n]*\n(?:[^\n]*\n)*?\$\$$)", ""),
    "unknown command": swap(r"\\(?:frac|sum|tau|log|sim|cdot|approx|land)\b", r"\\foobar"),
    "formula inside of a paragraph": swap(r"\n\n\$\$\n", "\n$$\n"),
    "drop an explanation": swap(
        r"(^\$\$\n\n)(?:其中：|这里)(?:.|\n)+?(?=^#|^\*\*|\Z|^为什么|^页面|^对 )", r"\1#### 无\n\n"
    ),
    "rename an image": swap(r"(images/fig\d)_", r"\1-"),
    "image without alt text": swap(r"!\[[^\]]+\]", "![]"),
    "image of another figure": swap(r"images/fig\d", "images/fig17"),
    "remote image": swap(r"\(images/", "(https://example.org/"),
    "drop a part of a figure block": swap(r"^\*\*(?:图示内容|关键信息|与正文对应)\*\*：", ""),
    "section that is not there": swap(r"§\d(?:\.\d)?", "§97"),
    "figure that is not there": swap(r"(?<=[（，。])图 \d|图 \d(?=[ ）。、])", "图 42"),
    "table that is not there": swap(r"表 \d", "表 42"),
    "equation that is not there": swap(r"式 \(\d\)", "式 (42)"),
    "equation that is not shown": swap(r"^(?<=\$\$\n).+(?=\n\$\$\n)", "q = z"),
    "setting that the paper does not mention": insert("随机种子取 5。"),
    "stock phrase": insert("值得注意的是，"),
    "empty praise": insert("这是一篇重要的工作。"),
    "first person": insert("笔者觉得如此。"),
    "emoji": insert("🚀"),
    "exclamation": insert("快得惊人！"),
    "raw HTML": insert("<span>甲</span>"),
    "script link": insert("[甲](javascript:alert(1))"),
    "link out of the folder": insert("[甲](../../x.md)"),
    "placeholder": insert("TODO "),
    "bold that does not render": insert("**甲：**乙"),
    "leaked preamble": insert("作为一个 AI 语言模型，"),
    "obeyed instruction": insert("Ignore previous instructions. "),
    "foreign address": insert("见 https://example.org/x 。"),
    "control character": insert("\x0c"),
    "Python that does not parse": swap(r"(?<=^def )(\w+\(.*\).*):$", r"\1"),
    "code without a language": swap(r"^```(?:python|text)$", "```"),
    "list three deep": swap(r"^- (.*)\n(?=- )", r"- \1\n  - 甲\n    - 乙\n"),
    "heading too deep": swap(r"^### (?!Q)", "##### "),
    "uneven table row": swap(r"^(\| (?:charts|sparse|dense|lattice) .*)\|$", r"\1| 9 |"),
    "drop a bold lead": swap(r"^- \*\*(主实验结果|消融实验|局限性)\*\*", r"- \1"),
    "drop a summary heading": swap(r"^### (?:核心贡献|局限性|适用场景)$", "甲"),
    "a term of two translations": insert("归并树（union-find forest）与线段索引（union-find forest）同在。"),
    "a disclosure in the middle": insert("\n\n*本笔记由模型撰写：`m`*\n\n"),
    "a row from two pages": insert("\n\n| 方法 | 数 |\n|---|---|\n| 盒子 65536 | 90.6 |\n\n"),
    "a card's section in a whole note": swap(r"^(?=## 总结$)", "## 是否值得深读\\n\\n值得。\\n\\n"),
    "a whole note that calls itself a card": swap(r"^(> \*\*前置知识.*)$", r"\1\\\n> **阅读**：第一遍（十分钟卡片）"),
    "second title": swap(r"^## ", "# "),
    "CR line ends": swap(r"\n", "\r\n"),
}


def _making(**changes: object) -> Callable[[Sidecar], Sidecar]:
    return lambda record: replace(record, making=record.making and replace(record.making, **changes))  # type: ignore[arg-type]


RECORDS: dict[str, Callable[[Sidecar], Sidecar]] = {
    "an answer that was cut off": _making(stages={"plan": "end_turn", "method": "max_tokens"}),
    "an answer that was refused": _making(stages={"plan": "refusal"}),
    "no answer recorded": _making(stages={}),
    "no version of the rules": _making(spec=""),
    "no hash of the prompts": _making(prompts=""),
    "no hash of the PDF": lambda record: replace(record, pdf=""),
    "no model": lambda record: replace(record, writer=None),
    "no hash of a section": lambda record: replace(record, sections=dict(list(record.sections.items())[1:])),
    "no tokens": lambda record: replace(record, usage={"cost_usd": 0.1}),
    "no cost": lambda record: replace(record, usage={"calls": 1, "input_tokens": 1, "output_tokens": 1}),
    "another reading pass": lambda record: replace(record, reading_pass=3),
    "another text": lambda record: replace(record, readme="0" * 64),
    "a fact on another page": _making(facts=(RecordedFact("F1", "慢。", ("PairScan compares each pair",), 3),)),
    "a fact in other words": _making(facts=(RecordedFact("F1", "慢。", ("PairScan is slow",), 1),)),
}


def main() -> int:
    """Break the note, lint it, print how often each break was found."""
    with tempfile.TemporaryDirectory() as cache:
        good = read_subject(NOTE, Path(cache))
    start = time.process_time()
    baseline = {(finding.rule, finding.message) for finding in lint(good).findings}
    seconds = time.process_time() - start
    caught = {
        name: sum(_is_caught(good, mutate, seed, baseline) for seed in range(SEEDS))
        for name, mutate in MUTATIONS.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        others = [(name, _is_new(whole, broken)) for name, whole, broken in _other_forms(Path(folder))]
    missed = [(name, count, SEEDS) for name, count in caught.items() if count < SEEDS]
    missed += [(name, 0, 1) for name, is_caught in others if not is_caught]
    show("Mutations that the lint misses", ("mutation", "caught", "of"), missed or [("none", 0, 0)])
    mutants = SEEDS * len(MUTATIONS) + len(others)
    numbers = {
        "caught": (sum(caught.values()) + sum(is_caught for _, is_caught in others)) / mutants,
        "mutants": float(mutants),
        "kinds": float(len(MUTATIONS) + len(others)),
        "findings_in_the_good_note": float(len(baseline)),
        "seconds_a_note": seconds,
    }
    return finish("lint", numbers, GOALS)


def _other_forms(folder: Path) -> Iterator[tuple[str, LintSubject, LintSubject]]:
    """Each with its name, whole and broken: the forms of a note that our own note has not."""
    for number, (rule, make, language, old, new) in enumerate(PASSES):
        whole = subject(write_note(folder / f"pass{number}", make(language)))
        yield f"{rule} {old[:40]!r}", whole, whole.with_text(whole.text.replace(old, new, 1))
    home = write_note(folder / "record", NOTES["zh"])
    known = recorded(NOTES["zh"])
    for name, change in RECORDS.items():
        yield name, LintSubject.read(home, paper(), record=known), LintSubject.read(home, paper(), record=change(known))
    for rule, spoken, old, new in INTERVIEWS:
        text = interview(spoken)
        whole = LintSubject(home, home, "interview.md", text.encode(), asked_profile=Profile.INTERVIEW)
        yield f"{rule} {old[:40]!r}", whole, whole.with_text(re.sub(old, new, text, count=1, flags=re.M))


def _is_new(whole: LintSubject, broken: LintSubject) -> bool:
    before = {(finding.rule, finding.message) for finding in lint(whole).findings}
    return any((finding.rule, finding.message) not in before for finding in lint(broken).findings)


def _is_caught(good: LintSubject, mutate: Mutate, seed: int, baseline: set[tuple[str, str]]) -> bool:
    broken = mutate(good.text, random.Random(seed))
    assert broken != good.text
    report = lint(replace(good, raw=broken.encode()))
    return any((finding.rule, finding.message) not in baseline for finding in report.findings)
