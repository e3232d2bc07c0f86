"""Scanned pages, made by drawing our own papers as images: captions by Tesseract where it is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from generator.extraction.document import open_document
from generator.extraction.extractor import extract
from generator.extraction.figures import find_figures
from generator.extraction.options import ExtractOptions, Limits
from generator.extraction.page import Page
from generator.extraction.recognition import languages, recognise
from generator.extraction.sandbox import extract_safely
from generator.paper import FloatKind
from tests.extraction.arrangements import ARRANGEMENTS, arrange
from tests.extraction.layouts import Truth
from tests.extraction.test_figures import problems

DPI = 150  # as office scanners have it
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def scanned(source: Path, target: Path) -> None:
    """Every page of a PDF as an image that covers a page of the same size."""
    with pymupdf.open(source) as document, pymupdf.open() as scan:
        for page in document:
            image = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
            sheet = scan.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, pixmap=image)
        scan.save(target)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Truth, ...]]:
    folder = tmp_path_factory.mktemp("scan")
    truth = arrange(ARRANGEMENTS["side by side"], folder / "paper.pdf")
    scanned(folder / "paper.pdf", folder / "scan.pdf")
    return folder / "scan.pdf", truth


def pages(path: Path, limits: Limits | None = None) -> tuple[Page, ...]:
    with open_document(path, limits) as document:
        return tuple(document.pages())


@needs_tesseract
def test_floats_of_a_scan_are_found_by_their_recognised_captions(scan: tuple[Path, tuple[Truth, ...]]) -> None:
    """Numbers, captions and boxes are those of the page that was scanned, two floats beside each other apart."""
    path, truth = scan
    found = find_figures(pages(path))
    assert problems(truth, found) == []
    assert found[0].caption == "Figure 1: How the parts depend on each other."


@needs_tesseract
def test_the_worker_recognises_within_its_limits_and_says_so(scan: tuple[Path, tuple[Truth, ...]]) -> None:
    """In the sandbox, too, with a warning that what was recognised may be misread; its lines are no text layer."""
    paper = extract_safely(scan[0])
    [warning] = [warning for warning in paper.warnings if warning.code == "scan"]
    assert "Tesseract" in warning.text
    assert paper.labels(FloatKind.FIGURE) == {"1", "2"}
    assert not any(page.paragraphs for page in paper.pages)


def test_without_time_for_it_large_regions_remain_without_numbers(tmp_path: Path) -> None:
    """As where Tesseract is not installed: the ink of a figure, no caption, and the warning names the pages."""
    arrange('#drawn("1", 400pt, 200pt)', tmp_path / "paper.pdf")
    scanned(tmp_path / "paper.pdf", tmp_path / "scan.pdf")
    paper = extract(tmp_path / "scan.pdf", ExtractOptions(limits=Limits(seconds=0.0)))
    assert [(figure.page, figure.label, figure.method) for figure in paper.figures] == [(1, None, "ink")]
    assert any("no number and no caption" in warning.text for warning in paper.warnings)


@needs_tesseract
def test_an_empty_page_has_no_lines() -> None:
    """Nothing is made up."""
    assert recognise(Image.new("L", (400, 300), 255), 200, 30.0) == ()


@pytest.mark.skipif("chi_sim" not in languages(), reason="Tesseract's simplified Chinese is not installed")
def test_chinese_is_tried_where_english_makes_no_sense() -> None:
    """A caption in Chinese comes out in Chinese."""
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=110)
        for row in range(3):
            page.insert_text((20, 30 + 30 * row), "模型的总体结构和训练流程", fontsize=16, fontname="china-s")
        image = Image.open(io.BytesIO(page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("png")))
    assert "模型" in "".join(line.text for line in recognise(image, 200, 60.0)).replace(" ", "")
