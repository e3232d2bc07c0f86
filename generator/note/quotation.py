"""Whether a quotation is verbatim in the paper, whatever the white space and the shape of dashes and quotes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from generator.note.markdown import printable
from generator.paper import Paper

_SHAPES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-") | dict.fromkeys("‘’‚′`´", "'") | dict.fromkeys("“”„″", '"'))


def normalise(text: str) -> str:
    """The characters that must agree: NFKC, one shape a mark, no white space, nothing unprintable."""
    shaped = "".join(unicodedata.normalize("NFKC", text).translate(_SHAPES).split())
    return shaped if shaped.isprintable() else printable(shaped)


@dataclass(frozen=True)
class QuotationIndex:
    """The paper's text, ready for looking up quotations."""

    paper: Paper

    @cached_property
    def _pages(self) -> dict[int, str]:
        """Normalised text of each page: paragraphs, then captions and headings."""
        parts: dict[int, list[str]] = {page.number: list(page.paragraphs) for page in self.paper.pages}
        for figure in self.paper.figures:
            parts.setdefault(figure.page, []).append(figure.caption)
        for section in self.paper.sections:
            parts.setdefault(section.page, []).append(f"{section.number or ''} {section.title}")
        return {number: "\n".join(map(normalise, texts)) for number, texts in parts.items()}

    def is_on(self, quotation: str, page: int) -> bool:
        """Whether the quotation is verbatim on that page, or runs over from it to the next."""
        wanted = normalise(quotation)
        if not wanted:
            return False
        here = self._pages.get(page, "")
        if wanted in here:
            return True
        start = (here + self._pages.get(page + 1, "")).replace("\n", "").find(wanted)
        return 0 <= start < len(here.replace("\n", ""))

    def page_of(self, quotation: str) -> int | None:
        """The first page that has the quotation."""
        return next((number for number in sorted(self._pages) if self.is_on(quotation, number)), None)
