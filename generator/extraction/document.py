"""The one door to PyMuPDF: opens a PDF within limits and gives its pages as plain data (see page.py)."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from generator.errors import LimitExceeded, LockedPdf, NotAPdf
from generator.extraction.options import Limits
from generator.extraction.page import Line, Page, RasterImage, Span, VectorPath
from generator.extraction.recognition import RECOGNITION_DPI, recognise
from generator.extraction.scan import SCAN_PIXEL, ink_blocks, ink_pieces, is_scan
from generator.extraction.symbol_font import symbols_meant
from generator.paper import Box

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

# Vectors come out of the same pass as the text, already clipped: ten times faster than `get_drawings` on heavy pages.
_TEXT_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_ACCURATE_BBOXES
    | pymupdf.TEXT_COLLECT_VECTORS
)
_TEXT_BLOCK, _VECTOR_BLOCK = 0, 3
_SUPERSCRIPT, _ITALIC, _MONO, _BOLD = 1, 2, 8, 16
_WIDE_SPACE = 0.75  # em
_GREY_PIXELS = 6e6
_RECOGNITION_SHARE = 0.4  # of the seconds that reading a PDF may take
# What MuPDF raises on hostile files: its own errors are no RuntimeErrors everywhere, and some surface as type errors.
_MUPDF_ERRORS = (
    pymupdf.mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    ArithmeticError,
)
_OUT_OF_MEMORY = re.compile(r"alloc \(.*failed|out of memory")  # said by MuPDF, and by FreeType below it


class Document:
    """An open PDF. Use `open_document`. Every method raises NotAPdf where the file is damaged."""

    def __init__(self, pdf: Any, path: Path, limits: Limits | None = None) -> None:
        self._pdf = pdf
        self.path = path
        self._limits = limits or Limits()
        self._recognition_seconds = _RECOGNITION_SHARE * self._limits.seconds

    @property
    def page_count(self) -> int:
        """Number of pages, at least 1."""
        with _readable(self.path, "the page tree"):
            return int(self._pdf.page_count)

    @property
    def info(self) -> dict[str, str]:
        """The document information dictionary: title, author, subject, keywords, creator, producer, … (may lie)."""
        with _readable(self.path, "the document information"):
            return {key: str(value) for key, value in (self._pdf.metadata or {}).items() if value}

    @property
    def outline(self) -> tuple[tuple[int, str, int], ...]:
        """Bookmarks as (level, title, page); empty for most papers."""
        with _readable(self.path, "the outline"):
            entries = self._pdf.get_toc(simple=True)
            return tuple((int(level), str(title), int(page)) for level, title, page, *_ in entries)

    def pages(self) -> Iterator[Page]:
        """All pages in order, each read when it is asked for."""
        for index in range(self.page_count):
            yield self.page(index + 1)

    def page(self, number: int) -> Page:
        """Page `number`, from 1."""
        with _readable(self.path, f"page {number}"):
            page = self._pdf.load_page(number - 1)
            frame = _page_box(page)
            # One run of the page's content; text, vectors and images are then read from the list, as displayed.
            commands = page.get_displaylist(annots=0)  # a reader's comments are not the paper's
            blocks = pymupdf.TextPage(commands.get_textpage(_TEXT_FLAGS)).extractDICT()["blocks"]
            lines, images = tuple(_lines(blocks)), tuple(_images(commands, frame))
            printed, ink = self._scanned(page, frame) if is_scan(frame, lines, images) else ((), ())
            return Page(
                number=number,
                width=frame.width,
                height=frame.height,
                rotation=int(page.rotation),
                lines=lines,
                paths=tuple(_paths(blocks, frame)),
                images=images,
                ink=ink,
                recognised=printed,
            )

    def _scanned(self, page: Any, frame: Box) -> tuple[tuple[Line, ...], tuple[Box, ...]]:
        """The printed lines of a scan, while there is time to recognise them, and its ink."""
        start = time.monotonic()
        grey = _grey(page, frame, RECOGNITION_DPI / 72)
        dpi = round(grey.width / frame.width * 72)
        printed = recognise(grey, dpi, self._recognition_seconds)
        self._recognition_seconds -= time.monotonic() - start
        return printed, ink_pieces(grey, dpi, printed) if printed else ink_blocks(_grey(page, frame, 1 / SCAN_PIXEL))

    def render(self, number: int, box: Box, dpi: int = 200) -> Image.Image:
        """The region in RGB on white; `box` as displayed, in points. Fewer dpi where the limit of pixels demands it.

        The region is drawn, not taken out of the file: soft masks, CMYK and inverted JPX come out as shown. Without
        annotations: a reader's highlights and the frames of links are not the paper's.

        Raises:
            LimitExceeded: the box is empty or not on the page.
        """
        with _readable(self.path, f"page {number}"):
            page = self._pdf.load_page(number - 1)
            region = _clamp((box.x0, box.y0, box.x1, box.y1), _page_box(page))
            if region is None or not region.area:
                raise LimitExceeded(self.path, f"page {number} has nothing at {box}.", "Correct the crop's box.")
            scale = min(dpi / 72, math.sqrt(self._limits.pixels / region.area))
            clip = pymupdf.Rect(region.x0, region.y0, region.x1, region.y1)
            pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, alpha=False, annots=False)
            return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)

    def copied(self, numbers: Sequence[int]) -> bytes:
        """A new PDF of these pages, from 1, written anew from what was understood; the same bytes each time."""
        with _readable(self.path), pymupdf.open() as copy:
            copy.insert_pdf(self._pdf)
            copy.select([number - 1 for number in numbers])
            return bytes(copy.tobytes(garbage=4, deflate=True, no_new_id=True))


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
    with _readable(path):
        pdf = pymupdf.open(path, filetype="pdf")
    try:
        with _readable(path):
            _check_pdf(pdf, path, limits)
        yield Document(pdf, path, limits)
    finally:
        pdf.close()


@contextmanager
def _readable(path: Path, part: str = "") -> Iterator[None]:
    """Turn whatever MuPDF raises into NotAPdf, but for a want of memory, which says nothing of the file."""
    try:
        yield
    except _MUPDF_ERRORS as error:
        if isinstance(error, pymupdf.mupdf.FzErrorBase) and _OUT_OF_MEMORY.search(str(error)):
            raise MemoryError(str(error)) from error
        problem = f"{part} can't be read." if part else "it is damaged beyond repair."
        raise NotAPdf(path, problem, "Download the PDF again.") from error


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


def _check_pdf(pdf: Any, path: Path, limits: Limits) -> None:
    if pdf.needs_pass:
        raise LockedPdf(path, "it needs a password.", "Save a copy without one, and use that.")
    if not pdf.is_pdf or pdf.page_count < 1:
        raise NotAPdf(path, "it has no readable page.", "Download the PDF again.")
    if pdf.page_count > limits.pages:
        raise LimitExceeded(
            path, f"it has {pdf.page_count} pages, the limit is {limits.pages}.", "Cut out the paper that you mean."
        )
    pdf.load_page(0)


def _page_box(page: Any) -> Box:
    width, height = float(page.rect.width), float(page.rect.height)
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError(f"a page of {width} by {height} points")
    return Box(0.0, 0.0, width, height)


def _clamp(rect: tuple[float, float, float, float], frame: Box) -> Box | None:
    """The part of a rectangle that is on the page; None where it is not a number or lies outside."""
    x0, y0, x1, y1 = rect
    if frame.x0 <= x0 <= x1 <= frame.x1 and frame.y0 <= y0 <= y1 <= frame.y1:  # nearly all are; no NaN is
        return Box(x0, y0, x1, y1)
    if not all(map(math.isfinite, rect)):
        return None
    x0, x1 = max(min(rect[0], rect[2]), frame.x0), min(max(rect[0], rect[2]), frame.x1)
    y0, y1 = max(min(rect[1], rect[3]), frame.y0), min(max(rect[1], rect[3]), frame.y1)
    return Box(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _grey(page: Any, frame: Box, scale: float) -> Image.Image:
    """The page in grey, `scale` pixels a point (fewer where the page is huge)."""
    scale = min(scale, math.sqrt(_GREY_PIXELS / frame.area))
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False, annots=False)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def _lines(blocks: list[dict[str, Any]]) -> Iterator[Line]:
    texts = (block for block in blocks if block["type"] == _TEXT_BLOCK)
    for index, block in enumerate(texts):
        for line in block["lines"]:
            if math.isfinite(sum(line["bbox"])):
                x, y = line["dir"]
                spans = tuple(map(_span, _runs(line["spans"], 1 if abs(x) >= abs(y) else 0)))
                if spans:
                    yield Line(spans, Box(*line["bbox"]), (x, y), index)


def _runs(spans: list[dict[str, Any]], across: int) -> Iterator[list[dict[str, Any]]]:
    """Spans of one style and baseline that follow each other: MuPDF cuts at each space that it adds between words.

    A space at the end of a run, and a wide one, stay apart. `across` is the axis that the baseline is a place on.
    """
    run: list[dict[str, Any]] = []
    style: tuple[object, ...] = ()
    blanks = 0  # at the end of the run
    for span in spans:
        (x0, y0, x1, y1), size, text = span["bbox"], span["size"], span["text"]
        if not (text and math.isfinite(x0 + y0 + x1 + y1 + size)):
            continue
        own = (size, span["font"], span["flags"], span["color"], span["alpha"], round(span["origin"][across], 1))
        blank = text.isspace()
        if own != style or blanks == len(run) or (blank and (x1 - x0 if across else y1 - y0) > _WIDE_SPACE * size):
            yield from _parted(run, blanks)
            run, style, blanks = [], own, 0
        run.append(span)
        blanks = blanks + 1 if blank else 0
    yield from _parted(run, blanks)


def _parted(run: list[dict[str, Any]], blanks: int) -> Iterator[list[dict[str, Any]]]:
    words = len(run) - blanks
    if words:
        yield run[:words]
    yield from ([blank] for blank in run[words:])


def _span(run: list[dict[str, Any]]) -> Span:
    first = run[0]
    flags = first["flags"]
    return Span(  # by position: there are hundreds a page
        symbols_meant(first["text"] if len(run) == 1 else "".join([span["text"] for span in run]), first["font"]),
        _around([span["bbox"] for span in run]),
        first["font"],
        round(first["size"], 2),
        flags & _BOLD != 0,
        flags & _ITALIC != 0,
        flags & _MONO != 0,
        flags & _SUPERSCRIPT != 0,
        first["color"],
        first["alpha"] / 255,
        first["origin"][1],
    )


def _around(boxes: list[tuple[float, float, float, float]]) -> Box:
    if len(boxes) == 1:
        return Box(*boxes[0])
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _paths(blocks: list[dict[str, Any]], frame: Box) -> Iterator[VectorPath]:
    for block in blocks:
        box = _clamp(block["bbox"], frame) if block["type"] == _VECTOR_BLOCK else None
        if box is not None:
            yield VectorPath(
                bbox=box,
                color=int(block["color"]),
                alpha=int(block["alpha"]) / 255,
                stroked=bool(block["stroked"]),
                rectangular=bool(block["isrect"]),
            )


def _images(commands: Any, frame: Box) -> Iterator[RasterImage]:
    placed = pymupdf.TextPage(commands.get_textpage(pymupdf.TEXT_PRESERVE_IMAGES))
    for image in placed.extractIMGINFO():
        box = _clamp(image["bbox"], frame)
        if box is not None:
            pixels = (int(image["width"]), int(image["height"]))
            yield RasterImage(bbox=box, pixels=pixels, digest=f"{pixels[0]}x{pixels[1]}:{image['size']}")
