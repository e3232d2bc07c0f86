"""Measure what the tiny paper reports, into data.json: `python -m benchmarks.papers.tiny_palette_crops.measure`.

Sizes and errors of all crops of the other paper of our own, at several resolutions. No times, so no noise.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
from PIL import Image
from PIL import __version__ as pillow_version

from benchmarks.papers.typeset import ROOT
from generator.extraction.document import open_document
from generator.extraction.figures import find_figures
from generator.extraction.images import encode

DATA = Path(__file__).with_name("data.json")
PAPER = ROOT / "paper-notes" / "path-clustering" / "paper.pdf"
RESOLUTIONS = [100, 150, 200, 300]
MARGIN = 2.0  # points around a crop


def crops(dpi: int) -> list[tuple[str, Image.Image]]:
    """The paper's floats by kind, drawn at a resolution."""
    with open_document(PAPER) as document:
        figures = find_figures(list(document.pages()))
        return [
            (figure.kind.value, document.render(figure.page, figure.bbox.expand(MARGIN), dpi)) for figure in figures
        ]


def true_colour(image: Image.Image) -> bytes:
    """PNG as Pillow writes it when nothing is asked of it."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def palette(image: Image.Image) -> Image.Image:
    """At most 256 colours by median cut, without dithering."""
    return image.quantize(256, dither=Image.Dither.NONE)


def rms(image: Image.Image, other: Image.Image) -> float:
    """Equation (1) of the paper, in levels of 0 to 255."""
    difference = np.asarray(image, dtype=float) - np.asarray(other.convert("RGB"), dtype=float)
    return float(np.sqrt((difference**2).mean()))


def measure(dpi: int) -> dict[str, dict[str, float]]:
    """Sums of bytes by kind of float and encoding, and the errors of the palette."""
    result: dict[str, dict[str, float]] = {}
    for kind, image in crops(dpi):
        row = result.setdefault(kind, {"count": 0, "true": 0, "lossless": 0, "palette": 0, "rms": 0.0, "reduced": 0})
        small = palette(image)
        row["count"] += 1
        row["true"] += len(true_colour(image))
        row["lossless"] += len(encode(image))
        row["palette"] += len(encode(small.convert("RGB")))
        row["rms"] = round(max(row["rms"], rms(image, small)), 2)
        row["reduced"] += image.getcolors(256) is not None
    return result


def main() -> None:
    """Measure and write."""
    data = {
        "pillow": pillow_version,
        "resolutions": RESOLUTIONS,
        "sizes": {str(dpi): measure(dpi) for dpi in RESOLUTIONS},
    }
    DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for dpi, kinds in data["sizes"].items():
        for kind, row in kinds.items():
            print(dpi, kind, row)


if __name__ == "__main__":
    main()
