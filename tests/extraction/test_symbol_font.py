"""The font Symbol: codes in the private use area, as word processors write them."""

from __future__ import annotations

from generator.extraction.symbol_font import symbols_meant


def test_codes_of_the_font_are_the_characters_that_it_shows() -> None:
    """Greek, operators and the pieces of tall brackets."""
    assert symbols_meant("\uf073\uf03d\uf0ce\uf0e5\uf0b3\uf0e6", "ABCDEF+Symbol") == "σ=∈∑≥⎛"


def test_the_same_codes_in_another_font_are_left_alone() -> None:
    """Wingdings prints a bullet by the code of a lambda."""
    assert symbols_meant("\uf06c", "Wingdings-Regular") == "\uf06c"
