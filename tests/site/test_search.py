"""A reader who searches, in a real browser: by keyboard and by touch, at both widths, in both palettes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.config import Language
from plugins.paper_notes.search.box import box_words
from plugins.paper_notes.search.indexing import Indexing
from plugins.paper_notes.search.job import Job
from plugins.paper_notes.search.page import SearchPage
from tests.site.conftest import serve
from tests.site.visits import DESKTOP, PHONE, VARIANTS

pytestmark = pytest.mark.browser

SLUGS = {"first": "2024", "second": "2023"}
RESULTS = ".md-search-result__list > li"


@pytest.fixture
def context(browser: Browser, site_address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A reader's browser; a test gives the size and the palette by parameters. Errors on the console fail the test."""
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    size, scheme = parameters.get("size", DESKTOP), parameters.get("scheme", "light")
    context = browser.new_context(base_url=site_address, viewport=size, color_scheme=scheme, has_touch=size is PHONE)
    errors: list[str] = []
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


def ask(page: Page, query: str) -> None:
    """Open the box by its key and put the query in at once: typed by letters, each gets an answer of its own."""
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.insert_text(query)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("注意力", "first"),
        ("网格", "first"),
        ("指示函数", "first"),
        ("linear expected", "second"),
        ("cluster", "second"),
        ("softmax 并查集", "first"),
        (r"\phi", "first"),
        ("φ(q_i)", "first"),
        ("长度与时间", "first"),
        ("怎样降低标准注意力的计算量", "first"),
    ],
    ids=lambda value: value.strip("\\"),
)
def test_it_finds_words_symbols_of_formulas_captions_and_questions(
    context: BrowserContext, query: str, slug: str
) -> None:
    page = context.new_page()
    page.goto("/")
    ask(page, query)
    first = page.locator(f"{RESULTS} a").first
    expect(first).to_be_visible()
    assert f"/papers/{slug}/" in str(first.get_attribute("href"))


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
def test_by_keyboard_from_the_slash_to_the_marked_word_on_the_page(
    context: BrowserContext, size: object, scheme: str
) -> None:
    page = context.new_page()
    page.goto("/about/")
    ask(page, "并查集")
    page.locator(RESULTS).first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULTS} a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULTS} a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")
    expect(page.locator("article mark.pn-found").first).to_have_text("并查集")
    page.keyboard.press("Escape")
    expect(page.locator("mark.pn-found")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), [pytest.param(PHONE, "dark", id="390-dark")])
def test_by_touch_on_a_phone(context: BrowserContext, size: object, scheme: str) -> None:
    """The box fills the screen; the arrow closes it."""
    page = context.new_page()
    page.goto("/")
    page.locator("label.md-header__button[for=__search]").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("网格")
    first = page.locator(f"{RESULTS} a").first
    first.wait_for()
    # Once Material's overlay has grown over the page: while it does, it is wider than the screen.
    expect(page.locator("html")).to_have_js_property("scrollWidth", PHONE["width"])
    page.locator("label.md-search__icon").tap()
    expect(first).not_to_be_in_viewport()
    page.locator("label.md-header__button[for=__search]").tap()
    first.tap()
    page.wait_for_url("**/papers/first/**")


def test_a_result_leads_to_the_section_that_holds_the_word(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    ask(page, "指示函数")
    page.locator(f"{RESULTS} a", has_text="核心公式").click()
    page.wait_for_url("**/papers/first/?h=*#*")
    expect(page.locator("mark.pn-found").first).to_be_in_viewport()


def test_a_caption_leads_to_its_figure(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    ask(page, "长度与时间")
    page.locator(f"{RESULTS} a", has_text="长度与时间").last.click()
    page.wait_for_url("**/papers/first/?h=*#pn-figure-2")
    expect(page.get_by_role("img", name="长度与时间")).to_be_in_viewport()


def test_results_are_narrowed_by_what_the_notes_say_of_themselves(context: BrowserContext) -> None:
    """A filter that could not narrow anything is not offered: both notes here are of one year and one language."""
    page = context.new_page()
    page.goto("/")
    ask(page, "网格")
    page.locator(".pn-search__narrow summary").click()
    labels = page.locator(".pn-search__filters label > span")
    expect(labels).to_have_text(["难度", "会议与期刊", "类型"])
    page.get_by_label("难度").select_option("4")
    expect(page.locator(RESULTS)).to_have_count(1)
    assert "/papers/first/" in str(page.locator(f"{RESULTS} a").first.get_attribute("href"))
    page.get_by_label("难度").select_option("2")
    expect(page.get_by_text("没有找到")).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_somebody_searches(context: BrowserContext) -> None:
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/papers/first/", wait_until="networkidle")
    assert [url for url in requests if "/search/" in url or "search-" in url] == []
    ask(page, "网格")
    page.locator(RESULTS).first.wait_for()
    assert any(url.endswith("pagefind.js") for url in requests)
    assert not any(url.endswith("embedded.js") for url in requests)


def test_escape_closes_the_box_and_a_slash_within_a_field_is_a_slash(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    ask(page, "a/b")
    expect(page.locator(".md-search__input")).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()
    assert not page.locator("#__search").is_checked()


def test_an_address_with_a_question_opens_the_box(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/?q=网格")
    expect(page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [VARIANTS[0], VARIANTS[3]])
def test_the_box_with_results_has_no_serious_accessibility_finding(
    context: BrowserContext, size: object, scheme: str
) -> None:
    """axe-core, over the header with the open box."""
    page = context.new_page()
    page.goto("/")
    ask(page, "网格")
    page.locator(RESULTS).first.wait_for()
    page.locator(".pn-search__narrow summary").click()
    page.locator(".pn-search__filters select").first.wait_for()
    page.wait_for_timeout(500)  # the box fades in
    found = Axe().run(page, context=".pn-search").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_site_of_several_indexes_is_searched_as_one(browser: Browser, own_site: Path) -> None:
    """The first index answers at once; what the others hold follows, and filters count all of it."""
    pages = [SearchPage(f"papers/{slug}/index.html", slug, {"year": year}) for slug, year in SLUGS.items()]
    outcome = Indexing(Job(own_site, tuple(pages), box_words(Language.ZH), memory_limit=1)).wait()
    assert outcome.shards == 2
    with serve(own_site) as address:
        page = browser.new_page()
        page.goto(address)
        ask(page, "并查集")
        expect(page.locator(RESULTS)).to_have_count(2)
        page.locator(".pn-search__narrow summary").click()
        expect(page.get_by_label("年份").locator("option")).to_have_text(["不限", "2024 (1)", "2023 (1)"])
        page.get_by_label("年份").select_option("2023")
        expect(page.locator(RESULTS)).to_have_count(1)
        page.close()


def test_a_small_site_opened_from_disk_is_searched(browser: Browser, english_site: Path) -> None:
    """No page may fetch there: the text comes as a script. Links lead to files."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((english_site / "about.html").as_uri())
    for query, slug in (("网格 注意力", "first"), ("linear expected", "second"), (r"\phi", "first")):
        page.keyboard.press("/")
        page.locator(".md-search__input").fill(query)
        first = page.locator(f"{RESULTS} a").first
        first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/papers/{slug}/index.html?h=*")
        expect(page.locator("h1")).to_be_visible()
    assert errors == []
    page.close()
