"""Title, authors, abstract, venue: as printed, never guessed."""

from __future__ import annotations

import pytest

from generator.extraction.metadata import read_metadata
from generator.extraction.page import Page
from generator.extraction.text import read_text
from generator.paper import Author
from tests.extraction.prose import chinese, drawn, pages


def test_title_authors_and_abstract_of_an_english_paper() -> None:
    """Marks are no part of a name; the institution below a name is its affiliation."""
    metadata = read_metadata(pages(), {}, read_text(pages()))
    assert metadata.title == "Separable Filters Revisited: A Study of Two Columns"
    assert metadata.authors == (
        Author("Ada Lindqvist", "Institute of Rectangles"),
        Author("Jörg van der Berg", "University of Columns"),
    )
    assert metadata.abstract == "We read two columns in the right order. The result holds on 1,200 pages."
    assert metadata.abstract_page == 1


def test_title_authors_and_abstract_of_a_chinese_paper() -> None:
    """Names are parted by spaces; the abstract runs on in its heading's row."""
    metadata = read_metadata(chinese(), {}, read_text(chinese()))
    assert metadata.title == "基于滑动窗口的矩形聚类方法"
    assert [author.name for author in metadata.authors] == ["张三", "李小明", "欧阳文"]
    assert metadata.abstract.startswith("本文研究页面上矩形的聚类")
    assert metadata.abstract.endswith("每页只需三毫秒，明显优于传统方法。")


def test_nothing_is_guessed() -> None:
    """A page without a title, a venue or a stamp gives none, whatever the PDF's information claims."""
    page = drawn([(72, 100 + 14 * i, 10, "Plain words on a plain page, all of one size.", {}) for i in range(20)])
    metadata = read_metadata(page, {"title": "A lie", "author": "Somebody Else"}, ())
    assert (metadata.title, metadata.authors, metadata.abstract) == ("", (), "")
    assert (metadata.venue, metadata.year, metadata.arxiv_id, metadata.doi) == (None, None, None, None)


def test_the_stamp_of_arxiv() -> None:
    """The vertical stamp gives the id, and by it the year of first submission."""
    page = drawn([(20, 500, 20, "arXiv:1706.03762v5 [cs.CL] 6 Dec 2017", {"rotate": 90}), (72, 90, 10, "Text.", {})])
    metadata = read_metadata(page, {}, ())
    assert (metadata.arxiv_id, metadata.year) == ("1706.03762", 2017)


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("Published as a conference paper at ICLR 2021", "ICLR 2021", 2021),
        ("KDD '16, August 13-17, 2016, San Francisco, CA, USA", "KDD '16", 2016),
        (
            "31st Conference on Neural Information Processing Systems (NIPS 2017), Long Beach",
            "31st Conference on Neural Information Processing Systems (NIPS 2017)",
            2017,
        ),
        ("nature RECTANGLES VOLUME 14 | NUMBER 2 | FEBRUARY 2011", "Nature Rectangles", 2011),
        ("IEEE TRANSACTIONS ON RECTANGLES, VOL. 12, NO. 3, MARCH 2010", "IEEE Transactions on Rectangles", 2010),
    ],
)
def test_the_venue_as_printed(line: str, venue: str, year: int) -> None:
    """The foot or head of page 1 says where the paper appeared."""
    metadata = read_metadata(drawn([(72, 780, 8, line, {})]), {}, ())
    assert (metadata.venue, metadata.year) == (venue, year)


def test_the_venue_of_a_chinese_journal() -> None:
    """The journal's Chinese name stands behind volume and issue; a year that is not printed is none."""
    page = drawn([(72, 40, 9, "第 12 卷 第 3 期 矩形学报", {"fontname": "china-s"})])
    metadata = read_metadata(page, {}, ())
    assert (metadata.venue, metadata.year) == ("矩形学报", None)


def headless(below: str) -> tuple[Page, ...]:
    """A page on which lines of bold type stand between the authors and the text, under no heading."""
    return drawn(
        [
            (72, 90, 18, "Boxes in Near-Linear Time", {}),
            (72, 120, 11, "Ada Lindqvist & Jörg van der Berg", {"fontname": "hebo"}),
            *((72, 150 + 12 * i, 9, below, {"fontname": "hebo"}) for i in range(5)),
            *((72, 240 + 14 * i, 9, "Plain words on a plain page, all of one size.", {}) for i in range(20)),
        ]
    )


def test_an_abstract_without_a_heading_is_told_by_its_type() -> None:
    """Journals set it in another font between authors and text."""
    page = headless("We sweep over the boxes. They are joined where they touch.")
    metadata = read_metadata(page, {}, read_text(page))
    assert metadata.abstract.startswith("We sweep over the boxes.")
    assert [author.name for author in metadata.authors] == ["Ada Lindqvist", "Jörg van der Berg"]


def test_addresses_in_type_of_their_own_are_no_abstract() -> None:
    """Most of their words are names."""
    page = headless("Institute of Rectangles, Lower Columns, Boxland. Second Institute of Rows, Upper Columns.")
    assert read_metadata(page, {}, read_text(page)).abstract == ""


def test_a_doi() -> None:
    """The full stop that ends its sentence is no part of it."""
    page = drawn([(72, 780, 8, "DOI: http://dx.doi.org/10.1145/2939672.2939785.", {})])
    assert read_metadata(page, {}, ()).doi == "10.1145/2939672.2939785"


@pytest.mark.parametrize(("claimed", "names"), [("The box authors", ["The box authors"]), ("Somebody Else", [])])
def test_a_collective_is_believed_where_it_is_claimed_and_printed(claimed: str, names: list[str]) -> None:
    """“The box authors” reads like no person's name; only the PDF's information tells that it is the author."""
    page = drawn(
        [
            (72, 90, 18, "Boxes in Near-Linear Time", {}),
            (72, 120, 11, "The box authors", {}),
            (72, 160, 12, "Abstract", {"fontname": "hebo"}),
            *((72, 180 + 14 * i, 10, "Plain words on a plain page, all of one size.", {}) for i in range(20)),
        ]
    )
    metadata = read_metadata(page, {"author": claimed}, read_text(page))
    assert [author.name for author in metadata.authors] == names
