"""What is installed is what was locked: one version each, known by its hashes, and from no place that a file names."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.conftest import ROOT

LOCKS = ("run", "dev")
EACH = pytest.mark.parametrize("name", LOCKS)


def requirements(name: str) -> dict[str, dict[str, int]]:
    """Of a lock: each package with its versions (one a Python) and the number of hashes of each."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, dict[str, int]] = {}
    for line in (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")):
        match = re.match(r"([A-Za-z0-9_.\[\]-]+)==([^\s;]+)(?: *; *python|\s)?", line)
        assert match, f"not one version: {line[:80]}"
        hashes = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line))
        found.setdefault(_normal(match[1].partition("[")[0]), {})[match[2]] = hashes
    return found


def _normal(name: str) -> str:
    """source: https://packaging.python.org/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", name).lower()


@EACH
def test_every_requirement_is_one_version_with_hashes(name: str) -> None:
    found = requirements(name)
    assert len(found) > 30
    assert [package for package, versions in found.items() if not all(versions.values())] == []


@EACH
def test_no_lock_names_a_place_to_install_from(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(--?(?:extra-)?index|-i|-f|--find-links|--trusted-host|-e)\b|://|@ file", text, re.M)


def test_both_locks_agree() -> None:
    run, dev = (requirements(name) for name in LOCKS)
    assert {
        package: run[package] for package in run if package in dev and not run[package].keys() <= dev[package].keys()
    } == {}


def test_all_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for group in project["optional-dependencies"].values() for line in group),
    ]
    names = {_normal(re.split(r"[\[<>=~!; ]", line)[0]) for line in wanted}
    assert names - {"paper-notes"} - set(requirements("dev")) == set()


def test_what_is_installed_is_what_was_locked() -> None:
    different = {}
    for package, locked in requirements("dev").items():
        try:
            if version(package) not in locked:
                different[package] = (version(package), *locked)
        except PackageNotFoundError:
            continue  # of another system or Python, or data that nobody imports
    assert different == {}


def test_everything_is_installed_by_hash_and_nothing_besides() -> None:
    """Our own package comes last, without what it depends on."""
    files = [ROOT / "Makefile", *(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / ".ci").iterdir()]
    installs = [
        line for path in files for line in path.read_text(encoding="utf-8").splitlines() if "pip install" in line
    ]
    assert installs
    for line in installs:
        assert "--require-hashes" in line or "--editable ." in line
        assert "--no-deps" in line
