"""Boxes that touch within the tolerances form clusters, found in O(n log n)."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction import clustering
from generator.extraction.clustering import DisjointSets, cluster_boxes
from generator.paper import Box
from tests.conftest import EXAMPLE, needs_examples


def touch(a: Box, b: Box, x_tolerance: float, y_tolerance: float) -> bool:
    return (
        a.x0 <= b.x1 + x_tolerance
        and b.x0 <= a.x1 + x_tolerance
        and a.y0 <= b.y1 + y_tolerance
        and b.y0 <= a.y1 + y_tolerance
    )


def cluster_by_definition(boxes: Sequence[Box], x_tolerance: float, y_tolerance: float) -> list[list[int]]:
    """All pairs, then a walk over the graph: the definition, quadratic."""
    clusters: list[list[int]] = []
    seen: set[int] = set()
    for start in range(len(boxes)):
        cluster, waiting = [], [start] if start not in seen else []
        seen.add(start)
        while waiting:
            index = waiting.pop()
            cluster.append(index)
            near = [i for i, box in enumerate(boxes) if touch(boxes[index], box, x_tolerance, y_tolerance)]
            waiting += [i for i in near if i not in seen]
            seen.update(near)
        clusters += [sorted(cluster)] if cluster else []
    return clusters


def boxes_with(coordinates: st.SearchStrategy[float], sizes: st.SearchStrategy[float]) -> st.SearchStrategy[list[Box]]:
    box = st.builds(
        lambda x, y, width, height: Box(x, y, x + width, y + height), coordinates, coordinates, sizes, sizes
    )
    return st.lists(box, max_size=60)


# Whole numbers make borders meet exactly; real ones put rounding between them.
ON_A_GRID = boxes_with(st.integers(0, 40).map(float), st.sampled_from([0.0, 0.0, 1.0, 2.0, 5.0, 40.0]))
ANYWHERE = boxes_with(st.floats(-1000, 1000), st.floats(0, 100) | st.just(0.0))
TOLERANCES = st.sampled_from([0.0, 0.1, 1.0, 3.0]) | st.floats(0, 50)


@settings(max_examples=500, deadline=None)
@given(ON_A_GRID | ANYWHERE, TOLERANCES, TOLERANCES)
def test_clusters_are_the_connected_components(boxes: list[Box], x_tolerance: float, y_tolerance: float) -> None:
    """Whatever the boxes, the result is that of comparing all pairs."""
    expected = cluster_by_definition(boxes, x_tolerance, y_tolerance)
    assert cluster_boxes(boxes, x_tolerance, y_tolerance) == expected


def test_nothing_makes_no_cluster() -> None:
    """No boxes, no clusters."""
    assert cluster_boxes([], 3, 3) == []


def test_a_gap_of_exactly_the_tolerance_touches() -> None:
    """The tolerance itself is within the tolerance, on each axis with its own."""
    boxes = [Box(0, 0, 10, 10), Box(12, 0, 20, 10), Box(0, 13, 10, 20)]
    assert cluster_boxes(boxes, 2, 3) == [[0, 1, 2]]
    assert cluster_boxes(boxes, 2, 2) == [[0, 1], [2]]
    assert cluster_boxes(boxes, 1, 3) == [[0, 2], [1]]


def test_a_box_inside_the_bounding_box_of_a_cluster_may_stay_alone() -> None:
    """Boxes count, not the bounding boxes of what was joined: an L does not own the space that it leaves."""
    down, right, inside = Box(0, 0, 1, 100), Box(0, 99, 100, 100), Box(50, 40, 60, 50)
    assert cluster_boxes([down, right, inside], 0, 0) == [[0, 1], [2]]


def test_a_box_that_ended_long_ago_joins_nothing() -> None:
    """Only what still reaches the next box counts, also below a box that covered both."""
    boxes = [Box(0, 0, 1, 10), Box(50, 0, 51, 4), Box(50, 6, 51, 10), Box(90, 0, 91, 10)]
    assert cluster_boxes(boxes, 0, 0) == [[0], [1], [2], [3]]


def test_lines_and_points_are_boxes() -> None:
    """Boxes without width or height touch like any other."""
    boxes = [Box(0, 5, 100, 5), Box(50, 0, 50, 10), Box(50, 10, 50, 10), Box(70, 6, 70, 6)]
    assert cluster_boxes(boxes, 0, 0) == [[0, 1, 2], [3]]


def test_the_order_of_clusters_is_that_of_their_first_box() -> None:
    """Clusters are ordered by their smallest index, whatever lies further left."""
    boxes = [Box(90, 0, 91, 1), Box(0, 0, 1, 1), Box(91, 0, 92, 1), Box(1, 0, 2, 1)]
    assert cluster_boxes(boxes, 0, 0) == [[0, 2], [1, 3]]


@pytest.mark.parametrize("tolerances", [(-1, 0), (0, -1)])
def test_a_negative_tolerance_is_refused(tolerances: tuple[float, float]) -> None:
    """Boxes that must overlap by a margin are not what a tolerance means."""
    with pytest.raises(ValueError, match="negative"):
        cluster_boxes([Box(0, 0, 1, 1)], *tolerances)


N = 10_000


@pytest.mark.parametrize(
    ("boxes", "clusters"),
    [
        pytest.param([Box(0, 0, 5, 5)] * N, 1, id="identical"),
        pytest.param([Box(i % 71 * 2, i % 73 * 2, i % 71 * 2 + 9, i % 73 * 2 + 9) for i in range(N)], 1, id="dense"),
        pytest.param(
            [Box(i % 100 * 6, i // 100 * 8, i % 100 * 6 + 1, i // 100 * 8 + 1) for i in range(N)], N, id="apart"
        ),
        pytest.param([Box(0, 0, 600, 800)] * 9 + [Box(9, i / 20, 10, i / 20) for i in range(N)], 1, id="page-wide"),
        pytest.param(
            [Box(0, i, 9_999, i) for i in range(N // 2)] + [Box(i, 0, i, 9_999) for i in range(N // 2)], 1, id="lattice"
        ),
    ],
)
def test_hard_inputs_take_no_quadratic_time(boxes: list[Box], clusters: int) -> None:
    """Ten thousand boxes of the kinds that break grids and merging are done in a moment; all pairs are 50 million."""
    assert len(cluster_boxes(boxes, 0, 0)) == clusters


def test_disjoint_sets_unite_and_group() -> None:
    """Uniting is transitive, and uniting twice changes nothing."""
    sets = DisjointSets(5)
    for pair in ((3, 1), (1, 3), (4, 0)):
        sets.unite(*pair)
    assert sets.groups() == [[0, 4], [1, 3], [2]]
    assert sets.find(3) == sets.find(1)


@needs_examples
def test_the_note_about_it_shows_this_code() -> None:
    """Each function in the note on our own paper stands in the module, word for word."""
    note = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    shown = [
        part.strip() for code in re.findall(r"```python\n(.*?)```", note, re.DOTALL) for part in code.split("\n\n\n")
    ]
    written = inspect.getsource(clustering)
    assert len(shown) == 3
    assert [part for part in shown if textwrap.indent(part, "    ") not in written] == []
