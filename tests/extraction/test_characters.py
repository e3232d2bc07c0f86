"""Characters as meant, and lines as one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.characters import join_lines, normalize

WORDS = frozenset({"configuration", "well-known", "large", "scale", "self", "attention"})


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("eﬃcient ﬁlters", "efficient filters"),
        ("Andr´as Gy¨orgy", "András György"),
        ("na¨ıve", "naïve"),
        ("ＡＢＣ１２３", "ABC123"),
        ("摘要：矩形，聚类。", "摘要：矩形，聚类。"),
        ("10² and ②", "10² and ②"),
        ("a\u200bb\x07c\u00a0 d", "abc d"),
        ("syn\u00adapse", "synapse"),
        ("35 ˚C, ˚Angstrom", "35 °C, Ångstrom"),
    ],
)
def test_characters_as_meant(printed: str, meant: str) -> None:
    """Ligatures and detached accents are resolved; what would change the meaning stays."""
    assert normalize(printed) == meant


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    """What comes out is in its final form, without control characters."""
    once = normalize(text)
    assert normalize(once) == once
    assert not any(unicodedata.category(character) == "Cc" for character in once)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the configu-", "ration of"], "the configuration of"),
        (["a well-", "known fact"], "a well-known fact"),
        (["a state-of-", "the-art model"], "a state-of-the-art model"),
        (["at large-", "scale"], "at large-scale"),
        (["an L-configu-", "ration"], "an L-configuration"),
        (["from English-", "German pairs"], "from English-German pairs"),
        (["LAN-", "GUAGE MODELS"], "LANGUAGE MODELS"),
        (["GPT-", "3 is"], "GPT-3 is"),
        (["矩形的聚", "类方法"], "矩形的聚类方法"),
        (["使用", "LSTM 模型"], "使用 LSTM 模型"),
        (["plain words", "go on"], "plain words go on"),
        ([], ""),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    """A hyphen goes where it only broke the word, and stays where the word has it."""
    assert join_lines(lines, WORDS) == joined
