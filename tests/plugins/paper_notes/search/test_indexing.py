"""The indexing process, with the real Pagefind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import ConfigError
from plugins.paper_notes.search.indexing import Indexing
from plugins.paper_notes.search.job import Job
from plugins.paper_notes.search.page import SearchPage
from plugins.paper_notes.search.shards import BYTES_PER_BYTE, MEMORY_LIMIT


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A site of three pages, one without an article."""
    pages = []
    for name, body in {"a": "<h1 id='t'>注意力</h1><p>正文</p>", "b": "<p>second</p>", "c": ""}.items():
        path = tmp_path / name / "index.html"
        path.parent.mkdir()
        path.write_text(f"<html><article>{body}</article></html>", encoding="utf-8")
        pages.append(SearchPage(f"{name}/index.html", name.upper(), {"year": "202" + str(len(pages))}))
    return Job(tmp_path, tuple(pages), {"none": "没有找到"}, MEMORY_LIMIT)


def test_a_site_gets_its_index_beside_the_scripts_that_the_box_loads(job: Job) -> None:
    outcome = Indexing(job).wait()
    assert (outcome.pages, outcome.shards, outcome.embedded) == (2, 1, True)
    assert outcome.measured > 0
    folder = job.site / "search"
    assert sorted(path.name for path in folder.iterdir()) == ["1", "config.js", "embedded.js"]
    assert json.loads((folder / "1" / "pagefind-entry.json").read_text())["languages"]["en"]["page_count"] == 2
    assert "没有找到" in (folder / "config.js").read_text(encoding="utf-8")
    assert "注意力" in (folder / "embedded.js").read_text(encoding="utf-8")


def test_pagefinds_own_boxes_are_not_published(job: Job) -> None:
    Indexing(job).wait()
    assert [path.name for path in (job.site / "search" / "1").iterdir() if "ui" in path.name] == []


def test_a_site_that_would_take_too_much_memory_is_split_by_year(job: Job) -> None:
    outcome = Indexing(Job(job.site, job.pages, job.words, 300 * BYTES_PER_BYTE)).wait()
    assert outcome.shards == 2
    assert (job.site / "search" / "2" / "pagefind.js").is_file()


def test_an_index_replaces_the_one_before(job: Job) -> None:
    stale = job.site / "search" / "7" / "old"
    stale.parent.mkdir(parents=True)
    stale.write_text("")
    Indexing(job).wait()
    assert not stale.exists()


def test_without_pagefinds_program_there_is_one_clear_error(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pagefind's own variable names a program that is not there."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nowhere/pagefind")
    with pytest.raises(ConfigError, match=r"program is not there .* pip install .*search: false"):
        Indexing(job).wait()
    assert not (job.site / "search").exists()


def test_a_program_that_fails_is_quoted(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no space left' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(ConfigError, match="Pagefind could not index the site: no space left"):
        Indexing(job).wait()


def test_a_process_that_is_ended_leaves_no_index(job: Job) -> None:
    """`mkdocs serve` ends it when the next build begins."""
    indexing = Indexing(job)
    indexing.end()
    assert not (job.site / "search" / "1" / "pagefind.js").exists()
