"""What all tests share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


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
    os.environ["ANTHROPIC_CONFIG_DIR"] = tempfile.mkdtemp(prefix="paper-notes-tests-")
