"""The authors: names as printed between title and abstract, with the affiliations that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extraction.characters import is_cjk, normalize
from generator.extraction.page import Line, Span
from generator.extraction.rows import half_points, raw_text
from generator.paper import Author, Box

_EMAIL = re.compile(r"@|\bat\b.*\bdot\b|[{(][\w.,\s\-]+[})]\s*$|https?:|www\.|\be-?mail\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:universit\w*|univ|institut\w*|college|school|faculty|department|dept|laborator\w*|labs?|cent(?:er|re)|"
    r"research|academy|hospital|company|corp\w*|inc|ltd|llc|gmbh|foundation|group|team|google|deepmind|openai|"
    r"microsoft|facebook|meta|amazon|apple|nvidia|ibm|intel|alibaba|tencent|baidu|huawei|bytedance|deepseek|ai|"
    r"brain|ecole|école|polytechnique|inria|cnrs|eth|epfl|mit|usa|uk|china|germany|france|canada|japan|street|avenue|"
    r"engineering|sciences?|technolog\w*|version|equal\w*|contribut\w*|authors?|corresponding|advising|draft|"
    r"proceedings|conference|published|review)\b|大学|学院|研究|公司|实验室|中国|基金|（|\d{5}",
    re.IGNORECASE,
)
_MARKS = r"*∗⁎†‡§¶‖∥♯#♮⋆★☯♠♣♦♥◇△▽○•‣˚°\d⁰¹²³⁴-⁹"
_TRAILING = re.compile(rf"[\s,;]*(?:[{_MARKS}]+[\s,;]*)+$")
_LEADING = re.compile(rf"^[\s,;{_MARKS}]+")
_BETWEEN = re.compile(r"\s*[,;，；、]\s*(?:and\b|&)?\s*|\s+(?:and|&)\s+|^(?:and|by)\s+|\s*·\s*|\s{3,}", re.IGNORECASE)
_WORD = re.compile(r"^(?:[^\W\d_]|['’.\-‐ʼ·])+$")
_PARTICLE = re.compile(
    r"^(?:de|da|di|del|della|der|den|van|von|la|le|du|dos|el|al|bin|ibn|ter|ten|zu|y|e)$", re.IGNORECASE
)
_DEGREE = re.compile(r"^(?:jr|sr|phd|ph\.d|md|m\.d|ii|iii|member|senior|fellow|ieee|student)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one style on one line: `text` without raised marks, which stand in `marks` by their place in it."""

    text: str
    raw: str
    style: tuple[str, float]
    bbox: Box
    baseline: float
    marker: str


def read_authors(lines: Sequence[Line], claimed: str = "") -> tuple[Author, ...]:
    """Names in the lines between title and abstract.

    They are set in the style of the first of them. Where no line reads like a name, a collective ("The … authors") is
    taken from `claimed`, what the PDF's information names, if that is printed there.
    """
    pieces = [piece for line in lines for piece in _pieces(line)]
    if not pieces:
        return ()
    pieces.sort(key=lambda piece: (round(piece.baseline / 3), piece.bbox.x0))
    named = list(_named(pieces))
    if not named and claimed and any(normalize(claimed) == piece.raw.strip() for piece in pieces):
        return (Author(normalize(claimed)),)
    return tuple(Author(name, _affiliation(name, piece, pieces)) for name, piece in named)


def _pieces(line: Line) -> Iterator[_Piece]:
    group: list[Span] = []
    for span in line.spans:
        if group and span.font != group[0].font and not _is_raised(span, group) and not _goes_on(span, group[-1]):
            yield _piece(group)
            group = []
        group.append(span)
    if group and any(span.text.strip() for span in group):
        yield _piece(group)


def _goes_on(span: Span, before: Span) -> bool:
    """Whether it continues a word (a letter from another font) or follows the mark of an affiliation."""
    mark = not any(map(str.isalpha, before.text))
    return mark or not span.text.strip() or (before.text[-1:].isalpha() and span.text[0].isalpha())


def _is_raised(span: Span, group: Sequence[Span]) -> bool:
    """Whether it is a mark on a name, or the letters behind one, and starts no new style."""
    main = max(group, key=lambda other: len(other.text.strip()))
    return span.superscript or span.size < 0.85 * main.size or not any(map(str.isalpha, span.text))


def _piece(spans: Sequence[Span]) -> _Piece:
    plain = max(spans, key=lambda span: len(span.text.strip()) * (not span.superscript))
    kept, marker = [], ""
    for span in spans:
        small = span.superscript or span.size < 0.85 * plain.size
        if small and not (span.text.strip().isalpha() and len(span.text.strip()) > 2):
            marker = marker or span.text.strip()
            # A raised comma parts two names as one on the line would.
            kept.append("," if "," in span.text[-2:] else " ")
        else:
            kept.append(span.text)
    box = spans[0].bbox
    for span in spans[1:]:
        box = box.union(span.bbox)
    text = _SPACES_KEPT.sub("   ", "".join(kept))
    return _Piece(text, normalize(raw_text(spans)), (plain.font, half_points(plain.size)), box, plain.baseline, marker)


_SPACES_KEPT = re.compile(r"\s{3,}")


def _named(pieces: Sequence[_Piece]) -> Iterator[tuple[str, _Piece]]:
    style: tuple[str, float] | None = None
    places: list[_Piece] = []
    for piece in pieces:
        if _EMAIL.search(piece.raw) or _PLACE.search(piece.raw):
            places.append(piece)
            continue
        names = _names(piece.text)
        if not names or (style and piece.style != style) or _is_below(piece, places):
            continue
        style = style or piece.style
        yield from ((name, piece) for name in names)


def _is_below(piece: _Piece, places: Sequence[_Piece]) -> bool:
    """Whether the piece goes on an affiliation of the same style (its city, its country) right above it."""
    for place in places:
        step = piece.baseline - place.baseline
        beside = piece.bbox.x0 < place.bbox.x1 and place.bbox.x0 < piece.bbox.x1
        if beside and place.style == piece.style and 0 < step < 1.4 * piece.style[1] and "@" not in place.raw:
            return True
    return False


def _names(text: str) -> list[str]:
    parts = [_clean(part) for part in _BETWEEN.split(text)]
    names = [part for part in parts if part and not _DEGREE.match(part)]
    if len(names) == 1 and all(map(is_cjk, names[0].replace(" ", ""))):
        return _chinese(names[0])
    return names if names and all(map(_is_name, names)) else []


def _clean(part: str) -> str:
    return normalize(_LEADING.sub("", _TRAILING.sub("", part.strip()))).strip(" ,;")


def _is_name(name: str) -> bool:
    if all(map(is_cjk, name.replace(" ", ""))):
        return 2 <= len(name.replace(" ", "")) <= 4
    words = name.split()
    proper = [word for word in words if not _PARTICLE.match(word)]
    return 2 <= len(words) <= 6 and bool(proper) and all(_WORD.match(word) and word[0].isupper() for word in proper)


def _chinese(text: str) -> list[str]:
    """Chinese names parted by spaces; a space within a name of two characters (张 三) joins."""
    names: list[str] = []
    for word in text.split():
        if names and len(names[-1]) == 1:
            names[-1] += word
        else:
            names.append(word)
    return names if all(2 <= len(name) <= 4 for name in names) else []


def _affiliation(name: str, author: _Piece, pieces: Sequence[_Piece]) -> str | None:
    """The institution with the name's mark, or the one right below; None where that leaves a doubt."""
    places = [piece for piece in pieces if _PLACE.search(piece.raw) and not _EMAIL.search(piece.raw)]
    alone = _clean(author.text) == name
    marks = ((_LEADING.match(place.raw), place) for place in places)
    marked = {mark[0].strip(" ,"): place for mark, place in marks if mark}
    if marked:
        found = marked.get(author.marker.strip(" ,")) if alone else None
        return _LEADING.sub("", found.raw) if found else None
    below = [place for place in places if 0 < place.baseline - author.baseline < 2 * author.style[1]]
    row = [piece for piece in pieces if abs(piece.baseline - author.baseline) < 2 and piece not in places]
    if len(below) == 1 and not any(_EMAIL.search(piece.raw) for piece in row):
        return below[0].raw
    middle = (author.bbox.x0 + author.bbox.x1) / 2
    own = [place for place in below if place.bbox.x0 - 4 <= middle <= place.bbox.x1 + 4]
    return own[0].raw if own and alone else None
