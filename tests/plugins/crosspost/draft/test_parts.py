"""A long article is cut before its main headings; nothing is lost and nothing stands twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.crosspost.draft.parts import split_article
from plugins.crosspost.tree import Article, Block, Footnote, FootnoteRef, Heading, Paragraph, Text


def heading(text: str, level: int = 2) -> Heading:
    return Heading(level, (Text(text),))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def blocks_of(article: Article) -> int:
    return len(article.blocks)


def test_parts_begin_at_main_headings() -> None:
    blocks = (paragraph("a"), heading("h1"), paragraph("b"), heading("h2"), heading("x", 3), paragraph("c"))
    parts = split_article(Article(blocks), blocks_of, 4)
    assert parts is not None
    assert [part.blocks for part in parts] == [blocks[:3], blocks[3:]]


def test_a_section_that_is_too_long_is_cut_and_a_heading_stays_with_its_text() -> None:
    blocks = (heading("h"), paragraph("a"), paragraph("b"), heading("x", 3), paragraph("c"))
    parts = split_article(Article(blocks), blocks_of, 4)
    assert parts is not None
    assert [part.blocks for part in parts] == [blocks[:3], blocks[3:]]


def test_a_part_has_the_footnotes_that_it_names() -> None:
    notes = (Footnote(1, (paragraph("eins"),)), Footnote(2, (paragraph("zwei"),)))
    blocks = (heading("a"), Paragraph((FootnoteRef(2),)), heading("b"), Paragraph((FootnoteRef(1),)))
    parts = split_article(Article(blocks, notes), blocks_of, 3)
    assert parts is not None
    assert [[note.number for note in part.footnotes] for part in parts] == [[2], [1]]


def test_what_every_part_has_is_not_counted_twice() -> None:
    """Two sections that fit together stay together, though their sizes, each with its frame, add up to more."""
    blocks = (heading("a"), paragraph("b"), heading("c"), paragraph("d"))
    parts = split_article(Article(blocks), lambda article: 10 + len(article.blocks), 15)
    assert parts is not None
    assert [part.blocks for part in parts] == [blocks]


def test_a_block_that_never_fits_can_t_be_cut() -> None:
    assert split_article(Article((heading("h"), paragraph("a"))), blocks_of, 2) is None


kinds = st.one_of(st.just("p"), st.integers(2, 4))


@given(st.lists(kinds, max_size=20), st.integers(2, 6))
def test_the_parts_together_are_the_article(shape: list[str | int], most: int) -> None:
    blocks: tuple[Block, ...] = tuple(
        paragraph(str(place)) if kind == "p" else heading(str(place), int(kind)) for place, kind in enumerate(shape)
    )
    parts = split_article(Article(blocks), blocks_of, most + 1)
    if parts is not None:
        assert tuple(block for part in parts for block in part.blocks) == blocks
        assert all(len(part.blocks) <= most for part in parts)
