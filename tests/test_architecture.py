"""docs/architecture.md draws the tree as it is, and the layers hold."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

from tests.conftest import ROOT


def drawn() -> set[str]:
    """Every module that the drawing names, as a path."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths: set[str] = set()
    folders: dict[int, str] = {}
    for block in re.findall(r"```tree\n(.*?)```", text, re.S):
        for line in block.splitlines():
            indent, name = len(line) - len(line.lstrip()), line.split()[0] if line.split() else ""
            parent = next((folders[depth] for depth in sorted(folders, reverse=True) if depth < indent), "")
            if name.endswith("/"):
                folders = {depth: path for depth, path in folders.items() if depth < indent} | {indent: parent + name}
            elif name.endswith(".py"):
                paths.add(parent + name)
    return paths


def test_every_module_is_drawn_and_nothing_else() -> None:
    packages = (ROOT / "generator", ROOT / "plugins")
    modules = {
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in package.rglob("*.py")
        if path.name != "__init__.py"
    }
    assert drawn() == modules


def test_the_layers_hold() -> None:
    command = Path(sysconfig.get_path("scripts"), "lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in ("generator", "plugins")
        for path in (ROOT / package).rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > 400} == {}
