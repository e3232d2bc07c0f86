"""Whether the symbols of a formula stand together in the paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

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
_FUNCTIONS = frozenset(("log", "ln", "exp", "max", "min", "sup", "inf", "sin", "cos", "tan", "arg", "det", "lim"))
_LONGEST = 3
"""Letters; longer tokens of a text layer are words (and names of functions), shorter ones symbols."""
_WINDOW = 22.0
"""Points above and below a line: a display formula with its fractions."""
_FEW_WORDS = 2
"""Words of a line that belongs to a formula: where, if, the name of a function."""
_SHORT = 4
"""Symbols of a line that is a limit, a numerator or an index, and may stand anywhere in the formula beside it."""
_RUN_TOGETHER = 6
"""Letters; what is longer is a word of the language."""
_SURE = 0.5
"""Share of a formula's neighbours that the text layer has, for the others to be missed."""


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
class _Window:
    """A line of a formula, and what stands above and below it: its symbols, and which follow each other."""

    page: int
    line: TextLine
    symbols: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def run_together(self, wanted: frozenset[str]) -> frozenset[str]:
        """Symbols of a formula that look like a short word here: nrmr."""
        words = (word for word in self.symbols if 1 < len(word) <= _RUN_TOGETHER and wanted.issuperset(word))
        return frozenset("".join(words))

    def has(self, pair: tuple[str, str]) -> bool:
        """Whether two symbols follow each other; also within what looks like a short word: nrmr."""
        return pair in self.pairs or any("".join(pair) in word for word in self.symbols if len(word) <= _RUN_TOGETHER)


@dataclass(frozen=True)
class FormulaIndex:
    """A paper's formulas, line by line."""

    paper: Paper

    @cached_property
    def _windows(self) -> tuple[_Window, ...]:
        return tuple(window for page in self.paper.pages for window in _windows(page))

    def find(self, tex: str, pages: frozenset[int] = frozenset()) -> FormulaMatch | None:
        """Where most of the symbols stand, on one of the pages where some are given; None without symbols or lines.

        A symbol is missing that is not there, or that stands there between other symbols than in the formula.
        """
        sequence = list(_symbols(_WORDS.sub(" ", tex)))
        wanted = frozenset(sequence)
        windows = [window for window in self._windows if not pages or window.page in pages]
        if not wanted or not windows:
            return None
        best = max(windows, key=lambda window: (len(wanted & window.symbols), _fit(sequence, window)))
        least = len(wanted & best.symbols) - 1
        alike = [window for window in windows if window.page == best.page and len(wanted & window.symbols) >= least]
        named = _named(tex)
        absent = {
            symbol
            for symbol in wanted - best.symbols - best.run_together(wanted)
            if not named.get(symbol, frozenset()) & best.symbols
        }
        missing = frozenset(absent | (set(_misplaced(sequence, best, alike)) - set(named)))
        share = 1 - len(missing) / len(wanted)
        return FormulaMatch(best.page, best.line.bbox, best.line.text, missing, share)


def _named(tex: str) -> dict[str, frozenset[str]]:
    r"""Symbols with a word below them, as a text layer has the two: T_{\text{merge}} is Tmerge."""
    found: dict[str, frozenset[str]] = {}
    for symbol, word in _NAMED.findall(tex):
        found[symbol] = found.get(symbol, frozenset()) | {symbol + word}
    return found


def _fit(sequence: Sequence[str], window: _Window) -> int:
    return sum(pair in window.pairs for pair in pairwise(sequence))


def _misplaced(sequence: Sequence[str], window: _Window, alike: Sequence[_Window]) -> Iterator[str]:
    """Symbols none of whose neighbours in the formula is their neighbour there, or in lines with the same symbols."""
    if _fit(sequence, window) < _SURE * (len(sequence) - 1):
        return  # the text layer orders the formula in another way
    for before, symbol, after in zip(["", *sequence], sequence, [*sequence[1:], ""], strict=False):
        around = [pair for pair in ((before, symbol), (symbol, after)) if all(pair)]
        if around and not any(each.has(pair) for each in alike for pair in around):
            yield symbol


def _windows(page: PageText) -> Iterator[_Window]:
    """The lines with symbols; near them count the lines with hardly a word: limits, numerators, the rest of a row."""
    whole = Box(0, 0, page.width, page.height)
    lines = page.lines or tuple(TextLine(paragraph, whole) for paragraph in page.paragraphs)
    read = [(line, *_letters(line.text)) for line in lines]
    formulas = [(line, letters, words) for line, letters, words in read if len(words) <= _FEW_WORDS]
    for line, letters, words in read:
        if letters:
            near = [other for other in formulas if other[0] is not line and _is_near(other[0].bbox, line.bbox)]
            rows = [letters, *(found for _, found, _ in near)]
            symbols = frozenset(words).union(*rows, *(found for _, _, found in near))
            yield _Window(page.number, line, symbols, frozenset(_pairs(rows, [line, *(other for other, _, _ in near)])))


def _is_near(one: Box, other: Box) -> bool:
    return abs(one.y0 - other.y0) < _WINDOW and min(one.x1, other.x1) > max(one.x0, other.x0) - _WINDOW


def _pairs(rows: Sequence[Sequence[str]], lines: Sequence[TextLine]) -> Iterator[tuple[str, str]]:
    """Symbols that follow each other, or but one; the last of a line and the first of the lines near it too."""
    for row in rows:
        yield from pairwise(row)
        yield from zip(row, row[2:], strict=False)
    ends = [(line, row) for line, row in zip(lines, rows, strict=True) if row]
    for line, row in ends:
        for other, following in ends:
            if other is not line and _is_near(other.bbox, line.bbox):
                yield from product(row[-2:], following[:2])
                if len(following) <= _SHORT or len(row) <= _SHORT:
                    yield from product(row, following)


def _letters(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The symbols of a line in order, letter by letter, and its words."""
    tokens = _LETTERS.findall(unicodedata.normalize("NFKC", text).translate(_SIGNS))
    words = frozenset(token for token in tokens if not _is_symbol(token))
    return tuple(letter for token in tokens if _is_symbol(token) for letter in token), words


def _is_symbol(token: str) -> bool:
    """Whether a token is letters of a formula rather than a word."""
    if len(token) > 1 and token.casefold() in vocabulary().glue | _FUNCTIONS:
        return False
    return len(token) <= _LONGEST or not token.isascii()
