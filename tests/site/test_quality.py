"""What every kind of page keeps to: accessible, no wider than the screen, small, calm while it loads."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.site.visits import DESKTOP, PHONE, VARIANTS, visiting

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/papers/",
    "/papers/first/",
    "/papers/first/en/",
    "/papers/second/",
    "/browse/prerequisite/",
    "/browse/prerequisite/transformer/",
    "/browse/timeline/",
    "/browse/figures/",
    "/browse/graph/",
    "/lists/",
    "/lists/must-read/",
    "/about/",
    "/404.html",
)
OTHER_PALETTE = "document.querySelector('[name=__palette]:not(:checked)').click()"
SERIOUS = ("serious", "critical")


@pytest.mark.parametrize(("size", "scheme"), [VARIANTS[0], VARIANTS[3]])
def test_no_page_has_a_serious_barrier_or_overflows(
    browser: Browser, shelf_address: str, size: dict[str, int], scheme: str
) -> None:
    """By axe-core, with everything folded out that a reader can open; then the other palette for its contrast alone."""
    with visiting(browser, shelf_address, size, scheme) as visit:
        found: dict[tuple[str, str], list[str]] = {}
        for path in PATHS:
            visit.page.goto(path, wait_until="networkidle")
            visit.page.evaluate("document.querySelector('.pn-bibtex')?.setAttribute('open', '')")
            visit.page.evaluate("document.querySelector('.pn-facets')?.classList.add('pn-facets--open')")
            found |= _barriers(visit.page, path)
            visit.page.evaluate(OTHER_PALETTE)
            visit.page.wait_for_timeout(300)  # colours fade into one another
            found |= _barriers(visit.page, path, runOnly=["color-contrast"])
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        assert found == {}
        assert visit.errors == []


def _barriers(page: Page, path: str, **options: object) -> dict[tuple[str, str], list[str]]:
    results = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return {
        (path, rule["id"]): [node["html"][:120] for node in rule["nodes"][:3]]
        for rule in results
        if rule["impact"] in SERIOUS
    }


@pytest.mark.parametrize("path", ["/papers/first/", "/papers/", "/"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, shelf_address: str, size: dict[str, int], path: str
) -> None:
    """A cumulative layout shift below 0.05, the whole page scrolled through."""
    with visiting(browser, shelf_address, size) as visit:
        visit.page.goto(path, wait_until="networkidle")
        visit.page.mouse.wheel(0, 20000)
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("window.shift") < 0.05


def test_a_note_page_costs_a_quarter_of_a_megabyte_at_most(browser: Browser, shelf_address: str) -> None:
    """Without its images, as a server sends it that compresses text; nothing of it comes from elsewhere."""
    with visiting(browser, shelf_address) as visit:
        answers: list[Response] = []
        visit.page.on("response", lambda answer: answers.append(answer))
        visit.page.goto("/papers/first/", wait_until="networkidle")
        sizes = {urlsplit(answer.url).path: _sent(answer) for answer in answers if not _is_image(answer)}
        assert sum(sizes.values()) < 250_000, sorted(sizes.items(), key=lambda pair: -pair[1])
        assert visit.hosts == {"127.0.0.1"}


def _sent(answer: Response) -> int:
    body = answer.body()
    return len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body, 6))


def _is_image(answer: Response) -> bool:
    return answer.url.endswith((".png", ".svg", ".ico"))
