"""Small formulas as words: `n`, `x_0`, `O(n \\log n)` need no picture, and every picture costs 200 characters (W4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

LONGEST = 40
"""Characters of TeX; what is longer is drawn."""

_PART = re.compile(r"\\[A-Za-z]+|\\.|[^\\]", re.S)
_LETTERS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
_LAST_LETTERS = "sigma tau upsilon phi chi psi omega"  # after the final sigma, which TeX does not name
_GREEK = {
    **{name: chr(code) for code, name in enumerate(_LETTERS.split(), ord("α"))},
    **{name: chr(code) for code, name in enumerate(_LAST_LETTERS.split(), ord("σ"))},
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Omega": "Ω",
    "Phi": "Φ",
    "Sigma": "Σ",
    "Gamma": "Γ",
}
_RELATIONS = {
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "sim": "∼",
    "in": "∈",
    "to": "→",
    "times": "×",
    "cdot": "·",
    "pm": "±",
    "gets": "←",
    "equiv": "≡",
    "iff": "⇔",
}
_SIGNS = {"infty": "∞", "ldots": "…", "dots": "…", "%": "%", "{": "{", "}": "}", "$": "$", "#": "#", "&": "&", "_": "_"}
_NAMES = frozenset(("log", "ln", "exp", "max", "min", "sin", "cos", "tanh", "dim", "det"))
_SPACES = frozenset((",", ";", " ", "!", "quad"))
_PLAIN = frozenset("0123456789()[],.|!;:/")
_AROUND = {"=": "=", "+": "+", "-": "−", "<": "&lt;", ">": "&gt;"}


def formula_words(tex: str) -> str | None:
    """The HTML of a formula that words can say; None where it needs a drawing."""
    if not tex or len(tex) > LONGEST:
        return None
    try:
        return "".join(_row(_PART.findall(tex)[::-1], scripts=True)).strip()
    except (KeyError, IndexError):
        return None


def _row(rest: list[str], *, scripts: bool) -> Iterator[str]:
    """The words of parts, which are taken from the end of `rest`; a KeyError at what words can't say."""
    shifted = False
    operand = False  # whether a sign that follows stands between two
    while rest:
        part = rest.pop()
        if part in ("_", "^"):
            if not scripts or shifted:  # one above the other needs a drawing
                raise KeyError(part)
            tag = "sub" if part == "_" else "sup"
            yield f"<{tag}>{''.join(_row(_group(rest), scripts=False))}</{tag}>"
            shifted = operand = True
        else:
            word = _word(part)
            yield word if operand and scripts else word.strip() if part in "+-" or not scripts else word.lstrip()
            operand = operand if part.isspace() else not word.endswith(" ") and part not in "([{,;"
            shifted = False


def _group(rest: list[str]) -> list[str]:
    """The next part, or those between braces, last first."""
    first = rest.pop()
    if first != "{":
        return [first]
    group: list[str] = []
    while (part := rest.pop()) != "}":
        group.append(part)
    return group[::-1]


def _word(part: str) -> str:
    if part.isascii() and part.isalpha() and len(part) == 1:
        return f"<em>{part}</em>"
    if part in _PLAIN:
        return f"{part} " if part in ",;" else part
    if part.isspace():
        return ""
    if part in _AROUND:
        return f" {_AROUND[part]} "
    name = part.removeprefix("\\") if len(part) > 1 else ""
    if name in _SPACES:
        return " "
    if name in _NAMES:
        return f" {name} "
    if name in _RELATIONS:
        return f" {_RELATIONS[name]} "
    return f"<em>{_GREEK[name]}</em>" if name in _GREEK else escape(_SIGNS[name])
