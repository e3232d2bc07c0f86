"""The review page: every page with the boxes that were found, the crops beside it, and a line to correct each.

One HTML file without scripts, that needs nothing else. All that comes from the PDF is hostile text, and escaped; its
pages are drawn in the worker and come here as image files, which are embedded and not decoded.
"""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from generator.config import CROP_NAME
from generator.extraction.options import ExtractOptions, page_image_name
from generator.extraction.sandbox import extract_safely
from generator.paper import Box, Figure, PageText, Paper

DPI = 70
"""Of the pages; the crops have the resolution of the options."""


def write_review(pdf: Path, target: Path, options: ExtractOptions) -> None:
    """Extract `pdf` and write the review page `target`; nothing else is written.

    Raises:
        PdfError: the PDF can't be read.
        ConfigError: a crop set by hand names a page that isn't there.
        OSError: `target` can't be written.
    """
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as scratch:
        images = Path(scratch)
        paper = extract_safely(pdf, replace(options, pages_dpi=DPI), images)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render_review(paper, images), encoding="utf-8")


def render_review(paper: Paper, images: Path) -> str:
    """The page as HTML; `images` holds the crops and the pages."""
    title = escape(paper.metadata.title or "A paper without a title")
    sections = "\n".join(_section(page, paper, images) for page in paper.pages)
    warnings = "".join(f"<li>{_warning(w.page, w.text)}</li>" for w in paper.warnings)
    return _FRAME.format(title=title, count=len(paper.figures), warnings=warnings, sections=sections)


def crop_line(figure: Figure) -> str | None:
    """The entry for `crops:` in paper.yml that sets this figure by hand; None where its name can't stand there."""
    name = (figure.file or "").removesuffix(".png")
    if not CROP_NAME.fullmatch(name):
        return None
    box = figure.bbox
    rect = ", ".join(f"{value:.0f}" for value in (box.x0, box.y0, box.x1, box.y1))
    return f"- {{name: {name}, page: {figure.page}, rect: [{rect}]}}"


def _warning(page: int | None, text: str) -> str:
    return escape(text if page is None else f"page {page}: {text}")


def _section(page: PageText, paper: Paper, images: Path) -> str:
    figures = [figure for figure in paper.figures if figure.page == page.number]
    boxes = "".join(box for number, figure in enumerate(figures, 1) for box in _boxes(number, figure, page))
    cards = "".join(_card(number, figure, images) for number, figure in enumerate(figures, 1))
    return (
        f'<section><h2>Page {page.number}</h2><div class="row"><div class="page" '
        f'style="aspect-ratio: {page.width:.2f} / {page.height:.2f}">'
        f"{_image(images / page_image_name(page.number), f'page {page.number}')}{boxes}</div>"
        f'<div class="crops">{cards or "<p>Nothing found.</p>"}</div></div></section>'
    )


def _boxes(number: int, figure: Figure, page: PageText) -> Iterator[str]:
    yield _box(figure.bbox, page, "float", str(number))
    if figure.caption_bbox is not None:
        yield _box(figure.caption_bbox, page, "caption", "")


def _box(box: Box, page: PageText, kind: str, text: str) -> str:
    """A frame over the page, placed in percent of it."""
    left, top = 100 * box.x0 / page.width, 100 * box.y0 / page.height
    width, height = 100 * box.width / page.width, 100 * box.height / page.height
    place = f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"
    return f'<div class="box {kind}" style="{place}"><b>{text}</b></div>'


def _card(number: int, figure: Figure, images: Path) -> str:
    label = f"{figure.kind.value} {figure.label}" if figure.label else f"{figure.kind.value} without a number"
    facts = f"{figure.type.value}, confidence {figure.confidence:.2f}, found by {figure.method}"
    line = crop_line(figure)
    correction = f"<pre>{escape(line)}</pre>" if line else "<p>Its name can't stand in paper.yml.</p>"
    return (
        f"<article><h3><b>{number}</b> {escape(label)}</h3><p>{escape(facts)}</p>"
        f"{_image(images / (figure.file or ''), label)}<p>{escape(figure.caption)}</p>{correction}</article>"
    )


def _image(path: Path, alternative: str) -> str:
    if not path.is_file():
        return "<p>The image is missing.</p>"
    data = b64encode(path.read_bytes()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{escape(alternative)}">'


_FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Review: {title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1300px; padding: 0 1rem; color: #222; }}
.row {{ display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }}
.page {{ position: relative; flex: 0 0 595px; max-width: 100%; border: 1px solid #bbb; }}
.page img {{ width: 100%; height: 100%; display: block; }}
.crops {{ flex: 1 1 380px; min-width: 0; }}
.box {{ position: absolute; box-sizing: border-box; outline: 2px solid; }}
.float {{ outline-color: #0b63c5; background: #0b63c518; }}
.caption {{ outline-color: #b45309; background: #b4530918; }}
.box b {{ position: absolute; right: 100%; top: 0; }}
.box b, h3 b {{ background: #0b63c5; color: #fff; padding: 0 .4em; }}
.caption b {{ display: none; }}
article {{ border: 1px solid #ccc; padding: .75rem; margin-bottom: 1rem; overflow-wrap: anywhere; }}
article img {{ max-width: 100%; max-height: 420px; }}
h3, article p {{ margin: 0 0 .4rem; }}
pre {{ background: #f3f3f3; padding: .5rem; white-space: pre-wrap; user-select: all; }}
</style>
<h1>{title}</h1>
<p>{count} figures, tables and algorithms; blue: the float, brown: its caption. Where a box is wrong, put its line
under <code>crops:</code> in the paper's <code>paper.yml</code> and mend the numbers: x0, y0, x1, y1 in points from the
page's top left corner. Later extractions keep it.</p>
<ul>{warnings}</ul>
{sections}
</html>
"""
