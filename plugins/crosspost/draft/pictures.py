"""Pictures as the API takes them: PNG or JPEG below 1 MB within the text, 10 MB for a cover (W9, W10)."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from plugins.crosspost.tree import CrosspostError

TEXT_BYTES = 1_000_000
COVER_BYTES = 10_000_000
PIXELS = 60_000_000
"""A picture with more is an attack, or no figure."""

_MIMES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_WIDTHS = (2000, 1440, 1080, 800)
_QUALITIES = (90, 80, 65)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file to upload."""

    name: str
    data: bytes
    mime: str

    @property
    def sha256(self) -> str:
        """By which uploads are known again."""
        return hashlib.sha256(self.data).hexdigest()


def read_picture(path: Path, most: int = TEXT_BYTES) -> Picture:
    """The picture of a file: as it is where it fits into `most` bytes, else smaller.

    Raises:
        CrosspostError: it is no picture, or too large for any page.
    """
    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > PIXELS:
                raise CrosspostError(path, f"it has {image.width} × {image.height} pixels.", "Make it smaller.")
            if image.format in _MIMES and len(data) < most:
                return Picture(f"image.{image.format.lower()}", data, _MIMES[image.format])
            image.load()
            return _smaller(image, most)
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise CrosspostError(path, "it can't be read as a picture.", "Save it anew as PNG or JPEG.") from error


def _smaller(image: Image.Image, most: int) -> Picture:
    """The first form that fits: PNG for what WeChat does not know but is small, then JPEG, ever narrower."""
    data = _encode(image.convert("RGBA" if image.has_transparency_data else "RGB"), "PNG")
    if len(data) < most:
        return Picture("image.png", data, _MIMES["PNG"])
    flat = Image.new("RGB", image.size, "white")
    clear = image.convert("RGBA")
    flat.paste(clear, mask=clear)
    for width in (image.width, *(width for width in _WIDTHS if width < image.width)):
        scaled = flat.resize((width, max(1, round(flat.height * width / flat.width))))
        for quality in _QUALITIES:
            data = _encode(scaled, "JPEG", quality)
            if len(data) < most:
                return Picture("image.jpeg", data, _MIMES["JPEG"])
    raise ValueError(image.size)  # 800 pixels wide and higher than any page


def _encode(image: Image.Image, form: str, quality: int = 90) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, optimize=True, quality=quality)
    return buffer.getvalue()
