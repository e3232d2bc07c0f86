"""The policy of a page: the theme's own inline scripts and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.paper_notes.discovery.policy import Policy, hash_of

HEAD = '<head><meta charset="utf-8"><script>scope=new URL("../..",location)</script></head>'


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme with one inline script, whose address its template fills in."""
    path = tmp_path / "partials" / "javascripts" / "base.html"
    path.parent.mkdir(parents=True)
    path.write_text('{#- c -#}\n<script>scope=new URL("{{ config.extra.scope | d(base_url) }}",location)</script>')
    return tmp_path


def test_the_scripts_of_the_theme_may_run_wherever_the_page_stands(theme: Path) -> None:
    html = Policy([theme]).add(HEAD)
    assert hash_of('scope=new URL("../..",location)') in html
    assert html.index("Content-Security-Policy") < html.index("<script>")


@pytest.mark.parametrize(
    "script", ["alert(1)", 'scope=new URL("..",location);alert(1)', 'scope=new URL("x"+alert(1)+"",location)']
)
def test_any_other_inline_script_may_not(theme: Path, script: str) -> None:
    html = Policy([theme]).add(f"{HEAD}<script>{script}</script>")
    assert hash_of(script) not in html
    assert html.count("sha256-") == 1


def test_the_hash_is_that_of_the_standard() -> None:
    """An example of Content Security Policy Level 3."""
    assert hash_of("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_nothing_from_elsewhere_is_allowed_except_what_the_site_names(theme: Path) -> None:
    assert "http" not in Policy([theme]).add(HEAD).split("Policy")[1].split(">")[0]
    html = Policy([theme], ["https://giscus.app"]).add(HEAD)
    assert html.count("https://giscus.app") == 3
