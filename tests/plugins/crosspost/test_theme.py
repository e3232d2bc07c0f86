"""Themes are flat CSS; what WeChat drops is refused with the way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.crosspost.math import Typesetter
from plugins.crosspost.night import by_night
from plugins.crosspost.theme import ROLES, load_theme, parse_theme, theme_names
from plugins.crosspost.tree import CrosspostError
from tests.plugins.crosspost.test_export import NOTES, posts_of


@pytest.mark.parametrize("name", theme_names())
def test_each_theme_of_ours_styles_every_role_and_knows_no_other(name: str) -> None:
    assert set(load_theme(name).styles) == set(ROLES)


def test_three_themes_come_with_the_program() -> None:
    assert theme_names() == ("plain", "seal", "tech")


def test_a_theme_of_one_s_own_says_only_what_differs(tmp_path: Path) -> None:
    """Later rules stand upon earlier ones, and all upon what every theme shares; each property is written once."""
    path = tmp_path / "mine.css"
    path.write_text("/* mine */ h2, h3 { color: #555 }\nh2 { margin: 0; }\nh2 { margin: 0.5em; }", encoding="utf-8")
    theme = load_theme(str(path))
    assert theme.attribute("h2") == ' style="color:#555;font-weight:bold;line-height:1.4;margin:.5em;font-size:19px"'
    assert theme.attribute("td", "text-align:right").endswith(';text-align:right"')
    assert theme.styles["p"] == load_theme("plain").styles["p"]


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
        ("#a p { color: red }", "WeChat keeps nothing for “#a p”."),
        ("p::before { content: x }", "WeChat keeps nothing for “p::before”."),
        (".mine { color: red }", "“mine” is no part of an article."),
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


def test_any_css_is_worked_into_the_elements(tmp_path: Path, typesetter: Typesetter) -> None:
    """Selectors of every kind, roles as classes; nothing is lost, no class is left, the rest is as in every theme."""
    path = tmp_path / "mine.css"
    path.write_text(
        "p { color: #333 }\n.callout p, blockquote > p { color: #555 }\n"
        "table tr:nth-child(even) td { background-color: #eee }\n.pre { overflow-x: scroll }",
        encoding="utf-8",
    )
    text = (NOTES / "everything.md").read_text(
        encoding="utf-8"
    ) + "\n| a |\n| --- |\n| 1 |\n| 2 |\n\n$$\na < b > c\n$$\n"
    posts = posts_of(text, typesetter, str(path))
    html = posts.files()["wechat.html"]
    assert posts.errors == ()
    assert "class=" not in html
    assert re.search(r'<td style="[^"]*padding:6px 10px[^"]*background-color:#eee[^"]*">2</td>', html)
    assert re.search(r'<blockquote [^>]*><p style="margin:12px 0;color:#555', html)
    assert "viewBox" in html
    assert re.search(r'<section data-formula="a (?:<|&lt;) b (?:>|&gt;) c" style="margin:14px 0;[^"]*"><svg', html)
    assert by_night(html).count("<svg") == html.count("<svg")
    assert "overflow-x:auto" in html  # of tables and formulas, which the theme can't take away
