"""The workflows as files: checkers find nothing, and what a run on this machine can't show is read from the YAML."""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.workflows.github import SCRIPTS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EACH = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
NOTES = ROOT / ".github" / "workflows" / "notes.yml"
PUBLISH = ROOT / ".github" / "workflows" / "publish.yml"
CI = ROOT / ".github" / "workflows" / "ci.yml"
EXPRESSION = "${{"


def read(path: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return dict(read(path)["jobs"])


def events(path: Path) -> dict[str, Any]:
    """What starts a workflow; YAML 1.1 reads the key `on` as true."""
    return dict(read(path)[True])


def steps(job: dict[str, Any], action: str) -> list[dict[str, Any]]:
    return [step for step in job.get("steps", ()) if step.get("uses", "").startswith(f"actions/{action}@")]


@pytest.mark.parametrize(
    "command",
    [
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)),
        ("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"),
        ("actionlint", "-shellcheck", str(SCRIPTS / "shellcheck")),
        ("zizmor", "--offline", "--persona=pedantic", "--quiet", "."),
    ],
    ids=["schema", "dependabot", "actionlint", "zizmor"],
)
def test_the_checkers_find_nothing(command: tuple[str, ...]) -> None:
    done = subprocess.run([SCRIPTS / command[0], *command[1:]], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@EACH
def test_no_permission_is_given_but_to_a_job(path: Path) -> None:
    assert read(path)["permissions"] == {}
    assert all("permissions" in job for job in jobs(path).values())


@EACH
def test_every_permission_says_what_it_is_for(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r" +[a-z-]+: (read|write)( +#.*)?", line):
            assert re.search(r"# \w", line), line


@EACH
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    for use in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) or use.startswith("./")


def test_one_action_has_one_pin() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: (actions/[\w-]+)@(\w+ # \S+)", texts))
    assert len(pins) == len({name for name, _ in pins})


@EACH
def test_every_job_ends_by_itself_and_no_checkout_leaves_its_token(path: Path) -> None:
    for job in jobs(path).values():
        assert "timeout-minutes" in job or "uses" in job
        assert all(step["with"]["persist-credentials"] is False for step in steps(job, "checkout"))


@EACH
def test_no_expression_reaches_a_shell_but_through_the_environment(path: Path) -> None:
    commands = [step["run"] for job in jobs(path).values() for step in job.get("steps", ()) if "run" in step]
    assert commands or path == PUBLISH
    assert not any(EXPRESSION in command for command in commands)


@EACH
def test_no_strangers_event_starts_anything_with_rights(path: Path) -> None:
    """A fork's pull request runs ci.yml only, which has no secret and may only read."""
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(events(path))
    if "pull_request" in events(path):
        assert all(set(job["permissions"].values()) == {"read"} for job in jobs(path).values())
        assert "secrets." not in path.read_text(encoding="utf-8")


@EACH
def test_a_job_that_must_not_be_cut_off_asks_whether_it_is_cancelled(path: Path) -> None:
    assert "always()" not in path.read_text(encoding="utf-8")


def test_the_notes_are_woken_by_papers_by_the_week_and_by_hand_and_not_by_notes() -> None:
    assert set(events(NOTES)) == {"push", "schedule", "workflow_dispatch"}
    assert events(NOTES)["push"] == {
        "branches": ["main"],
        "paths": ["paper-notes/**/paper.pdf", "paper-notes/**/paper.yml"],
    }
    assert set(events(NOTES)["workflow_dispatch"]["inputs"]) == {"slug", "language", "focus", "force"}


def test_a_paper_that_takes_too_long_ends_its_step_and_not_its_job() -> None:
    """A job whose time is over uploads nothing: what it was answered would be paid for again."""
    write = jobs(NOTES)["write"]
    (holder,) = [step for step in write["steps"] if "workflow write" in step.get("run", "")]
    assert holder["timeout-minutes"] <= write["timeout-minutes"] - 10


def test_one_paper_alone_is_told_by_its_artifacts_name() -> None:
    """download-artifact makes no folder for a single match of a pattern; so another artifact always matches too."""
    (agenda,) = steps(jobs(NOTES)["plan"], "upload-artifact")
    (paper,) = steps(jobs(NOTES)["write"], "upload-artifact")
    (download,) = steps(jobs(NOTES)["commit"], "download-artifact")
    assert agenda["if"].count("!= '[]'") == 1
    for name in (agenda["with"]["name"], paper["with"]["name"]):
        assert fnmatchcase(name, download["with"]["pattern"])


def test_who_pushes_a_paper_waits_for_no_test_of_the_program() -> None:
    """A pull request runs them whatever it changes: a required check that is left out would never be green."""
    assert events(CI) == {"push": {"branches": ["main"], "paths": ["**", "!paper-notes/**"]}, "pull_request": None}


def test_only_the_job_that_can_not_write_sees_the_key() -> None:
    """And the jobs that can write read no PDF: they have no Git LFS, and their commands none but git's."""
    with_key = {name for name, job in jobs(NOTES).items() if "secrets." in str(job)}
    assert with_key == {"write"}
    write = jobs(NOTES)["write"]
    assert (write["environment"], write["permissions"]) == ("anthropic", {"contents": "read"})
    (holder,) = [step for step in write["steps"] if "secrets." in str(step)]
    assert "run" in holder


def test_each_job_has_the_rights_that_it_needs() -> None:
    assert {name: job["permissions"] for name, job in jobs(NOTES).items()} == {
        "plan": {"contents": "read"},
        "write": {"contents": "read"},
        "commit": {"contents": "write", "pull-requests": "write"},
        "publish": {"contents": "read", "pages": "write", "id-token": "write"},
        "next": {"actions": "write"},
        "verdict": {},
    }


def test_one_paper_at_a_time_may_fail_and_three_are_worked_on() -> None:
    assert jobs(NOTES)["write"]["strategy"] == {
        "fail-fast": False,
        "max-parallel": 3,
        "matrix": {"paper": "${{ fromJSON(needs.plan.outputs.papers) }}"},
    }


def test_runs_wait_for_one_another_and_called_and_caller_never_for_themselves() -> None:
    assert read(NOTES)["concurrency"] == {"group": "notes-${{ github.ref }}", "cancel-in-progress": False}
    assert read(PUBLISH)["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_a_queued_run_sees_what_the_one_before_it_committed() -> None:
    for name in ("plan", "commit"):
        (checkout,) = steps(jobs(NOTES)[name], "checkout")
        assert checkout["with"]["ref"] == "main"
    (checkout,) = steps(jobs(NOTES)["write"], "checkout")
    assert checkout["with"]["ref"] == "${{ needs.plan.outputs.sha }}"


def test_the_site_is_that_of_the_very_commit() -> None:
    assert jobs(NOTES)["publish"]["with"] == {"sha": "${{ needs.commit.outputs.sha }}"}
    (checkout,) = steps(jobs(PUBLISH)["build"], "checkout")
    assert checkout["with"]["ref"] == "${{ inputs.sha || github.sha }}"


def test_nothing_that_is_committed_or_published_comes_from_a_cache() -> None:
    cached = {
        (path.stem, name)
        for path in WORKFLOWS
        for name, job in jobs(path).items()
        if any("cache" in step.get("with", {}) for step in steps(job, "setup-python"))
    }
    assert cached == {("ci", "check"), ("notes", "plan"), ("notes", "write")}


def test_only_the_deployment_may_write_and_it_runs_no_code_of_the_repository() -> None:
    writing = {name for name, job in jobs(PUBLISH).items() if "write" in job["permissions"].values()}
    assert writing == {"deploy"}
    assert all("run" not in step for step in jobs(PUBLISH)["deploy"]["steps"])


def test_every_stand_in_knows_what_the_workflows_say_to_its_action() -> None:
    """So that a run on this machine does not pass over an input."""
    for path in WORKFLOWS:
        for step in (step for job in jobs(path).values() for step in job.get("steps", ()) if "uses" in step):
            name = step["uses"].partition("@")[0].removeprefix("actions/")
            known = read(ROOT / "tests" / "actions" / name / "action.yml").get("inputs", {})
            assert set(step.get("with", {})) <= set(known)


def test_updates_wait_a_week() -> None:
    """A release that was taken over is usually found out within days."""
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(update["cooldown"]["default-days"] >= 7 and update["groups"] for update in updates)
