"""From a PDF to a note through the API, as a person calls it; the model's part is played by a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.library import read_sidecar
from generator.note.document import parse_note
from generator.note.labels import SectionKey
from tests.pipeline.conftest import Workplace
from tests.writing.answers import FIGURE, ZH, plan, script
from tests.writing.fake_anthropic import KEY, Fail, FakeAnthropic, Say

SLUG = "sweeping-boxes"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.put(SLUG)
    return place


def test_a_pdf_becomes_a_note(api: FakeAnthropic, place: Workplace) -> None:
    script(api)
    done = place.call("write", SLUG)
    assert (done.returncode, done.stderr) == (0, "")
