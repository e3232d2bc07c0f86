"""What a writer is given of a paper: its pages without the list of references, its ends for a first reading."""

from __future__ import annotations

from generator.writing.material import body_text, pages_text, skimmed_text
from tests.writing.papers import METHOD, small_paper


def test_the_text_of_a_brief_leaves_out_the_references_which_stand_above_it() -> None:
    assert "[1] A. Author. A title." in pages_text(small_paper())
    assert "[1] A. Author. A title." not in body_text(small_paper())
    assert METHOD in body_text(small_paper())
    assert "[page 2]" in body_text(small_paper())


def test_a_list_of_references_that_was_not_read_entry_by_entry_stays_in_the_text() -> None:
    assert "[1] A. Author. A title." in body_text(small_paper(references=()))


def test_a_first_reading_takes_in_the_ends_of_a_paper() -> None:
    text = skimmed_text(small_paper())
    assert "[page 1] 1 Introduction" in text
    assert "A. Author. A title." in text
    assert "A sweep keeps the clustering" not in text


def test_a_paper_without_an_introduction_is_not_skimmed_but_read_as_a_whole() -> None:
    assert skimmed_text(small_paper(sections=())) == ""
    assert skimmed_text(small_paper(sections=small_paper().sections[1:])) == ""
