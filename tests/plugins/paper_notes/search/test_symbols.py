"""TeX as symbols that can be found."""

from __future__ import annotations

import pytest

from plugins.paper_notes.search.symbols import plain_formula


@pytest.mark.parametrize(
    ("tex", "symbols"),
    [
        (r"\alpha_N \approx 0.076", "α_N ≈ 0.076"),
        (r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax ( QK^⊤ / √ d_k ) V"),
        (r"\nabla_\theta \log \pi_{\theta}(a|s)", "∇_θ log π_θ ( a | s )"),
        (r"\begin{aligned} h &= W_0 x \\ &\le \epsilon \end{aligned} \tag{3}", "h = W_0 x ≤ ε"),
        (r"O(n^2)", "O ( n^2 )"),
        (r"100\%", "100%"),
        (r"\unknowncommand{x}", "x"),
    ],
)
def test_a_formula_is_the_symbols_that_a_reader_sees(tex: str, symbols: str) -> None:
    assert plain_formula(tex) == symbols


def test_hostile_tex_ends() -> None:
    """Many nested fractions, and braces that never close."""
    assert plain_formula(r"\frac{" * 2000 + "x" + "}" * 1500)
