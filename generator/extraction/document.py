"""The one door to PyMuPDF: opens a PDF within limits and gives its pages as plain data (see page.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from generator.errors import LimitExceeded, LockedPdf, NotAPdf
from generator.extraction.page import Line, Page, RasterImage, Span, VectorPath
from generator.paper import Box

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_TEXT_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_ACCURATE_BBOXES
)
_SUPERSCRIPT, _ITALIC, _MONO, _BOLD = 1, 2, 8, 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What a PDF may cost: bytes on disk, pages, seconds and bytes of memory for one worker."""

    size: int = 100 * 2**20
    pages: int = 1000
    seconds: float = 120.0
    memory: int = 2 * 2**30


class Document:
    """An open PDF. Use `open_document`."""

    def __init__(self, pdf: Any, path: Path) -> None:
        self._pdf = pdf
        self.path = path

    @property
    def page_count(self) -> int:
        """Number of pages, at least 1."""
        return int(self._pdf.page_count)

    @property
    def info(self) -> dict[str, str]:
        """The document information dictionary: title, author, subject, keywords, creator, producer, … (may lie)."""
        return {key: str(value) for key, value in (self._pdf.metadata or {}).items() if value}

    @property
    def outline(self) -> tuple[tuple[int, str, int], ...]:
        """Bookmarks as (level, title, page); empty for most papers."""
        return tuple((int(level), str(title), int(page)) for level, title, page, *_ in self._pdf.get_toc(simple=True))

    def pages(self) -> Iterator[Page]:
        """All pages in order, each read when it is asked for."""
        for index in range(self.page_count):
            yield self.page(index + 1)

    def page(self, number: int) -> Page:
        """Page `number`, from 1."""
        page = self._load(number)
        matrix = page.rotation_matrix
        return Page(
            number=number,
            width=page.rect.width,
            height=page.rect.height,
            rotation=int(page.rotation),
            lines=tuple(_lines(page, matrix)),
            paths=tuple(_paths(page, matrix)),
            images=tuple(_images(page, matrix)),
        )

    def render(self, number: int, box: Box, dpi: int = 200) -> Any:
        """The region as a PIL image, RGB on white; `box` as displayed, in points.

        The region is drawn, not taken out of the file: soft masks, CMYK and inverted JPX come out as shown.
        """
        from PIL import Image

        page = self._load(number)
        scale = dpi / 72
        clip = pymupdf.Rect(box.x0, box.y0, box.x1, box.y1)
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, alpha=False)
        return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)

    def _load(self, number: int) -> Any:
        try:
            return self._pdf.load_page(number - 1)
        except (RuntimeError, ValueError) as error:
            raise NotAPdf(self.path, f"page {number} can't be read.", "Download the PDF again.") from error


@contextmanager
def open_document(path: Path, limits: Limits | None = None) -> Iterator[Document]:
    """Open a PDF.

    Raises:
        NotAPdf: no PDF, damaged beyond repair, or without pages.
        LockedPdf: needs a password.
        LimitExceeded: beyond the limits of size or pages.
    """
    limits = limits or Limits()
    _check_file(path, limits)
    try:
        pdf = pymupdf.open(path, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise NotAPdf(path, "it is damaged beyond repair.", "Download the PDF again.") from error
    try:
        yield Document(_checked(pdf, path, limits), path)
    finally:
        pdf.close()


def _check_file(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise NotAPdf(path, f"it can't be read ({error.strerror}).") from error
    if size > limits.size:
        mib = 2**20
        raise LimitExceeded(
            path, f"it has {size / mib:.0f} MiB, the limit is {limits.size / mib:.0f}.", "Compress it, or split it."
        )
    # Some servers put an HTTP header before the PDF; MuPDF copes, an HTML page must not pass.
    if b"%PDF-" not in head:
        what = "an HTML page" if b"<html" in head.lower() else "empty" if not size else "no PDF"
        raise NotAPdf(path, f"it is {what}.", "Download the PDF again.")


def _checked(pdf: Any, path: Path, limits: Limits) -> Any:
    if pdf.needs_pass:
        raise LockedPdf(path, "it needs a password.", "Save a copy without one, and use that.")
    if not pdf.is_pdf or pdf.page_count < 1:
        raise NotAPdf(path, "it has no readable page.", "Download the PDF again.")
    if pdf.page_count > limits.pages:
        raise LimitExceeded(
            path, f"it has {pdf.page_count} pages, the limit is {limits.pages}.", "Cut out the paper that you mean."
        )
    return pdf


def _box(rect: Any, matrix: Any) -> Box:
    displayed = pymupdf.Rect(rect) * matrix
    displayed.normalize()
    return Box(displayed.x0, displayed.y0, displayed.x1, displayed.y1)


def _lines(page: Any, matrix: Any) -> Iterator[Line]:
    for index, block in enumerate(page.get_text("dict", flags=_TEXT_FLAGS)["blocks"]):
        for line in block.get("lines", ()):
            spans = tuple(_span(span, matrix) for span in line["spans"] if span["text"])
            if spans:
                x, y = line["dir"]
                turned = pymupdf.Point(x, y) * pymupdf.Matrix(matrix.a, matrix.b, matrix.c, matrix.d, 0, 0)
                yield Line(spans, _box(line["bbox"], matrix), (turned.x, turned.y), index)


def _span(span: dict[str, Any], matrix: Any) -> Span:
    flags = int(span["flags"])
    font = str(span["font"])
    return Span(
        text=str(span["text"]),
        bbox=_box(span["bbox"], matrix),
        font=font,
        size=round(float(span["size"]), 2),
        bold=bool(flags & _BOLD),
        italic=bool(flags & _ITALIC),
        mono=bool(flags & _MONO),
        superscript=bool(flags & _SUPERSCRIPT),
        color=int(span["color"]),
        alpha=float(span.get("alpha", 255)) / 255,
        baseline=float((pymupdf.Point(span["origin"]) * matrix).y),
    )


def _paths(page: Any, matrix: Any) -> Iterator[VectorPath]:
    for drawing in page.get_drawings():
        opacity = max(drawing.get("fill_opacity") or 0.0, drawing.get("stroke_opacity") or 0.0)
        yield VectorPath(
            bbox=_box(drawing["rect"], matrix),
            fill=drawing.get("fill"),
            stroke=drawing.get("color"),
            width=float(drawing.get("width") or 0.0),
            opacity=opacity,
            segments=len(drawing["items"]),
        )


def _images(page: Any, matrix: Any) -> Iterator[RasterImage]:
    for image in page.get_image_info(hashes=True):
        yield RasterImage(
            bbox=_box(image["bbox"], matrix),
            pixels=(int(image["width"]), int(image["height"])),
            digest=bytes(image["digest"]).hex(),
        )
