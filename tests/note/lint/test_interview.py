"""INT: an interview.md beside a note, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.config import Language
from generator.note.interview import Piece, render_interview
from generator.note.labels import SectionKey
from generator.note.lint import LintReport, LintSubject, Profile, Severity, lint
from generator.note.record import InterviewRecord, Sidecar
from generator.writing.assembly import clean_section
from tests.writing.interviews import ANSWERS

TITLE, PAPER = "扫描线加并查集", "Sweeping Boxes in Near-Linear Time"


def interview(language: Language) -> str:
    pieces = dict(ANSWERS[language])
    pieces[Piece.QUESTIONS] = clean_section(SectionKey.QA, pieces[Piece.QUESTIONS])
    title = {Language.ZH: TITLE, Language.EN: PAPER}[language]
    return render_interview(title, PAPER, language, pieces)


def linted(folder: Path, text: str, record: Sidecar | None = None) -> LintReport:
    (folder / "interview.md").write_text(text, encoding="utf-8")
    return lint(LintSubject.read(folder, profile=Profile.INTERVIEW, name="interview.md", record=record))


@pytest.mark.parametrize("language", Language)
def test_a_good_interview_breaks_no_rule(tmp_path: Path, language: Language) -> None:
    assert [str(finding) for finding in linted(tmp_path, interview(language)).findings] == []


def test_the_header_tells_how_long_the_talk_takes() -> None:
    assert "> **口述时长**：约 2 分钟" in interview(Language.ZH)
    assert "> **Speaking Time**: Approximately 3 minutes" in interview(Language.EN)


MUTATIONS: tuple[tuple[str, Language, str, str], ...] = (
    ("INT-01", Language.ZH, r"^## 高频问题", "### 高频问题"),
    ("INT-01", Language.EN, r"^## Follow-up Questions", "## More"),
    ("INT-01", Language.ZH, r"^### 影响（30 秒）\n", ""),
    ("INT-01", Language.EN, r"^3\. .*\n", ""),
    ("INT-01", Language.ZH, r"^### Q2: ", "### "),
    ("INT-01", Language.EN, r"^### Q2: (?:.|\n)*?(?=^## )", ""),
    ("INT-01", Language.ZH, r"^### Q1: .*\n(?:.|\n)*?(?=^### Q2)", "### Q1: 为什么？\n\n为了快。\n\n"),
    ("INT-01", Language.EN, r"(?<=in Depth\n\n)(?:.|\n)*?(?=\n\n## )", "Ranks matter."),
    ("INT-01", Language.ZH, r"^- \*\*什么情况.*\n", ""),
    ("INT-01", Language.EN, r"Data flows like this:", "And then. " * 400),
    ("INT-02", Language.ZH, r"麻烦出在查找这一步：.*", ""),
    ("INT-02", Language.EN, r"Each pair that touches goes(?:.|\n)*?(?=\n\n### )", ""),
    ("STYLE-03", Language.ZH, "关键的想法", "我认为关键的想法"),
    ("MD-05", Language.EN, "The key idea", "The <b>key</b> idea"),
)


@pytest.mark.parametrize(("rule", "language", "old", "new"), MUTATIONS)
def test_a_broken_interview_is_found(tmp_path: Path, rule: str, language: Language, old: str, new: str) -> None:
    text = interview(language)
    broken = re.sub(old, new, text, count=1, flags=re.M)
    assert broken != text
    report = linted(tmp_path, broken)
    assert rule in {finding.rule for finding in report.findings}, "\n".join(map(str, report.findings))


def test_an_interview_of_a_note_that_was_changed_since_is_a_warning(tmp_path: Path) -> None:
    text = interview(Language.ZH)
    (tmp_path / "README.md").write_text("# 现在的笔记\n", encoding="utf-8")
    made = InterviewRecord("", "0" * 64, "a-model", "2026-01-01", {})
    (found,) = linted(tmp_path, text, Sidecar(pdf="0" * 64, tool="x", interview=made)).findings
    assert (found.rule, found.severity) == ("INT-03", Severity.WARNING)
    assert "INT-03" in {missing.rule for missing in linted(tmp_path, text).not_checked}
