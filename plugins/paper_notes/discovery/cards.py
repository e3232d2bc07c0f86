"""The image that social networks show beside a link: title, stars, paper and first figure of a note, drawn once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.note.markdown import printable
from generator.transaction import replace_file
from plugins.paper_notes.discovery.metadata import CARD_HEIGHT, CARD_WIDTH
from plugins.paper_notes.figures import png_size
from plugins.paper_notes.libraries import chinese_font

VERSION = 1
"""Goes up when cards are drawn otherwise: all are drawn anew."""

_PAPER, _INK, _MUTED, _SEAL, _STAR, _OFF, _LINE = (
    "#ffffff", "#23272c", "#5d646d", "#a8322a", "#a4690c", "#cfcfca", "#e2e2de",
)  # fmt: skip
_MARGIN, _FIGURE_WIDTH, _FIGURE_HEIGHT, _PADDING = 64, 430, 400, 16
_MOST_PIXELS = 40_000_000
_COLOURS = 64
_CLOSING = "，。、；：！？）」』》】,.;:!?)]"


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn. `figure` is a PNG or None, `stars` 0 for a page that is no note."""

    site: str
    title: str
    paper: str = ""
    facts: str = ""
    stars: int = 0
    figure: Path | None = None

    @property
    def key(self) -> str:
        """A hash of all that is drawn, the figure's bytes included."""
        values = asdict(self) | {"figure": "", "version": VERSION}
        picture = self.figure.read_bytes() if self.figure else b""
        return sha256(json.dumps(values, ensure_ascii=False).encode() + picture).hexdigest()[:32]


class Shelf:
    """Cards that were drawn before, by what is on them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def draw(self, card: Card) -> Path:
        """The card's PNG, drawn where it is not there yet; raises ConfigError where there is no font."""
        name = f"{card.key}.png"
        path = self._folder / name
        self._used.add(name)
        if not path.is_file():
            replace_file(path, draw_card(card))
        return path

    def forget_unused(self) -> None:
        """Remove the cards that nobody asked for."""
        for path in self._folder.glob("*.png"):
            if path.name not in self._used:
                path.unlink()


def draw_card(card: Card) -> bytes:
    """The card as a PNG of 1200 by 630 pixels; a figure that can't be read is left out."""
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, CARD_WIDTH, 12), fill=_SEAL)
    figure = _thumbnail(card.figure) if card.figure else None
    right = CARD_WIDTH - _MARGIN
    if figure:
        right -= _FIGURE_WIDTH + 40
        _place(image, draw, figure)
    _write(draw, card, right - _MARGIN)
    file = BytesIO()
    image.quantize(_COLOURS).save(file, "png")
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, card: Card, width: int) -> None:
    x, y = _MARGIN, _MARGIN
    draw.text((x, y), card.site, font=_font(28), fill=_SEAL)
    y += 72
    for line in _lines(card.title, _font(52), width, most=4):
        draw.text((x, y), line, font=_font(52), fill=_INK)
        y += 74
    y += 14
    for line in _lines(card.paper, _font(26), width, most=2):
        draw.text((x, y), line, font=_font(26), fill=_MUTED)
        y += 38
    bottom = CARD_HEIGHT - _MARGIN - 40
    if card.stars:
        draw.text((x, bottom), "★" * 5, font=_font(34), fill=_OFF)
        draw.text((x, bottom), "★" * card.stars, font=_font(34), fill=_STAR)
        x += 210
    draw.text(
        (x, bottom + 4), next(_lines(card.facts, _font(26), width - 210, most=1), ""), font=_font(26), fill=_MUTED
    )


def _place(image: Image.Image, draw: ImageDraw.ImageDraw, figure: Image.Image) -> None:
    """The figure in a frame, at the right, between top and bottom."""
    left = CARD_WIDTH - _MARGIN - _FIGURE_WIDTH + (_FIGURE_WIDTH - figure.width) // 2
    top = (CARD_HEIGHT - figure.height) // 2
    frame = (left - _PADDING, top - _PADDING, left + figure.width + _PADDING, top + figure.height + _PADDING)
    draw.rectangle(frame, outline=_LINE, width=2)
    image.paste(figure, (left, top))


def _thumbnail(path: Path) -> Image.Image | None:
    """The figure within its frame, on paper; None for a file that is no such image."""
    size = png_size(path)
    if size is None or not 0 < size[0] * size[1] <= _MOST_PIXELS:
        return None
    try:
        with Image.open(path, formats=["PNG"]) as opened:
            figure = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    figure.thumbnail((_FIGURE_WIDTH - 2 * _PADDING, _FIGURE_HEIGHT - 2 * _PADDING), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", figure.size, _PAPER)
    return Image.alpha_composite(paper, figure).convert("RGB")


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> Iterator[str]:
    """The text in lines of a width, broken between words and between Chinese characters; the last says … if cut."""
    line, written = "", 0
    for piece in _pieces(printable(text)):
        if not line.strip() or font.getlength(line + piece.rstrip()) <= width or piece[0] in _CLOSING:
            line += piece
            continue
        if written == most - 1:
            yield _shorten(f"{line.rstrip()}…", font, width)
            return
        yield line.rstrip()
        line, written = piece, written + 1
    if line.strip():
        yield _shorten(line.rstrip(), font, width)


def _shorten(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    while len(line) > 1 and font.getlength(line) > width:
        line = f"{line[:-2]}…"
    return line


def _pieces(text: str) -> list[str]:
    return re.findall(r"[\w\-'’.$\\{}^/()]*[A-Za-z0-9$\\{}^/()]+[^\S\n]*|\s+|.", text[:400])


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = chinese_font("cards need", otherwise="Or switch the cards off: `cards: false`.")
    return ImageFont.truetype(str(font), size)
