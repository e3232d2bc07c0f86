"""How a large site's index is split."""

from __future__ import annotations

import os

from plugins.paper_notes.search.page import SearchPage
from plugins.paper_notes.search.shards import BYTES_PER_BYTE, MEMORY_LIMIT, Document, memory_limit, split


def _documents(*years: str, size: int = 10) -> list[Document]:
    pages = (SearchPage(f"{number}.html", "", {"year": year} if year else {}) for number, year in enumerate(years))
    return [Document(page, size) for page in pages]


def _years(documents: list[Document], room: int) -> list[list[str]]:
    return [[item.page.year for item in shard.documents] for shard in split(documents, room * BYTES_PER_BYTE)]


def test_a_site_that_fits_is_one_index() -> None:
    assert _years(_documents("2024", "2023", "2024"), room=1000) == [["2024", "2024", "2023"]]


def test_a_larger_one_is_split_between_years() -> None:
    assert _years(_documents("2024", "2024", "2023", "2022"), room=25) == [["2024", "2024"], ["2023", "2022"]]


def test_a_year_that_does_not_fit_is_split_itself() -> None:
    assert _years(_documents("2024", "2024", "2024"), room=20) == [["2024", "2024"], ["2024"]]


def test_no_document_is_lost_and_each_shard_keeps_to_the_limit() -> None:
    documents = _documents(*(str(2000 + number % 7) for number in range(100)), "", size=7)
    shards = split(documents, 50 * BYTES_PER_BYTE)
    assert sorted(item.page.file for shard in shards for item in shard.documents) == sorted(
        item.page.file for item in documents
    )
    assert all(shard.memory <= 50 * BYTES_PER_BYTE for shard in shards)


def test_nothing_is_no_shard() -> None:
    assert split([]) == ()


def test_no_run_may_take_more_than_half_of_the_machine() -> None:
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert 0 < memory_limit() <= min(MEMORY_LIMIT, installed / 2)
