"""Whether the symbols of a formula stand together in the paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.note.grounding.vocabulary import vocabulary
from generator.paper import Box, PageText, Paper, TextLine

_WORDS = re.compile(
    r"\\(?:text\w*|mbox|operatorname\*?|mathrm|mathtt|mathsf|begin|end|tag|label)\s*\{[^{}]{0,400}\}|\\[,;:!&%]"
)
_SYMBOL = re.compile(r"\\([A-Za-z]+)|([A-Za-z])")
_GREEK = re.compile(
    r"^(?:var)?(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi"
    r"|chi|psi|omega)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"([A-Za-z])_\{?\s*\\(?:text\w*|mathrm|mathtt|mathsf)\s*\{\s*([A-Za-z]+)\s*\}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = str.maketrans({"∆": "Δ", "ϕ": "φ", "ϵ": "ε"})
_LONGEST = 3
"""Letters; longer tokens of a text layer are words (and names of functions), shorter ones symbols."""
_WINDOW = 40.0
"""Points above and below a line: a display formula with its fractions."""


@dataclass(frozen=True, slots=True)
class FormulaMatch:
    """The lines of the paper that have most of a formula's symbols: page, box, and the symbols that they lack."""

    page: int
    box: Box
    text: str
    missing: frozenset[str]
    share: float


def symbols(tex: str) -> frozenset[str]:
    r"""The letters of a formula, Greek ones as themselves; words as in \text are none."""
    return frozenset(_symbols(_WORDS.sub(" ", tex)))


def _symbols(tex: str) -> Iterator[str]:
    for command, letter in _SYMBOL.findall(tex):
        if letter:
            yield letter
        elif match := _GREEK.match(command):
            name = match[1].casefold()
            case = "CAPITAL" if command[:1].isupper() else "SMALL"
            yield unicodedata.lookup(f"GREEK {case} LETTER {'LAMDA' if name == 'lambda' else name.upper()}")


@dataclass(frozen=True)
class FormulaIndex:
    """A paper's lines with the symbols that stand around each."""

    paper: Paper

    @cached_property
    def _windows(self) -> tuple[tuple[int, TextLine, frozenset[str]], ...]:
        return tuple(window for page in self.paper.pages for window in _windows(page))

    def find(self, tex: str, pages: frozenset[int] = frozenset()) -> FormulaMatch | None:
        """Where most of the symbols stand, on one of the pages where some are given; None without symbols or lines."""
        wanted = symbols(tex)
        windows = [window for window in self._windows if not pages or window[0] in pages]
        if not wanted or not windows:
            return None
        named = _named(tex)
        page, line, there = max(windows, key=lambda window: len(wanted & window[2]))
        missing = frozenset(symbol for symbol in wanted - there if not named.get(symbol, frozenset()) & there)
        return FormulaMatch(page, line.bbox, line.text, missing, 1 - len(missing) / len(wanted))


def _named(tex: str) -> dict[str, frozenset[str]]:
    """Symbols with a word below them, as a text layer has the two: T_{\\text{merge}} is Tmerge."""
    found: dict[str, frozenset[str]] = {}
    for symbol, word in _NAMED.findall(tex):
        found[symbol] = found.get(symbol, frozenset()) | {symbol + word}
    return found


def _windows(page: PageText) -> Iterator[tuple[int, TextLine, frozenset[str]]]:
    whole = Box(0, 0, page.width, page.height)
    lines = page.lines or tuple(TextLine(paragraph, whole) for paragraph in page.paragraphs)
    own = [(line, _letters(line.text)) for line in lines]
    for line, letters in own:
        if letters:
            near = (other for box, other in own if abs(box.bbox.y0 - line.bbox.y0) < _WINDOW)
            yield page.number, line, frozenset().union(*near)


def _letters(text: str) -> frozenset[str]:
    """The symbols of a line, letter by letter, and its words whole."""
    tokens = _LETTERS.findall(unicodedata.normalize("NFKC", text).translate(_SIGNS))
    words = (token for token in tokens if not _is_symbol(token))
    return frozenset(letter for token in tokens if _is_symbol(token) for letter in token) | frozenset(words)


def _is_symbol(token: str) -> bool:
    """Whether a token is letters of a formula rather than a word."""
    if len(token) > 1 and token.casefold() in vocabulary().glue:
        return False
    return len(token) <= _LONGEST or not token.isascii()
