"""字数 and sentences."""

from __future__ import annotations

import pytest

from generator.config import Language
from generator.note.readingtime import reading_minutes
from generator.note.sentences import split_sentences
from generator.note.wordcount import OBJECT, count_words, han_share


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("用 Pointwise Attention 替代", 5),
        ("约 1,000.5 倍", 3),
        ("state-of-the-art isn't one", 3),
        ("，。！", 0),
        (f"令 {OBJECT} 为", 3),
        ("naïve Ångström", 2),
        ("𠀀字", 2),
    ],
)
def test_each_han_character_word_and_number_counts_one(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_share_of_han_characters_is_among_letters() -> None:
    assert han_share("甲乙 ab 12") == 0.5
    assert han_share("12") == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一句。两句！三句？", 3),
        ("见 Fig. 2 和 Vaswani et al. 的论文。", 1),
        ("It takes 0.5 s (cf. Sec. 3). It works, e.g. here. Done", 3),
        ("他说：“好。”然后走了。", 2),
        ("没有句号", 1),
        ("U.S. data", 1),
        ("", 0),
        ("一\n\n二", 2),
    ],
)
def test_sentences_end_at_their_marks(text: str, sentences: int) -> None:
    assert len(split_sentences(text)) == sentences


def test_a_minute_is_400_characters_or_220_words() -> None:
    assert reading_minutes("字" * 4000, Language.ZH) == 10
    assert reading_minutes("word " * 2200, Language.EN) == 10


def test_formulas_code_and_figures_take_time() -> None:
    text = "$$x$$\n\n" * 10 + "```\nx\n```\n\n" * 4 + "![a](images/b.png)\n\n" * 10
    assert reading_minutes(text, Language.ZH) == 7


def test_the_least_time_is_a_minute() -> None:
    assert reading_minutes("", Language.EN) == 1
