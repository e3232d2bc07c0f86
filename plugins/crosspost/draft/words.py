"""Small formulas as words: `n`, `x_0`, `O(n \\log n)` need no picture, and every picture costs 200 characters (W4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

LONGEST = 60
"""Characters of TeX; what is longer is drawn."""

_PART = re.compile(r"\\[A-Za-z]+|\\.|[^\\]", re.S)


def _named(pairs: str) -> dict[str, str]:
    """Signs by their names in TeX."""
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_GREEK = _named(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ "
    "omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω ell ℓ "
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_RELATIONS = _named(
    "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ sim ∼ equiv ≡ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ subset ⊂ subseteq ⊆ "
    "cup ∪ cap ∩ land ∧ lor ∨ to → gets ← iff ⇔ mid | times × cdot · pm ± odot ⊙ otimes ⊗ oplus ⊕ circ ∘"
)
_SIGNS = _named(
    "infty ∞ ldots … dots … cdots ⋯ top ⊤ prime ′ nabla ∇ partial ∂ forall ∀ exists ∃ lceil ⌈ rceil ⌉ lfloor ⌊ "
    "rfloor ⌋ langle ⟨ rangle ⟩ lvert | rvert | lVert ‖ rVert ‖ | ‖ % % { { } } $ $ # # & & _ _"
)
_NAMES = "log|ln|exp|max|min|sin|cos|tanh|dim|det"
_BASED = re.compile(rf"({_NAMES}) (<(su[bp])>.*?</\3>)")
_GAP = re.compile(r"(?<=[(\[⌈⌊]) +| +(?=[)\],⌉⌋]|$)")
_SPACES = frozenset((",", ";", " ", "!", "quad"))
_PLAIN = {**{sign: sign for sign in "0123456789()[],.|!;:/"}, "'": "′", "*": "∗"}
_AROUND = {"=": "=", "+": "+", "-": "−", "<": "&lt;", ">": "&gt;"}
_UPRIGHT = frozenset(("\\text", "\\textrm", "\\mathrm", "\\operatorname"))
_WORDS = re.compile(r"[\w\s.,:/()+-]+")
_DOUBLED = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))


def formula_words(tex: str) -> str | None:
    """The HTML of a formula that words can say; None where it needs a drawing."""
    if not tex or len(tex) > LONGEST:
        return None
    try:
        written = "".join(_row(_PART.findall(tex)[::-1], scripts=True)).strip()
    except (KeyError, IndexError):
        return None
    return _GAP.sub("", _BASED.sub(r"\1\2 ", written))


def _row(rest: list[str], *, scripts: bool) -> Iterator[str]:
    """The words of parts, which are taken from the end of `rest`; a KeyError at what words can't say."""
    shifted: set[str] = set()
    operand = False  # whether a sign that follows stands between two
    while rest:
        part = rest.pop()
        if part in ("_", "^"):
            if not scripts or part in shifted:
                raise KeyError(part)
            tag = "sub" if part == "_" else "sup"
            yield f"<{tag}>{''.join(_row(_group(rest), scripts=False))}</{tag}>"
            shifted.add(part)
            operand = True
        elif part in _UPRIGHT or part == "\\mathbb":
            words = "".join(reversed(_group(rest)))
            yield _DOUBLED[words] if part == "\\mathbb" else escape(_words_alone(words))
            shifted, operand = set(), True
        elif part in ("\\left", "\\right"):
            rest.extend([] if (fence := rest.pop()) == "." else [fence])
        else:
            word = _word(part)
            yield word if operand and scripts else word.strip() if part in "+-" or not scripts else word.lstrip()
            operand = operand if part.isspace() else not word.endswith(" ") and part not in "([{,;"
            shifted = set()


def _group(rest: list[str]) -> list[str]:
    """The next part, or those between braces, last first for `_row`."""
    first = rest.pop()
    if first != "{":
        return [first]
    group: list[str] = []
    while (part := rest.pop()) != "}":
        group.append(part)
    return group[::-1]


def _words_alone(text: str) -> str:
    if not _WORDS.fullmatch(text):
        raise KeyError(text)
    return text


def _word(part: str) -> str:
    if part.isascii() and part.isalpha() and len(part) == 1:
        return f"<em>{part}</em>"
    if part in _PLAIN:
        return f"{part} " if part in ",;" else _PLAIN[part]
    if part.isspace():
        return ""
    if part in _AROUND:
        return f" {_AROUND[part]} "
    name = part.removeprefix("\\") if len(part) > 1 else ""
    if name in _SPACES:
        return " "
    if name in _NAMES.split("|"):
        return f" {name} "
    if name in _RELATIONS:
        return f" {_RELATIONS[name]} "
    return f"<em>{_GREEK[name]}</em>" if name in _GREEK else escape(_SIGNS[name])
