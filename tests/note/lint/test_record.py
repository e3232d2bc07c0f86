"""GEN and GRD-06: a note against the record beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.note.lint import LintReport, LintSubject, Severity, lint, specification
from generator.note.record import RecordedFact, Sidecar
from tests.note.lint.notes import NOTES, paper, recorded, write_note

PAIRS = "PairScan compares each pair of bounding boxes"


def linted(tmp_path: Path, language: str, change: Callable[[Sidecar], Sidecar] = lambda record: record) -> LintReport:
    folder = write_note(tmp_path, NOTES[language])
    return lint(LintSubject.read(folder, paper(), record=change(recorded(NOTES[language]))))


def stages(**ends: str) -> Callable[[Sidecar], Sidecar]:
    return lambda record: replace(record, making=record.making and replace(record.making, stages=ends))


def making(**changes: object) -> Callable[[Sidecar], Sidecar]:
    return lambda record: replace(record, making=record.making and replace(record.making, **changes))  # type: ignore[arg-type]


def usage(name: str) -> Callable[[Sidecar], Sidecar]:
    def without(record: Sidecar) -> Sidecar:
        return replace(record, usage={key: value for key, value in (record.usage or {}).items() if key != name})

    return without


@pytest.mark.parametrize("language", NOTES)
def test_a_note_with_a_whole_record_breaks_no_rule(tmp_path: Path, language: str) -> None:
    report = linted(tmp_path, language)
    assert [str(finding) for finding in report.findings] == []
    assert not {"GEN-01", "GEN-02", "GRD-06"} & {missing.rule for missing in report.not_checked}


def test_a_note_that_a_person_wrote_has_no_record_to_check(tmp_path: Path) -> None:
    report = lint(LintSubject.read(write_note(tmp_path, NOTES["zh"]), paper()))
    assert {"GEN-01", "GEN-02", "GRD-06"} <= {missing.rule for missing in report.not_checked}


@pytest.mark.parametrize("language", NOTES)
@pytest.mark.parametrize("end", ["max_tokens", "refusal", ""])
def test_an_answer_that_did_not_end_by_itself_is_found_in_its_section(tmp_path: Path, language: str, end: str) -> None:
    (found,) = linted(tmp_path, language, stages(**{"plan": "end_turn", "method-repair-1": end})).findings
    heading = {"zh": "## 核心方法", "en": "## Core Method"}[language]
    assert (found.rule, found.severity) == ("GEN-01", Severity.ERROR)
    assert NOTES[language].split("\n")[found.line - 1] == heading
    assert f"“method-repair-1” ended with {end or 'the connection'}" in found.message


def test_a_record_without_any_answer_is_found(tmp_path: Path) -> None:
    assert [finding.rule for finding in linted(tmp_path, "zh", stages()).findings] == ["GEN-01"]


@pytest.mark.parametrize("language", NOTES)
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda record: replace(record, pdf="1234"), "lacks the PDF's SHA-256"),
        (lambda record: replace(record, writer=None), "lacks “writer”"),
        (lambda record: replace(record, created=""), "lacks “created”"),
        (making(spec="new"), "lacks the version of the rules"),
        (making(prompts=""), "lacks the SHA-256 of the prompts"),
        (usage("output_tokens"), "lacks “output_tokens”"),
        (lambda record: replace(record, reading_pass=1), "the record says reading pass 1, the header 2"),
        (lambda record: replace(record, sections=dict(list(record.sections.items())[1:])), "no hash of “TL;DR”"),
    ],
    ids=["pdf", "writer", "created", "spec", "prompts", "tokens", "pass", "section"],
)
def test_what_a_record_lacks_is_named(
    tmp_path: Path, language: str, change: Callable[[Sidecar], Sidecar], says: str
) -> None:
    (found,) = linted(tmp_path, language, change).findings
    assert (found.rule, found.severity) == ("GEN-02", Severity.ERROR)
    assert says in found.message


def test_a_cost_that_nobody_knows_is_a_warning(tmp_path: Path) -> None:
    """A model that the price list does not have yet."""
    (found,) = linted(tmp_path, "zh", usage("cost_usd")).findings
    assert (found.rule, found.severity) == ("GEN-02", Severity.WARNING)


def test_a_draft_has_a_record_without_a_model(tmp_path: Path) -> None:
    assert linted(tmp_path, "zh", lambda record: replace(record, usage=None, making=None)).findings == ()


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        (RecordedFact("F7", "慢。", ("PairScan compares every pair",), 1), "“PairScan compares every pair” is not on"),
        (RecordedFact("F7", "慢。", (PAIRS,), 2), "is not on page 2"),
        (RecordedFact("F7", "慢。", (), 1), "it has no quotation"),
    ],
    ids=["words", "page", "none"],
)
def test_a_fact_whose_quotation_is_not_on_its_page_is_found(tmp_path: Path, fact: RecordedFact, says: str) -> None:
    (found,) = linted(tmp_path, "zh", making(facts=(fact,))).findings
    assert (found.rule, found.severity) == ("GRD-06", Severity.WARNING)
    assert "F7" in found.message
    assert says in found.message


def test_the_rules_have_a_name_that_stays_while_they_do() -> None:
    assert specification() == specification()
    assert len(specification()) == 12
