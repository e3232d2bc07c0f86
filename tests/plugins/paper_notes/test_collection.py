"""Reading the library: what is published, in which order, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import LibraryError, NoteError
from plugins.paper_notes.collection import Entry, read_collection
from tests.site.library import draw_figure, write_library, write_note

NOTE = """# T

> **论文**：P\\
> **作者**：A\\
> **发表**：{publication}\\
> **阅读时长**：约 3 分钟\\
> **难度**：⭐ (无)\\
> **前置知识**：线性代数、概率

## TL;DR

一句。
"""


def test_the_newest_publication_comes_first_and_the_slug_breaks_ties(tmp_path: Path) -> None:
    for slug, publication in (
        ("c", "ICML 2024"),
        ("a", "NeurIPS 2017"),
        ("b", "arXiv:2401.01234 (2024-01)"),
        ("d", "未注明"),
    ):
        write_note(tmp_path, slug, NOTE.format(publication=publication))
    assert [entry.slug for entry in read_collection(tmp_path).entries] == ["b", "c", "a", "d"]


def test_a_note_that_the_program_dated_goes_by_that_date(tmp_path: Path) -> None:
    write_note(tmp_path, "old-paper-new-note", NOTE.format(publication="NeurIPS 2017"))
    write_note(tmp_path, "new-paper", NOTE.format(publication="ICML 2025"))
    record = {"schema": 1, "pdf": "0" * 64, "tool": "1", "created": "2026-11-01T00:00:00+00:00"}
    (tmp_path / "old-paper-new-note" / ".note.json").write_text(json.dumps(record))
    assert [entry.slug for entry in read_collection(tmp_path).entries] == ["old-paper-new-note", "new-paper"]


@pytest.mark.parametrize(
    ("publication", "year"),
    [("ICML 2024", 2024), ("arXiv:2401.01234 (2024-01)", 2024), ("arXiv:2012.12345 (2021-03)", 2021), ("未注明", None)],
)
def test_the_year_is_the_one_that_the_header_names(tmp_path: Path, publication: str, year: int | None) -> None:
    """An arXiv number such as 1706.03762 or 2012.12345 is no year."""
    write_note(tmp_path, "a", NOTE.format(publication=publication))
    assert read_collection(tmp_path).entries[0].year == year


def test_a_paper_without_a_note_is_not_there_yet(tmp_path: Path) -> None:
    (tmp_path / "pdf-only").mkdir()
    (tmp_path / "pdf-only" / "paper.pdf").write_bytes(b"%PDF-1.4")
    collection = read_collection(tmp_path)
    assert (collection.entries, collection.problems) == ((), ())


def test_a_broken_note_is_a_problem_with_file_and_line_and_the_others_stay(tmp_path: Path) -> None:
    write_library(tmp_path)
    readme = write_note(tmp_path / "paper-notes", "broken", NOTE.format(publication="x").replace("约 3 分钟", "三分钟"))
    collection = read_collection(tmp_path / "paper-notes")
    assert {entry.slug for entry in collection.entries} == {"first", "second"}
    [problem] = collection.problems
    assert isinstance(problem, NoteError)
    assert (problem.path, problem.line) == (readme, 6)


def test_a_note_that_is_no_utf8_is_a_problem_at_its_line(tmp_path: Path) -> None:
    readme = write_note(tmp_path, "gbk", "")
    readme.write_bytes("# ok\n\n标题".encode("gbk"))
    [problem] = read_collection(tmp_path).problems
    assert (problem.path, problem.line) == (readme, 3)


def test_a_damaged_record_is_a_problem(tmp_path: Path) -> None:
    write_note(tmp_path, "a", NOTE.format(publication="ICML 2024"))
    (tmp_path / "a" / ".note.json").write_text("{")
    [problem] = read_collection(tmp_path).problems
    assert isinstance(problem, LibraryError)


def test_only_the_paper_and_the_images_stand_beside_the_page(tmp_path: Path) -> None:
    """Dotfiles, drafts, settings, sources and links out of the folder stay at home."""
    library = write_library(tmp_path)
    folder = library / "first"
    (folder / "paper.yml").write_text("language: zh\n")
    for name in ("README.new.md", "README.draft.md", ".note.json", "images/.hidden.png", "images/a.svg"):
        (folder / name).write_text('{"schema": 1, "pdf": "", "tool": ""}')
    (folder / "source").mkdir()
    draw_figure(folder / "source" / "plot.png", (60, 60))
    secret = tmp_path / "secret.png"
    draw_figure(secret, (60, 60))
    (folder / "images" / "stolen.png").symlink_to(secret)
    assert list(_first(library).attachments) == [
        "papers/first/paper.pdf",
        "papers/first/images/fig1_arch_overall.png",
        "papers/first/images/fig2_result_scaling.png",
    ]


def test_a_note_with_broken_settings_is_shown_without_its_pdf_and_told(tmp_path: Path) -> None:
    """`keep_pdf` may be among what can't be read: a paper that must stay out is not published by an accident."""
    library = write_library(tmp_path)
    (library / "first" / "paper.yml").write_text("kep_pdf: false\n")
    collection = read_collection(library)
    assert [(entry.slug, entry.has_pdf) for entry in collection.entries] == [("first", False), ("second", True)]
    assert "the setting “kep_pdf” is unknown." in str(collection.problems[0])


def test_a_note_without_its_paper_has_no_pdf(tmp_path: Path) -> None:
    library = write_library(tmp_path)
    assert _first(library).has_pdf
    (library / "first" / "paper.pdf").unlink()
    assert not _first(library).has_pdf


def _first(library: Path) -> Entry:
    return next(entry for entry in read_collection(library).entries if entry.slug == "first")


def test_a_comparison_of_two_papers_is_an_entry_without_a_pdf(tmp_path: Path) -> None:
    text = NOTE.format(publication="A：ICML 2024；B：未注明").replace("、概率\n", "、概率\\\n> **对比**：怎样训练\n")
    write_note(tmp_path, "compare-a-vs-b", text)
    (tmp_path / "compare-a-vs-b" / "paper.pdf").unlink(missing_ok=True)
    record = {"schema": 1, "pdf": "", "tool": "1", "compares": {"A": "a", "B": "b"}}
    (tmp_path / "compare-a-vs-b" / ".note.json").write_text(json.dumps(record))
    collection = read_collection(tmp_path)
    assert collection.problems == ()
    (entry,) = collection.entries
    assert (entry.is_comparison, entry.has_pdf, entry.year, entry.attachments) == (True, False, None, {})
