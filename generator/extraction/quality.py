"""How far the text layer can be trusted: a score of its characters, and text that a reader does not see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from generator.extraction.characters import is_cjk, normalize
from generator.extraction.furniture import is_hidden
from generator.extraction.page import Page
from generator.extraction.scan import is_scan
from generator.paper import ExtractionWarning

_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|earlier)\s+"
    r"(?:instructions?|prompts?|text)"
    r"|(?:give|write|recommend|provide)\s+(?:only\s+)?(?:a\s+)?positive\s+reviews?\b"
    r"|do\s+not\s+(?:highlight|mention)\s+any\s+(?:negatives?|weakness)"
    r"|(?:as|you\s+are)\s+an?\s+(?:ai|large)\s+language\s+model,?\s+(?:you\s+)?(?:should|must|please)"
    r"|(?:忽略|无视)(?:以上|之前|前面|先前)的?(?:所有|全部)?(?:指令|指示|提示|内容)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouyàáâäãåèéêëìíîïòóôöõùúûü]", re.IGNORECASE)
_LONGEST = 300
_ENOUGH = 200
"""Characters a page below which a paper has no text layer to speak of (a scan)."""


def text_quality(pages: Sequence[Page]) -> float:
    """From 0 (a scan, or characters without meaning) to 1: the share of readable text.

    Readable are characters that a font maps to Unicode, in words that look like words. Few characters a page lower it.
    """
    text = "".join(span.text + " " for page in pages for line in page.lines for span in line.spans)
    characters = [character for character in text if not character.isspace()]
    if not characters or not pages:
        return 0.0
    good = sum(_is_readable(character) for character in characters) / len(characters)
    amount = min(1.0, len(characters) / (_ENOUGH * len(pages)))
    return good * _word_share(text) * amount


def _is_readable(character: str) -> bool:
    return character != "\ufffd" and unicodedata.category(character) not in ("Co", "Cn", "Cc", "Cs")


def _word_share(text: str) -> float:
    """The share of letters in words that look like words: Chinese characters, or a vowel in what is not short."""
    letters = sum(len(word) for word in _WORD.findall(text))
    if not letters:
        return 0.0
    odd = sum(len(word) for word in _WORD.findall(text) if not _looks_like_word(word))
    # Up to a fifth is usual: symbols of formulas, acronyms, units.
    return min(1.0, 1.25 * (1 - odd / letters))


def _looks_like_word(word: str) -> bool:
    return len(word) < 4 or word.isupper() or is_cjk(word[0]) or not word.isascii() or bool(_VOWEL.search(word))


def hidden_text(pages: Sequence[Page]) -> tuple[ExtractionWarning, ...]:
    """A warning a page for text that a reader does not see, and one for each passage that gives orders to a model."""
    return tuple(warning for page in pages for warning in (*_unseen(page), *_orders(page)))


def scanned_pages(pages: Sequence[Page]) -> tuple[ExtractionWarning, ...]:
    """One warning, at the first of them, where pages are images without a text layer."""
    scans = [page.number for page in pages if is_scan(page.box, page.lines, page.images)]
    if not scans:
        return ()
    unread = [page.number for page in pages if page.number in scans and not page.recognised]
    captions = (
        "captions on them were read by Tesseract, and may be misread"
        if not unread
        else f"figures on {_ranges(unread)} have no number and no caption; Tesseract reads them where it is installed"
    )
    text = (
        f"{len(scans)} of {len(pages)} pages are scans without a text layer ({_ranges(scans)}): nothing on them can be "
        f"quoted; {captions}; ocrmypdf makes a copy with text."
    )
    return (ExtractionWarning("scan", scans[0], text),)


def _ranges(numbers: Sequence[int]) -> str:
    """Ascending page numbers as people write them: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if run[1:] else str(run[0]) for run in runs)


def _unseen(page: Page) -> Iterator[ExtractionWarning]:
    texts = [
        span.text
        for line in page.lines
        for span in line.spans
        if span.text.strip() and (is_hidden(span, page) or _is_off(span.bbox.x0, span.bbox.y0, page))
    ]
    text = normalize(" ".join(texts))
    if len(_WORD.findall(text)) >= 3 or sum(map(is_cjk, text)) >= 4:
        yield ExtractionWarning("hidden-text", page.number, text[:_LONGEST])


def _is_off(x: float, y: float, page: Page) -> bool:
    return not (-1 <= x <= page.width + 1 and -1 <= y <= page.height + 1)


def _orders(page: Page) -> Iterator[ExtractionWarning]:
    text = normalize(" ".join(line.text for line in page.lines))
    for match in _INSTRUCTION.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 120]
        yield ExtractionWarning("instruction-like-text", page.number, around)
