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
    ],
)
def test_what_words_can_say(tex: str, words: str) -> None:
    assert formula_words(tex) == words


@pytest.mark.parametrize("tex", ["x_0^i", "x_{i_j}", "\\frac{a}{b}", "x_{", "x_", "", "{a}", "x" * 41, "概率", "x'"])
def test_what_needs_a_drawing(tex: str) -> None:
    assert formula_words(tex) is None


@given(st.text(alphabet="\\{}_^<>&abcxyz012+-=(),. \"'", max_size=40))
def test_words_hold_three_elements_and_nothing_else(tex: str) -> None:
    """Whatever the TeX: no attribute, no other element."""
    words = formula_words(tex)
    root = lxml_html.fragment_fromstring(words or "", create_parent="p")
    assert {element.tag for element in root.iter()} <= {"p", "em", "sub", "sup"}
    assert not any(element.attrib for element in root.iter())
