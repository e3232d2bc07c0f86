"""What goes into a draft holds all of the page, whichever way its formulas go, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as lxml_html

from plugins.crosspost.draft.content import Content, draft_content
from plugins.crosspost.math import Typesetter
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import (
    Article,
    CrosspostError,
    Image,
    Math,
    Node,
    Paragraph,
    Text,
    map_article,
    walk_article,
)
from tests.conftest import ROOT
from tests.plugins.crosspost.draft.conftest import BASE, PostsOf
from tests.plugins.crosspost.fake_wechat import ATTRIBUTES, TAGS
from tests.plugins.crosspost.trees import articles
from tests.site.library import draw_figure


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A note's folder with two names for the same picture."""
    path = tmp_path_factory.mktemp("a-note")
    (path / "images").mkdir()
    draw_figure(path / "images" / "a.png", (60, 30))
    (path / "images" / "b 1.png").write_bytes((path / "images" / "a.png").read_bytes())
    return path


def with_own_pictures(article: Article) -> Article:
    def change(node: Node) -> Node:
        name = "a.png" if isinstance(node, Image) and "q=1" in node.src else "b%201.png"
        return Image(f"{BASE}images/{name}", node.alt) if isinstance(node, Image) else node

    return map_article(article, change)


def content_of(article: Article, typesetter: Typesetter, folder: Path, *, inline: bool) -> Content:
    return draft_content(article, load_theme("plain"), typesetter, folder, BASE, inline=inline)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles)
def test_any_tree_is_whole_in_a_draft(article: Article, typesetter: Typesetter, folder: Path) -> None:
    """The gate looks at each; here the drawings are counted once more."""
    article = with_own_pictures(article)
    formulas = sum(isinstance(node, Math) and bool(node.tex) for node in walk_article(article))
    pictures = sum(isinstance(node, Image) for node in walk_article(article))
    for inline in (True, False):
        content = content_of(article, typesetter, folder, inline=inline)
        sent = content.with_addresses(
            {picture.sha256: "https://mmbiz.qpic.cn/x" for picture in content.pictures.values()}
        )
        root = lxml_html.fragment_fromstring(sent)
        assert {element.tag for element in root.iter()} <= TAGS
        assert not root.xpath("//@class | //@id | //@data-formula")
        drawings = len(root.xpath("//svg[not(ancestor::svg)]")) + content.drawn + content.worded
        assert drawings == formulas
        assert len(root.xpath("//img")) == pictures + content.drawn


def test_words_that_look_like_a_held_place_stay(typesetter: Typesetter, folder: Path) -> None:
    words = "https://mmbiz.qpic.cn/~" + "0" * 64 + "~"
    content = content_of(Article((Paragraph((Text(words),)),)), typesetter, folder, inline=True)
    assert words in content.with_addresses({})


def test_a_hostile_note_leaves_nothing_executable_in_a_draft(posts_of: PostsOf, typesetter: Typesetter) -> None:
    text = (ROOT / "benchmarks/notes/hostile.md").read_text(encoding="utf-8")
    text = re.sub(r"<img[^>]*>|!\[.*?\]\(.*\)", "", text)  # pictures of other hosts are refused: see the next test
    posts = posts_of(text)
    for inline in (True, False):
        content = content_of(posts.article, typesetter, posts.source.folder, inline=inline)
        root = lxml_html.fragment_fromstring(content.html)
        assert {element.tag for element in root.iter()} <= TAGS
        assert {name for element in root.iter() for name in element.attrib} <= {n.lower() for n in ATTRIBUTES}


@pytest.mark.parametrize("src", ["../paper.pdf", "%2e%2e/secret.png", "images/none.png", "images/../../x.png", ""])
def test_pictures_outside_of_the_note_are_refused(src: str, typesetter: Typesetter, folder: Path) -> None:
    article = Article((Paragraph((Image(BASE + src),)),))
    with pytest.raises(CrosspostError, match="is not in the note's folder"):
        content_of(article, typesetter, folder, inline=True)
