"""What a header says, as facts: venue, date, identifiers, tags, code; BibTeX and evidence made of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.config import Language
from generator.note.concepts import Vocabulary
from plugins.paper_notes.bibtex import bibtex, read_authors
from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.collection import Entry, read_collection
from plugins.paper_notes.dates import read_dates
from plugins.paper_notes.evidence import read_evidence
from plugins.paper_notes.facts import read_facts, read_venue
from tests.site.library import write_evidence, write_library, write_note

NOTE = """# 标题

> **论文**：On the {{Limits}} of 50% & More\\
> **作者**：Ada Lovelace、B. Writer 等\\
> **发表**：{publication}\\
> **阅读时长**：约 3 分钟\\
> **难度**：⭐⭐ (基础)\\
> **前置知识**：词向量{extras}

## TL;DR

一句话。
"""


@pytest.mark.parametrize(
    ("publication", "venue"),
    [
        ("ICML 2024", "ICML"),
        ("NIPS 2017", "NeurIPS"),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2025",
            "Findings of the Association for Computational Linguistics",
        ),
        ("Advances in Neural Information Processing Systems (NIPS 2017)", "NeurIPS"),
        ("arXiv:2401.01234 (2024-01)", "arXiv"),
        ("NAACL-HLT 2019 (arXiv:1810.04805)", "NAACL-HLT"),
        (
            "Proceedings of the 37th International Conference on Machine Learning 2020",
            "International Conference on Machine Learning",
        ),
        ("Nature, 2021", "Nature"),
        ("KDD '16", "KDD"),
        ("2023", None),
        ("未注明", None),
    ],
)
def test_a_venue_is_named_without_its_year_and_number(publication: str, venue: str | None) -> None:
    assert read_venue(publication, Language.ZH) == venue


def test_identifiers_code_and_tags_are_found_in_the_authors_own_lines(tmp_path: Path) -> None:
    facts = _item(
        tmp_path,
        "NeurIPS 2022",
        (
            "**arXiv**：<https://arxiv.org/abs/2205.14135v2>",
            "**DOI**：10.1000/182.",
            "**标签**：系统、GPU",
            "**代码**：https://example.org/c",
        ),
    ).facts
    assert (facts.arxiv, facts.doi, facts.code) == ("2205.14135", "10.1000/182", "https://example.org/c")
    assert (facts.venue, facts.year, facts.tags) == ("NeurIPS", 2022, ("系统", "GPU"))


def test_the_month_of_an_arxiv_paper_is_known(tmp_path: Path) -> None:
    assert _item(tmp_path, "arXiv:2401.01234 (2024-01)").date == (2024, 1)


def test_an_entry_without_authors_has_none() -> None:
    assert [read_authors(text) for text in ("未注明", "Not stated")] == [[], []]


def test_bibtex_says_what_the_header_says_and_escapes_it(tmp_path: Path) -> None:
    assert bibtex(_item(tmp_path, "arXiv:2401.01234 (2024-01)")) == "\n".join(
        (
            "@misc{lovelace2024limits,",
            r"  title = {{On the \{Limits\} of 50\% \& More}},",
            "  author = {Ada Lovelace and B. Writer and others},",
            "  year = {2024},",
            "  eprint = {2401.01234},",
            "  archivePrefix = {arXiv},",
            "  url = {https://arxiv.org/abs/2401.01234},",
            "}",
        )
    )


def test_evidence_gives_each_number_its_section_and_page(tmp_path: Path) -> None:
    first = _first(tmp_path)
    assert [(text, page) for _, text, page, _ in read_evidence(first)] == [
        ("8192", 2),
        ("8192", 2),
        ("6.1", 5),
        ("0.2", 6),
    ]
    assert [section for section, *_ in read_evidence(first)] == sorted(section for section, *_ in read_evidence(first))


def test_evidence_for_another_text_of_the_note_is_none(tmp_path: Path) -> None:
    """Somebody edited the note: its lines are others now."""
    first = _first(tmp_path)
    first.readme.write_text(first.readme.read_text() + "\n改过。\n")
    assert read_evidence(first) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"note": 1}', b"\xff", b"[" * 100_000])
def test_damaged_evidence_is_none(tmp_path: Path, content: bytes) -> None:
    first = _first(tmp_path)
    (first.folder.path / "evidence.json").write_bytes(content)
    assert read_evidence(first) == []


def test_a_number_that_breaks_a_rule_has_no_evidence(tmp_path: Path) -> None:
    first = _first(tmp_path)
    path = first.folder.path / "evidence.json"
    record = json.loads(path.read_text())
    for item in record["items"]:
        item["rule"] = "GRD-01"
    path.write_text(json.dumps(record))
    assert read_evidence(first) == []


def test_without_a_repository_no_date_is_known(tmp_path: Path) -> None:
    assert read_dates(tmp_path) == {}


def _first(root: Path) -> Entry:
    library = write_library(root)
    write_evidence(library / "first")
    return next(entry for entry in read_collection(library).entries if entry.slug == "first")


def _item(root: Path, publication: str, extras: tuple[str, ...] = ()) -> Item:
    lines = "".join(f"\\\n> {line}" for line in extras)
    write_note(root, "one", NOTE.format(publication=publication, extras=lines))
    [entry] = read_collection(root).entries
    return Item(entry, read_facts(entry, Vocabulary()))
