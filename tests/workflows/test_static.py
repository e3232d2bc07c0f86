"""The workflows, held against GitHub's schema, actionlint with shellcheck, and zizmor; and what we promise of them."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = Path(sysconfig.get_path("scripts"))
EACH = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


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
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@EACH
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    for use in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) or use.startswith("./")


@EACH
def test_every_job_ends_by_itself_and_no_checkout_leaves_its_token(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        assert "timeout-minutes" in job or "uses" in job
        checkouts = [step for step in job.get("steps", ()) if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_only_the_deployment_may_write_and_it_runs_no_code_of_the_repository() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8"))["jobs"]
    writing = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert writing == {"deploy"}
    assert all("run" not in step for step in jobs["deploy"]["steps"])
