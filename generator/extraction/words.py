"""The printed lines of a page with their boxes, floats included: where on the page a number or a name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.extraction.characters import normalize
from generator.extraction.furniture import is_hidden, is_visible
from generator.extraction.page import Page, Span
from generator.extraction.rows import raw_text
from generator.paper import Box, PageText, TextLine

_SMALLER = 0.85
"""An exponent's size, in multiples of the size of the digits before it."""
_EXPONENT = re.compile(r"\s*[-−]?\d")


def with_lines(texts: Sequence[PageText], pages: Sequence[Page]) -> tuple[PageText, ...]:
    """The pages' text with its printed lines."""
    return tuple(replace(text, lines=tuple(printed_lines(page))) for text, page in zip(texts, pages, strict=True))


def printed_lines(page: Page) -> Iterator[TextLine]:
    """The lines that a reader sees, as MuPDF cuts them: the cells of a table's row are lines of their own.

    An exponent keeps a caret (10^18), so that it is not read as digits of the number before it.
    """
    for line in page.lines:
        if is_visible(line, page):
            spans = [span for span in line.spans if not is_hidden(span, page)]
            text = normalize(raw_text(_with_carets(spans)))
            if text:
                box = line.bbox
                yield TextLine(text, Box(round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1)))


def _with_carets(spans: Sequence[Span]) -> list[Span]:
    rest = (span._replace(text=f"^{span.text}") if _is_exponent(base, span) else span for base, span in pairwise(spans))
    return [*spans[:1], *rest]


def _is_exponent(base: Span, span: Span) -> bool:
    lifted = base.baseline - span.baseline > 0.15 * base.size
    smaller = span.size < _SMALLER * base.size
    return lifted and smaller and base.text[-1:].isdigit() and bool(_EXPONENT.match(span.text))
