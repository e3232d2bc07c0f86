"""A reader on a note's page: its card, figures, PDF, evidence, copying, what to read before and after."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.visits import DESKTOP, PHONE, VARIANTS, visiting

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])


def test_the_card_leads_to_all_that_it_names(browser: Browser, shelf_address: str) -> None:
    """Prerequisites, venue and year to their pages, the identifiers out of the site."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/attention/")
        card = page.get_by_role("region", name="论文信息")
        expect(card).to_contain_text("熟悉相关领域")
        expect(card.get_by_role("link", name="arXiv")).to_have_attribute("href", "https://arxiv.org/abs/1706.03762")
        expect(card.get_by_role("link", name="NeurIPS", exact=True)).to_have_attribute(
            "href", re.compile("venue/neurips")
        )
        card.get_by_role("link", name="attention", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("注意力机制")


@SIZES
def test_what_to_read_first_and_next_is_named_with_its_reason(
    browser: Browser, shelf_address: str, size: dict[str, int]
) -> None:
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/papers/bert/")
        expect(page.get_by_role("complementary", name="先读这些")).to_contain_text("讲解 Transformer")
        after = page.get_by_role("region", name="接下来读")
        expect(after).to_contain_text("用到 BERT")
        after.get_by_role("link", name="LoRA").click()
        expect(page).to_have_url(re.compile("/papers/lora/$"))


@SIZES
def test_related_notes_say_why_on_hover_focus_and_tap(
    browser: Browser, shelf_address: str, size: dict[str, int]
) -> None:
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/papers/first/")
        related = page.get_by_role("region", name="相关笔记")
        why = related.get_by_role("tooltip", include_hidden=True).first
        expect(why).to_be_hidden()
        button = related.get_by_role("button", name="为什么相关").first
        if size is PHONE:
            button.tap()
        else:
            related.get_by_role("link").first.focus()
        expect(why).to_be_visible()
        expect(why).to_contain_text(re.compile("共同的|链接"))
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
def test_a_figure_opens_in_the_lightbox_with_its_explanation_and_closes_to_where_it_was(
    browser: Browser, shelf_address: str, size: dict[str, int], scheme: str
) -> None:
    """The library comes with the first figure that is opened."""
    with visiting(browser, shelf_address, size, scheme) as visit:
        page = visit.page
        page.goto("/papers/first/", wait_until="networkidle")
        assert [url for url in visit.requests if "glightbox" in url] == []
        figure = page.locator("a.pn-zoom").first
        figure.focus()
        page.keyboard.press("Enter")
        box = page.locator(".glightbox-container")
        expect(box.locator(".gslide.loaded img").first).to_be_visible()
        expect(box.locator(".gslide-desc").first).to_contain_text("图示内容")
        page.keyboard.press("ArrowRight")
        expect(box.locator(".gslide.current .gslide-desc")).to_contain_text("三种方法的时间")
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        expect(figure).to_be_focused()
        assert visit.errors == []


def test_without_scripts_a_figure_opens_as_an_image(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address, java_script_enabled=False) as visit:
        visit.page.goto("/papers/first/")
        visit.page.locator("a.pn-zoom").first.click()
        expect(visit.page).to_have_url(re.compile(r"images/fig1_arch_overall\.png$"))


@SIZES
def test_the_pdf_is_fetched_when_it_is_asked_for_and_shown_where_the_browser_can(
    browser: Browser, shelf_address: str, size: dict[str, int]
) -> None:
    """Where it can't, the page says so and leads to the file."""
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/papers/first/", wait_until="networkidle")
        assert [url for url in visit.requests if url.endswith(".pdf")] == []
        page.get_by_text("在本页看论文").click()
        view = page.locator("details.pn-pdf")
        if page.evaluate("navigator.pdfViewerEnabled"):
            expect(view.locator("iframe")).to_have_attribute("src", "paper.pdf")
        else:
            expect(view.get_by_role("link", name="打开论文 PDF")).to_be_visible()


def test_a_browser_without_a_pdf_viewer_says_so(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.add_init_script("Object.defineProperty(navigator, 'pdfViewerEnabled', {get: () => false})")
        page.goto("/papers/first/")
        page.get_by_text("在本页看论文").click()
        expect(page.get_by_text("这个浏览器不能在页面里显示 PDF")).to_be_visible()
        expect(page.locator("iframe")).to_have_count(0)


@SIZES
def test_a_number_tells_its_page_in_the_paper(browser: Browser, shelf_address: str, size: dict[str, int]) -> None:
    """On hover or by tap; the evidence is a file of its own, fetched when the page has come to rest."""
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/papers/first/")
        expect(page.locator(".pn-text[data-marked]")).to_be_attached()
        assert page.locator(".pn-evidence").all_inner_texts() == ["8192", "8192", "6.1", "0.2"]
        number = page.locator(".pn-evidence", has_text="6.1")
        if size is PHONE:
            number.tap()
        else:
            number.hover()
        link = page.get_by_role("link", name="原文第 5 页")
        expect(link).to_have_attribute("href", "paper.pdf#page=5")
        link.click()
        if page.evaluate("navigator.pdfViewerEnabled"):
            expect(page.locator("details.pn-pdf iframe")).to_have_attribute("src", "paper.pdf#page=5")


def test_numbers_are_reached_by_keyboard_when_asked_for(browser: Browser, shelf_address: str) -> None:
    """Else each of them would be a stop on the way through the page."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/first/")
        number = page.locator(".pn-evidence", has_text="6.1")
        expect(number).not_to_have_attribute("tabindex", "0")
        page.get_by_role("button", name="标出数字的原文出处").click()
        number.focus()
        expect(page.get_by_text("原文第 5 页")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="原文第 5 页")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_text("原文第 5 页")).to_be_hidden()


def test_bibtex_and_the_address_are_copied(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.page
        page.goto("/papers/attention/")
        page.get_by_text("BibTeX").click()
        page.get_by_role("button", name="复制", exact=True).click()
        expect(page.get_by_text("已复制")).to_be_visible()
        assert _clipboard(page).splitlines()[:2] == [
            "@inproceedings{author2017attention,",
            "  title = {{Attention Is All You Need}},",
        ]
        page.get_by_role("button", name="分享").click()
        expect(page.get_by_text("链接已复制")).to_be_visible()
        assert _clipboard(page).endswith("/papers/attention/")


def test_a_phone_shares_by_its_own_menu(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address, PHONE) as visit:
        page = visit.page
        page.add_init_script("navigator.share = what => { window.shared = what; return Promise.resolve() }")
        page.goto("/papers/bert/")
        page.get_by_role("button", name="分享").tap()
        assert page.evaluate("window.shared.url").endswith("/papers/bert/")


def test_previous_and_next_are_those_of_the_list_that_the_reader_came_from(
    browser: Browser, shelf_address: str
) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/browse/venue/neurips/")
        page.get_by_role("link", name="InstructGPT").click()
        around = page.get_by_role("navigation", name="上一篇与下一篇")
        expect(around).to_contain_text("NeurIPS：第 1 篇，共 2 篇")
        around.get_by_role("link", name="下一篇").click()
        expect(page).to_have_url(re.compile("/papers/attention/$"))
        expect(around.get_by_role("link")).to_have_count(1)


@SIZES
def test_both_languages_of_a_note_lead_to_one_another(
    browser: Browser, shelf_address: str, size: dict[str, int]
) -> None:
    """The English page has the same figures."""
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/papers/first/")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("From Quadratic to Linear")
        figure = page.get_by_role("img", name="Grid attention")
        figure.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth === 1200", arg=figure.element_handle())
        page.get_by_role("link", name="中文", exact=True).click()
        expect(page).to_have_url(re.compile("/papers/first/$"))
        assert visit.errors == []


def test_the_contents_follow_the_reader_and_a_line_shows_how_far_they_are(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/first/")
        page.locator("#实验分析").scroll_into_view_if_needed()
        page.mouse.wheel(0, 400)
        expect(page.locator(".md-nav--secondary .md-nav__link--active").last).to_contain_text(
            re.compile("实验分析|深度")
        )
        scale = "getComputedStyle(document.querySelector('.md-content'), '::before').transform"
        assert 0 < float(re.findall(r"[\d.]+", page.evaluate(scale))[0]) < 1


def test_on_paper_there_is_the_note_alone(browser: Browser, shelf_address: str) -> None:
    """Dark on white, though the reader's screen shows light on dark."""
    with visiting(browser, shelf_address, scheme="dark") as visit:
        page = visit.page
        page.goto("/papers/first/")
        page.emulate_media(media="print")
        for part in (".pn-tools", ".md-header", ".pn-related", ".pn-pdf", ".pn-neighbours", ".cp-menu"):
            expect(page.locator(part).first).to_be_attached()
            expect(page.locator(part).first).to_be_hidden()
        expect(page.locator(".pn-card")).to_be_visible()
        expect(page.locator(".pn-text p").first).to_have_css("color", "rgb(35, 39, 44)")
        assert len(page.pdf()) > 10_000


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_formula_of_a_heading_is_set_in_the_contents_too(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        visit.page.goto("/papers/first/")
        entry = visit.page.locator(".md-nav--secondary").get_by_role("link", name=re.compile("为什么网格边长"))
        expect(entry.locator(".katex")).to_have_count(1)
        expect(entry).not_to_contain_text("\\(")
