"""Whether the symbols of a formula stand together in the paper."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product

from generator.note.grounding.passages import compact
from generator.note.grounding.vocabulary import vocabulary
from generator.paper import Box, Equation, PageText, Paper, TextLine

_WORDS = re.compile(
    r"\\(?:text\w*|mbox|operatorname\*?|mathrm|mathtt|mathsf|begin|end|tag|label)\s*\{[^{}]{0,400}\}|\\[,;:!&%]"
)
_SYMBOL = re.compile(r"\\([A-Za-z]+)|([A-Za-z])")
_GREEK = re.compile(
    r"^(?:var)?(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi"
    r"|chi|psi|omega)$",
    re.IGNORECASE,
)
_SUBSCRIPT = re.compile(
    r"([A-Za-z])\}?_\{?\s*(?:\\(?:text\w*|mathrm|mathtt|mathsf)\s*)?\{?\s*([A-Za-z]{2,})\s*\}|"
    r"\\(?:text\w*|mathrm|operatorname\*?)\s*\{\s*([A-Za-z]{2,})\s*\}_\{?\s*([A-Za-z])(?![A-Za-z])"
)
_SNAKE = re.compile(r"[A-Za-z]+(?:\\_[A-Za-z]+)+|(?<![A-Za-z\\])s\.\s?t\.")
_RUN = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{3,}")
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
_BESIDE = re.compile(r"\\q?quad\b|\\\\")
"""Between two formulas of one display."""
_GOES_ON = re.compile(r"[=<>≤≥∈≈←+·×]\s*$")
"""The end of a line within a formula of the running text: it goes on in the next line."""
_FEW_SYMBOLS = 4
"""Symbols of a formula; one of so few is like many others."""
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


def _symbols(tex: str) -> Iterator[str]:
    for command, letter in _SYMBOL.findall(tex):
        if letter:
            yield letter
        elif match := _GREEK.match(command):
            name = match[1].casefold()
            case = "CAPITAL" if command[:1].isupper() else "SMALL"
            yield unicodedata.lookup(f"GREEK {case} LETTER {'LAMDA' if name == 'lambda' else name.upper()}")


_Read = tuple[TextLine, tuple[str, ...], frozenset[str]]
"""A line with its symbols and its words."""


@dataclass(frozen=True)
class _Window:
    """A line of a formula, and what stands above and below it: its symbols, which follow each other, and how often."""

    page: int
    line: TextLine
    symbols: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    letters: Counter[str]

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
        """Those around each line, and the numbered equations, which may be of several rows."""
        lines = (window for page in self.paper.pages for window in _windows(page))
        return (*lines, *(_equation(equation, self.paper) for equation in self.paper.equations))

    def likeness(self, tex: str, equation: Equation) -> float:
        """The share of a numbered equation's symbols that a formula has; 1 where the text layer has hardly any."""
        printed = frozenset(_letters(equation.text)[0])
        return len(printed & frozenset(_symbols(tex))) / len(printed) if len(printed) > _FEW_WORDS else 1.0

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the paper, as they are printed."""
        lines = (line.text for page in self.paper.pages for line in page.lines)
        paragraphs = (paragraph for page in self.paper.pages for paragraph in page.paragraphs)
        return frozenset(word for text in (*lines, *paragraphs) for word in _LETTERS.findall(_folded(text)))

    def _sequence(self, tex: str) -> list[str]:
        """The symbols of a formula in order; identifiers of several letters that the paper prints are words."""
        plain = _SNAKE.sub(" ", _WORDS.sub(" ", tex))
        return list(_symbols(_RUN.sub(lambda run: " " if run[0] in self._words else run[0], plain)))

    def _unprinted(self, tex: str) -> frozenset[str]:
        """Identifiers of several words (step_num) that the paper does not print."""
        names = (match[0].replace("\\_", "_") for match in _SNAKE.finditer(tex) if "_" in match[0])
        return frozenset(name for name in names if compact(name) not in self._printed)

    def _wrong_bases(self, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """Symbols with a word below them (d_model) that the paper prints with that word below another one only."""
        return frozenset(
            symbol
            for symbol, words in named.items()
            if all(word not in self._words and self._has_other_base(word) for word in words)
        )

    def _has_other_base(self, word: str) -> bool:
        return any(len(other) == len(word) and other[1:] == word[1:] for other in self._words)

    @cached_property
    def _printed(self) -> str:
        """All text of the paper, letters and digits only."""
        return compact(" ".join(line.text for page in self.paper.pages for line in page.lines))

    def find(self, tex: str, pages: frozenset[int] = frozenset()) -> FormulaMatch | None:
        """Where most of the symbols stand, on one of the pages where some are given; None without symbols or lines.

        A symbol is missing that is not there, or that stands there between other symbols than in the formula. Formulas
        that a note sets side by side, or one below the other, may stand apart in the paper: each is looked up alone.
        """
        whole = self._find(tex, pages)
        parts = [part for part in _BESIDE.split(tex) if self._sequence(part)]
        if not whole or not whole.missing or len(parts) < 2:
            return whole
        found = [match for match in (self._find(part, pages) for part in parts) if match]
        missing = frozenset(symbol for match in found for symbol in match.missing)
        if len(missing) >= len(whole.missing):
            return whole
        return replace(whole, missing=missing, share=min(match.share for match in found))

    def _find(self, tex: str, pages: frozenset[int]) -> FormulaMatch | None:
        """The same of one formula."""
        sequence = self._sequence(tex)
        wanted = frozenset(sequence)
        windows = [window for window in self._windows if not pages or window.page in pages]
        if not wanted or not windows:
            return None
        named = _named(tex)
        counts = {id(window): len(_found(wanted, named, window)) for window in windows}
        best = max(windows, key=lambda window: (counts[id(window)], _fit(sequence, window)))
        least = counts[id(best)] - 1
        alike = [window for window in windows if window.page == best.page and counts[id(window)] >= least]
        absent = wanted - _found(wanted, named, best) - best.run_together(wanted)
        absent |= self._unprinted(tex) | self._wrong_bases(named)
        absent = absent or _substituted(Counter(sequence), windows)
        missing = frozenset(absent | (set(_misplaced(sequence, best, alike)) - set(named)))
        share = 1 - len(missing & wanted) / len(wanted)
        return FormulaMatch(best.page, best.line.bbox, best.line.text, missing, share)


def _found(wanted: frozenset[str], named: dict[str, frozenset[str]], window: _Window) -> frozenset[str]:
    """The symbols that a window has, alone or with the word below them."""
    return (wanted & window.symbols) | {symbol for symbol, words in named.items() if words & window.symbols}


def _named(tex: str) -> dict[str, frozenset[str]]:
    r"""Symbols beside a word, as a text layer has the two: T_{\text{merge}} is Tmerge, \text{head}_h is headh."""
    found: dict[str, frozenset[str]] = {}
    for symbol, below, word, index in _SUBSCRIPT.findall(tex):
        found[symbol or index] = found.get(symbol or index, frozenset()) | {symbol + below or word + index}
    return found


def _substituted(formula: Counter[str], windows: Sequence[_Window]) -> frozenset[str]:
    """The symbol that a formula has once too often, where the equation most like it has one other symbol instead."""
    closest = min(windows, key=lambda window: _difference(formula, window.letters))
    excess, lack = formula - closest.letters, closest.letters - formula
    is_one = excess.total() == lack.total() == 1 and formula.total() > _FEW_SYMBOLS
    return frozenset(excess) if is_one else frozenset()


def _difference(one: Counter[str], other: Counter[str]) -> int:
    return (one - other).total() + (other - one).total()


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


def _equation(equation: Equation, paper: Paper) -> _Window:
    """A numbered equation: its own text, and the lines in its box."""
    page = next(page for page in paper.pages if page.number == equation.page)
    inside = [line for line in page.lines if line.bbox.overlap(equation.bbox) > 0]
    lines = [TextLine(equation.text, equation.bbox), *inside]
    read = [_letters(line.text) for line in lines]
    rows = [letters for letters, _ in read]
    symbols = frozenset(letter for row in rows for letter in row).union(*(words for _, words in read))
    return _Window(equation.page, lines[0], symbols, frozenset(_pairs(rows, lines)), Counter(rows[0]))


def _windows(page: PageText) -> Iterator[_Window]:
    """The lines with symbols; near them count the lines with hardly a word: limits, numerators, the rest of a row."""
    whole = Box(0, 0, page.width, page.height)
    lines = page.lines or tuple(TextLine(paragraph, whole) for paragraph in page.paragraphs)
    read = [(line, *_letters(line.text)) for line in lines]
    formulas = [(line, letters, words) for line, letters, words in read if len(words) <= _FEW_WORDS]
    for (line, letters, words), following in zip(read, [*read[1:], None], strict=True):
        goes_on = _GOES_ON.search(line.text)
        if letters or goes_on:
            level = [other for other in formulas if abs(other[0].bbox.y0 - line.bbox.y0) < _WINDOW]
            level += [following] if following and goes_on and following not in level else []
            near = list(_joined((line, letters, words), level))
            rows = [letters, *(found for _, found, _ in near)]
            symbols = frozenset(words).union(*rows, *(found for _, _, found in near))
            pairs = frozenset(_pairs(rows, [line, *(other for other, _, _ in near)]))
            yield _Window(page.number, line, symbols, pairs, Counter(letter for row in rows for letter in row))


def _joined(line: _Read, others: Sequence[_Read]) -> Iterator[_Read]:
    """The lines that are near a line, or near one that is: a text layer cuts a formula into many."""
    reached, left = [line], [other for other in others if other[0] is not line[0]]
    while reached:
        box = reached.pop()[0].bbox
        found: list[_Read] = []
        rest: list[_Read] = []
        for other in left:
            (found if _is_near(other[0].bbox, box) else rest).append(other)
        left = rest
        reached += found
        yield from found


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
    tokens = _LETTERS.findall(_folded(text))
    words = frozenset(token for token in tokens if not _is_symbol(token))
    return tuple(letter for token in tokens if _is_symbol(token) for letter in token), words


def _folded(text: str) -> str:
    """A text without the accents of its letters: ŷ is a y."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_SIGNS)


def _is_symbol(token: str) -> bool:
    """Whether a token is letters of a formula rather than a word."""
    is_word = token.islower() or token.isupper() or token.istitle()
    if len(token) > 1 and is_word and token.casefold() in vocabulary().glue | _FUNCTIONS:
        return False
    return len(token) <= _LONGEST or not token.isascii()
