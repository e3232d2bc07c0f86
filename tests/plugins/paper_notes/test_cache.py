"""What is kept between builds: found again by what it was made from, and never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.paper_notes.cache import Cache


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the cache is."""
    return tmp_path / "site" / "notes.sqlite"


def test_what_was_kept_is_recalled_by_the_next_build(file: Path) -> None:
    first = Cache(file)
    first.keep("made 中文 \ud800", "kind", "from this")
    first.close(forget_unused=True)
    second = Cache(file)
    assert (second.recall("kind", "from this"), second.recall("kind", "from that")) == ("made 中文 \ud800", None)


def test_what_a_whole_build_did_not_ask_for_is_forgotten(file: Path) -> None:
    first = Cache(file)
    for name in ("a", "b"):
        assert first.recall(name) is None
        first.keep(f"text of {name}", name)
    first.close(forget_unused=True)
    second = Cache(file)
    assert second.recall("a") == "text of a"
    second.close(forget_unused=True)
    third = Cache(file)
    assert (third.recall("a"), third.recall("b")) == ("text of a", None)


def test_a_build_of_a_few_notes_forgets_nothing(file: Path) -> None:
    first = Cache(file)
    first.keep("text", "a")
    first.close(forget_unused=False)
    Cache(file).close(forget_unused=False)
    assert Cache(file).recall("a") == "text"


@pytest.mark.parametrize("content", [b"", b"no database at all, but longer than a header of one" * 20])
def test_a_damaged_file_costs_time_and_no_build(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    cache = Cache(file)
    cache.keep("text", "a")
    assert cache.recall("a") in (None, "text")
    cache.close(forget_unused=True)


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    cache = Cache()
    cache.keep("text", "a")
    assert cache.recall("a") is None


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "site" / "notes.sqlite")
    cache.keep("text", "a")
    assert cache.recall("a") is None
