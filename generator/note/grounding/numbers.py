"""Numbers in a text: value, decimals, scale and unit, whatever the notation (1.5 万亿, 3.3·10^18, 34.1%, 5.3x)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from generator.note.grounding.vocabulary import vocabulary

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))
_SCALES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
    "k": 3, "m": 6, "b": 9, "t": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![A-Za-z\d_@#^\\])(?<![A-Za-z][-.:/])(?<!\d[.,])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[eE](?P<e>[-+]?\d{1,3})(?!\w)|\s?[·×x*⋅]\s?10\^?(?P<power>-?\d{1,3})(?![\d.])|\^(?P<exponent>-?\d{1,3}))?"
    r"(?:\s?(?P<scale>[十百千]?万亿?|[十百千]?亿|百万|千(?!米|克)|(?:thousand|million|billion|trillion)\b|[KMBTkmb](?![A-Za-z])))?"
)
_THOUSANDS = re.compile(r", (\d{3})(?![\d,])(?! \d)")
"""The rest of 16, 384 as TeX's math sets it."""
_TEN = 10
_LONGEST = 30
"""Digits; what is longer is no number that a person reads."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text. `value` has its scale applied; `step` is the worth of its last digit; `unit` an id or None.

    `forms` are other values that the same print may mean: 10^18 loses its caret in a text layer.
    """

    text: str
    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str | None
    scaled: bool
    forms: tuple[Decimal, ...] = ()

    @property
    def digits(self) -> int:
        """Number of significant digits."""
        return len(re.sub(r"[eE].*|\D", "", self.text.partition("^")[0]).strip("0"))

    @property
    def is_integer(self) -> bool:
        """Whether it is printed without decimals and scale."""
        return self.step == 1 and not self.scaled and self.value == self.value.to_integral_value()

    @property
    def is_common(self) -> bool:
        """Whether every paper prints it somewhere: one digit, below 10, without a unit."""
        return self.unit is None and not self.scaled and self.digits <= 1 and self.value < _TEN


def fold(text: str) -> str:
    """The same text of the same length as far as numbers go: one shape of dashes and digits."""
    return text if text.isascii() else "".join(map(_folded, text)).translate(_DASHES)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character.isascii():
        return character
    shape = unicodedata.normalize("NFKC", character)
    return shape if len(shape) == 1 else character


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a text in order; digits within names (P100, GPT-3, top-5, v1.1) are none."""
    folded = fold(text)
    for match in _NUMBER.finditer(folded):
        if len(match["digits"]) <= _LONGEST:
            yield _number(folded, match)


def _number(text: str, match: re.Match[str]) -> Number:
    digits = re.sub(r"[,\s]", "", match["digits"])
    mantissa = Decimal(digits)
    exponent = _exponent(match)
    step = Decimal(1).scaleb(exponent - len(digits.partition(".")[2]))
    value = mantissa.scaleb(exponent)
    forms: tuple[Decimal, ...] = ()
    if match["exponent"]:
        forms = (Decimal(digits + match["exponent"].lstrip("-")),)
        value, step = _power(mantissa, int(match["exponent"])), Decimal(1)
    elif match["power"] or match["e"]:
        forms = (mantissa,)
    elif thousands := _THOUSANDS.match(text, match.end("digits")):
        forms = (Decimal(digits + thousands[1]),)
    unit, end = _unit(text, match.end())
    return Number(text[match.start() : end], match.start(), end, value, step, unit, bool(match["scale"]), forms)


def _exponent(match: re.Match[str]) -> int:
    scale = _SCALES[match["scale"].casefold()] if match["scale"] else 0
    return scale + int(match["power"] or match["e"] or 0)


def _power(base: Decimal, exponent: int) -> Decimal:
    return base**exponent if abs(exponent) <= _LONGEST and abs(base) <= 1000 else base


def _unit(text: str, end: int) -> tuple[str | None, int]:
    for name, unit in vocabulary().units.items():
        if match := unit.after.match(text, end):
            return name, match.end()
    return None, end


def agree(claimed: Number, printed: Number) -> bool:
    """Whether a note's number is the paper's: equal, or rounded to fewer digits; a percentage may be a fraction."""
    values = (printed.value, *printed.forms)
    if any(_is_rounded(claimed, value, printed.step) for value in values) or printed.value in claimed.forms:
        return True
    hundred = Decimal(100)
    if claimed.unit == "percent" and printed.unit != "percent" and printed.value <= 1:
        return _is_rounded(claimed, printed.value * hundred, printed.step * hundred)
    if printed.unit == "percent" and claimed.unit is None and claimed.value <= 1:
        return claimed.value * hundred == printed.value
    return False


def _is_rounded(claimed: Number, value: Decimal, step: Decimal) -> bool:
    if claimed.value == value:
        return True
    return step < claimed.step and claimed.digits >= 2 and quantize(value, claimed.step) == claimed.value


def quantize(value: Decimal, step: Decimal) -> Decimal:
    """The value rounded half up to a multiple of `step`, a power of ten."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step
