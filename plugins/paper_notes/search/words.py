"""Text cut into the words of the index: Latin words as they stand, Chinese as overlapping pairs of characters.

Pagefind cuts Chinese with a dictionary when it builds the index and with another, the browser's, when it is asked;
where the two disagree a word is not found. Pairs need no dictionary (Lucene's CJKAnalyzer does the same), so what is
asked is cut exactly as what is indexed (`assets/search-index.js` holds the same rule), and any two or more characters
of a text find it. The last character of a run stands alone, so that one character finds every run that holds it.
The pairs can be read back: the first character of each is the text.
"""

from __future__ import annotations

import re

HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The characters that Chinese is written with, as ranges of a character class; `search-index.js` has them too."""

_OPENING = "（「『《〈【〔“‘(\\[{"
_RUN = re.compile(rf"[{HAN}]+")
_CLOSING = "，。、；：！？）」』》〉】〕”’"
_EDGE = re.compile(  # before an opening bracket, behind what closes, and on both sides of a run
    rf"(?<=[{HAN}])(?=[{_OPENING}0-9A-Za-z\u0370-\u03ff])|(?<=[^\s{_OPENING}{HAN}])(?=[{HAN}])"
    rf"|(?<=[{_CLOSING}])(?=\w)"
)


def index_words(text: str) -> str:
    """The words of a text with spaces between them; what stands around Chinese (，。（) stays beside its character."""
    return " ".join(_RUN.sub(_pairs, _EDGE.sub(" ", text)).split())


def _pairs(run: re.Match[str]) -> str:
    characters = run[0]
    return " ".join(characters[at : at + 2] for at in range(len(characters)))
