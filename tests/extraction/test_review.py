"""The review page of figures: pages with boxes, crops, and the line that corrects each."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.config import read_settings
from generator.errors import NotAPdf
from generator.extraction.options import ExtractOptions
from generator.extraction.review import crop_line, render_review, write_review
from generator.paper import Box, Figure, FloatKind, Metadata, PageText, Paper
from tests.typeset import typeset

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
FIGURE = Figure(1, FloatKind.FIGURE, "1", Box(50, 100, 550, 400), "Figure 1: Edges.", file="fig1_arch_edges.png")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("review")
    (folder / "paper.pdf").write_bytes(typeset())
    write_review(folder / "paper.pdf", folder / "out" / "review.html", ExtractOptions())
    assert [path.name for path in sorted(folder.iterdir())] == ["out", "paper.pdf"]
    return (folder / "out" / "review.html").read_text(encoding="utf-8")


def test_shows_each_page_with_its_floats_and_captions_framed(page: str) -> None:
    """One image a page; a blue frame for each float, a brown one for its caption, and the crop beside."""
    pages = page.count("<section>")
    assert pages >= 1
    assert page.count('class="box float"') == page.count('class="box caption"') == page.count("<article>") == 2
    assert page.count("data:image/png;base64,") == pages + 2
    assert "The image is missing" not in page


def test_names_label_type_confidence_and_method(page: str) -> None:
    """What a person needs to judge a crop stands beside it."""
    assert "figure 1</h3>" in page
    assert re.search(r"arch, confidence 0\.\d\d, found by caption-above", page)


def test_gives_a_line_that_paper_yml_takes(page: str, tmp_path: Path) -> None:
    """The line, put under `crops:`, is a setting."""
    lines = re.findall(r"<pre>(.*?)</pre>", page)
    (tmp_path / "paper.yml").write_text("crops:\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    crops = read_settings(tmp_path / "paper.yml").crops
    assert [crop.name[:4] for crop in crops] == ["fig1", "tab1"]


def test_a_line_holds_the_box_that_was_found() -> None:
    """Name, page and rectangle are those of the figure."""
    assert yaml.safe_load(crop_line(FIGURE) or "") == [
        {"name": "fig1_arch_edges", "page": 1, "rect": [50, 100, 550, 400]}
    ]


def test_a_name_that_no_setting_may_have_gets_no_line() -> None:
    """What paper.yml would refuse is not offered."""
    assert crop_line(replace(FIGURE, file="Figure 1.png")) is None
    assert crop_line(replace(FIGURE, file=None)) is None


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Title, caption and label come from the PDF: they are escaped, and the page allows no script."""
    figure = replace(FIGURE, caption=HOSTILE, label=HOSTILE, method=HOSTILE)
    paper = Paper("0" * 64, 1, Metadata(HOSTILE), figures=(figure,), pages=(PageText(1, 612, 792, ()),))
    page = render_review(paper, tmp_path)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "default-src 'none'" in page


def test_a_broken_pdf_is_an_error_and_leaves_no_page(tmp_path: Path) -> None:
    """Nothing is written where nothing can be read."""
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(NotAPdf):
        write_review(tmp_path / "paper.pdf", tmp_path / "review.html", ExtractOptions())
    assert not (tmp_path / "review.html").exists()
