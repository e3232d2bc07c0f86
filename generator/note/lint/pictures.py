"""Look at an image file without trusting it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageStat, UnidentifiedImageError

_LEAST_WIDTH = 600  # px
_LEAST_DPI = 199  # a PNG keeps dots per metre, so 200 dpi reads back as 199.9
_MOST_BYTES = 2 * 2**20
_MOST_PIXELS = 60_000_000
_BLANK = 1.0  # standard deviation of grey levels, 0 to 255
_THUMBNAIL = (512, 512)

Wrong = tuple[str, str]
"""What is wrong with a file, and the way out."""


def problems_of_file(path: Path, *, any_width: bool = False) -> Iterator[Wrong]:
    """What is wrong with an image that a note shows; `any_width` for a formula, which may be narrow."""
    if not path.is_file():
        yield "there is no such file.", "Extract the figure, or delete the line."
        return
    if (size := path.stat().st_size) > _MOST_BYTES:
        yield f"it has {size / 2**20:.1f} MiB.", "Reduce it to 2 MiB."
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                yield from _problems_of_image(image, any_width=any_width)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        yield "it unpacks to too many pixels.", "Render it anew, smaller."
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        yield "it is damaged, or no image.", "Extract the figure again."


def _problems_of_image(image: Image.Image, *, any_width: bool) -> Iterator[Wrong]:
    if image.format != "PNG":
        yield f"it is a {image.format}.", "Save it as PNG."
        return
    width, height = image.size
    if width * height > _MOST_PIXELS:
        yield "it unpacks to too many pixels.", "Render it anew, smaller."
        return
    dpi = image.info.get("dpi", (0, 0))[0]
    if width < _LEAST_WIDTH and dpi < _LEAST_DPI and not any_width:
        yield f"it is {width} px wide.", "Render it 600 px wide, or at 200 dpi."
    image.thumbnail(_THUMBNAIL)
    if ImageStat.Stat(image.convert("L")).stddev[0] < _BLANK:
        yield "it is blank.", "Extract the figure again, or crop it by hand."
