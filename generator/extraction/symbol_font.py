"""The font Symbol: word processors print Greek and operators with it, and the text layer holds codes without meaning.

source: https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt
"""

from __future__ import annotations

_CODES = 0xF000
"""Added to the codes of the font: they stand in the private use area of Unicode."""
_ASCII = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_UPPER = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_MEANT = {_CODES + 0x20 + place: character for place, character in enumerate(_ASCII)} | {
    _CODES + 0xA0 + place: character for place, character in enumerate(_UPPER)
}


def symbols_meant(text: str, font: str) -> str:
    """A span's text; what is set in Symbol as the characters that it shows."""
    return text.translate(_MEANT) if "Symbol" in font and not text.isascii() else text
