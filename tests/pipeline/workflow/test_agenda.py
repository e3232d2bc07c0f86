"""`workflow plan`: which papers a run takes up, and which it leaves, said aloud."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from generator.library import PaperFolder, file_hash
from generator.note.record import Failures, Sidecar
from tests.pipeline.workflow.conftest import Job


def papers(job: Job, count: int) -> list[PaperFolder]:
    return [job.clone.put(f"paper-{number:02}", f"%PDF-1.7 {number}".encode()) for number in range(count)]


def fail(folder: PaperFolder, times: int) -> None:
    failures = Failures(file_hash(folder.pdf), times, "the model refused")
    folder.sidecar.write_text(Sidecar(pdf=failures.pdf, tool="x", failures=failures).render(), encoding="utf-8")


def planned(job: Job, **environment: str) -> list[str]:
    done = job.call("plan", **environment)
    assert done.returncode == 0, done.stderr
    return list(json.loads(job.outputs()["papers"]))


def test_of_sixty_papers_a_run_takes_fifty_and_asks_for_another_run(job: Job) -> None:
    papers(job, 60)
    assert planned(job) == [f"paper-{number:02}" for number in range(50)]
    assert job.outputs()["more"] == "true"
    assert "Left to the next run" in job.summary()


def test_a_budget_bounds_the_papers_and_no_other_run_follows(job: Job) -> None:
    papers(job, 4)
    assert len(planned(job, NOTES_BUDGET="11", NOTES_MAX_COST="5")) == 2
    assert job.outputs()["more"] == "false"
    assert len(planned(job, NOTES_BUDGET="11", NOTES_MAX_COST="0")) == 4


def test_a_budget_that_pays_for_no_paper_is_an_error_and_no_quiet_run(job: Job) -> None:
    papers(job, 1)
    done = job.call("plan", NOTES_BUDGET="3")
    assert done.returncode == 1
    assert "a run may cost $3.00 and one paper $5.00" in done.stderr


def test_more_than_a_run_takes_can_not_be_asked_for(job: Job) -> None:
    """The next run would not know of those that are left: they may have a note."""
    papers(job, 3)
    done = job.call("plan", NOTES_SLUGS="paper-00 paper-01 paper-02", NOTES_AT_MOST="2")
    assert done.returncode == 1
    assert "3 papers are asked for, and a run takes 2" in done.stderr


def test_what_failed_least_comes_first(job: Job) -> None:
    first, second, third = papers(job, 3)
    fail(first, 2)
    fail(second, 1)
    assert planned(job) == [third.slug, second.slug, first.slug]


def test_what_failed_too_often_is_given_up_aloud_until_its_pdf_changes(job: Job) -> None:
    (folder,) = papers(job, 1)
    fail(folder, 3)
    assert planned(job) == []
    assert "given up until its PDF changes" in job.call("plan").stdout
    assert "the model refused" in job.summary()
    assert planned(job, NOTES_ATTEMPTS="4") == [folder.slug]
    folder.pdf.write_bytes(b"%PDF-1.7 newer")
    assert planned(job) == [folder.slug]


def test_what_is_asked_for_is_done_stale_or_not(job: Job, has_note: Callable[[], PaperFolder]) -> None:
    has_note()
    papers(job, 2)
    assert planned(job, NOTES_SLUGS="boxes paper-01 boxes") == ["boxes", "paper-01"]


def test_an_unknown_paper_that_is_asked_for_is_one_line(job: Job) -> None:
    papers(job, 1)
    done = job.call("plan", "--slugs", "paper")
    assert done.returncode == 1
    assert "Did you mean paper-00?" in done.stderr


def test_a_note_that_waits_on_its_branch_is_not_written_again(job: Job, has_note: Callable[[], PaperFolder]) -> None:
    folder = has_note()
    job.git("push", "--quiet", "origin", "HEAD:notes/boxes")
    folder.readme.unlink()
    job.push("The note is only on its branch now")
    assert planned(job) == []
    assert "Waiting for a person" in job.summary()
    folder.pdf.write_bytes(b"%PDF-1.7 newer")
    assert planned(job) == ["boxes"]


@pytest.mark.parametrize("record", ["{", '{"schema": 1, "pdf": "x", "tool": "x"}'])
def test_a_branch_without_a_sound_record_of_a_note_holds_nothing_up(job: Job, record: str) -> None:
    (folder,) = papers(job, 1)
    folder.sidecar.write_text(record, encoding="utf-8")
    job.push()
    job.git("push", "--quiet", "origin", f"HEAD:notes/{folder.slug}")
    folder.sidecar.unlink()
    assert planned(job) == [folder.slug]


def test_a_folder_that_can_not_be_judged_hinders_no_other(job: Job) -> None:
    papers(job, 1)
    job.clone.put("Not A Slug")
    assert planned(job) == ["paper-00"]
    assert job.outputs()["problems"] == "1"
    assert "Not&#32;" not in job.summary()
    assert "Not to be judged" in job.summary()


def test_the_jobs_after_it_are_told_the_commit(job: Job) -> None:
    papers(job, 1)
    job.push()
    planned(job)
    assert job.outputs()["sha"] == job.git("rev-parse", "HEAD").strip()
