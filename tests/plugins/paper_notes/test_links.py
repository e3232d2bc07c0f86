"""Links out of a note, as GitHub reads them, lead to the same thing on the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.library import PaperFolder
from plugins.paper_notes.links import (
    NOWHERE,
    BrokenLink,
    SiteMap,
    repository_address,
    resolve_link,
    rewrite_links,
)
from tests.site.library import write_library

REPOSITORY = "https://example.org/me/notes/blob/main/"


@pytest.fixture
def site(tmp_path: Path) -> SiteMap:
    """A repository with two published notes, one that is not, documentation and a licence."""
    library = write_library(tmp_path)
    (library / "unpublished").mkdir()
    (library / "unpublished" / "README.md").write_text("# no header")
    (library / "second" / "README.en.md").write_text("# In English")
    (library / "first" / "source").mkdir()
    (library / "first" / "source" / "plot it.py").write_text("")
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    (tmp_path / "docs" / "guide" / "写作.md").write_text("")
    (tmp_path / "LICENSE").write_text("")
    return SiteMap(tmp_path, tmp_path / "docs", library, frozenset({"first", "second"}), REPOSITORY)


@pytest.fixture
def first(site: SiteMap) -> PaperFolder:
    """The folder of the note that links."""
    return PaperFolder(site.library / "first")


@pytest.mark.parametrize(
    ("written", "on_the_site"),
    [
        ("#核心方法", "#核心方法"),
        ("https://example.org/x?y#z", "https://example.org/x?y#z"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("paper.pdf", "paper.pdf"),
        ("./paper.pdf#page=3", "paper.pdf#page=3"),
        ("images/fig1_arch_overall.png", "images/fig1_arch_overall.png"),
        ("../second/README.md", "../second/README.md"),
        ("../second/README.md#tldr", "../second/README.md#tldr"),
        ("../second/", "../second/README.md"),
        ("../second", "../second/README.md"),
        ("../second/paper.pdf", "../second/paper.pdf"),
        ("/paper-notes/second/README.md", "../second/README.md"),
        ("../../docs/guide/写作.md#a", "../../guide/%E5%86%99%E4%BD%9C.md#a"),
        ("../../docs/guide/%E5%86%99%E4%BD%9C.md", "../../guide/%E5%86%99%E4%BD%9C.md"),
        ("../../LICENSE", f"{REPOSITORY}LICENSE"),
        ("source/plot%20it.py", f"{REPOSITORY}paper-notes/first/source/plot%20it.py"),
        ("../second/README.en.md", "../second/en.md"),
        ("../../docs", f"{REPOSITORY}docs"),
        ("../unpublished/README.md", f"{REPOSITORY}paper-notes/unpublished/README.md"),
    ],
)
def test_a_target_becomes_what_the_page_must_write(
    site: SiteMap, first: PaperFolder, written: str, on_the_site: str
) -> None:
    assert resolve_link(written, first, site) == on_the_site


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("images/missing.png", "there is no such file"),
        ("../third/README.md", "there is no such file"),
        ("../../../etc/passwd", "leaves the repository"),
        ("../../../../../../../../etc/passwd", "leaves the repository"),
        ("..%2f..%2f..%2fetc/passwd", "leaves the repository"),
    ],
)
def test_a_target_that_is_not_there_is_told(site: SiteMap, first: PaperFolder, written: str, reason: str) -> None:
    with pytest.raises(BrokenLink, match=reason):
        resolve_link(written, first, site)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("edit/main/docs/", "https://github.com/you/notes/blob/main/"),
        ("https://git.example.org/n/edit/main/docs/", "https://git.example.org/n/blob/main/"),
        (None, None),
    ],
)
def test_files_of_the_repository_are_shown_where_docs_is_edited(edit: str | None, expected: str | None) -> None:
    root = Path("/site")
    assert repository_address("https://github.com/you/notes", edit, root, root / "docs") == expected
    assert repository_address(None, edit, root, root / "docs") is None


def test_without_a_repository_address_a_link_to_an_unpublished_file_is_only_words(
    site: SiteMap, first: PaperFolder
) -> None:
    assert resolve_link("../../LICENSE", first, replace(site, repository=None)) == NOWHERE


def test_targets_in_text_are_rewritten_and_broken_ones_reported_by_line(site: SiteMap, first: PaperFolder) -> None:
    """Inline links, images, link definitions, several on a line; nothing else changes."""
    text = (
        "甲 [乙](../second/) 丙 ![图](images/fig1_arch_overall.png) [丁](nope.md)\n"
        "\n"
        "[定义]: ../../docs/guide/写作.md\n"
        '[^1]: 脚注 [x](<../second/README.md> "标题")\n'
    )
    rewritten, problems = rewrite_links(text, first, site)
    assert rewritten == (
        "甲 [乙](../second/README.md) 丙 ![图](images/fig1_arch_overall.png) [丁](nowhere:)\n"
        "\n"
        "[定义]: ../../guide/%E5%86%99%E4%BD%9C.md\n"
        '[^1]: 脚注 [x](<../second/README.md> "标题")\n'
    )
    assert [str(problem).partition("first/")[2] for problem in problems] == [
        "README.md:1: the link to “nope.md” leads nowhere: there is no such file."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[x](gone.md)`",
        "```md\n[x](gone.md)\n```",
        "$f[i](x)$ 与 $$g[i](x)$$",
        "$$\nf[i](x)\n$$",
        "~~~\n[x]: gone.md\n~~~",
    ],
)
def test_code_and_math_hold_no_links(site: SiteMap, first: PaperFolder, text: str) -> None:
    assert rewrite_links(text, first, site) == (text, ())
