"""DRAFT: what the embedded writer may say: fixed lines, and the paper's own words with their page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.blocks import Block
from generator.note.lint.registry import E, Needs, Problem, Profile, rule
from generator.note.lint.subject import LintSubject
from generator.note.quotation import QuotationIndex

_ATTRIBUTION = re.compile(r"(?:—— 原文第 (\d{1,4}) 页|— p\. (\d{1,4}) of the paper)")


@rule("DRAFT-01", E, zh="草稿的引文逐字见于所注的页", profiles=frozenset({Profile.DRAFT}), needs=Needs.PAPER)
def verbatim(subject: LintSubject) -> Iterator[Problem]:
    """A draft's quotations are verbatim on the page that each one names."""
    assert subject.paper
    index = QuotationIndex(subject.paper)
    header = subject.header_quote
    for quote in subject.walk():
        if quote.type == "blockquote" and quote is not header:
            text, page = _parts(quote)
            if page is None:
                yield Problem(quote.line, "the quotation names no page.", "End it in “> —— 原文第 3 页”.")
            elif not index.is_on(text, page):
                yield Problem(quote.line, f"the quotation is not on page {page}.", "Copy it as printed, with its page.")


def _parts(quote: Block) -> tuple[str, int | None]:
    paragraphs = [block.prose.strip() for block in quote.walk() if block.inline]
    match = _ATTRIBUTION.fullmatch(paragraphs[-1]) if paragraphs else None
    if not match:
        return "\n".join(paragraphs), None
    return "\n".join(paragraphs[:-1]), int(match[1] or match[2])
