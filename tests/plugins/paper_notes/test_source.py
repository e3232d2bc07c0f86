"""A note's lines: which are code or math, and how the header goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.paper_notes.source import drop_header, read_lines


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ("a\n```py\nb\n```\nc", [False, True, True, True, False]),
        ("~~~\n```\n~~~\nc", [True, True, True, False]),
        ("````\n```\n````\nc", [True, True, True, False]),
        ("- x\n  ```\n  y\n  ```\nz", [False, True, True, True, False]),
        ("$$\nx\n$$\ny", [True, True, True, False]),
        ("$$x$$\ny", [False, False]),
        ("`$$`\ny", [False, False]),
        ("```\n$$\n```\ny", [True, True, True, False]),
    ],
)
def test_fences_and_math_blocks_are_verbatim(text: str, verbatim: list[bool]) -> None:
    assert [line.verbatim for line in read_lines(text)] == verbatim


def test_prose_blanks_out_code_and_math_in_place() -> None:
    [line] = read_lines("a `b` c $d$ e \\$5 和 $6 元")
    assert line.prose.replace("\0", "_") == "a ___ c ___ e \\$5 和 $6 元"


@given(st.text(alphabet="a`$ \\\n~", max_size=40))
def test_no_line_is_lost_or_changed(text: str) -> None:
    lines = list(read_lines(text))
    assert "\n".join(line.text for line in lines) == text
    assert all(len(line.prose) == len(line.text) for line in lines)


def test_the_header_goes_and_every_other_line_keeps_its_number() -> None:
    text = "# T\n\n> **论文**：x\\\n> **作者**：y\n续行\n\n> 引文\n\n## A"
    assert drop_header(text) == "# T\n\n\n\n\n\n> 引文\n\n## A"


def test_a_heading_right_below_the_header_stays() -> None:
    assert drop_header("# T\n> **论文**：x\n## A") == "# T\n\n## A"
