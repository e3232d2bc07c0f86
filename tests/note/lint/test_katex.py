"""KaTeX itself says whether a formula renders: as the site will, in time, and whatever the formula is."""

from __future__ import annotations

import pytest

from generator.note.lint.katex import refusal


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{Attention}(Q, K, V) = \text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right) V",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{否则} \end{cases}",
        r"\mathbf{y} = \mathcal{F}(\mathbf{x}, \{W_i\}) + \mathbf{x} \tag{1}",
    ],
)
def test_a_sound_formula_is_not_refused(tex: str) -> None:
    assert refusal(tex) == ""


@pytest.mark.parametrize(
    ("tex", "says"),
    [
        (r"\frac{a}{b", "Unexpected end of input"),
        (r"\foobar x", r"Undefined control sequence: \foobar at position 1: \foobar x"),
        (r"\left( x", r"Expected '\right'"),
        (r"\label{a} x", r"Undefined control sequence: \label"),
        (" ", "it is empty"),
    ],
)
def test_a_broken_formula_is_refused_in_katex_own_words(tex: str, says: str) -> None:
    assert says in refusal(tex)


def test_a_tag_is_for_displayed_formulas_only() -> None:
    assert refusal(r"x \tag{1}", display=True) == ""
    assert refusal(r"x \tag{1}", display=False)


@pytest.mark.parametrize("tex", ["x" * 20_000, r"\def\a{\a\a}\a", "{" * 5000, "x^" * 4000])
def test_a_hostile_formula_is_refused_and_the_next_one_is_set(tex: str) -> None:
    assert refusal(tex)
    assert refusal("y = x") == ""
