"""How a note points into its paper."""

from __future__ import annotations

import pytest

from generator.note.anchors import find_anchors


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("见第 3.2 节", ["section 3.2"]),
        ("§4 与附录 B.1", ["section 4", "section B.1"]),
        ("Section 3.2, Appendix A", ["section 3.2", "section A"]),
        ("见图 2、表 1", ["figure 2", "table 1"]),
        ("图2a", ["figure 2"]),
        ("Fig. 3 and Table III", ["figure 3", "table III"]),
        ("式 (3) 与公式（4）", ["equation 3", "equation 4"]),
        ("Eq. (5), Equation 6", ["equation 5", "equation 6"]),
        ("算法 1, Algorithm 2", ["algorithm 1", "algorithm 2"]),
        ("原文第 12 页, p. 3", ["page 12", "page 3"]),
        ("编号公式 10 个，图 3 张", []),
        ("发表 2017，地图 3，方式 2，代表 4", []),
        ("图 Transformer 与 Table of contents", []),
    ],
)
def test_anchors_are_found_and_words_that_look_like_them_are_not(text: str, anchors: list[str]) -> None:
    assert [f"{anchor.kind} {anchor.label}" for anchor in find_anchors(text)] == anchors
