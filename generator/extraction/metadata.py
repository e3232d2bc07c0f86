"""What identifies the paper: title, authors, abstract and venue as page 1 prints them; never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby

from generator.extraction.authors import read_authors
from generator.extraction.characters import is_cjk, join_lines, normalize, words
from generator.extraction.furniture import is_visible
from generator.extraction.page import Line, Page
from generator.extraction.rows import Role, Row, body_size, half_points, read_rows
from generator.extraction.text import paragraphs
from generator.extraction.venue import read_venue
from generator.note.sentences import split_sentences
from generator.paper import Metadata, PageText

_ABSTRACT = re.compile(r"^(?:abstract|summary|摘\s*要)\s*(?P<stop>[.:：—–\-]*)\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"^(?:key\s?-?words?|index terms|关键词|关\s*键\s*词|categories and subject|general terms|ccs concepts|中图分类号|"
    r"(?:1|i)\.?\s*introduction|introduction$|[1一][.、]?\s*(?:引言|绪论))",
    re.IGNORECASE,
)
_STAMP = re.compile(r"arXiv:\s*(\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>，。；]+[^\s\"<>.,;:)\]，。；])")
_BANNER = re.compile(r"^(?:research article|article|letter|review|arxiv:)", re.IGNORECASE)
_TITLE_ROWS = 6
_LEAST_LEAD = 250
"""Characters of an abstract that nothing but its type tells from the text."""


def read_metadata(pages: Sequence[Page], info: dict[str, str], texts: Sequence[PageText]) -> Metadata:
    """Read page 1; `info`, the PDF's own claims, only confirms what is printed; `texts` give the paper's words."""
    if not pages:
        return Metadata("")
    page = pages[0]
    rows = [row for row in read_rows(pages[:1])[0] if row.text]
    known = frozenset(word for text in texts for paragraph in text.paragraphs for word in words(paragraph))
    heading = _title_rows(rows, page)
    start = _abstract_start(rows)
    abstract = _abstract(rows, start, known) if start is not None else ""
    if start is None and heading:
        start, abstract = _lead(rows, heading, known)
    arxiv = _arxiv(page)
    venue, year = read_venue(page)
    doi = _DOI.search(" ".join(normalize(line.text) for line in page.lines))
    return Metadata(
        title=join_lines([row.text for row in heading], known),
        authors=read_authors(_head(page, rows, heading, start), info.get("author", "")) if heading else (),
        abstract=abstract,
        abstract_page=page.number if abstract else None,
        venue=venue,
        year=year or _year_of(arxiv),
        arxiv_id=arxiv,
        doi=doi[1] if doi else None,
    )


def _title_rows(rows: Sequence[Row], page: Page) -> list[Row]:
    """The rows of the largest type in the upper half of page 1, if they are larger than the body and say something."""
    upper = [row for row in rows if row.bbox.y1 < 0.6 * page.height and len(row.text) > 3]
    largest = sorted({_tallest(row) for row in upper}, reverse=True)
    body = body_size([page])
    for size in largest:
        first = next(index for index, row in enumerate(upper) if _tallest(row) == size)
        run = [upper[first]]
        for row in upper[first + 1 : first + _TITLE_ROWS]:
            if _tallest(row) != size or row.baseline - run[-1].baseline > 2 * size or row.baseline < run[-1].baseline:
                break
            run.append(row)
        text = join_lines([row.text for row in run])
        if size > body + 0.9 and sum(map(str.isalpha, text)) > 5 and not _BANNER.match(text):
            return run
    return []


def _tallest(row: Row) -> float:
    """The largest size of its letters: small capitals make up most of some titles."""
    return max((half_points(span.size) for span in row.spans if any(map(str.isalpha, span.text))), default=0.0)


def _abstract_start(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows):
        match = _ABSTRACT.match(row.text)
        if match and (match["stop"] or match.end() == len(row.text) or row.spans[0].bold):
            return index
    return None


def _abstract(rows: Sequence[Row], start: int, known: Collection[str]) -> str:
    """From the word Abstract to the next heading."""
    first = rows[start]
    head = first.text[_ABSTRACT.match(first.text).end() :]  # type: ignore[union-attr]
    own: list[Row] = []
    for row in rows[start + 1 :]:
        if row.size < 0.6 * first.size:
            continue  # A remark in the margin.
        if row.role is not Role.BODY or _AFTER.match(row.text) or (own and _is_heading(row, own)):
            break
        own.append(row)
    body = list(paragraphs(own, known))
    if head and body:
        return "\n\n".join([join_lines([head, body[0]], known), *body[1:]])
    return "\n\n".join(body) or head


def _lead(rows: Sequence[Row], heading: Sequence[Row], known: Collection[str]) -> tuple[int | None, str]:
    """The row and text of an abstract without that word: prose below the title, set otherwise than what follows it."""
    main = Counter[str]()
    for row in rows:
        main[row.main.font] += len(row.text)
    body = main.most_common(1)[0][0]
    below = [(index, row) for index, row in enumerate(rows) if row.baseline > heading[-1].baseline]
    for look, run in groupby(below, key=lambda found: (found[1].main.font, found[1].size)):
        own = list(run)
        text = "\n\n".join(paragraphs([row for _, row in own], known))
        if look[0] != body and len(text) >= _LEAST_LEAD and _is_prose(text):
            return own[0][0], text
        if look[0] == body and len(text) >= _LEAST_LEAD:
            break
    return None, ""


def _is_prose(text: str) -> bool:
    """Whether most words start with a small letter, as those of addresses do not, in several sentences."""
    first = [word[0] for word in text.split() if word[0].isalpha()]
    small = sum(map(str.islower, first)) > 0.7 * len(first) or any(map(is_cjk, text))
    return small and len(split_sentences(text)) > 1


def _is_heading(row: Row, own: Sequence[Row]) -> bool:
    larger = row.size > own[0].size + 0.4 or (row.bold and not own[0].bold)
    return larger and row.baseline - own[-1].baseline > 1.3 * row.size and len(row.text) < 80


def _head(page: Page, rows: Sequence[Row], heading: Sequence[Row], start: int | None) -> list[Line]:
    """The lines below the title and above the abstract (the first heading or paragraph where there is none)."""
    top = heading[-1].bbox.y1 - 1
    bottom = rows[start].bbox.y0 if start is not None else _first_prose(rows, top, page)
    return [
        line for line in page.lines if line.bbox.y0 >= top - 2 and line.bbox.y1 <= bottom + 2 and is_visible(line, page)
    ]


def _first_prose(rows: Sequence[Row], top: float, page: Page) -> float:
    below = [row for row in rows if row.bbox.y0 > top]
    long = (row.bbox.y0 for row in below if len(row.text) > 60 and "," not in row.text[:40])
    return min(next(long, page.height / 2), page.height / 2)


def _arxiv(page: Page) -> str | None:
    """The identifier of the stamp in the margin; a cited one within the text is not the paper's own."""
    for line in page.lines:
        match = _STAMP.search(line.text)
        if match and (abs(line.direction[1]) > 0.9 or "[" in line.text):
            return match[1]
    return None


def _year_of(arxiv: str | None) -> int | None:
    """The year of first submission, which an arXiv id starts with."""
    digits = arxiv.rpartition("/")[2][:2] if arxiv else ""
    return (2000 if int(digits) < 91 else 1900) + int(digits) if digits else None
