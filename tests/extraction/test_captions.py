"""Captions: their grammar, mentions told apart, read to their last line."""

from __future__ import annotations

import pytest

from generator.extraction.captions import begins_caption, caption_body, find_captions
from generator.extraction.page import Line, Span
from generator.extraction.segments import segments_of
from generator.paper import Box, FloatKind


def line(text: str, x: float, y: float, width: float, size: float = 10, font: str = "Roman") -> Line:
    box = Box(x, y, x + width, y + size)
    span = Span(text, box, font, size, "Bold" in font, False, False, False, 0, 1.0, y + 0.8 * size)
    return Line((span,), box, (1.0, 0.0), 0)


def found(*lines: Line) -> list[tuple[FloatKind, str, str]]:
    captions = find_captions([segments_of(lines)], 10, [()])
    return [(caption.kind, caption.label, caption.text) for caption in captions]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Figure 1: The model.", FloatKind.FIGURE, "1"),
        ("Fig. 2. The model.", FloatKind.FIGURE, "2"),
        ("FIGURE 3 The model", FloatKind.FIGURE, "3"),
        ("Fig. 4 | The model.", FloatKind.FIGURE, "4"),
        ("Figure A.1: The model.", FloatKind.FIGURE, "A.1"),
        ("Figure S2. The model.", FloatKind.FIGURE, "S2"),
        ("Figure 3a: The model.", FloatKind.FIGURE, "3a"),
        ("Extended Data Fig. 5 | The model.", FloatKind.FIGURE, "Extended Data Figure 5"),
        ("Supplementary Figure 6: The model.", FloatKind.FIGURE, "Supplementary Figure 6"),
        ("Supplementary Table 2. The numbers.", FloatKind.TABLE, "Supplementary Table 2"),
        ("Supplementary Figure S6: The model.", FloatKind.FIGURE, "S6"),
        ("Scheme 1. The reaction.", FloatKind.FIGURE, "1"),
        ("Chart 2. The shares.", FloatKind.FIGURE, "2"),
        ("Plate 3. The specimen.", FloatKind.FIGURE, "3"),
        ("Fig 3: The model.", FloatKind.FIGURE, "3"),
        ("Figure 2.4: The model.", FloatKind.FIGURE, "2.4"),
        ("Figure 1", FloatKind.FIGURE, "1"),
        ("Figure IV. The model.", FloatKind.FIGURE, "IV"),
        ("Table 7: The numbers.", FloatKind.TABLE, "7"),
        ("TABLE II", FloatKind.TABLE, "II"),
        ("Tab. 8: The numbers.", FloatKind.TABLE, "8"),
        ("Algorithm 1 The sweep", FloatKind.ALGORITHM, "1"),
        ("Listing 2: The sweep", FloatKind.ALGORITHM, "2"),
        ("图1 模型结构", FloatKind.FIGURE, "1"),
        ("图 2：模型结构", FloatKind.FIGURE, "2"),
        ("图A.1 模型结构", FloatKind.FIGURE, "A.1"),
        ("图表 5 各年数据", FloatKind.FIGURE, "5"),
        ("圖 6 模型", FloatKind.FIGURE, "6"),
        ("附图 1 模型", FloatKind.FIGURE, "1"),
        ("附表 1 数据", FloatKind.TABLE, "1"),
        ("图3-1 模型结构", FloatKind.FIGURE, "3-1"),
        ("表４ 实验结果", FloatKind.TABLE, "4"),
        ("算法1 采样", FloatKind.ALGORITHM, "1"),
    ],
)
def test_knows_how_captions_begin(text: str, kind: FloatKind, label: str) -> None:
    """Words, abbreviations, capitals, series, Roman and full-width numbers, in English and Chinese."""
    assert [caption[:2] for caption in found(line(text, 72, 300, 200))] == [(kind, label)]


def test_series_that_share_a_number_are_told_apart() -> None:
    """Figure 1, Extended Data Fig. 1, Supplementary Fig. 1 and Scheme 1 are four floats with four labels."""
    texts = (
        "Figure 1: The model.",
        "Extended Data Fig. 1: More.",
        "Supplementary Fig. 1: Even more.",
        "Scheme 1. Steps.",
    )
    labels = [label for _, label, _ in found(*(line(text, 72, 100 * (i + 1), 200) for i, text in enumerate(texts)))]
    assert labels == ["1", "Extended Data Figure 1", "Supplementary Figure 1", "Scheme 1"]


@pytest.mark.parametrize(
    "text",
    ["Figures show the model.", "Tablets 1 and 2", "figure 1 shows the model", "表面1", "In Figure 1", "12 Table"],
)
def test_knows_what_no_caption_begins_with(text: str) -> None:
    """Other words, lower case, and the word in the middle of a line."""
    assert not begins_caption(text)


def test_a_mention_at_the_start_of_a_line_is_no_caption() -> None:
    """Right under a line of its paragraph, in the body's style, going on with a verb."""
    paragraph = (line("and as the reader sees at once, what is drawn in the upper part of", 72, 100, 300),
                 line("Figure 1 shows the model that we have trained on all of the sets so", 72, 112, 300),
                 line("far.", 72, 124, 20))  # fmt: skip
    assert found(*paragraph) == []


def test_the_caption_wins_over_a_mention_of_the_same_number() -> None:
    """A sentence that ends in the number looks like a caption, but stands in a paragraph."""
    mention = (line("the whole of the system is drawn in the upper part of the page, in", 72, 400, 300),
               line("Figure 1. We now turn to its parts, one after the other, and say why", 72, 412, 300))  # fmt: skip
    caption = line("Figure 1. The system.", 150, 300, 120, 9)
    assert found(*mention, caption) == [(FloatKind.FIGURE, "1", "Figure 1. The system.")]


def test_a_caption_is_read_to_its_last_line_and_no_further() -> None:
    """Lines of the same size right below belong to it, the paragraph after a gap does not; hyphenation is undone."""
    lines = (line("Figure 2: The parts of the whole system and how they are con-", 72, 300, 300, 9),
             line("nected to each other.", 72, 311, 100, 9),
             line("The next paragraph starts here and is as long as the caption's line", 72, 335, 300, 9))  # fmt: skip
    assert found(*lines) == [
        (FloatKind.FIGURE, "2", "Figure 2: The parts of the whole system and how they are connected to each other.")
    ]


def test_the_first_row_of_a_table_is_not_part_of_the_caption_above() -> None:
    """Cells stand apart on one height, even in the caption's size."""
    cells = [
        line(text, x, 311, 40, 9)
        for text, x in (
            (
                "model",
                72,
            ),
            ("sets", 200),
            ("score", 330),
        )
    ]
    assert found(line("Table 1: Scores of all of the models on all of the sets.", 72, 300, 300, 9), *cells) == [
        (FloatKind.TABLE, "1", "Table 1: Scores of all of the models on all of the sets.")
    ]


def test_a_hyphen_at_a_captions_line_end_is_judged_by_the_papers_words() -> None:
    """What the paper writes elsewhere with a hyphen keeps it."""
    lines = found(
        line("The point-source model holds.", 50, 20, 240),
        line("Figure 1: The field of a point-", 50, 100, 240),
        line("source in a medium.", 50, 112, 150),
    )
    assert lines == [(FloatKind.FIGURE, "1", "Figure 1: The field of a point-source in a medium.")]


def test_captions_side_by_side_are_two() -> None:
    """Each is read in its own column."""
    lines = [line(text, x, y, 140, 9) for text, x, y in (
        ("Figure 1: The left one", 72, 300), ("Figure 2: The right one", 230, 300),
        ("has a second line.", 72, 311), ("has one as well, too.", 230, 311))]  # fmt: skip
    assert [text for _, _, text in found(*lines)] == [
        "Figure 1: The left one has a second line.", "Figure 2: The right one has one as well, too."
    ]  # fmt: skip


def test_the_body_of_a_caption_is_what_follows_its_number() -> None:
    """In English and Chinese, whatever the mark."""
    assert caption_body("Figure 1: The model.") == "The model."
    assert caption_body("图1 LSTM 单元") == "LSTM 单元"


@pytest.mark.parametrize(("raised", "whole"), [(True, True), (False, False)])
def test_a_raised_letter_pushes_a_captions_line_down(raised: bool, whole: bool) -> None:
    """Lines a little farther apart belong together where a superscript is the reason."""
    third = line("and so does the third line", 72, 324.6, 200)
    box = Box(272, 324, 276, 330)
    letter = Span("L", box, "Roman", 7, False, False, False, raised, 0, 1.0, 332.6)
    third = Line((*third.spans, letter), third.bbox, (1.0, 0.0), 0)
    text = found(
        line("Table 1: The first line is long enough here", 72, 300, 205), line("the second", 72, 311, 204), third
    )
    assert ("third" in text[0][2]) is whole
