"""Numbers in every notation, and when a note's number is the paper's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.note.grounding.numbers import agree, find_numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.5 万亿个词元", Decimal("1.5e12"), None),
        ("1.5 trillion tokens", Decimal("1.5e12"), None),
        ("65M", Decimal("65e6"), None),
        ("3.3 · 10^18 FLOPs", Decimal("3.3e18"), None),
        ("10,000 倍", Decimal(10000), "times"),
        ("5.3x", Decimal("5.3"), "times"),
        ("34.1%", Decimal("34.1"), "percent"),
        ("350GB", Decimal(350), "gigabyte"),
        ("2^16", Decimal(65536), None),
        ("3.5 天", Decimal("3.5"), "day"),
    ],
)
def test_a_number_has_its_scale_applied_and_its_unit_read(text: str, value: Decimal, unit: str | None) -> None:
    number = next(find_numbers(text))
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize("text", ["GPT-3", "BERT4Rec", "P100", "v1.1", "NDCG@10", "top-5", "F1"])
def test_digits_within_a_name_are_no_number(text: str) -> None:
    assert list(find_numbers(text)) == []


@pytest.mark.parametrize(
    ("note", "paper", "same"),
    [
        ("6500 万", "65M", True),
        ("28.4", "28.41", True),
        ("28.41", "28.4", False),
        ("87", "85", False),
        ("34.1%", "0.341", True),
        ("0.341", "34.1%", True),
        ("2.84", "28.4", False),
        ("1.7 亿", "1.7 billion", False),
    ],
)
def test_only_equal_or_rounded_numbers_agree(note: str, paper: str, same: bool) -> None:
    assert agree(next(find_numbers(note)), next(find_numbers(paper))) is same
