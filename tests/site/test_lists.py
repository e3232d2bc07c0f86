"""A reader with a reading list, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def _open(browser: Browser, address: str, size: object = None, scheme: str = "light") -> Page:
    return browser.new_context(base_url=address, viewport=size, color_scheme=scheme).new_page()


def test_the_progress_counts_what_the_reader_has_read_and_what_has_no_note(
    browser: Browser, posted_address: str
) -> None:
    """What is read is kept by the reader's own browser, and shown on the list and on the page of all lists."""
    page = _open(browser, posted_address)
    page.goto("/lists/three/")
    for words in ("已读 0 / 3 篇", "有笔记 2 / 3 篇", "还缺 1 篇", "暂无笔记"):
        expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("link", name="Grid Attention").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="标为已读").click()
    page.go_back()
    page.reload()
    expect(page.get_by_text("已读 1 / 3 篇")).to_be_visible()
    page.goto("/lists/")
    progress = page.locator("li", has_text="两篇与一篇").locator("progress")
    assert progress.evaluate("bar => [bar.value, bar.max]") == [1, 3]
    page.context.close()


def test_a_note_leads_to_the_next_one_of_its_list(browser: Browser, posted_address: str) -> None:
    """Past the paper that has no note."""
    page = _open(browser, posted_address)
    page.goto("/papers/first/")
    place = page.get_by_role("navigation", name="两篇与一篇")
    expect(place).to_contain_text("两篇与一篇：第 1 篇，共 3 篇")
    place.get_by_role("link", name="Clustering Paths on a Grid").click()
    page.wait_for_url("**/papers/second/")
    page.get_by_role("navigation", name="两篇与一篇").get_by_role("link", name="第 3 篇").click()
    page.wait_for_url("**/lists/three/#p3")
    page.context.close()


def test_a_list_is_found_by_what_it_says(browser: Browser, posted_address: str) -> None:
    page = _open(browser, posted_address)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("对齐税")
    result = page.locator(".md-search-result__list > li").first
    expect(result).to_contain_text("大模型必读论文")
    expect(result).to_contain_text("阅读清单")
    page.context.close()


def test_without_scripts_the_list_is_whole_and_claims_nothing_of_the_reader(
    browser: Browser, posted_address: str
) -> None:
    context = browser.new_context(base_url=posted_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/lists/three/")
    expect(page.get_by_text("有笔记 2 / 3 篇")).to_be_visible()
    expect(page.get_by_text("已读")).to_be_hidden()
    context.close()
