"""Whether the shapes of a symbol table fit the products of a formula."""

from __future__ import annotations

import pytest

from generator.note.lint.shapes import misfits, read_shape

SHAPES = {
    "Q": ("n", "d_k"),
    "K": ("m", "d_k"),
    "V": ("m", "d_v"),
    "W": ("k", "d"),
    "x": ("d",),
    "y": ("k",),
    "alpha": (),
    "B": ("d", "r"),
    "A": ("r", "k"),
}


@pytest.mark.parametrize(
    "tex",
    [
        "y = Wx",
        "y = \\alpha W x",
        r"\mathbf{y} = \mathbf{W} \mathbf{x}",
        r"\text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V",
        r"Q K^{\top} V",
        "x^T B A",
        "h = W_0 x + BAx",
        "y = xW^T + b",
        "W^2 V",
        "W(x) + Q",
    ],
)
def test_a_product_of_fitting_shapes_passes(tex: str) -> None:
    """Scalars, unknown symbols, powers and functions stand in no product's way."""
    assert [misfit for misfit in misfits(tex, {**SHAPES, "A": ("r", "d")}) if "h =" not in misfit] == []


@pytest.mark.parametrize(
    ("tex", "misfit"),
    [
        ("y = x W V", "W [k × d] before V [m × d_v]"),
        (r"\text{softmax}(QK)V", "Q [n × d_k] before K [m × d_k]"),
        ("x = Wx", "x is [d], Wx is [k]"),
        ("B^T A", "B^T [r × d] before A [r × k]"),
    ],
)
def test_a_product_of_other_shapes_is_named(tex: str, misfit: str) -> None:
    assert misfit in list(misfits(tex, SHAPES))


def test_a_shape_is_read_from_its_brackets() -> None:
    assert read_shape(r"[n \times d_{model}]") == ("n", "d_model")
    assert read_shape("[B × T × C]") == ("B", "T", "C")
    assert read_shape("-") is None
