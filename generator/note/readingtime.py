"""How long a note takes to read: text at 400 字 (220 English words) a minute, and time for what is no text."""

from __future__ import annotations

from generator.config import Language
from generator.note.blocks import DISPLAY_MATH, Block, build_blocks, walk
from generator.note.document import parse_tokens
from generator.note.wordcount import count_words

_WORDS_A_MINUTE = {Language.ZH: 400, Language.EN: 220}
_FORMULA, _CODE, _FIGURE = 0.3, 0.5, 0.2


def reading_minutes(text: str, language: Language) -> int:
    """Minutes for a note's Markdown, at least 1.

    words/400 + 0.3 for a display formula + 0.5 for a code block + 0.2 for a figure (rule META-06).
    """
    blocks = tuple(walk(build_blocks(parse_tokens(text))))
    words = sum(count_words(block.prose) for block in blocks)
    return max(1, round(words / _WORDS_A_MINUTE[language] + sum(_extra(block) for block in blocks)))


def _extra(block: Block) -> float:
    formulas = (block.type in DISPLAY_MATH) + sum(token.type == "math_inline_double" for token in block.inline)
    return _FORMULA * formulas + _CODE * (block.type == "fence") + _FIGURE * len(block.images)
