"""A BibTeX entry of a note's paper, made of what the note's header says and of nothing else."""

from __future__ import annotations

import re
import unicodedata

from generator.note.plain import plain_text
from plugins.paper_notes.catalogue import Item

_SPECIAL = re.compile(r"([\\{}%$&#_~^])")
_BETWEEN = re.compile(r"\s*[、，,;；]\s*|\s+and\s+")
_OTHERS = re.compile(r"\s*(?:等人?|et al\.?)\s*$")
_PLAIN_WORDS = frozenset({"a", "an", "the", "on", "of", "for", "in", "towards", "toward", "is", "are"})
_NO_AUTHORS = ("未注明", "Not stated")


def bibtex(item: Item) -> str:
    """The entry: `@inproceedings` where a venue is known, else `@misc`. What the header does not say is left out."""
    facts, header = item.facts, item.entry.note.header
    title = plain_text(header.paper)
    names = read_authors(plain_text(header.authors))
    venue = facts.venue if facts.venue and facts.venue != "arXiv" else None
    pairs = {
        "title": f"{{{_escape(title)}}}",
        "author": _escape(" and ".join(names)),
        "booktitle": _escape(venue or ""),
        "year": str(facts.year or ""),
        "eprint": facts.arxiv or "",
        "archivePrefix": "arXiv" if facts.arxiv else "",
        "doi": facts.doi or "",
        "url": f"https://arxiv.org/abs/{facts.arxiv}" if facts.arxiv and not facts.doi else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in pairs.items() if value]
    return "\n".join((f"@{'inproceedings' if venue else 'misc'}{{{_key(item, names, title)},", *lines, "}"))


def read_authors(text: str) -> list[str]:
    """The names of a header's line of authors; the last is `others` where it does not name all."""
    if text in _NO_AUTHORS:
        return []
    shown = _OTHERS.sub("", text)
    names = [name for name in _BETWEEN.split(shown) if name]
    return [*names, "others"] if shown != text else names


def _key(item: Item, names: list[str], title: str) -> str:
    """author, year and first word of the title: vaswani2017attention; the folder's name where there is no author."""
    words = [_ascii(word) for word in title.split()]
    word = next((word for word in words if word and word not in _PLAIN_WORDS), "")
    author = _ascii(names[0].split()[-1]) if names else ""
    return f"{author}{item.facts.year or ''}{word}" if author else item.slug


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: r"\textbackslash{}" if match[1] == "\\" else f"\\{match[1]}", text)
