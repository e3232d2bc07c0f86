"""The files of docs/lists/, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from py_mini_racer import MiniRacer

from generator.errors import ConfigError
from plugins.paper_notes.libraries import katex_files
from plugins.paper_notes.reading_lists.reading import SIZE_LIMIT, read_list, read_lists
from tests.conftest import ROOT

MUST_READ = ROOT / "docs" / "lists" / "must-read.yml"
LIST = """\
title: 清单
sections:
  - title: 一
    papers:
      - title: "A: B"
        year: 2020
        venue: ICML
        link: https://arxiv.org/abs/2001.00001
        reason: 为什么
        contributions: [甲, 乙]
  - title: 二
    text: 说明
    papers:
      - {title: C, year: 2021, venue: ACL, link: https://example.org/c, note: c}
"""


def _write(folder: Path, text: str, name: str = "list.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_has_sections_with_papers_in_order(tmp_path: Path) -> None:
    found = read_list(_write(tmp_path, LIST))
    assert (found.key, found.title, found.description) == ("list", "清单", "")
    assert [(section.title, section.text) for section in found.sections] == [("一", ""), ("二", "说明")]
    assert [(paper.title, paper.year, paper.note, paper.line) for paper in found.papers] == [
        ("A: B", 2020, "", 5),
        ("C", 2021, "c", 14),
    ]
    assert found.papers[0].contributions == ("甲", "乙")


def test_the_lists_of_a_folder_come_by_name_and_there_may_be_none(tmp_path: Path) -> None:
    assert read_lists(tmp_path / "nowhere") == ()
    _write(tmp_path, LIST, "b.yml")
    _write(tmp_path, LIST, "a.yml")
    assert [found.key for found in read_lists(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("year: 2020", "year: MMXX", "list.yml:6: “MMXX” is no year."),
        ("year: 2020", "year: 1066", "list.yml:6: “1066” is no year."),
        ("        year: 2020\n", "", "list.yml:5: “year” is missing. Add it."),
        ("reason: 为什么", "why: x", "list.yml:9: “why” is not known here."),
        ("reason: 为什么", "year: 2021", "list.yml:9: “year” is said twice."),
        ("https://arxiv.org/abs/2001.00001", "javascript:alert(1)", "list.yml:8: “javascript:alert(1)” is no address"),
        ("[甲, 乙]", "甲", "list.yml:10: here must be a list of at least one."),
        ("[甲, 乙]", "[{a: b}]", "list.yml:10: here must be a text."),
        ('title: "A: B"', "title: A: B", "list.yml:5: it is no valid YAML"),
        (LIST, "", "list.yml:1: here must be a mapping."),
        (LIST, "- x", "list.yml:1: here must be a mapping."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_list(_write(tmp_path, LIST.replace(old, new)))
    assert told in str(caught.value)


@pytest.mark.parametrize("name", ["My List.yml", "index.yml", "中文.yml"])
def test_a_file_whose_name_is_no_address_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="name is no address"):
        read_list(_write(tmp_path, LIST, name))


def test_a_list_beyond_any_reader_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="more than 1024 KiB"):
        read_list(_write(tmp_path, LIST + "#" * SIZE_LIMIT, "long.yml"))


def test_the_must_read_list_says_of_each_paper_what_it_asks_gives_and_computes() -> None:
    found = read_list(MUST_READ)
    assert [paper.link.rpartition("/")[2] for paper in found.papers] == [
        "1706.03762",
        "1810.04805",
        "2005.14165",
        "2203.02155",
        "2302.13971",
        "2001.08361",
        "2106.09685",
        "2205.14135",
    ]
    for paper in found.papers:
        assert len(paper.contributions) == 3
        assert all((paper.reason, paper.question, paper.formula, paper.explanation))


def test_each_formula_of_the_must_read_list_is_one_that_katex_sets() -> None:
    context = MiniRacer()
    context.eval(katex_files()["katex.min.js"].read_text(encoding="utf-8"))
    for paper in read_list(MUST_READ).papers:
        assert "katex" in context.call("katex.renderToString", paper.formula, {"strict": "ignore", "displayMode": True})
