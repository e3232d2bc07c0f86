"""Themes are flat CSS; what WeChat drops is refused with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.crosspost.theme import ROLES, load_theme, parse_theme, theme_names
from plugins.crosspost.tree import CrosspostError


@pytest.mark.parametrize("name", theme_names())
def test_each_theme_of_ours_styles_every_role(name: str) -> None:
    assert set(load_theme(name).styles) == set(ROLES)


def test_three_themes_come_with_the_program() -> None:
    assert theme_names() == ("plain", "seal", "tech")


def test_a_theme_of_one_s_own_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.css"
    path.write_text("/* mine */ h2, h3 { color: #555 }\nh2 { margin: 0; }", encoding="utf-8")
    theme = load_theme(str(path))
    assert theme.attribute("h2") == ' style="color:#555;margin:0"'
    assert theme.attribute("p") == ""


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p { position: fixed }", "WeChat drops “position”."),
        ("p { background: url(x) }", "WeChat drops “url(”."),
        ("p { color: var(--x) }", "WeChat drops “var(”."),
        ("p { display: grid }", "WeChat drops “grid”."),
        ('p { content: "<" }', 'WeChat drops “"”.'),
        ("div { color: red }", "“div” is no part of an article."),
        ("p { color: red", "the theme is no flat CSS."),
        ("@media print { p { color: red } }", "the theme is no flat CSS."),
    ],
)
def test_what_wechat_drops_is_refused(css: str, message: str) -> None:
    with pytest.raises(CrosspostError) as raised:
        parse_theme(css, Path("mine.css"))
    assert message in raised.value.problem


def test_an_unknown_theme_names_the_known_ones() -> None:
    with pytest.raises(CrosspostError, match="plain, seal, tech"):
        load_theme("nowhere.css")
