"""`python -m tests.browser`: silent where there is a browser, a word on how to get one where there is none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.browser import WAY_OUT
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


def test_with_a_browser_it_says_nothing() -> None:
    done = _run({})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_with_a_browser_named_that_is_not_there_it_fails_and_says_how_to_get_one() -> None:
    """What a person names themselves is not replaced behind their back."""
    done = _run({"CHROMIUM": "/nowhere/chromium"})
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{WAY_OUT}\n")


def _run(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.browser"]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
