"""The text of every page in reading order, as paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

from generator.extraction.characters import is_cjk, join_lines, words
from generator.extraction.page import Page
from generator.extraction.rows import Role, Row, read_rows
from generator.paper import Figure, PageText

_SENTENCE_ENDS = '.!?:;。！？：；…”")）]'
_ENOUGH = 8
"""Rows by which hanging paragraphs can be told."""
_ONE_ROW_EACH = 3
"""At most so many hanging paragraphs of a single row follow each other."""
_LEADING = 1.4
"""Distance of baselines, in multiples of the font size, for a row that stands alone."""
_FAR = 3.0
"""Distance beyond which something stands between two rows."""
_BULLETS = "•◦▪‣–—·●○■□➢✓"


def read_text(pages: Sequence[Page], figures: Sequence[Figure] = ()) -> tuple[PageText, ...]:
    """The pages' text: body, asides, footnotes; floats with their captions, running heads and hidden text are out."""
    rows = read_rows(pages, figures)
    known = vocabulary(rows)
    return tuple(
        PageText(page.number, page.width, page.height, tuple(paragraphs(own, known)))
        for page, own in zip(pages, rows, strict=True)
    )


def vocabulary(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """Words that the paper prints within a row, in lower case: what a hyphen at a row's end is judged by."""
    return frozenset(
        word for rows in pages for row in rows for word in words(row.text.rpartition(" ")[0] if row.text else "")
    )


def paragraphs(rows: Sequence[Row], known: Collection[str] = frozenset()) -> Iterator[str]:
    """Rows in reading order to paragraphs; a paragraph goes on over the end of a column or page."""
    rows = [row for row in rows if row.text]
    steps = [*_steps(rows), 0.0]
    hanging = _hanging(rows)
    group: list[str] = []
    for index, row in enumerate(rows):
        if group and (
            (not _is_indented(row) and row.role is Role.BODY)
            if hanging[index] and row.size == rows[index - 1].size
            else _starts_paragraph(rows[index - 1], row, steps[index - 1 : index + 2])
        ):
            yield join_lines(group, known)
            group = []
        group.append(row.text)
    if group:
        yield join_lines(group, known)


def _hanging(rows: Sequence[Row]) -> list[bool]:
    """For each row whether the paragraphs around it hang.

    A long run of rows along the edge, or one longer than the indented runs beside it, is plain text, also where an
    indented abstract or a list of references shares the page.
    """
    runs = [list(run) for _, run in groupby(rows, _is_indented)]
    lengths = [0, *map(len, runs), 0]
    hangs = _hangs(rows)
    return [
        hangs and (_is_indented(run[0]) or len(run) <= min(_ONE_ROW_EACH, max(before, after)))
        for run, before, after in zip(runs, lengths, lengths[2:], strict=False)
        for _ in run
    ]


def _hangs(rows: Sequence[Row]) -> bool:
    """Whether paragraphs hang, as in most lists of references: only their first row starts at the edge."""
    indented = [_is_indented(row) for row in rows if row.role is Role.BODY]
    return len(indented) > _ENOUGH and sum(indented) > 0.45 * len(indented)


def _steps(rows: Sequence[Row]) -> Iterator[float]:
    """From each row's baseline to the next, in multiples of the font size; 0 over the end of a column."""
    yield 0.0
    for above, below in pairwise(rows):
        step = (below.baseline - above.baseline) / max(above.size, 1.0)
        yield step if step > 0 and above.size == below.size else 0.0


def _starts_paragraph(above: Row, below: Row, steps: Sequence[float]) -> bool:
    """`steps` are those before, between and after the two rows."""
    if above.role is not below.role or above.size != below.size or above.bold != below.bold:
        return not _is_inline_change(above, below)
    if below.text[0] in _BULLETS or (below.role is Role.FOOTNOTE and _is_raised(below)):
        return True
    before, step, after = steps
    # Over the end of a column, or over a float, a sentence may go on.
    if below.page != above.page or below.left != above.left or below.baseline < above.baseline or step > _FAR:
        return above.text[-1] in _SENTENCE_ENDS and (_is_indented(below) or not below.text[0].islower())
    if step > 1.25 * min((other for other in (before, after) if other), default=_LEADING):
        return True
    return _is_indented(below) and not _is_indented(above) and _ends(above)


def _is_inline_change(above: Row, below: Row) -> bool:
    """Whether two rows of one sentence only differ in style: a formula or small print within running text."""
    same = above.role is below.role and above.left == below.left and above.page == below.page
    close = below.baseline - above.baseline < 1.5 * max(above.size, below.size)
    return same and close and abs(above.size - below.size) < 0.6 and below.text[0].islower()


def _is_raised(row: Row) -> bool:
    return row.spans[0].superscript or row.spans[0].size < 0.8 * row.main.size


def _is_indented(row: Row) -> bool:
    return 0.6 * row.size < row.bbox.x0 - row.left < 5 * row.size


def _ends(row: Row) -> bool:
    """Whether a sentence may end with this row: it stops short, or on a full stop."""
    return row.right - row.bbox.x1 > 2 * row.size or row.text[-1] in _SENTENCE_ENDS or is_cjk(row.text[-1])
