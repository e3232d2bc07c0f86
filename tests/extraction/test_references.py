"""Entries of the reference list, and mentions of floats."""

from __future__ import annotations

import pytest

from generator.extraction.mentions import mentions, named
from generator.extraction.references import read_references
from generator.extraction.sections import read_sections
from generator.extraction.text import read_text
from generator.paper import Box, Figure, FloatKind, Reference, Section
from tests.extraction.prose import chinese, pages


def section(text: str, number: str | None = "1", title: str = "Introduction") -> Section:
    return Section(number, title, 1, 1, 1, text)


def test_numbered_references() -> None:
    """Keys come without brackets; the appendix is no reference."""
    assert read_references(read_sections(pages(), read_text(pages()))) == (
        Reference(
            "1",
            "R. E. Tarjan. Efficiency of a good but not linear set union algorithm. Journal of the ACM, 1975.",
            2,
        ),
        Reference("2", "A. Vaswani and others. Attention is all you need. In NIPS, 2017.", 2),
    )


def test_chinese_references() -> None:
    """参考文献 are references."""
    found = read_references(read_sections(chinese(), read_text(chinese())))
    assert [reference.key for reference in found] == ["1", "2"]


@pytest.mark.parametrize(("entries", "found"), [(12, 12), (4, 0)])
def test_a_long_list_that_counts_needs_no_heading(entries: int, found: int) -> None:
    """Journals set references behind the last section without a word; a short list of steps is none."""
    numbers = range(1, entries + 1)
    listed = " ".join(
        f"{number}. Lindqvist, A. On boxes. J. Boxes {number}, 1–9 (19{number + 60})." for number in numbers
    )
    closing = section(f"1. We measure. 2. We count.\n\nWe thank nobody.\n\n{listed}", None, "Methods")
    read = read_references([section("Text."), closing])
    assert [reference.key for reference in read] == [str(number) for number in numbers][:found]
    assert all(reference.text.startswith("Lindqvist") for reference in read)


def test_references_by_name_and_year() -> None:
    """Without numbers the first name and the year are the key."""
    text = "Vaswani, A., and Shazeer, N. Attention is all you need. NIPS, 2017.\n\nNo year and no name here."
    assert [each.key for each in read_references([section(text, None, "References")])] == ["Vaswani, 2017", None]


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("Mira K. Lindqvist, Olaf Berg, and R Devon Holm. 2015. Reading maps. In MAPS.", "Lindqvist, 2015"),
        ("M. Lindqvist and O. Berg. Reading maps. MAPS, 2015a.", "Lindqvist, 2015a"),
        ("Van Holm, J., and Berg, O. Reading maps. MAPS, 2015.", "Van Holm, 2015"),
        ("Olaf Berg, R Devon Holm. 2018. Drawing maps, pages 1914–1925.", "Berg, 2018"),
    ],
)
def test_the_key_is_the_first_family_name_and_the_year_that_is_no_page(entry: str, key: str) -> None:
    """Given names may stand before or after the family name."""
    assert [each.key for each in read_references([section(entry, None, "References")])] == [key]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Figure 3 shows", {"3"}),
        ("see Fig. 3a", {"3"}),
        ("Figs. 2 and 3", {"2", "3"}),
        ("Figures 2–4", {"2", "3", "4"}),
        ("Figures 1, 3, and 5", {"1", "3", "5"}),
        ("如图 3 所示", {"3"}),
        ("图1和图2", {"1", "2"}),
        ("Figure A.1", {"A.1"}),
        ("the figure shows 3 curves", set()),
    ],
)
def test_figures_that_a_text_mentions(text: str, labels: set[str]) -> None:
    """Single ones, lists, ranges, abbreviated and Chinese."""
    assert {number for kind, _, number in named(text) if kind is FloatKind.FIGURE} == labels


def test_other_kinds_of_float() -> None:
    """Tables with roman numbers, algorithms."""
    assert set(named("Table II and Algorithm 1")) == {(FloatKind.TABLE, "", "II"), (FloatKind.ALGORITHM, "", "1")}


def test_sections_that_mention_a_float() -> None:
    """By number, or by title where there is none; floats that are not there have no entry."""
    figure = Figure(1, FloatKind.FIGURE, "2", Box(0, 0, 9, 9))
    found = mentions([section("Figure 2. Figure 9."), section("Fig. 2", None, "Conclusion")], [figure])
    assert found == {(FloatKind.FIGURE, "2"): ("1", "Conclusion")}


def test_a_mention_of_another_series_is_not_one_of_the_main_figure() -> None:
    """Figure 1, Extended Data Fig. 1 and Scheme 1 are three floats, each with its own sections."""
    labels = ("1", "Extended Data Figure 1", "Scheme 1")
    figures = [Figure(1, FloatKind.FIGURE, label, Box(0, 0, 9, 9)) for label in labels]
    texts = ("As Figure 1 shows.", "As Extended Data Fig. 1 shows.", "As Scheme 1 shows.")
    found = mentions([section(text, str(number)) for number, text in enumerate(texts)], figures)
    assert [found[FloatKind.FIGURE, label] for label in labels] == [("0",), ("1",), ("2",)]


def test_a_scheme_that_shares_no_number_goes_by_its_number_alone() -> None:
    """Where the paper's labels are bare, the text's words for them don't matter."""
    scheme = Figure(1, FloatKind.FIGURE, "4", Box(0, 0, 9, 9))
    assert mentions([section("See Scheme 4.")], [scheme]) == {(FloatKind.FIGURE, "4"): ("1",)}
