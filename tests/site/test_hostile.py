"""A hostile note in a real browser: nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.plugins.paper_notes.test_sanitize import HOSTILE
from tests.site.conftest import build_site, serve
from tests.site.library import NOTES, write_note, write_site

pytestmark = pytest.mark.browser


@pytest.fixture
def hostile_site(tmp_path: Path) -> Path:
    """A site whose first note attacks from its title, header, TL;DR, headings, text and formulas."""
    write_site(tmp_path, ROOT)
    text = (NOTES / "first" / "README.md").read_text(encoding="utf-8").replace("![", "[").replace("](", "]( ")
    attack = (
        "&lt;/title>&lt;script>alert(0)&lt;/script> &lt;img src=x onerror=alert(1)&gt; <img src=x onerror=alert(2)>"
    )
    text = text.replace("# 线性注意力", f"# 线性注意力 {attack}", 1)
    text = text.replace("ICML 2024", "<svg onload=alert(3)> 2024").replace("核函数", "<script>alert(4)</script>")
    text = text.replace(
        "## 背景与动机", "## &lt;script&gt;alert(5)&lt;/script&gt; <script>alert(6)</script> 背景与动机"
    )
    text = text.replace(
        "标准注意力的计算量", "<img src=x onerror=alert(7)> `<img src=x onerror=alert(8)>` 标准注意力的计算量", 1
    )
    text += (
        "\n\n$\\href{javascript:alert(9)}{x}$ $\\htmlData{onclick=alert(10)}{y}$ $\\includegraphics{//evil.example}$\n"
    )
    text += "\n\n[^x]: <img src=x onerror=alert(11)>\n\n脚注[^x]\n\n" + "\n\n".join(HOSTILE)
    readme = write_note(tmp_path / "paper-notes", "first", text)
    readme.write_text(text.replace("../second/README.md#tldr", "#tldr").replace("]( ", "]("), encoding="utf-8")
    build_site(tmp_path, tmp_path / "site")
    return tmp_path / "site"


def test_nothing_of_a_hostile_note_runs(browser: Browser, hostile_site: Path) -> None:
    """On the note, the lists and among the results of the search; nothing is asked of a stranger either."""
    alarms: list[str] = []
    hosts: set[str] = set()
    with serve(hostile_site) as address:
        page = browser.new_page()
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        for path in ("/", "/papers/", "/papers/first/"):
            page.goto(address + path, wait_until="networkidle")
        for link in page.locator("article a[href]").all():
            assert not (link.get_attribute("href") or "").lower().startswith(("javascript", "data", "vbscript"))
        page.locator(".md-search__input").click()
        page.keyboard.type("onerror")
        page.keyboard.press("End")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_timeout(300)
        page.close()
    assert alarms == []
    assert hosts == {address.removeprefix("http://")}
