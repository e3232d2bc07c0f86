"""Notes that were written from five real papers, and are right: the rules have hardly anything to say of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.extraction.cache import read_paper
from generator.note.lint import LintReport, LintSubject, Severity, lint
from tests.conftest import ROOT, SHARED

NOTES = sorted((ROOT / "tests" / "data" / "notes").glob("*.md"))
PDFS = SHARED / "figures" / "papers"
LOOKED_UP = ("GRD", "EQ", "REF")
MOST_IN_A_NOTE, MOST_IN_ALL = 8, 24
"""Findings of what is looked up in the paper, about 1,200 things in all; each one is false."""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LintReport]:
    return dict(_reports(tmp_path_factory.mktemp("library")))


def _reports(library: Path) -> Iterator[tuple[str, LintReport]]:
    """The lint of each note, without the images that are not ours to commit."""
    for note in NOTES:
        folder = library / note.stem
        folder.mkdir()
        (folder / "README.md").write_text(note.read_text("utf-8"), encoding="utf-8")
        (folder / "paper.pdf").symlink_to(PDFS / f"{note.stem}.pdf")
        paper = read_paper(folder / "paper.pdf", ROOT / ".cache" / "papers")
        yield note.stem, lint(LintSubject.read(folder, paper))


@pytest.mark.parametrize("slug", [note.stem for note in NOTES])
def test_an_honest_note_has_no_error(reports: dict[str, LintReport], slug: str) -> None:
    errors = [finding for finding in reports[slug].errors if "there is no such file" not in finding.message]
    assert list(map(str, errors)) == []


@pytest.mark.parametrize("slug", [note.stem for note in NOTES])
def test_nearly_all_that_an_honest_note_says_is_found_in_its_paper(reports: dict[str, LintReport], slug: str) -> None:
    assert len(looked_up(reports[slug])) <= MOST_IN_A_NOTE, "\n".join(looked_up(reports[slug]))


def test_of_what_five_honest_notes_say_two_in_a_hundred_raise_a_false_warning_at_most(
    reports: dict[str, LintReport],
) -> None:
    assert len(reports) == len(NOTES) == 5
    assert sum(len(looked_up(report)) for report in reports.values()) <= MOST_IN_ALL


def looked_up(report: LintReport) -> list[str]:
    """The findings of the rules that look a note up in its paper."""
    families = tuple(f"{family}-" for family in LOOKED_UP)
    return [str(f) for f in report.findings if f.rule.startswith(families) and f.severity is not Severity.INFO]
