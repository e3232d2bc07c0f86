"""A reader on the site, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.site.visits import PHONE, VARIANTS, Visit, visiting

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser, site_address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh visit; a test gives the size and the palette by parameters."""
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    with visiting(browser, site_address, **parameters) as visit:
        yield visit


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
def test_a_reader_goes_from_the_front_page_to_a_note_and_sees_all_of_it(
    visit: Visit, size: object, scheme: str
) -> None:
    """Stars with their words, set formulas, loaded figures: at both widths, in both palettes, without an error."""
    page = visit.page
    page.goto("/")
    page.get_by_role("link", name="线性注意力").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("线性注意力")
    expect(page.get_by_role("img", name="4 星（共 5 星）：需要较深的领域知识")).to_be_visible()
    expect(page.locator("div.arithmatex .katex-display")).to_be_visible()
    expect(page.locator(".arithmatex:not(:has(.katex))")).to_have_count(0)
    figure = page.get_by_role("img", name="网格注意力的整体架构")
    figure.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=figure.element_handle())
    assert visit.errors == []
    assert {"127.0.0.1"} == visit.hosts


@pytest.mark.parametrize(("size", "scheme"), [pytest.param(PHONE, "light", id="390-light")])
def test_a_wide_formula_scrolls_and_is_reached_by_keyboard(visit: Visit, size: object, scheme: str) -> None:
    """On a phone the display formula of the first note is wider than the text."""
    visit.page.goto("/papers/first/", wait_until="networkidle")
    formula = visit.page.locator("div.arithmatex").first
    assert formula.evaluate("element => element.scrollWidth > element.clientWidth && element.tabIndex === 0")


def test_the_palette_of_the_reader_decides(browser: Browser, site_address: str) -> None:
    """A dark system gets a dark page."""
    backgrounds = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(f"{site_address}/papers/first/")
        backgrounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        page.close()
    assert backgrounds == ["rgb(255, 255, 255)", "rgb(21, 24, 28)"]


def test_a_link_leads_from_one_note_to_another_and_back_to_the_list(visit: Visit) -> None:
    """Links between notes are written as on GitHub, with `../second/README.md`."""
    page = visit.page
    page.goto("/papers/first/")
    page.get_by_role("link", name="路径聚类").click()
    expect(page).to_have_url("/papers/second/#tldr")
    expect(page.get_by_text("这是一篇草稿")).to_be_visible()
    page.get_by_label("位置").get_by_role("link", name="全部笔记").click()
    expect(page).to_have_url("/papers/")
    expect(page.get_by_text("共 2 篇")).to_be_visible()


def test_katex_is_loaded_only_where_there_are_formulas(visit: Visit) -> None:
    """A page without a formula asks for none of KaTeX's files."""
    visit.page.goto("/papers/second/", wait_until="networkidle")
    assert [url for url in visit.requests if "katex" in url] == []
