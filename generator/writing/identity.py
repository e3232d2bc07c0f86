"""The header's lines that no model writes: title, authors and publication, as the paper itself gives them."""

from __future__ import annotations

import re

from generator.config import Language
from generator.note.labels import LABELS
from generator.note.markdown import escape
from generator.paper import Metadata

MOST_NAMES = 6
_BETWEEN = {Language.ZH: "、", Language.EN: ", "}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT_VENUE = re.compile(r"\(([A-Z][A-Za-z-]+(?: [A-Z]+)? (?:19|20)\d\d)\)")
"""The name that a community uses, where the paper prints it behind the full one: "… Systems (NIPS 2017)"."""
_SHORT_YEAR = re.compile(r"\s*[’'‘]\d\d$")
_AND_OTHERS = {Language.ZH: "等", Language.EN: "et al."}


def title_line(known: Metadata, language: Language) -> str:
    """The title as printed, 未注明 / Not stated where none could be read (a scan)."""
    return escape(known.title) or LABELS[language].unknown_publication


def authors_line(known: Metadata, language: Language) -> str:
    """Up to six names, then 等 / et al."""
    names = [escape(author.name) for author in known.authors]
    if not names:
        return LABELS[language].unknown_publication
    shown = _BETWEEN[language].join(names[:MOST_NAMES])
    return f"{shown} {_AND_OTHERS[language]}" if len(names) > MOST_NAMES else shown


def publication_line(known: Metadata, language: Language) -> str:
    """Venue and year, else the arXiv id with its month, else 未注明 / Not stated."""
    if known.venue and (known.year or _YEAR.search(known.venue)):
        return escape(_venue_and_year(known.venue, known.year))
    if known.arxiv_id:
        return f"arXiv:{known.arxiv_id}{_arxiv_month(known.arxiv_id)}"
    return LABELS[language].unknown_publication


def _venue_and_year(venue: str, year: int | None) -> str:
    """The venue's name without place and publisher, its year behind it."""
    if short := _SHORT_VENUE.search(venue):
        return short[1]
    name = _SHORT_YEAR.sub("", venue.partition(",")[0])
    return name if _YEAR.search(name) else f"{name} {year or _YEAR.findall(venue)[-1]}"


def _arxiv_month(arxiv_id: str) -> str:
    """The " (2017-06)" of 1706.03762 and of cs/0112017: an arXiv id begins with its year and month."""
    match = re.match(r"(?:[a-z.-]+/)?(\d\d)(\d\d)", arxiv_id, re.I)
    if not match or not 1 <= int(match[2]) <= 12:
        return ""
    century = "19" if match[1] >= "91" else "20"
    return f" ({century}{match[1]}-{match[2]})"
