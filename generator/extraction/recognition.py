"""Printed lines of a scanned page, read by Tesseract where that program is installed; none where it is not.

They serve to find captions and what floats are made of. They are no text layer: nothing in a note is held against them.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import mean, median

from PIL import Image

from generator.extraction.page import Line, Span
from generator.extraction.segments import around
from generator.paper import Box

RECOGNITION_DPI = 200
"""Of the image of a page (fewer where the page is huge); Tesseract wants capitals of 20 pixels."""

_SURE = 40.0  # per cent: words below are noise of a drawing
_POOR = 60.0  # per cent: on the whole page, the language was the wrong one
_WIDE_GAP = 1.5  # heights of a word
_DESCENDERS = frozenset("gjpqy,;()[]{}Q|")
_TALL = frozenset("bdfhklt()[]{}|!?")


def recognise(page: Image.Image, dpi: int, seconds: float) -> tuple[Line, ...]:
    """The lines of a page drawn in grey at `dpi`, in points; none after `seconds` or without Tesseract."""
    program = shutil.which("tesseract")
    if program is None or seconds <= 0:
        return ()
    words = _words(program, page, dpi, "eng", seconds)
    if words and "chi_sim" in languages() and mean(word.sureness for word in words) < _POOR:
        words = _words(program, page, dpi, "chi_sim+eng", seconds) or words
    return _lines([word for word in words if word.sureness >= _SURE])


class _Word:
    """A word of Tesseract's table: the line that it stands on, its box in points, and how sure it is, in per cent."""

    def __init__(self, row: dict[str, str], dpi: int) -> None:
        left, top, width, height = (float(row[key]) * 72 / dpi for key in ("left", "top", "width", "height"))
        self.line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        self.box = Box(left, top, left + width, top + height)
        self.sureness = float(row["conf"])
        self.text = row["text"].strip()


@lru_cache(1)
def languages() -> frozenset[str]:
    """The languages that Tesseract can read here; none where it is not installed."""
    program = shutil.which("tesseract")
    try:
        listed = subprocess.run([program or "", "--list-langs"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(listed.stdout.decode(errors="replace").split("\n")[1:]) - {""}


def _words(program: str, page: Image.Image, dpi: int, language: str, seconds: float) -> list[_Word]:
    png = io.BytesIO()
    page.save(png, "PNG")
    command = [program, "stdin", "stdout", "--dpi", str(dpi), "-l", language, "tsv"]
    try:
        # One thread: several papers are read at once. The limits of this process hold for its child.
        done = subprocess.run(  # noqa: S603 - the program that PATH names, and our own arguments
            command,
            input=png.getvalue(),
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    rows = csv.DictReader(io.StringIO(done.stdout.decode(errors="replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return list(_sound(rows, dpi))


def _sound(rows: csv.DictReader[str], dpi: int) -> Iterator[_Word]:
    for row in rows:
        if row.get("level") == "5" and (row.get("text") or "").strip():
            yield _Word(row, dpi)


def _lines(words: Sequence[_Word]) -> tuple[Line, ...]:
    """The words by lines, each as one span; sizes close to the page's usual one are that one."""
    rows = list(_rows(words))
    sizes = [_size(row) for row in rows]
    usual = median(sizes) if sizes else 0.0
    snapped = (usual if 0.8 * usual < size < 1.25 * usual else size for size in sizes)
    return tuple(_line(row, round(size, 1)) for row, size in zip(rows, snapped, strict=True))


def _rows(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words of one line of Tesseract's, cut at wide gaps: it joins the captions of floats beside each other."""
    row: list[_Word] = []
    for word in words:
        gap = word.box.x0 - row[-1].box.x1 if row else 0.0
        if row and (word.line != row[-1].line or gap > _WIDE_GAP * max(word.box.height, row[-1].box.height)):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _size(row: Sequence[_Word]) -> float:
    """The font size in points: capitals reach 0.7 of it above the baseline, descenders 0.22 below."""
    text = "".join(word.text for word in row)
    tall = any(character in _TALL or character.isupper() or character.isdigit() for character in text)
    rise = 0.7 if tall else 0.46
    return around(word.box for word in row).height / (rise + (0.22 if _DESCENDERS.intersection(text) else 0.0))


def _line(row: Sequence[_Word], size: float) -> Line:
    box, text = around(word.box for word in row), " ".join(word.text for word in row)
    baseline = box.y1 - (0.22 * size if _DESCENDERS.intersection(text) else 0.0)
    return Line(
        (Span(text, box, "", size, False, False, False, False, 0, 1.0, baseline),), box, (1.0, 0.0), row[0].line[0]
    )
