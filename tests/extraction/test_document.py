"""The one door to the PDF library: hostile files end in our own errors, coordinates are those of the page as shown."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import LimitExceeded, LockedPdf, NotAPdf, PdfError
from generator.extraction.document import Limits, open_document
from generator.extraction.figures import find_figures
from tests.conftest import ROOT, SHARED
from tests.extraction.layouts import Float, Layout, typeset

BROKEN = sorted((SHARED / "figures" / "broken").glob("*.pdf"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    typeset(Layout((Float("diagram", 300, 110), Float("ruled", 300, 90)), words=300), path)
    return path


def minimal(content: str, page: str = "/MediaBox [0 0 300 400]") -> bytes:
    """A PDF of one page with this content stream and page entries."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return (body + "trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n").encode()


def read_all(path: Path) -> int:
    with open_document(path) as document:
        pages = tuple(document.pages())
    return len(find_figures(pages))


def names_file_or_reads(path: Path) -> bool:
    """Whether reading ends in a result, or in one of our errors that names the file."""
    try:
        return read_all(path) >= 0
    except PdfError as error:
        return str(path) in str(error)


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "empty"), (b"<html>404</html>", "HTML"), (b"hello", "no PDF"), (b"%PDF-1.4\n%%EOF", "damaged|no readable")],
)
def test_what_is_no_pdf_is_called_so(tmp_path: Path, data: bytes, problem: str) -> None:
    """Empty files, error pages and other files end in NotAPdf, with the file's name."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(NotAPdf, match=problem), open_document(path):
        pass


def test_too_many_bytes_or_pages_exceed_the_limits(paper: Path) -> None:
    """The message names the limit."""
    with pytest.raises(LimitExceeded, match="MiB"), open_document(paper, Limits(size=100)):
        pass
    with pytest.raises(LimitExceeded, match="pages"), open_document(paper, Limits(pages=0)):
        pass


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.integers(0, 2**32), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=12)), max_size=8))
def test_a_damaged_paper_ends_in_a_result_or_in_our_error(
    paper: Path, tmp_path: Path, cut: int, edits: list[tuple[float, bytes]]
) -> None:
    """Bytes overwritten anywhere and the end cut off: never another exception."""
    data = bytearray(paper.read_bytes())
    for place, piece in edits:
        start = int(place * (len(data) - len(piece)))
        data[start : start + len(piece)] = piece
    path = tmp_path / "damaged.pdf"
    path.write_bytes(data[: len(data) - cut % (len(data) // 3)])
    assert names_file_or_reads(path)


@pytest.mark.shared
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_papers_end_in_a_result_or_in_our_error(path: Path) -> None:
    """Cycles in the page tree, false page counts, passwords, lost ends."""
    assert names_file_or_reads(path)


@pytest.mark.shared
def test_a_locked_paper_is_called_locked() -> None:
    """It opens, but without a password nothing can be read."""
    with pytest.raises(LockedPdf), open_document(SHARED / "figures" / "broken" / "lora-aes256-userpw-secret.pdf"):
        pass


def test_paths_are_clipped_and_boxes_are_finite(tmp_path: Path) -> None:
    """A clip cuts what it hides; coordinates beyond any page don't get through."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        minimal("q 50 50 100 100 re W n 1 0 0 rg 0 0 300 120 re f Q 1e30 0 9e37 10 re f -9e30 5 1e38 2 re f")
    )
    with open_document(path) as document:
        page = document.page(1)
    assert [round(v) for v in (lambda b: (b.x0, b.y0, b.x1, b.y1))(page.paths[0].bbox)] == [50, 280, 150, 350]
    for item in page.paths:
        assert all(map(math.isfinite, (item.bbox.x0, item.bbox.y0, item.bbox.x1, item.bbox.y1)))
        assert item.bbox.x1 <= page.width + 1e-3
        assert item.bbox.y1 <= page.height + 1e-3


def test_coordinates_are_those_of_the_page_as_shown(tmp_path: Path) -> None:
    """A page turned by 90 degrees: what stands at its left bottom in the file is shown at the left top."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        minimal("0 0 20 10 re f BT /F 12 Tf 100 100 Td (Hello) Tj ET", "/MediaBox [0 0 300 400] /Rotate 90")
    )
    with open_document(path) as document:
        page = document.page(1)
    assert (page.width, page.height) == (400, 300)
    assert (page.paths[0].bbox.x0, page.paths[0].bbox.y0) == pytest.approx((0, 0))
    assert page.lines[0].direction == pytest.approx((0, 1))


def test_what_else_is_installed_changes_no_page(tmp_path: Path) -> None:
    """PyMuPDF takes a layout model where onnxruntime is there, and that sets the library otherwise for everybody."""
    (tmp_path / "onnxruntime.py").write_text("raise SystemExit('the layout model was loaded')", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    command = [sys.executable, "-c", "import generator.extraction.document"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
