"""What `lint --fix` mends."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import NoteError
from generator.note.lint import RULES, fix, lint
from tests.note.lint.mutations import MUTATIONS, Mutation
from tests.note.lint.notes import NOTES, subject, write_note

# The fix restores what the mutation broke, to the letter. (Other fixable mutations are mended in another way, or need
# a person: a second title, a question without its mark.)
RESTORED = [
    mutation
    for mutation in MUTATIONS
    if (mutation.rule, mutation.old) in {
        ("FILE-03", "# 用栅格"),
        ("FILE-03", "The trouble is scale.\x20"),
        ("FILE-03", "always no"),
        ("FILE-03", "排版工具\n"),
        ("META-05", "约 6 分钟"),
        ("META-06", "约 6 分钟"),
        ("META-06", "Approximately 7 minutes"),
        ("META-09", "GeoSys 2024\\"),
        ("QA-02", "### Q2: 容差"),
        ("QA-02", "### Q3: When"),
        ("MD-03", "$$\n\nWhere:"),
        ("STYLE-11", "规模上：地图"),
    }
]  # fmt: skip


@pytest.mark.parametrize("mutation", RESTORED, ids=lambda mutation: f"{mutation.rule}-{mutation.language}")
def test_a_fix_restores_the_good_note(tmp_path: Path, mutation: Mutation) -> None:
    good = NOTES[mutation.language]
    folder = write_note(tmp_path, mutation.apply(good))
    expected = good.replace("scale. A map", "scale.\nA map") if "\r" in mutation.new else good
    assert fix(subject(folder)) == expected


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.rule}-{mutation.language}")
def test_fixing_twice_is_fixing_once_and_breaks_nothing_new(tmp_path: Path, mutation: Mutation) -> None:
    folder = write_note(tmp_path, mutation.apply(NOTES[mutation.language]))
    broken = subject(folder)
    once = broken.with_text(fix(broken))
    assert fix(once) == once.text
    before, after = ({finding.rule for finding in lint(note).errors} for note in (broken, once))
    assert after <= before


def test_a_command_whose_backslash_was_lost_comes_back(tmp_path: Path) -> None:
    folder = write_note(tmp_path, "# T\n\n$\x0crac{1}{2} \x08eta$\n", image=False)
    assert fix(subject(folder)) == "# T\n\n$\\frac{1}{2} \\beta$\n"


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("三种**负载：**给出", "三种**负载：** 给出"),
        ("三种**“负载”**给出", "三种 **“负载”** 给出"),
        ("当 n < 3 时", "当 n \\< 3 时"),
        ("`n < 3` 与 n < 3", "`n < 3` 与 n \\< 3"),
        ("见\n$$x = y$$\n其中 $x$", "见\n\n$$x = y$$\n\n其中 $x$"),
    ],
)
def test_prose_that_renders_badly_is_mended(tmp_path: Path, broken: str, mended: str) -> None:
    folder = write_note(tmp_path, f"# T\n\n{broken}\n", image=False)
    assert fix(subject(folder)) == f"# T\n\n{mended}\n"


def test_code_is_left_alone(tmp_path: Path) -> None:
    text = "# T\n\n```text\n$$a$$\n**甲：**乙 < 丙\n$$b$$\n```\n"
    assert fix(subject(write_note(tmp_path, text, image=False))) == text


def test_a_note_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = write_note(tmp_path, b"# T\n\n\xff\xfe\n")
    with pytest.raises(NoteError, match=r"README\.md: it is no UTF-8"):
        fix(subject(folder))


def test_the_rules_that_can_be_fixed_say_so() -> None:
    fixable = {rule.id for rule in RULES.values() if rule.fix}
    assert fixable == {
        "FILE-03", "FILE-04", "META-05", "META-06", "META-09", "QA-02", "STYLE-11", "MD-02", "MD-03", "MD-07",
    }  # fmt: skip
