"""Which papers of a list have a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import Language
from generator.note.concepts import Vocabulary
from plugins.paper_notes.catalogue import build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.pages.reading_lists import reading_list_pages
from plugins.paper_notes.pages.site import Site
from plugins.paper_notes.reading_lists.matching import Matcher
from plugins.paper_notes.reading_lists.model import ListedPaper, ListSection, MatchedList, ReadingList
from tests.site.library import write_library


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The site of two notes, without a list."""
    return Site(build_catalogue(read_collection(write_library(tmp_path)), Vocabulary(), {}), Language.ZH)


def _paper(title: str = "T", link: str = "https://example.org", note: str = "") -> ListedPaper:
    return ListedPaper(title, 2024, "ICML", link, line=7, note=note, reason="<b>x</b>", formula="a<b")


def _match(site: Site, *papers: ListedPaper) -> MatchedList:
    sections = (ListSection("一", "", papers[:1]), ListSection("二", "", papers[1:]))
    return Matcher(site.catalogue.items).match(ReadingList(Path("docs/lists/my.yml"), "清单", "", sections))


def _slugs(matched: MatchedList) -> list[str | None]:
    return [place.item.slug if place.item else None for place in matched.places]


def test_a_note_is_found_by_its_folder_its_arxiv_id_or_its_title(site: Site) -> None:
    matched = _match(
        site,
        _paper(note="first"),
        _paper(link="https://arxiv.org/abs/2401.01234"),
        _paper("clustering  paths on a GRID"),
        _paper(),
    )
    assert _slugs(matched) == ["first", "second", "second", None]
    assert matched.missing == 1


def test_a_folder_that_is_not_there_is_told_with_its_line(site: Site) -> None:
    listed = _match(site, _paper(), _paper(note="gone")).list
    assert [str(problem) for problem in Matcher(site.catalogue.items).problems(listed)] == [
        "docs/lists/my.yml:7: there is no note “gone”. Name its folder below paper-notes/, or leave `note` out until "
        "there is one."
    ]


def test_sections_keep_their_papers_and_numbers_go_on(site: Site) -> None:
    sections = list(_match(site, _paper(), _paper(), _paper()).sections)
    assert [[place.number for place in places] for _, places in sections] == [[1], [2, 3]]


def test_a_note_knows_what_stands_before_and_after_it_and_papers_without_a_note_are_passed_over(site: Site) -> None:
    matched = _match(site, _paper(note="first"), _paper(), _paper(note="second"))
    place = matched.around("second")
    assert place
    assert place.place.number == 3
    assert place.previous
    assert place.previous.number == 1
    assert place.next is None
    assert matched.around("third") is None


def test_the_page_counts_what_is_there_and_what_is_missing_and_shows_no_markup_of_a_list(site: Site) -> None:
    matched = _match(site, _paper(note="first"), _paper("<script>alert(1)</script>"))
    listed = Site(site.catalogue, Language.ZH, (matched,))
    overview, page = (page.render(lambda source: f"/{source}") for page in reading_list_pages(listed))
    assert "有笔记 1 / 2 篇" in page
    assert "还缺 1 篇" in page
    assert 'data-slugs="first "' in overview
    assert "<script>" not in page
    assert "<b>x" not in page
    assert "a&lt;b" in page


def test_without_a_list_there_is_no_page(site: Site) -> None:
    assert list(reading_list_pages(site)) == []
