"""Small formulas as words; what words can't say is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from plugins.crosspost.draft.words import formula_words


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("n", "<em>n</em>"),
        ("x_{i-1}", "<em>x</em><sub><em>i</em>−1</sub>"),
        ("O(n \\log n)", "<em>O</em>(<em>n</em> log <em>n</em>)"),
        ("a = -1", "<em>a</em> = −1"),
        ("a<b", "<em>a</em> &lt; <em>b</em>"),
        ("[l_i, h)", "[<em>l</em><sub><em>i</em></sub>, <em>h</em>)"),
        ("\\tau \\le 50\\%", "<em>τ</em> ≤ 50%"),
        ("\\sigma\\omega", "<em>σ</em><em>ω</em>"),
        ("\\log n", "log <em>n</em>"),
        ("2 \\lceil \\log_2 2n \\rceil", "2⌈log<sub>2</sub> 2<em>n</em>⌉"),
        ("y_1^j + \\tau", "<em>y</em><sub>1</sub><sup><em>j</em></sup> + <em>τ</em>"),
        ("T_{a} \\in \\mathbb{R}^n", "<em>T</em><sub><em>a</em></sub> ∈ ℝ<sup><em>n</em></sup>"),
        ("\\text{top}(v)", "top(<em>v</em>)"),
        ("\\left(x, y\\right]", "(<em>x</em>, <em>y</em>]"),
        ("f'(x)", "<em>f</em>′(<em>x</em>)"),
        ("\\lVert a^* \\rVert", "‖<em>a</em><sup>∗</sup>‖"),
    ],
)
def test_what_words_can_say(tex: str, words: str) -> None:
    assert formula_words(tex) == words


@pytest.mark.parametrize(
    "tex",
    ["x_0_i", "x_{i_j}", "\\frac{a}{b}", "x_{", "x_", "", "{a}", "x" * 61, "概率", "\\text{$x$}", "\\mathbb{a}"],
)
def test_what_needs_a_drawing(tex: str) -> None:
    assert formula_words(tex) is None


@given(st.text(alphabet="\\{}_^<>&abcxyz012+-=(),. \"'", max_size=40))
def test_words_hold_three_elements_and_nothing_else(tex: str) -> None:
    """Whatever the TeX: no attribute, no other element."""
    words = formula_words(tex)
    root = lxml_html.fragment_fromstring(words or "", create_parent="p")
    assert {element.tag for element in root.iter()} <= {"p", "em", "sub", "sup"}
    assert not any(element.attrib for element in root.iter())
