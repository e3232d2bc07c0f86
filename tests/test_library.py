"""The folder of papers: what is stale, whose a file is, and what may be a slug."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.library import (
    PaperFolder,
    Stale,
    check_slug,
    file_hash,
    find_paper,
    find_papers,
    is_persons_note,
    make_slug,
    persons_images,
    read_sidecar,
    require_pdf,
    section_hashes,
    stale_reason,
)
from generator.note.digest import text_hash
from generator.note.record import Failures, InterviewRecord, Making, RecordedFact, Sidecar


def paper(tmp_path: Path, slug: str = "a-paper", *, readme: str | None = None) -> PaperFolder:
    folder = PaperFolder(tmp_path / slug)
    folder.images.mkdir(parents=True)
    folder.pdf.write_bytes(b"%PDF-1.7 one")
    if readme is not None:
        folder.readme.write_text(readme, encoding="utf-8")
    return folder


def record(folder: PaperFolder, **changes: object) -> Sidecar:
    text = folder.readme.read_text(encoding="utf-8") if folder.readme.exists() else ""
    sidecar = Sidecar(**{"pdf": file_hash(folder.pdf), "tool": "test", "readme": text_hash(text)} | changes)  # type: ignore[arg-type]
    folder.sidecar.write_text(sidecar.render(), encoding="utf-8")
    return sidecar


def test_a_pdf_without_a_note_is_stale(tmp_path: Path) -> None:
    assert stale_reason(paper(tmp_path)) is Stale.NO_NOTE


def test_a_note_whose_pdf_changed_is_stale(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    record(folder)
    assert stale_reason(folder) is None
    folder.pdf.write_bytes(b"%PDF-1.7 two")
    assert stale_reason(folder) is Stale.PDF_CHANGED


def test_a_note_that_the_program_never_wrote_is_a_persons_and_never_stale(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# Mine\n")
    assert stale_reason(folder) is None
    assert is_persons_note(folder, read_sidecar(folder))


def test_a_renamed_folder_is_not_stale(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    record(folder)
    folder.path.rename(tmp_path / "another-name")
    assert stale_reason(PaperFolder(tmp_path / "another-name")) is None


@pytest.mark.parametrize("edited", ["# A\r\n\r\ntext\r\n", "# A\n\ntext   \n\n\n", "\ufeff# A\n\ntext"])
def test_what_an_editor_does_to_line_ends_and_blanks_is_no_edit(tmp_path: Path, edited: str) -> None:
    folder = paper(tmp_path, readme="# A\n\ntext\n")
    sidecar = record(folder)
    folder.readme.write_bytes(edited.encode())
    assert not is_persons_note(folder, sidecar)


def test_a_changed_word_makes_the_note_a_persons(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n\ntext\n")
    sidecar = record(folder)
    folder.readme.write_text("# A\n\ntest\n", encoding="utf-8")
    assert is_persons_note(folder, sidecar)


def test_a_note_that_is_no_utf8_is_a_persons(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    sidecar = record(folder)
    folder.readme.write_bytes("# 甲\n".encode("gbk"))
    assert is_persons_note(folder, sidecar)


def test_an_image_that_was_changed_or_added_is_a_persons(tmp_path: Path) -> None:
    folder = paper(tmp_path)
    for name in ("fig1_arch_a.png", "fig2_arch_b.png", "mine.png"):
        (folder.images / name).write_bytes(name.encode())
    hashes = {name: file_hash(folder.images / name) for name in ("fig1_arch_a.png", "fig2_arch_b.png")}
    (folder.images / "fig2_arch_b.png").write_bytes(b"retouched")
    assert list(persons_images(folder, record(folder, images=hashes))) == ["fig2_arch_b.png", "mine.png"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"schema": "1"}',
        '{"schema": 1}',
        '{"schema": 1, "pdf": 3, "tool": "x"}',
        "[" * 100_000,
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "images": {"a": 1}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "images": {"../../../.git/config": "x"}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "images": {"..": "x"}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "\ud800"}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "failures": {"pdf": "x", "times": "many", "why": "x"}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "failures": ["x"]}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "reading_pass": True}),
        json.dumps({"schema": 1, "pdf": "", "tool": "x", "compares": {"A": "one"}}),
        json.dumps({"schema": 1, "pdf": "", "tool": "x", "compares": {"A": "one", "B": "../../elsewhere"}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "interview": "x"}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "making": {"spec": "x", "prompts": "x", "stages": {"a": 1}}}),
        json.dumps({"schema": 1, "pdf": "x", "tool": "x", "making": {"spec": "x", "prompts": "x", "facts": [{}]}}),
    ],
)
def test_a_damaged_record_is_one_line_with_the_way_out(tmp_path: Path, text: str) -> None:
    folder = paper(tmp_path)
    folder.sidecar.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"the record is damaged\. Take it back from git"):
        read_sidecar(folder)


def test_failures_come_back_as_they_were_counted(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    sidecar = record(folder, failures=Failures("0" * 64, 2, "the model refused"))
    assert read_sidecar(folder) == sidecar


def test_how_a_note_and_its_interview_were_made_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    making = Making("0" * 12, "1" * 64, {"plan": "end_turn"}, (RecordedFact("F1", "慢。", ("It is slow",), 3),))
    interview = InterviewRecord("2" * 64, "3" * 64, "a-model", "2026-01-01", {"calls": 1, "cost_usd": 0.5})
    sidecar = record(folder, making=making, interview=interview, reading_pass=3)
    assert read_sidecar(folder) == sidecar


def test_a_text_that_is_no_note_has_no_sections() -> None:
    assert section_hashes("no note") == {}


def test_a_paper_needs_its_pdf(tmp_path: Path) -> None:
    folder = paper(tmp_path)
    require_pdf(folder)
    folder.pdf.unlink()
    with pytest.raises(LibraryError, match="there is no PDF"):
        require_pdf(folder)


def test_a_record_of_a_newer_version_is_not_misread(tmp_path: Path) -> None:
    folder = paper(tmp_path)
    folder.sidecar.write_text('{"schema": 99, "pdf": "x", "tool": "x"}', encoding="utf-8")
    with pytest.raises(LibraryError, match="newer version"):
        read_sidecar(folder)


def test_the_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = paper(tmp_path, readme="# A\n")
    sidecar = record(folder, writer="draft", language="zh", created="2026-01-02", images={"a.png": "0"})
    assert read_sidecar(folder) == sidecar


def test_papers_are_found_by_name_and_hidden_folders_are_not_papers(tmp_path: Path) -> None:
    for slug in ("b", "a", ".adding-c"):
        paper(tmp_path, slug)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    assert [folder.slug for folder in find_papers(tmp_path)] == ["a", "b"]
    assert find_papers(tmp_path / "nowhere") == ()


def test_an_unknown_slug_names_the_one_that_was_meant(tmp_path: Path) -> None:
    paper(tmp_path, "attention-is-all-you-need")
    with pytest.raises(LibraryError, match="Did you mean attention-is-all-you-need"):
        find_paper(tmp_path, "attention")


@pytest.mark.parametrize("slug", ["", "..", "a/b", "A", "a--b", "-a", "a_b", "аttention", "a" * 61, "a b", "a\n"])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(LibraryError, match="can't be a paper's folder"):
        check_slug(slug)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Attention Is All You Need", "attention-is-all-you-need"),
        ("LoRA: Low-Rank Adaptation", "lora-low-rank-adaptation"),
        ("Poincaré Embeddings", "poincare-embeddings"),
        ("Bayes' and Newton's Rules", "bayes-and-newtons-rules"),
        ("基于多通道的模型", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_slug_is_made_of_the_titles_ascii_words(title: str, slug: str) -> None:
    assert make_slug(title) == slug
