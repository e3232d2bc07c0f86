"""Where a comparison stands, and what is none; `paper-notes compare` itself: tests/writing/test_compare.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import NoteError
from generator.extraction.options import ExtractOptions
from generator.library import PaperFolder, check_slug
from generator.pipeline.comparing import CompareOptions, accept_comparison, comparison_folder
from tests.site.library import NOTES


@pytest.mark.parametrize(
    ("a", "b", "slug"),
    [
        ("one", "two", "compare-one-vs-two"),
        ("many-words-" * 5 + "x", "two", "compare-many-words-many-words-many-words-many-words-vs-two"),
        ("a" * 60, "b" * 60, "compare-" + "a" * 24 + "-vs-" + "b" * 24),
    ],
    ids=["short", "words", "one word"],
)
def test_the_folder_is_named_after_both_papers_and_long_names_are_cut(a: str, b: str, slug: str) -> None:
    """At the end of a word where there are several."""
    found = comparison_folder(PaperFolder(Path("library", a)), PaperFolder(Path("library", b))).slug
    assert check_slug(found) == slug


def test_a_note_without_a_question_is_no_comparison(tmp_path: Path) -> None:
    note = NOTES / "second" / "README.md"
    with pytest.raises(NoteError, match=r"the header lacks \*\*对比\*\*"):
        accept_comparison(PaperFolder(tmp_path), note, CompareOptions(ExtractOptions(), tmp_path))
