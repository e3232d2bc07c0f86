"""Headings by numbering and typography, their levels, pages and text."""

from __future__ import annotations

from generator.extraction.sections import read_sections
from generator.extraction.text import read_text
from tests.extraction.prose import BODY, SECTIONS, chinese, drawn, pages


def test_all_headings_with_their_levels() -> None:
    """Numbered ones, one over two rows, unnumbered ones, the appendix; the abstract and the title are none."""
    sections = read_sections(pages(), read_text(pages()))
    assert tuple((section.number, section.title, section.level) for section in sections) == SECTIONS


def test_a_section_holds_its_text_up_to_the_next_heading() -> None:
    """Footnotes come last, so that they part no sentence."""
    introduction = read_sections(pages(), read_text(pages()))[0]
    assert introduction.text.split("\n\n") == [
        f"{BODY} We measure both.1 It went well.",
        f"{BODY} See Figures 2–4 and Tab. 1.",
    ]
    assert (introduction.page, introduction.page_end) == (1, 1)


def test_chinese_headings() -> None:
    """引言, 2.1 and 参考文献 are headings; 摘要 is none."""
    sections = read_sections(chinese(), read_text(chinese()))
    assert [(section.number, section.title) for section in sections] == [
        ("1", "引言"),
        ("2", "方法"),
        ("2.1", "合并"),
        (None, "参考文献"),
    ]


def test_roman_numbers_with_letters_below() -> None:
    """The scheme of the IEEE: the letters start anew in every section."""
    bold, italic = {"fontname": "Times-Roman"}, {"fontname": "Times-Italic"}
    heads = ["I. INTRODUCTION", "II. METHOD", "A. The first part", "B. The second part", "III. RESULTS", "A. On images"]
    rows = []
    for place, head in enumerate(heads):
        y = 80 + 110 * place
        rows.append((72, y, 10, head, italic if head[1] == "." and head[0] in "AB" else bold))
        rows += [(72, y + 18 + 12 * i, 10, "a row of the body which says what there is to say", {}) for i in range(6)]
    sections = read_sections(drawn(rows), ())
    assert [(section.number, section.level) for section in sections] == [
        ("I", 1),
        ("II", 1),
        ("A", 2),
        ("B", 2),
        ("III", 1),
        ("A", 2),
    ]


def test_a_paper_without_text_has_no_sections() -> None:
    """A scan gives nothing, and no error."""
    assert read_sections(drawn([]), ()) == ()
    assert read_sections((), ()) == ()
