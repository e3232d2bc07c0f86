"""`paper-notes check` on our own paper and its note: what has evidence, the file of it, the page to review."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from tests.conftest import EXAMPLE as OWN
from tests.conftest import needs_examples

pytestmark = needs_examples


def library(folder: Path, *, old: str = "", new: str = "") -> Path:
    place = folder / "paper-notes" / OWN.name
    place.mkdir(parents=True)
    shutil.copyfile(OWN / "paper.pdf", place / "paper.pdf")
    text = (OWN / "README.md").read_text("utf-8")
    assert old in text
    (place / "README.md").write_text(text.replace(old, new, 1), encoding="utf-8")
    return place.parent


def test_a_changed_number_is_told_with_its_line_and_ends_in_failure(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["--library", str(library(tmp_path, old="92.2 倍", new="97.3 倍")), "check", OWN.name]
    )
    assert done.exit_code == 1
    assert "97.3 倍" in done.output


def test_the_review_page_marks_the_evidence_and_lets_no_text_be_markup(tmp_path: Path) -> None:
    place = library(tmp_path, old="## TL;DR", new="## TL;DR\n\n<script>alert(1)</script>\n")
    page = tmp_path / "review.html"
    CliRunner().invoke(main, ["--library", str(place), "check", OWN.name, "--html", str(page), "--evidence"])
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert '<mark id="e' in html
    evidence = json.loads((place / OWN.name / "evidence.json").read_text("utf-8"))
    assert any(item.get("page") and item.get("bbox") for item in evidence["items"])
