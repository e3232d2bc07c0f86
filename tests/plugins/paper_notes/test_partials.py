"""What is the same on all pages of a folder is rendered once."""

from __future__ import annotations

import posixpath
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.paper_notes.partials import share_parts

PAGE = "{% include 'partials/nav.html' %}"
NAV = "{{ count() }} {{ link('browse/') }}"


class Counted:
    """An environment with a navigation that leads to `browse/` and tells how often it was rendered."""

    def __init__(self, folder: Path) -> None:
        (folder / "partials").mkdir(parents=True)
        (folder / "partials" / "nav.html").write_text(NAV)
        (folder / "page.html").write_text(PAGE)
        self.environment = Environment(loader=FileSystemLoader(folder), autoescape=True, auto_reload=False)
        self.times = 0

    def show(self, url: str) -> str:
        """A page as a reader gets it, with the number of the rendering that its navigation comes from."""
        link = lambda target: posixpath.relpath(f"/{target}", f"/{posixpath.dirname(url)}")  # noqa: E731
        template = self.environment.get_template("page.html")
        return template.render(page=SimpleNamespace(url=url), link=link, count=self._count)

    def _count(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    """Its navigation has two pages, one of them a note."""
    found = Counted(tmp_path / "theme")
    share_parts(found.environment, tmp_path / "theme", ("", "browse/", "papers/known/"))
    return found


def test_notes_share_one_navigation_and_each_folder_has_its_own(counted: Counted) -> None:
    assert [counted.show(url) for url in ("papers/a/", "papers/b/", "lists/x/y/", "papers/c/")] == [
        "1 ../../browse",
        "1 ../../browse",
        "2 ../../../browse",
        "1 ../../browse",
    ]


def test_a_page_of_the_navigation_and_what_stands_beside_it_is_rendered_for_itself(counted: Counted) -> None:
    """It is marked as the one that is shown, and its own folder is nearer to it than to others."""
    shown = [
        counted.show(url) for url in ("papers/a/", "papers/known/", "papers/known/en.html", "browse/", "index.html")
    ]
    assert [text.split()[0] for text in shown] == ["1", "2", "3", "4", "5"]


def test_a_part_that_somebody_replaced_is_rendered_for_each_page(tmp_path: Path) -> None:
    own = Counted(tmp_path / "own")
    share_parts(own.environment, tmp_path / "theme", ())
    assert [own.show(f"papers/{name}/").split()[0] for name in "abc"] == ["1", "2", "3"]
