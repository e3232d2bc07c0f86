"""One note through the real API, by a person who sets PAPER_NOTES_LIVE_KEY: costs a few cents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.library import read_sidecar
from tests.pipeline.conftest import Workplace

KEY = os.environ.get("PAPER_NOTES_LIVE_KEY", "")


@pytest.mark.skipif(not KEY, reason="asks the real API, and costs: set PAPER_NOTES_LIVE_KEY")
def test_the_real_api_writes_a_note_and_reads_its_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    place = Workplace(tmp_path)
    folder = place.put("sweeping-boxes")
    done = place.call("write", "--model", "claude-haiku-5-5", "--max-cost", "1")
    assert KEY not in done.stdout + done.stderr
    assert folder.readme.is_file() or folder.draft_readme.is_file(), done.stderr
    if folder.readme.is_file():
        sidecar = read_sidecar(folder)
        assert sidecar
        assert sidecar.usage
        assert int(sidecar.usage["cache_read_tokens"]) > int(sidecar.usage["input_tokens"])
