"""Cards for social networks: drawn once, whatever a note says."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.paper_notes.discovery.cards import Card, Shelf, draw_card
from tests.site.library import draw_figure

CARD = Card("论文笔记", "线性注意力：把平方复杂度降到线性", "Grid Attention", "ICML 2024", 4)


def _open(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


def _share_of(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """The share of a part of the card that is not paper."""
    histogram = image.crop(box).convert("L").histogram()
    return 1 - sum(histogram[250:]) / sum(histogram)


def test_a_card_has_the_size_that_networks_ask_for_and_is_small() -> None:
    data = draw_card(CARD)
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert len(data) < 100_000


def test_the_title_is_written_in_chinese_glyphs() -> None:
    """Another character is another picture: the font has both, where a missing glyph would be the same box."""
    assert draw_card(replace(CARD, title="注")) != draw_card(replace(CARD, title="力"))
    assert _share_of(_open(CARD), (64, 130, 900, 210)) > 0.05


def test_a_figure_stands_at_the_right_and_the_title_keeps_clear_of_it(tmp_path: Path) -> None:
    figure = tmp_path / "fig1.png"
    draw_figure(figure, (900, 600))
    card = replace(CARD, figure=figure, title="很长的标题" * 20)
    assert _share_of(_open(card), (720, 120, 1130, 500)) > 0.05
    assert _share_of(_open(replace(CARD, title="短")), (720, 120, 1130, 500)) == 0
    assert _share_of(_open(card), (668, 20, 700, 610)) == 0


@pytest.mark.parametrize(
    "title",
    ["", "x" * 5000, "注" * 5000, "\x00\u202e\ud800", "a b " * 900, "<script>alert(1)</script>", "🙂\ue000"],
    ids=["empty", "long word", "long text", "controls", "many words", "markup", "no glyph"],
)
def test_any_title_gives_a_card(title: str) -> None:
    assert draw_card(replace(CARD, title=title, paper=title, facts=title))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"GIF89a", b"<svg/>"])
def test_a_figure_that_is_none_is_left_out(tmp_path: Path, content: bytes) -> None:
    figure = tmp_path / "fig1.png"
    figure.write_bytes(content)
    assert draw_card(replace(CARD, figure=figure)) == draw_card(CARD)


def test_a_card_is_drawn_once_and_again_when_something_on_it_changes(tmp_path: Path) -> None:
    figure = tmp_path / "fig1.png"
    draw_figure(figure, (300, 200))
    shelf, card = Shelf(tmp_path / "cards"), replace(CARD, figure=figure)
    path = shelf.draw(card)
    first = path.stat().st_mtime_ns
    time.sleep(0.01)
    assert shelf.draw(card).stat().st_mtime_ns == first
    draw_figure(figure, (200, 300))
    assert shelf.draw(card) != path
    assert shelf.draw(replace(card, stars=1)) != path


def test_cards_that_nobody_asks_for_are_removed(tmp_path: Path) -> None:
    Shelf(tmp_path).draw(CARD)
    shelf = Shelf(tmp_path)
    kept = shelf.draw(replace(CARD, stars=2))
    shelf.forget_unused()
    assert list(tmp_path.iterdir()) == [kept]
