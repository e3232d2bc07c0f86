"""The menu 转发 and the board in a real browser: by mouse, keys, touch and offline, at two widths, by day and night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from plugins.crosspost.schedule.topics import read_topics
from tests.conftest import ROOT
from tests.plugins.crosspost.projects import ADDRESS

pytestmark = pytest.mark.browser

FILES = {"公众号": "wechat.html", "知乎": "zhihu.md", "掘金": "juejin.md"}


@pytest.fixture
def page(browser: Browser, posted_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The finished note with its menu open; the page may read the clipboard. A parameter sets width and palette."""
    width, scheme = getattr(request, "param", (1280, "light"))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=posted_address)
    page = context.new_page()
    page.goto(f"{posted_address}/papers/first/")
    page.locator(".cp-menu > summary").click()
    expect(page.get_by_role("button", name="掘金")).to_be_visible()
    yield page
    context.close()


def clipboard(page: Page, kind: str) -> str:
    """What an editor would get by pasting."""
    page.evaluate(
        """() => { const area = document.body.appendChild(document.createElement("div"));
        area.contentEditable = "true"; area.id = "paste"; area.focus();
        area.addEventListener("paste", event => { event.preventDefault(); window.pasted = Object.fromEntries(
            event.clipboardData.types.map(type => [type, event.clipboardData.getData(type)])) }) }"""
    )
    page.keyboard.press("Control+V")
    return str(page.evaluate("kind => window.pasted[kind]", kind))


@pytest.mark.parametrize("name", FILES)
def test_what_is_copied_is_the_file(page: Page, posted_site: Path, name: str) -> None:
    """Rich text for 公众号, Markdown for the others; the clipboard is read back by pasting."""
    page.get_by_role("button", name=name, exact=True).click()
    page.locator(".cp-post:visible").get_by_role("button", name="复制", exact=True).click()
    expect(page.locator(".cp-post:visible .cp-status")).to_contain_text("已复制")
    text = (posted_site / "papers/first/export" / FILES[name]).read_text(encoding="utf-8")
    if name == "公众号":
        pasted = clipboard(page, "text/html")
        assert all(pasted.count(part) == text.count(part) for part in ("<path", "data-formula", "viewBox", "&nbsp;"))
        assert "权重" in pasted
    else:
        assert clipboard(page, "text/plain") == text


def test_the_preview_shows_the_post_and_runs_nothing(page: Page) -> None:
    page.locator(".cp-post:visible").get_by_role("button", name="预览").click()
    frame = page.locator("iframe.cp-phone")
    assert frame.get_attribute("sandbox") == "allow-same-origin"  # no scripts, forms, windows
    assert (frame.bounding_box() or {})["width"] == 420
    expect(page.frame_locator("iframe.cp-phone").locator("h2").first).to_have_text("TL;DR")
    page.get_by_role("button", name="关闭").click()
    expect(frame).to_have_count(0)


@pytest.mark.parametrize("name", ["知乎", "掘金"])
def test_markdown_is_previewed_as_its_readers_see_it(page: Page, name: str) -> None:
    """Formulas by the site's own KaTeX with its fonts, tables, code; the note's pictures from this site."""
    page.get_by_role("button", name=name, exact=True).click()
    page.locator(".cp-post:visible").get_by_role("button", name="预览").click()
    shown = page.frame_locator("iframe.cp-phone").locator("body")
    expect(shown.locator("pre code")).to_contain_text("def ")
    expect(shown.locator(".cp-math .katex").first).to_be_visible()
    assert shown.locator(".cp-math:not(:has(.katex)), .katex-error").count() == 0
    found = shown.evaluate(
        """async (body) => {
          const pictures = [...body.querySelectorAll("img")];
          await Promise.all(pictures.map((picture) => picture.decode()));
          await body.ownerDocument.fonts.ready;
          return [pictures.length, body.scrollWidth, body.ownerDocument.fonts.check("16px KaTeX_Math")];
        }"""
    )
    assert found == [2, 420, True]


def test_the_file_can_be_downloaded(page: Page, posted_site: Path) -> None:
    page.get_by_role("button", name="知乎", exact=True).click()
    with page.expect_download() as waiting:
        page.locator(".cp-post:visible").get_by_role("link", name="下载").click()
    assert waiting.value.suggested_filename == "zhihu.md"
    assert waiting.value.path().read_bytes() == (posted_site / "papers/first/export/zhihu.md").read_bytes()


def test_a_field_is_copied_as_it_stands(page: Page) -> None:
    """Title and abstract are asked for apart from the text."""
    post = page.locator(".cp-post:visible")
    post.get_by_role("textbox", name="标题").fill("另一个题目")
    post.get_by_role("button", name="复制 标题").click()
    expect(post.locator(".cp-status")).to_have_text("已复制：标题。")
    assert clipboard(page, "text/plain") == "另一个题目"


def test_fields_count_while_they_are_written(page: Page) -> None:
    field = page.locator(".cp-post:visible .cp-field", has_text="标题")
    field.locator("textarea").fill("题" * 33)
    expect(field.locator(".cp-count")).to_have_text("33 / 32 字")
    expect(field.locator(".cp-wrong")).to_have_count(1)


def test_what_a_platform_demands_and_the_note_lacks_can_be_filled_in(page: Page) -> None:
    """公众号 refuses a post without a digest; a field that may stay empty is not shown."""

    def without_values(route: Route) -> None:
        meta = route.fetch().json()
        for field in meta["platforms"]["wechat"]["fields"]:
            field["value"] = ""
        route.fulfill(json=meta)

    page.route("**/export/meta.json", without_values)
    page.reload()
    page.locator(".cp-menu > summary").click()
    post = page.locator(".cp-post:visible")
    expect(post.locator(".cp-field label > span")).to_have_text(["摘要"])
    post.get_by_role("textbox", name="摘要").fill("一句话")
    expect(post.locator(".cp-field", has_text="摘要").locator(".cp-count")).to_have_text("3 / 1–120 字")


@pytest.mark.parametrize("page", [(390, "light"), (390, "dark"), (1280, "dark")], indirect=True)
def test_the_menu_fits_a_phone_and_asks_no_other_site(page: Page, posted_site: Path) -> None:
    """Every finding is shown; the page is no wider than the screen."""
    meta = json.loads((posted_site / "papers/first/export/meta.json").read_text(encoding="utf-8"))
    expect(page.locator(".cp-post:visible .cp-findings li")).to_have_count(len(meta["platforms"]["wechat"]["findings"]))
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    hosts = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)")
    own = urlsplit(ADDRESS).netloc  # Material asks the site's published address for its sitemap
    assert set(hosts) - {own} == {page.evaluate("location.host")}


def test_a_strict_content_security_policy_is_kept(browser: Browser, posted_address: str) -> None:
    """No inline script or style of the menu: a page that allows only its own files can open it and copy."""
    context = browser.new_context(bypass_csp=False)
    page = context.new_page()
    policy = "script-src 'self'; style-src 'self'"
    errors: list[str] = []

    def answer(route):  # type: ignore[no-untyped-def]
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    page.route("**/papers/first/", answer)
    page.on("console", lambda message: errors.append(message.text) if "crosspost" in message.text else None)
    page.goto(f"{posted_address}/papers/first/")
    page.locator(".cp-menu > summary").click()
    page.locator(".cp-post:visible").get_by_role("button", name="复制", exact=True).click()
    expect(page.locator(".cp-post:visible .cp-status")).to_contain_text("已复制")
    assert errors == []
    context.close()


def test_where_it_is_posted_and_what_changed_since_is_shown(page: Page) -> None:
    posted = page.locator(".cp-post:visible .cp-posted")
    expect(posted).to_have_text("已发：https://mp.weixin.qq.com/s/abc 2026-11-20 此后笔记有改动，平台上还是旧的。")
    expect(posted.locator("a")).to_have_attribute("href", "https://mp.weixin.qq.com/s/abc")
    page.get_by_role("button", name="掘金", exact=True).click()
    expect(page.locator(".cp-post:visible .cp-posted")).to_have_count(0)


def test_the_menu_works_by_keyboard(browser: Browser, posted_address: str) -> None:
    """Enter opens and copies, Tab moves, Space chooses, Escape closes the preview and gives the focus back."""
    page = browser.new_page()
    page.goto(f"{posted_address}/papers/first/")
    page.locator(".cp-menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="公众号", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="知乎", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="知乎", exact=True)).to_have_attribute("aria-pressed", "true")
    page.locator(".cp-post:visible").get_by_role("button", name="复制", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cp-post:visible .cp-status")).to_contain_text("已复制")
    preview = page.locator(".cp-post:visible").get_by_role("button", name="预览")
    preview.focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe.cp-phone")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("iframe.cp-phone")).to_have_count(0)
    expect(preview).to_be_focused()
    page.close()


def test_the_menu_works_by_touch(browser: Browser, posted_address: str) -> None:
    """On a phone: targets are large enough for a finger, and a tap does what a click does."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{posted_address}/papers/first/")
    page.locator(".cp-menu > summary").tap()
    button = page.get_by_role("button", name="掘金", exact=True)
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    targets = page.locator(".cp-menu :is(button, a.cp-button, summary):visible").all()
    assert min((found.bounding_box() or {})["height"] for found in targets) >= 40
    page.locator(".cp-post:visible").get_by_role("button", name="复制", exact=True).tap()
    expect(page.locator(".cp-post:visible .cp-status")).to_contain_text("已复制")
    page.locator(".cp-post:visible").get_by_role("button", name="预览").tap()
    expect(page.locator("iframe.cp-phone")).to_be_visible()
    context.close()


def test_the_menu_works_offline_after_it_was_opened(page: Page, posted_site: Path) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="知乎", exact=True).click()
    page.locator(".cp-post:visible").get_by_role("button", name="复制", exact=True).click()
    expect(page.locator(".cp-post:visible .cp-status")).to_contain_text("已复制")
    assert clipboard(page, "text/plain") == (posted_site / "papers/first/export/zhihu.md").read_text(encoding="utf-8")
    page.locator(".cp-post:visible").get_by_role("button", name="预览").click()
    expect(page.frame_locator("iframe.cp-phone").locator("h1").first).to_contain_text("TL;DR")
    expect(page.frame_locator("iframe.cp-phone").locator(".katex").first).to_be_visible()
    with page.expect_download() as waiting:
        page.keyboard.press("Escape")
        page.locator(".cp-post:visible").get_by_role("link", name="下载").click()
    assert waiting.value.suggested_filename == "zhihu.md"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_board_shows_the_topics_and_fits(browser: Browser, posted_address: str, width: int) -> None:
    """Each topic of docs/schedule.yml in its state; material opens; no wider than the screen."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{posted_address}/schedule/")
    titles = page.locator(".cp-topic__title").all_text_contents()
    topics = read_topics(ROOT / "docs" / "schedule.yml")
    assert sorted(titles) == sorted(topic.title for topic in topics)
    page.locator(".cp-topic summary").first.click()
    expect(page.locator(".cp-topic details[open] li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
