"""What a note's header says, as facts to sort and to search by: venue, date, identifiers, tags, concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import Language
from generator.note.header import Header, parse_prerequisites
from generator.note.labels import LABELS
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.inline import plain_text
from plugins.paper_notes.vocabulary import Concept, Vocabulary, fold

MOST_NAMES = 24
"""Of one kind in one header: a header that lists more is no list of concepts."""

_ARXIV = re.compile(r"(?:arxiv\s*:\s*|arxiv\.org/(?:abs|pdf|html)/)((?:[a-z.-]+/)?\d{4}(?:\.\d{4,5}|\d{3}))", re.I)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s<>\"'（）()，。；]+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)，。；]+")
_DATE = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?:[-/.年](0?[1-9]|1[0-2])(?!\d))?(?!\d|\.\d)")
_PARENTHESES = re.compile(r"[（(][^（）()]*[）)]")
_IN_PARENTHESES = re.compile(r"[（(]([A-Z][A-Za-z&-]{1,15}(?: [A-Z]{2,8})?)[ '’]{0,2}(?:19|20)?\d\d[）)]")
_ORDINAL = re.compile(r"^(?:proceedings of (?:the )?)?(?:\d+(?:st|nd|rd|th) )?(?:annual )?", re.I)
_SAME_VENUE = {"nips": "NeurIPS", "neurips": "NeurIPS", "arxiv": "arXiv"}
TAG_LABELS = frozenset({"标签", "领域", "方向", "关键词", "tags", "area", "topics", "keywords"})
"""The author's own lines of a header that list tags."""
_CODE = frozenset({"代码", "开源代码", "code", "repository"})
_EXPLAINS = frozenset({"讲解", "讲解概念", "explains"})
_HEAD = re.compile(r"^(.{2,40}?)\s*[:：]")


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
    arxiv, doi = (None, None) if entry.is_comparison else (_ARXIV.search(everything), _DOI.search(everything))
    needs = _concepts(map(plain_text, header.prerequisites), vocabulary)
    identifier = arxiv[1] if arxiv else None
    return Facts(
        venue=None if entry.is_comparison else read_venue(publication, header.language),
        year=entry.year,
        month=int(date[2] or 0) if date and int(date[1]) == entry.year else 0,
        arxiv=identifier,
        doi=doi[1].rstrip(".") if doi else None,
        code=_code(header),
        tags=_extra_words(header, TAG_LABELS),
        needs=needs,
        explains=_explained(entry, identifier, needs, vocabulary),
    )


def read_arxiv(text: str) -> str | None:
    """The first arXiv id of a text, `1706.03762` of `https://arxiv.org/abs/1706.03762`; None where there is none."""
    found = _ARXIV.search(text)
    return found[1] if found else None


def read_venue(publication: str, language: Language) -> str | None:
    """The venue's name without year and number: ICML of "ICML 2024", NeurIPS of "… (NIPS 2017)"; None if unknown."""
    if publication == LABELS[language].unknown_publication:
        return None
    short = _IN_PARENTHESES.search(publication)
    text = short[1] if short else _PARENTHESES.sub(" ", publication)
    if _ARXIV.search(text) and not short:
        text = _ARXIV.sub(" ", text)
        return " ".join(_ORDINAL.sub("", _DATE.sub(" ", text)).split()).strip(" ,.;:，。、") or "arXiv"
    name = re.split(
        r"[,，;；]|\s+(?:['’]\d\d|(?:19|20)\d\d)\b|^(?:19|20)\d\d$", _ORDINAL.sub("", text.strip()), maxsplit=1
    )[0]
    name = " ".join(name.split()).strip(" .:'’")[:60]
    return _SAME_VENUE.get(name.casefold(), name) or None


def _concepts(words: Iterable[str], vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """Each concept once, in the order of the words."""
    found = {concept.key: concept for word in words if fold(word) for concept in (vocabulary.concept(word),)}
    return tuple(found.values())[:MOST_NAMES]


def _explained(
    entry: Entry, arxiv: str | None, needs: tuple[Concept, ...], vocabulary: Vocabulary
) -> tuple[Concept, ...]:
    """What the header says, what the vocabulary says of the paper, and what the title names before its colon.

    A note that needs a concept by its own word does not explain it, except where its header says so.
    """
    header = entry.note.header
    said = _concepts(_extra_words(header, _EXPLAINS), vocabulary)
    title = plain_text(header.paper)
    known = [*vocabulary.explained_by(arxiv or ""), *vocabulary.explained_by(title)]
    for text in (title, plain_text(entry.note.title)):
        head = _HEAD.match(text)
        concept = vocabulary.known(head[1]) if head else None
        known += [concept] if concept else []
    found = {concept.key: concept for concept in (*said, *(one for one in known if one not in needs))}
    return tuple(found.values())


def _extra_words(header: Header, labels: frozenset[str]) -> tuple[str, ...]:
    values = (value for label, value in header.extras if label.casefold() in labels)
    words = (plain_text(word) for value in values for word in parse_prerequisites(value))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_NAMES]


def _code(header: Header) -> str | None:
    addresses = (_ADDRESS.search(value) for label, value in header.extras if label.casefold() in _CODE)
    return next((address[0] for address in addresses if address), None)
