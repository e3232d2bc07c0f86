"""Images of the figures: drawn from the page, small, with `figures.json` beside them."""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import oxipng
from PIL import Image

from generator.extraction.document import Document
from generator.extraction.naming import file_names
from generator.extraction.options import page_image_name
from generator.paper import Box, Equation, Figure, PageText

BYTE_LIMIT = 2_000_000
"""Of one image, as platforms demand."""

_EQUATION_PAD = 3.0  # accents and large delimiters reach beyond the boxes of their fonts
_WHITE = 250  # grey levels from here to 255 are paper
_EFFORT = 0  # of oxipng, to 6: 1 takes twice the time for 8 % less, 2 five times for 14 %
_EDGE = 3  # pixels of white left around the ink


def write_images(document: Document, figures: Sequence[Figure], folder: Path, dpi: int = 200) -> tuple[Figure, ...]:
    """Draw each figure into `folder` and write `figures.json`; gives the figures with file and sha256.

    Raises:
        PdfError: a page can't be drawn, or a box is not on its page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = tuple(
        _write(document, figure, name, folder, dpi) for figure, name in zip(figures, file_names(figures), strict=True)
    )
    records = json.dumps([figure_record(figure) for figure in written], ensure_ascii=False, indent=1)
    (folder / "figures.json").write_text(records + "\n", encoding="utf-8")
    return written


def write_equations(
    document: Document, equations: Sequence[Equation], folder: Path, dpi: int = 200
) -> tuple[Equation, ...]:
    """Draw each equation into `folder` as `eq{n}_method_formula.png`; gives them with file and sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write_equation(document, equation, folder, dpi) for equation in equations)


def write_pages(document: Document, pages: Sequence[PageText], folder: Path, dpi: int) -> None:
    """Draw each page into `folder`, under the name that `page_image_name` gives it."""
    for page in pages:
        image = document.render(page.number, Box(0.0, 0.0, page.width, page.height), dpi)
        image.save(folder / page_image_name(page.number), "PNG")


def _write_equation(document: Document, equation: Equation, folder: Path, dpi: int) -> Equation:
    number = re.sub(r"[^a-z0-9]", "", equation.number.lower())
    name = f"eq{number}_method_formula.png"
    if (folder / name).exists():  # a number that the paper uses twice
        name = f"eq{number}_method_formula-p{equation.page}-{round(equation.bbox.y0)}.png"
    data = encode(document.render(equation.page, equation.bbox.expand(_EQUATION_PAD), dpi), dpi)
    (folder / name).write_bytes(data)
    return replace(equation, file=name, sha256=hashlib.sha256(data).hexdigest())


def figure_record(figure: Figure) -> dict[str, object]:
    """The figure as `figures.json` holds it: boxes as [x0, y0, x1, y1] in points on the page as displayed."""
    return {
        "page": figure.page,
        "kind": figure.kind.value,
        "label": figure.label,
        "bbox": _corners(figure.bbox),
        "caption_bbox": _corners(figure.caption_bbox) if figure.caption_bbox else None,
        "caption": figure.caption,
        "type": figure.type.value,
        "confidence": figure.confidence,
        "sections": list(figure.sections),
        "file": figure.file,
        "sha256": figure.sha256,
        "method": figure.method,
    }


def encode(image: Image.Image, dpi: int = 200) -> bytes:
    """A small lossless PNG: one channel, or a palette, where the colours allow; it says its resolution."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1, dpi=(dpi, dpi))
    return oxipng.optimize_from_memory(buffer.getvalue(), level=_EFFORT)


def _write(document: Document, figure: Figure, name: str, folder: Path, dpi: int) -> Figure:
    data, box = _draw(document, figure, dpi)
    (folder / name).write_bytes(data)
    return replace(figure, bbox=box, file=name, sha256=hashlib.sha256(data).hexdigest())


def _draw(document: Document, figure: Figure, dpi: int) -> tuple[bytes, Box]:
    """The figure at `dpi`, or at as many as fit into the limit of bytes; and the box of its ink."""
    trimmed = _trim if figure.method != "manual" else _whole
    box = figure.bbox
    image, ink = trimmed(document.render(figure.page, box, dpi), box)
    data = encode(image, dpi)
    while len(data) > BYTE_LIMIT and dpi > 36:
        dpi = max(36, int(dpi * min(0.9, math.sqrt(0.95 * BYTE_LIMIT / len(data)))))
        image, ink = trimmed(document.render(figure.page, box, dpi), box)
        data = encode(image, dpi)
    return data, ink


def _whole(image: Image.Image, box: Box) -> tuple[Image.Image, Box]:
    return image, box


def _trim(image: Image.Image, box: Box) -> tuple[Image.Image, Box]:
    """Image and box without the white around the ink: the pens' mitres make a path's box larger than what it draws."""
    marks = image.convert("L").point([255 if level < _WHITE else 0 for level in range(256)])
    found = marks.getbbox()
    if found is None:
        return image, box
    x, y = box.width / image.width, box.height / image.height
    ink = Box(box.x0 + found[0] * x, box.y0 + found[1] * y, box.x0 + found[2] * x, box.y0 + found[3] * y)
    left, top = max(0, found[0] - _EDGE), max(0, found[1] - _EDGE)
    return image.crop((left, top, min(image.width, found[2] + _EDGE), min(image.height, found[3] + _EDGE))), ink


def _corners(box: Box) -> list[float]:
    return [round(value, 1) for value in (box.x0, box.y0, box.x1, box.y1)]
