"""The engine: one for all notes, so nothing of one may show in the next; and the same from the cache."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from plugins.paper_notes.cache import Cache
from plugins.paper_notes.engine import Engine
from tests.conftest import ROOT
from tests.plugins.paper_notes.test_dialect import SAMPLES

NOTE = "# 题\n\n## 方法\n\n$x$ 与[^1]。\n\n```py\nx\n```\n\n[a]: b\n[^1]: 脚注\n"


MARKS = [
    "`",
    "``",
    "\\",
    "[",
    "]",
    "!",
    "<",
    ">",
    "&amp;",
    "*",
    "**",
    "_",
    "~~",
    "$",
    "$$",
    "@",
    "https://",
    "www.",
    "[^1]",
]


def _engine(cache: Cache, **settings: dict[str, object]) -> Engine:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Engine(config.markdown_extensions, config.mdx_configs | settings, cache)


def test_a_note_leaves_nothing_to_the_next() -> None:
    """Neither footnotes, nor definitions of links, nor ids that are taken."""
    engine = _engine(Cache())
    once = engine.render(NOTE)
    assert engine.render("[a] 与[^1]\n\n## 方法\n").html == _engine(Cache()).render("[a] 与[^1]\n\n## 方法\n").html
    assert engine.render(NOTE) == once


def test_what_was_rendered_before_comes_from_the_cache(tmp_path: Path) -> None:
    first = Cache(tmp_path / "notes.sqlite")
    rendered = _engine(first).render(NOTE)
    first.close(forget_unused=True)
    again = Cache(tmp_path / "notes.sqlite")
    assert _engine(again).render(NOTE) == rendered
    assert [entry["id"] for entry in rendered.toc[0]["children"]] == ["方法"]


def test_other_settings_render_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "notes.sqlite")
    assert "本节链接" in _engine(cache).render(NOTE).html
    assert "本节链接" not in _engine(cache, toc={}).render(NOTE).html


def test_settings_with_a_nameless_function_keep_nothing(tmp_path: Path) -> None:
    """Two such functions look the same; what one made is not taken for what the other would make."""
    cache = Cache(tmp_path / "notes.sqlite")
    ids = [
        _engine(cache, toc={"slugify": slugify}).render(NOTE).toc[0]["id"]
        for slugify in (lambda text, separator: "a", lambda text, separator: "b")
    ]
    assert ids == ["a", "b"]


@pytest.mark.parametrize("text", ["", "\n", "文字"])
def test_a_note_without_headings_has_no_contents(text: str) -> None:
    assert _engine(Cache()).render(text).toc == []


@pytest.mark.parametrize("seed", range(8))
def test_it_renders_what_the_library_renders(seed: int) -> None:
    """Trying patterns only where they can match changes no byte: any mixture of marks, words and gaps."""
    source = random.Random(seed)
    pieces = [*MARKS, "字", "word", " ", "  \n", "\n", "\n\n", "- ", "(x)", "x.example"]
    text = "".join(source.choices(pieces, k=400)) + "".join(SAMPLES.values())
    config = load_config(str(ROOT / "mkdocs.yml"))
    library = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    assert _engine(Cache()).render(text).html == library.convert(text)


def test_an_extension_that_is_not_known_is_tried_everywhere() -> None:
    """Its marks may be any character."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    engine = Engine([*config.markdown_extensions, "pymdownx.emoji"], config.mdx_configs, Cache())
    assert "smile" not in re.sub("<[^>]*>", "", engine.render("字 :smile: 字\n").html)


def test_names_of_the_contents_hold_no_tag() -> None:
    """Themes write them unescaped; what the engine leaves of this heading, once it has taken the tags out, is a tag."""
    [entry] = _engine(Cache()).render("## <img src=`x` onerror=alert(1)> 与 `a<b` & $x$\n").toc
    assert entry["name"] == r"&lt;img src=x onerror=alert(1)&gt; 与 a&lt;b &amp; \(x\)"
