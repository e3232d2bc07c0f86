"""A note is read once: with the cache and without, it is the same note and the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import NoteError
from generator.note.document import parse_note
from plugins.paper_notes.cache import Cache
from plugins.paper_notes.dialect import normalize
from plugins.paper_notes.reading import prepare_note, read_note
from plugins.paper_notes.source import drop_header
from tests.conftest import ROOT
from tests.site.library import NOTES

TEXTS = [
    path.read_text(encoding="utf-8") for folder in (NOTES, ROOT / "paper-notes") for path in folder.glob("*/README.md")
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_note_that_was_kept_is_the_note_that_was_read(tmp_path: Path, text: str) -> None:
    cache = Cache(tmp_path / "notes.sqlite")
    read, recalled = (read_note(text, tmp_path / "README.md", cache) for _ in range(2))
    assert read == recalled == parse_note(text)
    assert [section.line for section in recalled.sections] == [section.line for section in read.sections]


@pytest.mark.parametrize("text", TEXTS)
def test_the_prepared_text_has_no_header_and_is_the_same_from_the_cache(tmp_path: Path, text: str) -> None:
    cache = Cache(tmp_path / "notes.sqlite")
    read_note(text, tmp_path / "README.md", cache)
    assert prepare_note(text, cache) == prepare_note(text, Cache()) == normalize(drop_header(text))


def test_a_broken_note_is_broken_at_every_build(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "notes.sqlite")
    for _ in range(2):
        with pytest.raises(NoteError, match="the note has no header"):
            read_note("# 标题\n", tmp_path / "README.md", cache)
