"""公众号 by night, by the rules of the app's own engine; every theme of ours reads by day and by night."""

from __future__ import annotations

import pytest

from plugins.crosspost.math import Typesetter
from plugins.crosspost.night import PAGE, WORDS, Colour, by_night, night_background, night_words, over, read_colour
from plugins.crosspost.styles import Style, restyle
from plugins.crosspost.theme import theme_names
from tests.plugins.crosspost.test_export import NOTES, posts_of

DAY, DAY_WORDS = Colour(255, 255, 255), Colour(25, 25, 25)
LEAST = 4.5
"""Contrast of words with what is behind them (WCAG 2.2, AA)."""


@pytest.mark.parametrize(
    ("colour", "ground", "seen"),
    [
        ("#000000", PAGE, (230, 230, 230)),  # black is turned: 90 % less its lightness
        ("#ffffff", PAGE, (255, 255, 255)),  # white stays
        ("#808080", PAGE, (128, 128, 128)),  # a grey that differs by 65 stays, however little that is
        ("#5a5a5a", PAGE, (90, 90, 90)),
        ("#595959", PAGE, (140, 140, 140)),
        ("#333333", Colour(190, 190, 190), (51, 51, 51)),  # dark on light stays
    ],
)
def test_words_are_turned_where_they_would_not_stand_out(colour: str, ground: Colour, seen: tuple[int, ...]) -> None:
    read = read_colour(colour)
    assert read is not None
    assert tuple(round(part) for part in night_words(read, ground)[:3]) == pytest.approx(seen, abs=1)


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ("#ffffff", (25, 25, 25)),  # white becomes the page
        ("#eeeeee", (43, 43, 43)),
        ("#ffff00", (214, 214, 0)),  # bright colours are dimmed
        ("#101820", (37, 56, 75)),  # nothing is darker than 22 %
    ],
)
def test_backgrounds_are_turned_dimmed_or_lifted(colour: str, seen: tuple[int, ...]) -> None:
    read = read_colour(colour)
    assert read is not None
    found = tuple(round(part) for part in over(night_background(read, PAGE), PAGE)[:3])
    assert found == pytest.approx(seen, abs=2)


def test_words_on_a_ground_of_their_own_are_judged_by_it() -> None:
    """A ground without a colour of words gets one; lines are judged by the page; nothing else changes."""
    turned = by_night('<section style="background-color:#fff9c4;border-left:3px solid #222"><p>a</p><hr></section>')
    assert turned == (
        '<section style="background-color:rgba(198,193,152,1);border-left:3px solid rgba(196,196,196,1);'
        'color:rgba(25,25,25,1)"><p>a</p><hr></section>'
    )


def contrasts(html: str, page: Colour, words: Colour) -> dict[tuple[str, str], float]:
    """The contrast of each element's words with its ground, by element and style."""
    found: dict[tuple[str, str], float] = {}

    def look(name: str, style: Style, above: tuple[Colour, Colour]) -> tuple[Style, tuple[Colour, Colour]]:
        ground, words = above
        background = read_colour(style.get("background-color", ""))
        ground = over(background, ground) if background else ground
        words = read_colour(style.get("color", "")) or words
        found[name, str(style)] = contrast(over(words, ground), ground)
        return style, (ground, words)

    restyle(html, look, (page, words))
    return found


def contrast(first: Colour, second: Colour) -> float:
    """By WCAG 2.2."""
    dark, light = sorted(
        0.2126 * _linear(c.red) + 0.7152 * _linear(c.green) + 0.0722 * _linear(c.blue) for c in (first, second)
    )
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    part /= 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("theme", theme_names())
def test_every_word_of_a_theme_can_be_read_by_day_and_by_night(theme: str, typesetter: Typesetter) -> None:
    text = posts_of((NOTES / "everything.md").read_text(encoding="utf-8"), typesetter, theme).files()["wechat.html"]
    for html, page, words in ((text, DAY, DAY_WORDS), (by_night(text), PAGE, WORDS)):
        faint = {place: found for place, found in contrasts(html, page, words).items() if found < LEAST}
        assert faint == {}
