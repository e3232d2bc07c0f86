"""What a note's header says, as facts to sort and to search by: venue, date, identifiers, tags, concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten

from generator.config import Language
from generator.note.concepts import Concept, Vocabulary
from generator.note.header import Header
from generator.note.labels import LABELS
from generator.note.plain import plain_text
from generator.note.prerequisites import arxiv_of, read_arxiv, read_prerequisites, without_arxiv, words_listed
from plugins.paper_notes.collection import Entry

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s<>\"'（）()，。；]+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)，。；]+")
_DATE = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:[-/.年](0?[1-9]|1[0-2])(?!\d))?(?!\d|\.\d)")
_PARENTHESES = re.compile(r"[（(][^（）()]*[）)]")
_IN_PARENTHESES = re.compile(r"[（(]([A-Z][A-Za-z&-]{1,15}(?: [A-Z]{2,8})?)[ '’]{0,2}(?:19|20)?\d\d[）)]")
_ORDINAL = re.compile(r"^(?:proceedings of (?:the )?)?(?:\d+(?:st|nd|rd|th) )?(?:annual )?", re.I)
_LONGEST_VENUE = 60
_SAME_VENUE = {"nips": "NeurIPS", "neurips": "NeurIPS", "arxiv": "arXiv"}
TAG_LABELS = frozenset({"标签", "领域", "方向", "关键词", "tags", "area", "topics", "keywords"})
"""The author's own lines of a header that list tags."""
_CODE = frozenset({"代码", "开源代码", "code", "repository"})


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one note. `month` is 0 where only the year is known; `code` the address of the paper's code."""

    venue: str | None
    year: int | None
    month: int
    arxiv: str | None
    doi: str | None
    code: str | None
    tags: tuple[str, ...]
    needs: tuple[Concept, ...]
    explains: tuple[Concept, ...]


def read_facts(entry: Entry, vocabulary: Vocabulary) -> Facts:
    """The facts of a note; its words for concepts are those of the vocabulary."""
    header = entry.note.header
    publication = plain_text(header.publication)
    everything = "\n".join((header.publication, *(value for _, value in header.extras), entry.source or ""))
    date = _DATE.search(publication)
    doi = None if entry.is_comparison else _DOI.search(everything)
    known = read_prerequisites(entry.note, entry.source, vocabulary)
    return Facts(
        venue=None if entry.is_comparison else read_venue(publication, header.language),
        year=entry.year,
        month=int(date[2] or 0) if date and int(date[1]) == entry.year else 0,
        arxiv=arxiv_of(header, entry.source),
        doi=doi[1].rstrip(".") if doi else None,
        code=_code(header),
        tags=words_listed(header, TAG_LABELS),
        needs=known.needs,
        explains=known.explains,
    )


def read_venue(publication: str, language: Language) -> str | None:
    """The venue's name without year and number: ICML of "ICML 2024", NeurIPS of "… (NIPS 2017)"; None if unknown."""
    if publication == LABELS[language].unknown_publication:
        return None
    short = _IN_PARENTHESES.search(publication)
    text = short[1] if short else _PARENTHESES.sub(" ", publication)
    if read_arxiv(text) and not short:
        text = without_arxiv(text)
        return " ".join(_ORDINAL.sub("", _DATE.sub(" ", text)).split()).strip(" ,.;:，。、") or "arXiv"
    name = re.split(
        r"[,，;；]|\s+(?:['’]\d\d|(?:19|20)\d\d)\b|^(?:19|20)\d\d$", _ORDINAL.sub("", text.strip()), maxsplit=1
    )[0]
    name = shorten(name, _LONGEST_VENUE, placeholder="").strip(" .:'’")
    return _SAME_VENUE.get(name.casefold(), name) or None


def _code(header: Header) -> str | None:
    addresses = (_ADDRESS.search(value) for label, value in header.extras if label.casefold() in _CODE)
    return next((address[0] for address in addresses if address), None)
