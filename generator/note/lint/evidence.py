"""What a paper says, in a form that survives typesetting: letters and digits only, folded."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.paper import Paper

_CACHED_PAPERS = 4


def normalize(text: str) -> str:
    """Letters and digits of `text`, NFKC, without accents, case folded: equal for differences of typesetting."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in decomposed if character.isalnum())


@lru_cache(maxsize=_CACHED_PAPERS)
def page_texts(paper: Paper) -> tuple[str, ...]:
    """The normalized text of each page; index 0 is page 1."""
    by_number = {page.number: page for page in paper.pages}
    numbers = range(1, max([paper.page_count, *by_number], default=0) + 1)
    return tuple(normalize("".join(by_number[n].paragraphs)) if n in by_number else "" for n in numbers)


@lru_cache(maxsize=_CACHED_PAPERS)
def first_page(paper: Paper) -> str:
    """The normalized text of page 1 and of the metadata."""
    return "\0".join((*page_texts(paper)[:1], _metadata(paper)))


@lru_cache(maxsize=_CACHED_PAPERS)
def whole_text(paper: Paper) -> str:
    """The normalized text of all pages and of the metadata."""
    return "\0".join(("".join(page_texts(paper)), _metadata(paper)))


def _metadata(paper: Paper) -> str:
    metadata = paper.metadata
    people = [text for author in metadata.authors for text in (author.name, author.affiliation or "")]
    facts = [
        metadata.title,
        metadata.venue or "",
        str(metadata.year or ""),
        metadata.arxiv_id or "",
        metadata.doi or "",
    ]
    return "\0".join(normalize(text) for text in (*facts, *people))
