"""公众号 by night: what the app's dark mode makes of an article's colours, for the preview and to judge a theme.

The rules and numbers are those of WeChat's own engine (wechatjs/mp-darkmode on GitHub): light backgrounds are turned,
bright ones dimmed; words that stand out too little against what is behind them are turned or brightened; pictures and
drawings stay, but for what takes the colour of the words. Brightness is perceived, 0 to 255 (W3C, AERT 2.2).
"""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

from PIL import ImageColor

from plugins.crosspost.styles import Style, restyle


class Colour(NamedTuple):
    """Red, green, blue from 0 to 255, and how much of it is seen, 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


PAGE = Colour(25, 25, 25)
WORDS = Colour(255, 255, 255, 0.6)
"""The app's page by night, and words on it that have no colour of their own."""

_DAY_WORDS = Colour(25, 25, 25)
_WHITE, _BRIGHT, _APART = 250, 190, 65
"""Brightness: of what counts as white; that a background may have; by which words must differ from it."""

_LIGHT_BACKGROUND = 100
_LIGHT, _DARK = 0.40, 0.22
"""Lightness (HSL): greys above are turned, words up to it too; no background is darker than the second."""

_MOST_APART = 255.0 - 25
_RGB = re.compile(r"rgba?\(([^()]*)\)")
_ANY = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^()]*\)")
_BORDERS = re.compile(r"border|outline|box-shadow|column-rule")


def by_night(html: str) -> str:
    """The HTML of a post as the app shows it by night, on a page of the colour `PAGE`."""
    return restyle(html, _turn, (PAGE, _DAY_WORDS))


def _turn(name: str, style: Style, above: tuple[Colour, Colour]) -> tuple[Style, tuple[Colour, Colour]]:
    """An element's style by night; handed down are the colour behind it by night and that of its words by day."""
    del name
    behind, words = above
    turned = dict(style)
    words = read_colour(style.get("color", "")) or words
    for key in ("background-color", "background"):
        background = read_colour(style.get(key, ""))
        if background is not None:
            changed = night_background(background, behind)
            turned[key] = css_colour(changed)
            behind = over(changed, behind)
    if "color" in style or behind != above[0]:
        turned["color"] = css_colour(night_words(words, behind))
    for key, value in style.items():
        if _BORDERS.match(key):
            turned[key] = _ANY.sub(_line, value)
    return turned, (behind, words)


def _line(found: re.Match[str]) -> str:
    colour = read_colour(found[0])
    return css_colour(night_words(colour, PAGE)) if colour else found[0]


def night_background(colour: Colour, behind: Colour) -> Colour:
    """A background by night; `behind` is what is seen through it."""
    mixed = over(colour, behind)
    hue, lightness, saturation = _hls(mixed)
    if (saturation == 0 and lightness > _LIGHT) or brightness(mixed) > _WHITE:
        mixed = _from_hls(0, min(1.0, 1 + _hls(PAGE)[1] - lightness), 0)
    elif brightness(mixed) > _BRIGHT:
        mixed = _with_brightness(mixed, _BRIGHT)
    elif lightness < _DARK:
        mixed = _from_hls(hue, _DARK, saturation)
    return _in_front(mixed, behind, colour.alpha)


def night_words(colour: Colour, behind: Colour) -> Colour:
    """The colour of words, or of a line, by night on the colour `behind`."""
    mixed = over(colour, behind)
    if brightness(mixed) >= _WHITE:
        return colour
    ground, apart = brightness(behind), abs(brightness(behind) - brightness(mixed))
    if apart >= _APART and (apart <= _MOST_APART or ground > brightness(PAGE) + 2):
        return colour
    return _in_front(_legible(mixed, ground), behind, colour.alpha)


def _legible(colour: Colour, ground: float) -> Colour:
    """The colour with a brightness that differs enough from that of the ground; by its lightness, where that helps."""
    apart = abs(ground - brightness(colour))
    if apart > _MOST_APART and ground <= brightness(PAGE) + 2:
        return _with_brightness(colour, _MOST_APART + ground)
    if apart >= _APART:
        return colour
    hue, lightness, saturation = _hls(colour)
    light_ground = ground >= _LIGHT_BACKGROUND
    if (lightness > 0.9 - _LIGHT) if light_ground else (lightness <= _LIGHT):
        return _legible(_from_hls(hue, 0.9 - lightness, saturation), ground)
    return _with_brightness(colour, min(_MOST_APART, ground + (-_APART if light_ground else _APART)))


def brightness(colour: Colour) -> float:
    """As it is perceived."""
    return (colour.red * 299 + colour.green * 587 + colour.blue * 114) / 1000


def over(front: Colour, behind: Colour) -> Colour:
    """What is seen of one colour before another, which is opaque."""
    pairs = zip(front[:3], behind[:3], strict=True)
    return Colour(*(front.alpha * a + (1 - front.alpha) * b for a, b in pairs))


def _in_front(seen: Colour, behind: Colour, alpha: float) -> Colour:
    """The colour that the engine sets, as seen as before, so that `seen` comes out; browsers cut what is beyond 255."""
    pairs = zip(seen[:3], behind[:3], strict=True)
    red, green, blue = (min(255.0, max(0.0, a + (1 - alpha) * (a - b) / alpha)) for a, b in pairs)
    return Colour(red, green, blue, alpha)


def _with_brightness(colour: Colour, target: float) -> Colour:
    """The colour made brighter or darker; where a part is at its end, green makes up for it."""
    ratio = target / (brightness(colour) or 1)
    red, green, blue = (min(255.0, part * ratio) for part in colour[:3])
    if green == 0 or 255 in (red, blue):
        green = (target * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (target * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (target * 1000 - red * 299 - green * 587) / 114
    return Colour(*(min(255.0, max(0.0, part)) for part in (red, green, blue)))


def _hls(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in colour[:3])
    return colorsys.rgb_to_hls(red, green, blue)


def _from_hls(hue: float, lightness: float, saturation: float) -> Colour:
    return Colour(*(255 * part for part in colorsys.hls_to_rgb(hue, lightness, saturation)))


def read_colour(text: str) -> Colour | None:
    """A colour of CSS; None for what nobody sees: `transparent`, a picture, nothing."""
    written = _RGB.fullmatch(text)
    try:
        if written:
            colour = Colour(*(float(part) for part in written[1].split(",")))
        else:
            colour = Colour(*ImageColor.getrgb(text)[:3])
    except (ValueError, TypeError):
        return None
    return colour if colour.alpha else None


def css_colour(colour: Colour) -> str:
    """The colour as CSS has it."""
    red, green, blue = (round(part) for part in colour[:3])
    return f"rgba({red},{green},{blue},{colour.alpha:g})"
