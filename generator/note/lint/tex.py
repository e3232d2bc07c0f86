"""Read TeX as far as the rules need it: the symbols of a formula, and where Chinese stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[{}^_]|[A-Za-z]|\d+|\S", re.S)
_WORDS = re.compile(
    r"\\(?:text\w*|mbox|operatorname\*?|mathrm|mathtt|mathsf|mathbb|begin|end|color|textcolor)\s*\{[^{}]{0,400}\}"
)
_TEXT = re.compile(r"\\(?:text\w*|mbox|operatorname\*?|mathrm|tag)\s*\{[^{}]{0,400}\}")
_INLINE = re.compile(r"\$([^$]{1,2000})\$")
_LONE_LETTER = re.compile(r"(?<![A-Za-z\\])([A-Za-z])(?:_\{?([A-Za-z0-9]{1,8})\}?)?(?![A-Za-z_])")
_EQUALS = re.compile(r"=|\\(?:approx|propto|coloneqq|triangleq|leftarrow|gets|sim|leq?|geq?|equiv)(?![A-Za-z])|:=")
_CJK = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
_GREEK_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip
_SELF_EXPLAINING = frozenset("ijkltdeO")
"""Letters that need no explanation: running indices, the differential, Euler's number, the Landau symbol."""
_TRANSPOSED = ("T", "\\top", "\\prime", "*", "\\intercal")


def symbols(tex: str) -> frozenset[str]:
    r"""The identifiers of a formula, as "Q", "phi_2", "r_ab"; words as in \text are none."""
    return frozenset(_symbols(_TOKEN.findall(_WORDS.sub(" ", tex))))


def _symbols(tokens: list[str]) -> Iterator[str]:
    i = 0
    while i < len(tokens):
        part, i = tokens[i], i + 1
        if part == "^":
            i += _transposition(tokens, i)
        elif name := _identifier(part):
            index: list[str] = []
            if i < len(tokens) and tokens[i] == "_":
                index, i = _group(tokens, i + 1)
            subscript = "".join(re.sub(r"\W", "", part) for part in index)
            if subscript or name not in _SELF_EXPLAINING:
                yield f"{name}_{subscript}" if subscript else name
        elif part == "_":  # the index of an operator: \sum_{i=1}
            _, i = _group(tokens, i)


def _identifier(token: str) -> str:
    if token.isascii() and token.isalpha():
        return token
    return token[1:] if token[1:] in _GREEK_LETTERS else ""


def _transposition(tokens: list[str], i: int) -> int:
    """How many tokens the exponent at i has, where it is a transposition or a prime; else 0."""
    if tokens[i : i + 1] and tokens[i] in _TRANSPOSED:
        return 1
    return 3 if tokens[i : i + 3][::2] == ["{", "}"] and tokens[i + 1] in _TRANSPOSED else 0


def _group(tokens: list[str], i: int) -> tuple[list[str], int]:
    """The tokens of the group (or single token) at i, and where it ends."""
    if i >= len(tokens) or tokens[i] != "{":
        return tokens[i : i + 1], i + 1
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j] == "{") - (tokens[j] == "}")
        if depth == 0:
            return tokens[i + 1 : j], j + 1
    return tokens[i + 1 :], len(tokens)


def left_side(tex: str) -> str:
    """What stands before the first relation: what the formula defines."""
    match = _EQUALS.search(tex)
    return tex[: match.start()] if match else ""


def symbols_in_text(markdown: str) -> frozenset[str]:
    """The symbols that a text speaks of: in inline formulas, as lone letters, as Greek letters."""
    found = {symbol for match in _INLINE.finditer(markdown) for symbol in symbols(match[1])}
    for letter, index in _LONE_LETTER.findall(markdown):
        found.add(f"{letter}_{index}" if index else letter)
    return frozenset(found | {name for name, letter in _GREEK_LETTERS.items() if letter in markdown})


def is_known(symbol: str, known: frozenset[str] | set[str]) -> bool:
    """Whether a symbol, or the letter that carries its index, is among the known ones."""
    neighbour = re.sub(r"(?<=_[A-Za-z])\d$", "", symbol)  # r_{d-1} where r_d is known
    return symbol in known or neighbour in known or symbol.partition("_")[0] in known


def has_cjk(tex: str) -> bool:
    r"""Whether Chinese characters or full-width punctuation stand outside of \text."""
    return bool(_CJK.search(_TEXT.sub("", tex)))
