"""TeX is mended for every platform and looks the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.crosspost.tex import expand_macros, mend, one_line, without_html, without_pipes, without_tags


@pytest.mark.parametrize(
    ("tex", "mended"),
    [
        ("x^2", "x^2"),
        ("a % note\n+ b", "a \n+ b"),
        (r"50\% % note", r"50\%"),
        (r"a \label{eq:1}", "a"),
        (r"\begin{equation}a\end{equation}", "a"),
        ("a\n\n\nb", "a\nb"),
        (r"\begin{aligned}a&=b\tag{1}\end{aligned}", r"\begin{aligned}a&=b\end{aligned} \tag{1}"),
        (
            r"\begin{aligned}a&=b\tag{1}\\c&=d\tag{2}\end{aligned}",
            r"\begin{align*}a&=b\tag{1}\\c&=d\tag{2}\end{align*}",
        ),
        (r"\newcommand{\R}{\mathbb{R}}x \in \R^n", r"x \in \mathbb{R}^n"),
        (r"\newcommand{\n}[2][2]{\lVert #2\rVert_{#1}}\n{x}\n[1]{y}", r"\lVert x\rVert_{2}\lVert y\rVert_{1}"),
        (r"\def\half#1{\frac{#1}{2}}\half x", r"\frac{x}{2}"),
        (r"\newcommand\a{\alpha}\a b", r"\alpha b"),
        (r"\newcommand*{\a}{\alpha}\a{}b", r"\alpha{}b"),
        (r"\def\x{y}\in\x", r"\in y"),
    ],
)
def test_a_formula_is_mended(tex: str, mended: str) -> None:
    assert mend(tex).tex == mended


def test_what_was_changed_is_told() -> None:
    assert mend(r"\def\x{y}\x \label{a}").changes == ("自定义宏已展开", "\\label 已去掉")
    assert mend("x").changes == ()


@pytest.mark.parametrize(
    "tex", [r"\def\x{\x\x}\x", r"\newcommand{\x", r"\newcommand{\x}[9]{#1}\x", r"\def", r"\def\x#1"]
)
def test_malformed_or_endless_macros_are_left_to_the_engine(tex: str) -> None:
    assert expand_macros(tex) == tex


@given(st.text(alphabet="\\{}[]#%&$ \nabdefnewcomtg1", max_size=60))
def test_a_change_is_told_only_where_there_is_one(text: str) -> None:
    """Whatever the text: mending ends, and what it says it changed has changed."""
    tex = r"\newcommand" + text
    mended = mend(tex)
    assert not mended.changes or mended.tex != tex


def test_small_changes_of_writing() -> None:
    assert one_line("a\n  b") == "a b"
    assert without_pipes(r"|x| \|y\|") == r"\vert x\vert  \Vert y\Vert "
    assert without_html("a<b < c") == "a< b < c"
    assert without_tags(r"a\tag{1} b\tag*{A}") == r"a\qquad\text{(1)} b\qquad\text{A}"
