"""The lint reads whatever comes: it never crashes, and takes time in proportion to what it reads."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.note.lint import LintSubject, Profile, fix, lint
from generator.note.lint.engine import SIZE_LIMIT
from tests.note.lint.notes import NOTES, paper, subject, write_note

_HOME = Path("grid-buckets")
_ATTACKS = {
    "stars": "*a ",
    "brackets": "[",
    "images": "![",
    "dollars": "$a ",
    "double dollars": "$$ x\n\n",
    "links": "[a](b ",
    "tags": "<a ",
    "quotes": "“",
    "worn": "不仅为随着在",
    "banned": "为为为",
    "emptiness": "有效乙。",
    "subscripts": "$$a_{b_{$$\n\n",
    "exponents": "x^{",
    "questions": "### Q1: a？\n",
    "pipes": "|a|b|\n",
    "figures": "图 1 第 2 节 ",
    "dashes": "——不是",
    "bold": "**a：**乙 ",
    "lead": "**问题**：\n",
    "shingles": "同样的一段话在这里出现了很多很多次从来没有人觉得有什么不对的地方\n\n## x\n\n",
    "spaces": "甲 a" + " " * 50,
    "backticks": "`a``b",
    "names": "A-A-",
    "digits": "1,1.",
    "signs": "§",
    "gaps": "式" + " " * 9_000,
    "footnotes": "[^1",
}
_SECONDS = 8.0
_SIZE = 30_000  # characters


def of(text: str, profile: Profile | None = None) -> LintSubject:
    """A subject that lies in no folder."""
    return LintSubject(_HOME, _HOME, "README.md", text.encode("utf-8", "replace"), paper(), None, profile)


@pytest.mark.parametrize("attack", _ATTACKS)
def test_the_lint_is_not_slowed_by_repetition(attack: str) -> None:
    """Quadratic time would take minutes here."""
    repeated = _ATTACKS[attack] * (_SIZE // len(_ATTACKS[attack]))
    text = NOTES["zh"].replace("三种负载给出", repeated + "\n\n三种负载给出")
    start = time.process_time()
    lint(of(text))
    assert time.process_time() - start < _SECONDS


def test_a_note_of_two_megabytes_is_refused_at_once() -> None:
    report = lint(of("# T\n\n" + "甲" * (2 * SIZE_LIMIT // 3)))
    assert [finding.rule for finding in report.findings] == ["FILE-03"]


_PIECES = st.sampled_from(
    [
        *NOTES["zh"].split("\n"),
        *NOTES["en"].split("\n"),
        "$$",
        "```",
        "|a|b|",
        "|-|-|",
        "> ",
        "- ",
        "  - ",
        "<b>",
        "**",
        "$",
        "\\",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES | st.text(max_size=20), max_size=30).map("\n".join), st.sampled_from(Profile))
def test_any_text_is_linted_and_fixed_to_a_fixed_point(text: str, profile: Profile) -> None:
    note = of(text, profile)
    lint(note)
    mended = note.with_text(fix(note))
    assert fix(mended) == mended.text


def test_a_rule_that_is_broken_a_thousand_times_is_listed_fifty_times(tmp_path: Path) -> None:
    folder = write_note(tmp_path, NOTES["en"] + "- TODO\n" * 1000)
    found = [finding for finding in lint(subject(folder)).findings if finding.rule == "MD-08"]
    assert (len(found), found[-1].message) == (51, "there is more of this rule.")
