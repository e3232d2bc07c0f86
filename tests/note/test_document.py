"""A note is read and written without loss, or refused with file and line."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Language
from generator.errors import NoteError
from generator.note.document import LARGEST, Note, NoteSection, parse_note, render_note
from generator.note.header import Header, parse_prerequisites
from generator.note.labels import LABELS, REQUIRED_SECTIONS, SectionKey
from tests.note.lint.notes import NOTES

_PLAIN = st.text(st.sampled_from("abc XYZ 甲乙丙，。0123$x$-()"), min_size=1, max_size=20).map(str.strip).filter(bool)
_ODD = st.text(max_size=12) | st.sampled_from(
    ["\n", "**", "\\", "# x", "> y", "a\u2028b", "：", "```", "## z", "\r", "a #"]
)
_LANGUAGES = st.sampled_from(Language)


def headers(words: st.SearchStrategy[str]) -> st.SearchStrategy[Header]:
    return st.builds(
        Header,
        language=_LANGUAGES,
        paper=words,
        authors=words,
        publication=words,
        reading_minutes=st.integers(1, 999),
        stars=st.integers(1, 5),
        difficulty=words,
        prerequisites=st.lists(words, min_size=1, max_size=6).map(tuple),
        extras=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    )


def notes(words: st.SearchStrategy[str]) -> st.SearchStrategy[Note]:
    body = st.lists(words, max_size=4).map("\n\n".join)
    sections = st.lists(st.builds(NoteSection, heading=words, body=body), max_size=4).map(tuple)
    return st.builds(Note, title=words, header=headers(words), sections=sections, preamble=body)


_WORDS = st.from_regex(r"[A-Za-z甲乙丙丁][A-Za-z0-9甲乙丙丁 ]{0,15}[A-Za-z甲乙丙丁]", fullmatch=True)


@given(notes(_WORDS))
def test_a_note_reads_back_as_it_was_written(note: Note) -> None:
    assert parse_note(render_note(note)) == note


@given(notes(_ODD | _PLAIN))
def test_a_note_of_odd_characters_reads_back_or_is_refused(note: Note) -> None:
    try:
        text = render_note(note)
    except NoteError:
        return
    assert parse_note(text) == note


@given(st.text(max_size=200))
def test_any_text_is_a_note_or_is_refused(text: str) -> None:
    try:
        refused = not parse_note(text)
    except NoteError as error:
        refused = bool(error.line)
    assert refused


@pytest.mark.parametrize("language", NOTES)
def test_a_note_that_a_person_wrote_is_rendered_to_the_letter(language: str) -> None:
    assert render_note(parse_note(NOTES[language])) == NOTES[language]


def test_the_parts_of_a_note_are_found() -> None:
    note = parse_note(NOTES["zh"])
    header = note.header
    assert note.title == "用栅格索引加速路径聚类"
    assert (header.stars, header.reading_minutes, header.language) == (3, 6, Language.ZH)
    assert header.prerequisites == ("并查集", "空间索引", "均摊复杂度")
    assert tuple(section.key for section in note.sections) == REQUIRED_SECTIONS
    summary = note.section(SectionKey.SUMMARY)
    assert summary
    assert summary.line == NOTES["zh"].split("\n").index("## 总结") + 1


def test_headings_inside_of_code_are_no_sections() -> None:
    text = NOTES["en"].replace("def register", "## not a heading\ndef register")
    assert len(parse_note(text).sections) == len(REQUIRED_SECTIONS)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("# Clustering", "Clustering", "n.md:1: the note does not begin with a title. Write `# …` in the first line."),
        (
            "**Difficulty**: ⭐⭐⭐ (needs",
            "**Difficulty**: three (needs",
            "n.md:7: **Difficulty** reads “three (needs union-find and amortised cost)”. Write it as “⭐⭐⭐ (…)”.",
        ),
        (
            "Approximately 7 minutes",
            "7 min",
            "n.md:6: **Reading Time** reads “7 min”. Write it as “Approximately 15 minutes”.",
        ),
        (
            "> **Authors**: Ada Lind, Bo Chen\\\n",
            "",
            "n.md:3: the header lacks **Authors**. Add a line `> **Authors**：…`.",
        ),
    ],
)
def test_an_error_names_file_line_and_way_out(old: str, new: str, expected: str) -> None:
    with pytest.raises(NoteError) as caught:
        parse_note(NOTES["en"].replace(old, new), Path("n.md"))
    assert str(caught.value) == expected


def test_a_header_by_soft_breaks_is_read_too() -> None:
    assert parse_note(NOTES["zh"].replace("\\\n>", "\n>")).header == parse_note(NOTES["zh"]).header


def test_what_would_be_lost_is_named() -> None:
    note = parse_note(NOTES["zh"])
    broken = replace(note, sections=(NoteSection("总结", "```\nnever closed"), NoteSection("附记", "x")))
    with pytest.raises(NoteError, match="the section “总结” can't be written"):
        render_note(broken)


def test_outer_blank_lines_of_a_body_do_not_count() -> None:
    assert NoteSection("a", "\n\n  b\n \n") == NoteSection("a", "  b")


def test_a_header_as_long_as_a_note_may_be_is_read_in_time() -> None:
    lines = "\n".join("> x" for _ in range(60_000))
    text = NOTES["zh"].replace("## TL;DR", f"{lines}\n\n## TL;DR", 1).replace("均摊复杂度\n\n>", "均摊复杂度\n>", 1)
    start = time.process_time()
    parse_note(text)
    parse_prerequisites(" " * 100_000 + "a")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("more", "says"),
    [("[" * 501, "too many brackets"), ("![\n\n" * 5001, "too many brackets"), ("<![CDATA[ " * 1001, "too many"),
     ("字" * LARGEST, "more than 262,144 characters")],
)  # fmt: skip
def test_what_no_engine_reads_in_time_is_no_note(more: str, says: str) -> None:
    """A model can be told to answer so, and one such note would keep the site from being published."""
    with pytest.raises(NoteError, match=says):
        parse_note(f"{NOTES['zh']}\n\n{more}\n")
    assert parse_note(f"{NOTES['zh']}\n\n{more[:300]}\n").title


def test_both_languages_have_all_labels() -> None:
    assert all(set(labels.sections) == set(SectionKey) for labels in LABELS.values())
