r"""TeX as the symbols that a reader sees: `\frac{QK^\top}{\sqrt{d_k}}` is QK^⊤ / √ d_k. To be found, not to be set."""

from __future__ import annotations

import re

_TABLE = r"""
alpha α  beta β  gamma γ  delta δ  epsilon ε  zeta ζ  eta η  theta θ  iota ι  kappa κ  lambda λ  mu μ  nu ν  xi ξ
omicron ο  pi π  rho ρ  varsigma ς  sigma σ  tau τ  upsilon υ  phi φ  chi χ  psi ψ  omega ω
Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ  Omega Ω
varepsilon ε  vartheta θ  varphi φ  varrho ρ  varpi π  ell ℓ  hbar ℏ  prime ′  infty ∞  nabla ∇  partial ∂
sum ∑  prod ∏  int ∫  sqrt √  odot ⊙  oplus ⊕  otimes ⊗  times ×  cdot ·  top ⊤  pm ±  mid |  Vert ‖  | ‖
in ∈  notin ∉  subset ⊂  subseteq ⊆  cup ∪  cap ∩  forall ∀  exists ∃  to →  rightarrow →  leftarrow ←  mapsto ↦
Rightarrow ⇒  le ≤  leq ≤  ge ≥  geq ≥  ne ≠  neq ≠  ll ≪  gg ≫  approx ≈  sim ∼  propto ∝  equiv ≡
langle ⟨  rangle ⟩  lfloor ⌊  rfloor ⌋  lceil ⌈  rceil ⌉  ldots …  cdots …  dots …
"""
SYMBOLS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
"""What a command shows, by its name. The search box reads a query with the same table."""

SEARCHABLE = "∇∂∑∏∫√∞∈⊙⊕⊗⊤≈∼∝≤≥≠‖ℓ"
"""Symbols that are no letters and can be asked for all the same."""

_FRACTION = re.compile(r"\\[dtc]?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)\s*", re.S)
_ENVIRONMENT = re.compile(r"\\(?:begin|end|tag|label)\*?\s*\{[^{}]*\}(?:\{[clr|]*\})?")
_FUNCTION = re.compile(r"(?:log|ln|exp|(?:arg)?(?:max|min)|arg|lim|sup|inf|det|Pr|a?r?c?(?:sin|cos|tan)h?|dim|ker)")
_APART = re.compile(r"[()\[\],;:/=+<>|√∇∂∑∏∫·×⊙⊕⊗≤≥≠≈∼∝→]")  # so that what stands between them is a word of its own
_ROUNDS = 4
"""Fractions within fractions that are still told apart."""


def plain_formula(tex: str) -> str:
    """The symbols of a formula on one line; what only sets it (fonts, spacing, environments) is gone."""
    text = _ENVIRONMENT.sub(" ", tex)
    for _ in range(_ROUNDS):
        text = _FRACTION.sub(r" \1/\2 ", text)
    text = _COMMAND.sub(_symbol, text)
    text = _APART.sub(r" \g<0> ", re.sub(r"[{}&~]", "", text))
    return re.sub(r"\s*([_^])\s*", r"\1", " ".join(text.split()))


def _symbol(command: re.Match[str]) -> str:
    name = command[1]
    if name in SYMBOLS:
        return SYMBOLS[name]
    if _FUNCTION.fullmatch(name):
        return f" {name} "
    return name if name in "{}%$#_&" else " "
