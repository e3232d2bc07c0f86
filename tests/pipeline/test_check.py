"""`check`, and evidence.json: written with the note, bound to its text, and to be seen beside the PDF."""

from __future__ import annotations

import hashlib
import json

from generator.library import read_sidecar
from generator.note.digest import text_hash
from tests.pipeline.conftest import Workplace


def test_a_note_is_written_with_its_evidence(workplace: Workplace) -> None:
    folder = workplace.put("a-sweep")
    assert workplace.call("write", "a-sweep").returncode == 0
    data = json.loads(folder.evidence.read_text("utf-8"))
    assert data["note"] == text_hash(folder.readme.read_text("utf-8"))
    assert data["paper"] == hashlib.sha256(folder.pdf.read_bytes()).hexdigest()
    assert any(item["kind"] == "quotation" and item["page"] == 1 for item in data["items"])
    sidecar = read_sidecar(folder)
    assert sidecar
    assert sidecar.evidence == hashlib.sha256(folder.evidence.read_bytes()).hexdigest()


def test_the_review_page_shows_the_note_beside_the_marked_pages(workplace: Workplace) -> None:
    workplace.put("a-sweep")
    workplace.call("write", "a-sweep")
    workplace.call("check", "a-sweep", "--html", "review.html")
    page = (workplace.path / "review.html").read_text("utf-8")
    assert page.count("<mark id=") > 0
    assert 'alt="page 1"' in page
    assert "<script" not in page
