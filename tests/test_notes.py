"""The note that comes with the template, as an example of the format, keeps every rule."""

from __future__ import annotations

from pathlib import Path

from generator.library import PaperFolder
from generator.pipeline.checking import check
from tests.conftest import EXAMPLE, needs_examples


@needs_examples
def test_the_example_has_no_finding_and_every_rule_was_checked(tmp_path: Path) -> None:
    """But for the record beside it: it was written by hand, and has none."""
    (report,) = check(PaperFolder(EXAMPLE), tmp_path)
    assert [str(finding) for finding in report.findings] == []
    assert {missing.rule for missing in report.not_checked} <= {"FILE-05", "GEN-01", "GEN-02", "GRD-06"}
