"""A long article as several: cut before its main headings, each part as long as the limit allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.crosspost.tree import Article, Block, Footnote, FootnoteRef, Heading, walk

Size = Callable[[Article], int]


def split_article(article: Article, size: Size, most: int) -> tuple[Article, ...] | None:
    """The parts, each with the footnotes that it names; None where a single block is too long.

    `size` of two pieces together must not be more than the sum of their sizes.
    """
    parts: list[tuple[Block, ...]] = []
    taken = most  # of the last part, at most
    for piece in _measurable(article, size, most):
        more = size(_article(piece, article))
        if more >= most:
            return None
        if parts and taken + more >= most:  # what both have in common was counted twice
            taken = size(_article(parts[-1] + piece, article)) - more
        if taken + more < most:
            parts[-1] += piece
            taken += more
        else:
            parts.append(piece)
            taken = more
    return tuple(_article(part, article) for part in parts)


def _measurable(article: Article, size: Size, most: int) -> Iterator[tuple[Block, ...]]:
    """Whole sections where they fit, else what they are made of."""
    for section in _sections(article.blocks):
        yield from (section,) if size(_article(section, article)) < most else _pieces(section)


def _sections(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """The blocks from one main heading to the next."""
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == top and section:
            yield tuple(section)
            section = []
        section.append(block)
    yield tuple(section)


def _pieces(section: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Single blocks; a heading stays with what follows it."""
    kept: list[Block] = []
    for block in section:
        kept.append(block)
        if not isinstance(block, Heading):
            yield tuple(kept)
            kept = []
    if kept:
        yield tuple(kept)


def _article(blocks: tuple[Block, ...], whole: Article) -> Article:
    return Article(blocks, tuple(_named(blocks, whole.footnotes)))


def _named(blocks: tuple[Block, ...], notes: tuple[Footnote, ...]) -> Iterator[Footnote]:
    numbers = {node.number for node in walk(blocks) if isinstance(node, FootnoteRef)}
    return (note for note in notes if note.number in numbers)
