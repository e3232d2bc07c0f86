"""The report in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.note.lint import Finding, LintReport, NotChecked, Severity
from generator.note.lint.formats import FORMATS

PATH = Path("paper-notes/a,b/README.md")
REPORT = LintReport(
    PATH,
    (
        Finding(
            "META-05", Severity.ERROR, PATH, 6, "the time reads “100%\n::error::”.", "Write “约 15 分钟”.", fixable=True
        ),
        Finding("STYLE-06", Severity.WARNING, PATH, 9, "the line exclaims.", "End it in a full stop.", fixable=False),
    ),
    (NotChecked("REF-01", "the paper"), NotChecked("REF-02", "the paper")),
)


def test_text_is_a_line_a_finding_and_a_count() -> None:
    assert FORMATS["text"]([REPORT]) == (
        "paper-notes/a,b/README.md:6: E META-05 the time reads “100% ::error::”. Write “约 15 分钟”.\n"
        "paper-notes/a,b/README.md:9: W STYLE-06 the line exclaims. End it in a full stop.\n"
        "paper-notes/a,b/README.md: 2 rules were not checked, for want of the paper\n"
        "1 notes: 1 errors, 1 warnings, 0 hints\n"
    )


def test_json_has_every_fact() -> None:
    [note] = json.loads(FORMATS["json"]([REPORT]))
    assert note["path"] == "paper-notes/a,b/README.md"
    assert note["findings"][1] == {
        "rule": "STYLE-06",
        "severity": "W",
        "line": 9,
        "message": "the line exclaims.",
        "way_out": "End it in a full stop.",
        "fixable": False,
    }
    assert note["not_checked"][0] == {"rule": "REF-01", "reason": "the paper"}


def test_github_commands_are_escaped() -> None:
    """Neither a file's name nor a note's text can begin a command of its own."""
    assert FORMATS["github"]([REPORT]).split("\n")[0] == (
        "::error file=paper-notes/a%2Cb/README.md,line=6,title=META-05::"
        "the time reads “100%25%0A::error::”. Write “约 15 分钟”."
    )


def test_sarif_names_the_rules_and_the_places() -> None:
    [run] = json.loads(FORMATS["sarif"]([REPORT]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["META-05", "STYLE-06"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "paper-notes/a,b/README.md"}, "region": {"startLine": 6}}


@pytest.mark.parametrize("form", FORMATS)
def test_no_notes_are_no_findings(form: str) -> None:
    assert "error ::" not in FORMATS[form]([])
