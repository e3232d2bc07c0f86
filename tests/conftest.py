"""What all tests share."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "paper-notes" / "path-clustering"
needs_examples = pytest.mark.skipif(
    not all((EXAMPLE.with_name(slug) / "paper.pdf").is_file() for slug in (EXAMPLE.name, "tiny-palette-crops")),
    reason="whoever uses the template may remove its two papers",
)

# No deadline an example: machines are busy, and what must be fast has a benchmark. CI tries the same examples each
# time, so that a failure there belongs to the change; at home they are new ones at every run.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests over the papers in ../shared run where these are."""
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the papers in ../shared are not here"))


def pytest_configure() -> None:
    """No test sees the key, the profile or the account of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        del os.environ[name]
    folder = tempfile.TemporaryDirectory(prefix="paper-notes-tests-")
    atexit.register(folder.cleanup)
    os.environ["ANTHROPIC_CONFIG_DIR"] = folder.name
