"""Pages that are read sideways, and pages that are only an image."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from generator.extraction.document import open_document
from generator.extraction.figures import find_figures
from generator.extraction.page import Line, Page, Span
from generator.extraction.turning import lay_flat
from generator.paper import Box, FloatKind

WIDE_TABLE = """
#set page(width: 612pt, height: 792pt, margin: 60pt)
#set text(font: "New Computer Modern", size: 10pt)
#lorem(400)
#pagebreak()
#place(top + left, rotate({angle}deg, reflow: true, block(width: 600pt, height: 300pt, [
  #align(center)[Table 3: The results of all methods on all sets, with the deviation of ten runs.]
  #v(4pt)
  #line(length: 600pt)
  #grid(columns: (1fr,) * 6, rows: 16pt, align: center + horizon, ..range(60).map(i => [cell #i]))
  #line(length: 600pt)
])))
"""


@pytest.mark.parametrize("angle", [90, 270])
def test_a_table_set_sideways_is_found_where_it_is_shown(angle: int, tmp_path: Path) -> None:
    """The box is upright on the page: 180 points wide, 600 high."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(typst.compile(WIDE_TABLE.replace("{angle}", str(angle)).encode()))
    with open_document(path) as document:
        [table] = find_figures(tuple(document.pages()))
    assert (table.page, table.kind, table.label) == (2, FloatKind.TABLE, "3")
    assert table.bbox.width == pytest.approx(184, abs=8)
    assert table.bbox.height == pytest.approx(600, abs=4)


@given(
    st.sampled_from([(0.0, -1.0), (0.0, 1.0), (1.0, 0.0)]),
    st.tuples(*[st.floats(0, 300)] * 2), st.tuples(*[st.floats(1, 90)] * 2),
)  # fmt: skip
def test_turning_back_undoes_laying_flat(
    direction: tuple[float, float], corner: tuple[float, float], size: tuple[float, float]
) -> None:
    """Any box of a page in any direction comes back to where it was."""
    box = Box(corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
    span = Span("a sideways heading of some forty characters at least", box, "F", 10, *[False] * 4, 0, 1.0, box.y1)
    laid = lay_flat(Page(1, 400, 500, 0, (Line((span,), box, direction, 0),), (), ()))
    back = laid.back(laid.page.lines[0].bbox)
    assert laid.page.lines[0].direction == pytest.approx((1, 0))
    assert (back.x0, back.y0, back.x1, back.y1) == pytest.approx((box.x0, box.y0, box.x1, box.y1))
