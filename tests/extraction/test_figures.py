"""Figures, tables and their captions, found in papers whose floats stand in known places."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.config import Crop
from generator.extraction.document import open_document
from generator.extraction.figures import FigureOptions, find_figures
from generator.paper import Box, Figure, FigureType
from tests.extraction.layouts import Float, Layout, Truth, typeset

LAYOUTS = {
    "one column, figure on top": Layout((Float("diagram", 300, 110),)),
    "one column, figure at the foot": Layout((Float("panels", 320, 160, "bottom"),)),
    "one column, figure in the text": Layout((Float("plot", 240, 130, "none"),)),
    "one column, table with two rules": Layout((Float("ruled", 300, 90),)),
    "one column, table in the text": Layout((Float("ruled", 260, 80, "none"),)),
    "one column, table with all lines": Layout((Float("grid", 300, 80),)),
    "two columns, figure in each": Layout(
        (Float("diagram", 200, 90), Float("plot", 200, 120, "bottom")), columns=2, words=1500
    ),
    "two columns, wide figure": Layout((Float("panels", 460, 150, "top", wide=True),), columns=2, words=1300),
    "two columns, wide table": Layout((Float("ruled", 470, 100, "bottom", wide=True),), columns=2, words=1300),
    "two columns, table under its caption": Layout((Float("ruled", 210, 90, "none"),), columns=2, words=1200),
    "two columns, caption under the table": Layout(
        (Float("ruled", 210, 90), Float("ruled", 200, 70)), columns=2, words=1200, table_caption="bottom"
    ),
    "table above figure": Layout((Float("ruled", 300, 90), Float("diagram", 300, 110)), words=900),
    "figure above table": Layout((Float("diagram", 300, 110), Float("ruled", 300, 90)), words=900),
    "three figures on one page": Layout(
        (Float("plot", 220, 100), Float("diagram", 260, 90), Float("panels", 240, 100, "bottom")), words=500
    ),
    "ragged text": Layout((Float("diagram", 300, 110),), justify=False),
    "ragged text in two columns": Layout((Float("plot", 200, 110),), columns=2, justify=False, words=1200),
    "Fig. with a stop": Layout((Float("diagram", 300, 110),), figure="Fig.", mark=". "),
    "a bar after the number": Layout((Float("diagram", 300, 110),), mark=" | ", bold=True),
    "capitals": Layout((Float("diagram", 300, 110), Float("ruled", 300, 90)), figure="FIGURE", table="TABLE"),
    "small type": Layout((Float("diagram", 200, 90),), columns=2, size=8, words=1800),
    "large type": Layout((Float("diagram", 300, 110),), size=12),
    "a short caption": Layout((Float("diagram", 300, 110, caption="The model."),)),
    "a caption with an underlined word": Layout(
        (Float("ruled", 300, 90, caption="Best in bold, second best is #underline[underlined] in each column."),)
    ),
    "a caption of many lines": Layout((Float("plot", 300, 110, caption="A long story of the parts. " * 14),)),
}


def extract(layout: Layout, path: Path) -> tuple[tuple[Truth, ...], tuple[Figure, ...]]:
    """The truth of a layout and what is found."""
    truth = typeset(layout, path)
    with open_document(path) as document:
        return truth, find_figures(tuple(document.pages()))


def problems(truth: tuple[Truth, ...], found: tuple[Figure, ...]) -> list[str]:
    """What is missing, extra, or cut otherwise than at IoU 0.95."""
    rest = list(found)
    wrong: list[str] = []
    for item in truth:
        same = [f for f in rest if (f.page, f.kind, f.label) == (item.page, item.kind, item.label)]
        if not same:
            wrong.append(f"missing {item}")
            continue
        rest.remove(same[0])
        if item.bbox.iou(same[0].bbox) < 0.95:
            wrong.append(f"{item.bbox.iou(same[0].bbox):.2f} {item} {same[0].bbox}")
    return wrong + [f"extra {figure}" for figure in rest]


@pytest.mark.parametrize("name", LAYOUTS)
def test_finds_every_float_of_a_layout_in_its_place(name: str, tmp_path: Path) -> None:
    """Label, kind and page are right, and the box covers the body to 0.95 and better."""
    assert problems(*extract(LAYOUTS[name], tmp_path / "paper.pdf")) == []


floats = st.builds(
    Float,
    body=st.sampled_from(["diagram", "panels", "plot", "ruled", "grid"]),
    width=st.integers(170, 220),
    height=st.integers(70, 160),
    placement=st.sampled_from(["top", "bottom", "none"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    st.builds(
        Layout,
        st.lists(floats, min_size=1, max_size=4).map(tuple),
        st.sampled_from([1, 2]),
        words=st.integers(1200, 2400),
    )
)
def test_finds_every_float_of_random_layouts(tmp_path: Path, layout: Layout) -> None:
    """Whatever floats stand in one or two columns, in any order, each is found in its place."""
    assert problems(*extract(layout, tmp_path / "paper.pdf")) == []


def test_graphics_without_a_caption_count_only_when_asked_for(tmp_path: Path) -> None:
    """`uncaptioned` keeps large graphics; what is smaller than `min_size` stays decoration."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        typst.compile(b"#rect(width: 200pt, height: 120pt)[A]\n#lorem(200)\n#rect(width: 60pt, height: 20pt)")
    )
    with open_document(path) as document:
        pages = tuple(document.pages())
    assert find_figures(pages) == ()
    [figure] = find_figures(pages, FigureOptions(uncaptioned=True))
    assert (figure.label, figure.method) == (None, "graphics")
    assert figure.bbox.width == pytest.approx(200, abs=3)
    assert len(find_figures(pages, FigureOptions(uncaptioned=True, min_size=15))) == 2


def test_a_crop_set_by_hand_replaces_what_was_found(tmp_path: Path) -> None:
    """Same kind and number: box, type and name are the person's, the caption stays; a new number is added."""
    typeset(LAYOUTS["one column, figure on top"], tmp_path / "paper.pdf")
    crops = (Crop("fig1_method_mine", 1, (10, 20, 110, 90)), Crop("fig9_result_new", 1, (0, 0, 50, 50)))
    with open_document(tmp_path / "paper.pdf") as document:
        figures = {f.label: f for f in find_figures(tuple(document.pages()), FigureOptions(manual=crops))}
    assert figures["1"].bbox == Box(10, 20, 110, 90)
    assert (figures["1"].type, figures["1"].file) == (FigureType.METHOD, "fig1_method_mine.png")
    assert figures["1"].caption.startswith("Figure 1")
    assert (figures["9"].method, figures["9"].caption) == ("manual", "")


def test_a_crop_set_by_hand_replaces_the_graphic_without_a_number_that_it_covers(tmp_path: Path) -> None:
    """`figp1_…` names a graphic by its page: the one under the rectangle is replaced, its neighbour stays."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        typst.compile(b"#rect(width: 200pt, height: 120pt)\n#lorem(150)\n#rect(width: 150pt, height: 130pt)")
    )
    with open_document(path) as document:
        pages = tuple(document.pages())
    upper, lower = find_figures(pages, FigureOptions(uncaptioned=True))
    rect = (lower.bbox.x0 - 5, lower.bbox.y0 - 5, lower.bbox.x1 + 5, lower.bbox.y1 + 5)
    crop = Crop("figp1_method_mine", 1, rect)
    assert find_figures(pages, FigureOptions(uncaptioned=True, manual=(crop,)))[0] == upper
    [alone] = find_figures(pages, FigureOptions(manual=(crop,)))
    assert (alone.label, alone.bbox, alone.file, alone.method) == (None, Box(*rect), "figp1_method_mine.png", "manual")
