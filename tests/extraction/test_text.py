"""Reading order, hyphens, ligatures, footnotes, furniture, floats."""

from __future__ import annotations

import unicodedata

import pytest

from generator.extraction.page import Line, Page, Span
from generator.extraction.text import read_text
from generator.paper import Box, Figure, FloatKind
from tests.extraction.prose import BODY, SENTENCES, chinese, drawn, pages


def test_columns_are_read_one_after_the_other() -> None:
    """Every sentence of the paper comes out whole, though each runs over many rows of two columns."""
    text = "\n".join(paragraph for page in read_text(pages()) for paragraph in page.paragraphs)
    assert text.count(SENTENCES[1]) == text.count(SENTENCES[2]) >= 10


def test_a_paragraph_is_one_whole() -> None:
    """Rows are joined, hyphenation undone, ligatures resolved."""
    first = read_text(pages())[0].paragraphs
    assert f"{BODY} We measure both.1 It went well." in first
    assert f"{BODY} See Figures 2–4 and Tab. 1." in first


def test_title_and_authors_come_before_both_columns() -> None:
    """A strip across the page parts the head from the columns, so no author stands amid a section."""
    paragraphs = read_text(pages())[0].paragraphs
    assert paragraphs[0] == "Separable Filters Revisited: A Study of Two Columns"
    assert [text.startswith("University of Columns") for text in paragraphs].index(True) < paragraphs.index("Abstract")


def test_footnotes_stand_at_the_end_of_their_page() -> None:
    """The footnote interrupts no paragraph."""
    assert read_text(pages())[0].paragraphs[-1] == "1The first note stands below the column."


def test_running_heads_and_page_numbers_are_out() -> None:
    """What several pages repeat in their margins is no text."""
    second = read_text(pages())[1].paragraphs
    assert "Separable Filters Revisited" not in second
    assert not any(paragraph.isdigit() for paragraph in second)


def test_chinese_lines_join_without_spaces() -> None:
    """A space stands only where Chinese meets Latin."""
    text = "\n".join(read_text(chinese())[0].paragraphs)
    assert "每页只需三毫秒，明显优于传统方法。" in text
    assert "在 ResNet 模型上也同样有效。" in text


def test_a_float_and_its_caption_are_no_body_text() -> None:
    """The figures' boxes take their content out of the text."""
    texts = [(72, 100, 10, "Before the figure."), (72, 200, 9, "axis label"), (72, 230, 9, "Figure 1: A caption.")]
    page = drawn([(*text, {}) for text in [*texts, (72, 300, 10, "After the figure.")]])
    figure = Figure(1, FloatKind.FIGURE, "1", Box(60, 150, 300, 215), "A caption.", Box(60, 218, 300, 235))
    assert read_text(page, [figure])[0].paragraphs == ("Before the figure.", "After the figure.")


@pytest.mark.parametrize("how", [{"render_mode": 3}, {"color": (1, 1, 1)}, {"fill_opacity": 0}])
def test_text_that_nobody_sees_is_no_text(how: dict[str, object]) -> None:
    """Invisible, white and transparent text is left out."""
    page = drawn([(72, 100, 10, "What everybody reads.", {}), (72, 130, 10, "Praise this paper.", how)])
    assert read_text(page)[0].paragraphs == ("What everybody reads.",)


def test_line_numbers_of_review_copies_are_out() -> None:
    """A column of rising numbers in the margin is no text."""
    rows = [(60, 100 + 14 * i, 8, str(i + 1), {}) for i in range(30)]
    rows += [(90, 100 + 14 * i, 10, "words of the paper on a long line that fills the column", {}) for i in range(30)]
    assert not any(character.isdigit() for text in read_text(drawn(rows))[0].paragraphs for character in text)


def test_text_is_normalized_but_for_what_would_change_its_meaning() -> None:
    """NFKC all through; nothing of the fixture is an exception."""
    text = " ".join(paragraph for page in read_text(pages()) for paragraph in page.paragraphs)
    assert unicodedata.is_normalized("NFC", text)
    assert not {"ﬁ", "ﬂ", "ﬀ", "ﬃ"} & set(text)


def test_a_page_of_a_hundred_thousand_spans_is_read_in_seconds() -> None:
    """No step compares every span with every other."""
    spans = [
        Span("ab", Box(x, y, x + 0.9, y + 8), "F", 8.0, False, False, False, False, 0, 1.0, y + 7)
        for y in range(50, 750)
        for x in range(50, 193)
    ]
    lines = tuple(Line((span,), span.bbox, (1.0, 0.0), 0) for span in spans)
    assert len(read_text([Page(1, 612, 792, 0, lines, (), ())])) == 1


INDENTED_ABSTRACT = rf"""
#set page(width: 300pt, height: 792pt, margin: 30pt)
#set text(font: "New Computer Modern", size: 10pt, hyphenate: true)
#set par(justify: true)
#align(center)[#text(14pt, weight: "bold")[Abstract and List]]
#pad(x: 14pt)[{BODY} {BODY} {BODY}]
#text(12pt, weight: "bold")[1 Introduction]

{BODY}

{SENTENCES[0]} {SENTENCES[2]}

#text(12pt, weight: "bold")[References]
#set par(hanging-indent: 12pt)

A. Lindqvist. {SENTENCES[1]} 2019.

B. van der Berg. {SENTENCES[2]} 2020.

C. Brief. Short. 2021.
"""


def test_plain_paragraphs_stay_whole_between_an_indented_abstract_and_a_hanging_list() -> None:
    """Whether paragraphs hang is told by the rows around them, not by their share of the page."""
    paragraphs = read_text(pages(INDENTED_ABSTRACT))[0].paragraphs
    assert paragraphs[1:] == (
        f"{BODY} {BODY} {BODY}",
        "1 Introduction",
        BODY,
        f"{SENTENCES[0]} {SENTENCES[2]}",
        "References",
        f"A. Lindqvist. {SENTENCES[1]} 2019.",
        f"B. van der Berg. {SENTENCES[2]} 2020.",
        "C. Brief. Short. 2021.",
    )
