"""What the pages may load and run, in a real browser: the policy holds, and nothing leaves the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.conftest import serve

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/papers/",
    "/papers/first/",
    "/papers/second/",
    "/browse/difficulty/",
    "/browse/difficulty/4/",
    "/browse/timeline/",
    "/browse/graph/",
    "/browse/figures/",
    "/lists/",
    "/lists/must-read/",
    "/about/",
    "/404.html",
]


@pytest.fixture
def context(browser: Browser, site_address: str) -> Iterator[BrowserContext]:
    """A browser that keeps what a policy refuses."""
    context = browser.new_context(base_url=site_address)
    context.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', "
        "event => refused.push([event.effectiveDirective, event.blockedURI, event.sample]))"
    )
    yield context
    context.close()


def _use(page: Page) -> None:
    """Whatever a page offers that loads or runs something more.

    What opens comes last, for the PDF is in it: while the browser's viewer starts, in a process of its own, it takes
    clicks that are meant for the page around it.
    """
    for selector in ("button[data-mark]", "a.pn-zoom, .glightbox", ".cp-menu summary", "details > summary"):
        for element in page.locator(f"article :is({selector})").all()[:2]:
            if element.is_visible():
                element.click()
                if "glightbox" in selector:
                    # This click fetches the lightbox first; the slides beside the open one may be there too.
                    page.locator("#glightbox-body .gslide.loaded").first.wait_for()
                page.keyboard.press("Escape")
                page.locator("#glightbox-body").wait_for(state="detached")
    page.wait_for_timeout(300)  # a viewer's frame never comes to rest, so that there is no event to wait for


@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_its_policy_or_asks_anything_of_another_site(context: BrowserContext, path: str) -> None:
    """Every kind of page, with its formulas, lightbox, PDF and graph in use."""
    page = context.new_page()
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if request.url.startswith("http") else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path, wait_until="networkidle")
    assert "script-src 'self'" in str(page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content"))
    _use(page)
    assert page.evaluate("refused") == []
    assert errors == []
    assert hosts == {page.url.split("/")[2]}


def test_the_policy_stops_a_script_that_got_into_a_page_all_the_same(browser: Browser, own_site: Path) -> None:
    """Inline scripts, handlers, frames, foreign scripts and styles, in the HTML of the built page."""
    path = own_site / "papers" / "first" / "index.html"
    attack = (
        "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><a href='javascript:window.ran=3'>x</a>"
        "<iframe srcdoc='<script>parent.ran = 4</script>'></iframe><object data='data:text/html,x'></object>"
        "<base href='//evil.example/'><style>body { display: none }</style>"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("</h1>", f"</h1>{attack}", 1), encoding="utf-8")
    with serve(own_site) as address:
        page = browser.new_page()
        page.goto(f"{address}/papers/first/", wait_until="networkidle")
        page.get_by_role("link", name="x", exact=True).first.click()
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert page.locator("body").is_visible()
        assert page.evaluate("document.baseURI").startswith(address)
        page.close()


def test_a_wrong_address_leads_to_a_page_that_helps(browser: Browser, own_site: Path) -> None:
    """It is served from any depth; links and styles begin at the root of the site."""
    deep = own_site / "some" / "where"
    deep.mkdir(parents=True)
    (deep / "index.html").write_bytes((own_site / "404.html").read_bytes())
    with serve(own_site) as address:
        page = browser.new_page()
        page.goto(f"{address}/some/where/", wait_until="networkidle")
        assert page.locator("h1").inner_text() == "没有这个页面"
        page.keyboard.press("/")
        page.keyboard.type("网格")
        page.locator(".md-search-result__list a").first.click()
        page.wait_for_url(f"{address}/papers/first/**")
        page.close()
