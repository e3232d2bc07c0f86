"""What this project writes into a page is valid HTML."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from tests.conftest import ROOT
from tests.site.conftest import build_site
from tests.site.library import write_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two small notes."""
    project = tmp_path_factory.mktemp("project")
    write_site(project, ROOT)
    build_site(project, project / "site")
    return project / "site"


@pytest.mark.parametrize("page", ["", "papers", "papers/first", "papers/second", "lists", "lists/must-read", "about"])
def test_the_article_of_a_page_has_no_error(site: Path, page: str) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>") + len("</article>")]
    parser = html5lib.HTMLParser()
    parser.parseFragment(article)
    assert [(place, error) for place, error, _ in parser.errors] == []


@pytest.mark.parametrize("page", ["papers/first", "papers/second"])
def test_no_id_occurs_twice(site: Path, page: str) -> None:
    document = html5lib.parse((site / page / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
