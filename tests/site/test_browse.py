"""A reader who looks for a note: the catalogue, pages by value, the timeline, the figures, the graph."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.site.visits import DESKTOP, PHONE, VARIANTS, visiting

pytestmark = pytest.mark.browser

DRAWN = "() => document.querySelector('.pn-graph canvas').toDataURL()"


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
def test_the_catalogue_narrows_by_several_facets_and_keeps_the_choice_in_the_address(
    browser: Browser, shelf_address: str, size: dict[str, int], scheme: str
) -> None:
    """Within a facet values add up, between facets they narrow; the address opens the same choice."""
    with visiting(browser, shelf_address, size, scheme) as visit:
        page = visit.page
        page.goto("/papers/")
        expect(_rows(page)).to_have_count(7)
        _open_facets(page, size)
        _choose(page, "need", "transformer")
        expect(_rows(page)).to_have_count(2)
        _choose(page, "need", "attention")
        expect(_rows(page)).to_have_count(4)
        _choose(page, "stars", "4")
        expect(_titles(page)).to_have_text([re.compile("线性注意力"), "LoRA：低秩适配"])
        expect(page.get_by_text("符合条件的有 2 篇")).to_be_visible()
        address = page.url
        assert address.endswith("/papers/?stars=4&need=attention&need=transformer&sort=new".replace("&sort=new", ""))
        page.goto(address)
        expect(_rows(page)).to_have_count(2)
        _open_facets(page, size)
        page.get_by_role("button", name="清除筛选").click()
        expect(_rows(page)).to_have_count(7)
        expect(page).to_have_url(re.compile(r"/papers/$"))
        assert visit.errors == []


def test_on_a_phone_the_facets_end_with_how_many_match_and_lead_to_them(browser: Browser, shelf_address: str) -> None:
    """The facets are longer than the screen. Back from a note, the choice and the place in the list are the same."""
    with visiting(browser, shelf_address, PHONE) as visit:
        page = visit.page
        page.goto("/papers/")
        _open_facets(page, PHONE)
        _choose(page, "need", "transformer")
        see = page.get_by_role("button", name="查看 2 篇")
        box = see.bounding_box() or {}
        assert 0 < box["y"] < PHONE["height"] - 30
        see.tap()
        expect(page.locator(".pn-facets")).to_be_hidden()
        expect(page.get_by_text("符合条件的有 2 篇")).to_be_in_viewport()
        place = page.evaluate("scrollY")
        _titles(page).first.tap()
        page.wait_for_url("**/papers/lora/")
        page.go_back()
        expect(_rows(page)).to_have_count(2)
        assert page.evaluate("scrollY") == place


def test_back_from_a_note_as_many_rows_are_shown_as_before(browser: Browser, shelf_address: str) -> None:
    """Of 70 notes, as the server might have them, 30 are shown, then 60; a new choice begins with 30 again."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.route("**/catalogue/*.json*", _ten_times)
        page.goto("/papers/?status=done&status=draft")
        expect(_rows(page)).to_have_count(30)
        page.get_by_role("button", name="显示更多").click()
        expect(_rows(page)).to_have_count(60)
        _titles(page).nth(50).scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        _titles(page).nth(50).click()
        page.wait_for_url(re.compile(r"/papers/\w+/$"))
        page.go_back()
        expect(_rows(page)).to_have_count(60)
        assert page.evaluate("scrollY") == place
        page.get_by_label("排序").select_option("easy")
        expect(_rows(page)).to_have_count(30)


def _ten_times(route: Route) -> None:
    """The catalogue's data with each of its seven notes ten times."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    rows = name.startswith("rows-")
    given = route.fetch(url=re.sub(r"rows-\d+", "rows-0", route.request.url)).json()
    if rows:
        start = 20 * int(name[5:-5])
        given = (given * 10)[start : start + 20]
    else:
        given |= {key: given[key] * 10 for key in ("stars", "minutes", "dates")}
        given["facets"] = [facet | {"of": facet["of"] * 10} for facet in given["facets"]]
    route.fulfill(json=given)


def test_each_value_counts_the_notes_that_match_the_other_choices(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/?stars=4")
        expect(_box(page, "need", "attention").locator("small")).to_have_text("1")
        expect(_box(page, "stars", "3").locator("small")).to_have_text("3")
        expect(_box(page, "status", "draft")).to_have_class("pn-none")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("venue=neurips", ["Attention Is All You Need：只用注意力", "InstructGPT：听从指令"]),
        ("year=2017", ["Attention Is All You Need：只用注意力", "PPO：近端策略优化"]),
        ("tag=大模型", ["BERT：双向预训练"]),
        ("lang=en", ["线性注意力：把平方复杂度降到线性"]),
        ("code=1", ["线性注意力：把平方复杂度降到线性"]),
        ("status=draft", ["Clustering Paths on a Grid"]),
        ("time=0", ["Clustering Paths on a Grid"]),
    ],
)
def test_a_link_to_a_choice_of_any_facet_opens_it(
    browser: Browser, shelf_address: str, query: str, titles: list[str]
) -> None:
    with visiting(browser, shelf_address) as visit:
        visit.page.goto(f"/papers/?{query}")
        expect(_rows(visit.page)).to_have_count(len(titles))
        assert sorted(_titles(visit.page).all_inner_texts()) == sorted(titles)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("date", "线性注意力：把平方复杂度降到线性"),
        ("easy", "Clustering Paths on a Grid"),
        ("hard", "线性注意力：把平方复杂度降到线性"),
        ("short", "Clustering Paths on a Grid"),
        ("title", "Attention Is All You Need：只用注意力"),
    ],
)
def test_the_catalogue_is_sorted_as_chosen(browser: Browser, shelf_address: str, sort: str, first: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/")
        expect(page.locator("form[data-ready]")).to_be_attached()
        page.get_by_label("排序").select_option(sort)
        if sort != "date":
            expect(_titles(page).first).to_have_text(first)
        expect(page).to_have_url(re.compile(f"sort={sort}"))


def test_the_catalogue_works_by_keyboard(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/")
        expect(page.locator("form[data-ready]")).to_be_attached()
        page.get_by_label("排序").focus()
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.get_by_text("符合条件的有 1 篇")).to_be_visible()
        expect(_titles(page)).to_have_text(["Clustering Paths on a Grid"])


def test_what_is_read_and_bookmarked_is_remembered_and_can_be_narrowed_by(browser: Browser, shelf_address: str) -> None:
    """The browser keeps it; no server hears of it."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/papers/lora/")
        page.get_by_role("button", name="收藏").click()
        page.get_by_role("button", name="标为已读").click()
        expect(page.get_by_role("button", name="已读")).to_have_attribute("aria-pressed", "true")
        page.goto("/papers/?mine=bookmark")
        expect(_titles(page)).to_have_text(["LoRA：低秩适配"])
        page.goto("/papers/?mine=unread")
        expect(_rows(page)).to_have_count(6)
        page.goto("/papers/lora/")
        page.get_by_role("button", name="已读").click()
        page.goto("/papers/?mine=read")
        expect(page.get_by_text("没有符合条件的笔记。")).to_be_visible()
        assert visit.hosts == {"127.0.0.1"}


def test_without_scripts_lists_and_their_pages_are_whole(browser: Browser, shelf_address: str) -> None:
    """What could do nothing is not shown."""
    with visiting(browser, shelf_address, java_script_enabled=False) as visit:
        page = visit.page
        page.goto("/papers/?stars=4")
        expect(_rows(page)).to_have_count(7)
        expect(page.locator(".pn-facets")).to_be_hidden()
        page.get_by_label("浏览").get_by_role("link", name="前置知识").click()
        page.get_by_role("link", name="Transformer").click()
        expect(page.get_by_role("heading", name="讲解这个概念的笔记")).to_be_visible()
        expect(_rows(page)).to_have_count(3)


def test_a_catalogue_opened_from_disk_stays_whole(browser: Browser, shelf_address: str) -> None:
    """A page that can't fetch its data says so and shows the list."""
    with visiting(browser, shelf_address) as visit:
        visit.page.route("**/index.json*", lambda route: route.abort())
        visit.page.goto("/papers/")
        expect(visit.page.get_by_text("筛选数据没有加载成功")).to_be_visible()
        expect(_rows(visit.page)).to_have_count(7)


@pytest.mark.parametrize(
    ("way", "value", "rows"),
    [("难度", "★★★", 3), ("会议与期刊", "NeurIPS", 2), ("年份", "2022", 2), ("标签", "大模型", 1)],
)
def test_a_reader_browses_by_value(browser: Browser, shelf_address: str, way: str, value: str, rows: int) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/")
        page.get_by_label("浏览").get_by_role("link", name=way).click()
        page.locator(".pn-groups").get_by_role("link", name=value, exact=True).click()
        expect(_rows(page)).to_have_count(rows)


def test_the_timeline_leads_from_years_to_notes(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/browse/timeline/")
        assert page.locator(".pn-timeline__year h2").all_inner_texts() == ["2024", "2022", "2019", "2017"]
        page.get_by_role("link", name="PPO：近端策略优化").click()
        expect(page).to_have_url(re.compile("/papers/ppo/$"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_figures_of_a_type_stand_side_by_side_and_open_in_the_lightbox(
    browser: Browser, shelf_address: str, size: dict[str, int]
) -> None:
    with visiting(browser, shelf_address, size) as visit:
        page = visit.page
        page.goto("/browse/figures/")
        expect(page.locator(".pn-shot")).to_have_count(6)
        lefts = {round(shot.bounding_box()["x"]) for shot in page.locator(".pn-shot").all()}  # type: ignore[index]
        assert len(lefts) == (1 if size is PHONE else 3)
        page.get_by_role("link", name="结果").click()
        expect(page.locator(".pn-shot")).to_have_count(1)
        page.locator(".pn-zoom").first.click()
        expect(page.locator(".glightbox-container img")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".glightbox-container")).to_have_count(0)


@pytest.mark.parametrize(("size", "scheme"), VARIANTS)
def test_the_graph_is_drawn_zooms_and_leads_to_a_note(
    browser: Browser, shelf_address: str, size: dict[str, int], scheme: str
) -> None:
    """The first click on a node names it, the link beside opens it. Words can be read before all of it is asked for."""
    with visiting(browser, shelf_address, size, scheme) as visit:
        page = visit.page
        page.goto("/browse/graph/")
        expect(page.locator(".pn-graph[data-ready] canvas")).to_be_visible()
        page.get_by_role("button", name="看全图").click()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        whole = _drawn(page)
        page.get_by_role("button", name="放大").click()
        page.wait_for_function(f"whole => ({DRAWN})() !== whole", arg=whole)
        page.get_by_role("button", name="看全图").click()
        page.wait_for_function(f"whole => ({DRAWN})() === whole", arg=whole)
        _click_a_node(page)
        page.locator(".pn-graph__picked a").click()
        expect(page).to_have_url(re.compile("/(papers|browse/prerequisite)/[^/]+/$"))
        assert visit.errors == []
        assert visit.hosts == {"127.0.0.1"}


def test_the_graph_is_moved_by_keyboard(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/browse/graph/")
        expect(page.locator(".pn-graph[data-ready] canvas")).to_be_visible()
        page.locator(".pn-graph__canvas").focus()
        for key in ("ArrowRight", "+"):
            before = _drawn(page)
            page.keyboard.press(key)
            page.wait_for_function(f"before => ({DRAWN})() !== before", arg=before)


def test_of_thousands_of_notes_the_graph_draws_some_and_what_a_reader_looks_for(
    browser: Browser, shelf_address: str
) -> None:
    """By keyboard: what is found is named, and drawn with what is before and after it."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.route("**/graph.json", lambda route: route.fulfill(json=_large_graph(2500)))
        page.goto("/browse/graph/")
        expect(page.locator(".pn-graph[data-ready] canvas")).to_be_visible()
        finder = page.get_by_role("combobox", name="查找概念或笔记")
        finder.fill("笔记 123")
        expect(page.get_by_role("option")).to_have_text(
            ["笔记 123", *(f"笔记 {number}" for number in range(1230, 1240))]
        )
        finder.press("ArrowDown")
        finder.press("ArrowDown")
        finder.press("Enter")
        expect(page.locator(".pn-graph[data-ready] .pn-graph__picked a")).to_have_text("笔记 1230")
        page.get_by_role("button", name="回到概览").click()
        expect(page.locator(".pn-graph[data-ready]")).to_be_visible()
        expect(page.locator(".pn-graph__picked")).to_be_empty()
        page.get_by_label("想读的论文").first.fill("笔记 42")
        page.get_by_role("option", name="笔记 42", exact=True).click()
        expect(page).to_have_url(re.compile("to=n42$"))
        expect(page.locator(".pn-order__result li a").last).to_have_text("笔记 42")
        assert visit.errors == []


def test_the_reading_order_goes_from_what_one_knows_to_a_paper(browser: Browser, shelf_address: str) -> None:
    """LoRA needs BERT and Transformer, BERT needs Transformer; what is known needs no reading."""
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/browse/graph/?to=lora")
        order = page.locator(".pn-order__result li a")
        expect(order).to_have_text(["Attention Is All You Need：只用注意力", "BERT：双向预训练", "LoRA：低秩适配"])
        expect(page.get_by_text("还没有笔记讲解")).to_contain_text("矩阵分解")
        page.get_by_role("checkbox", name="BERT").check()
        expect(order).to_have_text(["Attention Is All You Need：只用注意力", "LoRA：低秩适配"])
        page.get_by_role("checkbox", name="Transformer").check()
        expect(order).to_have_text(["LoRA：低秩适配"])
        page.reload()
        expect(order).to_have_text(["LoRA：低秩适配"])


def test_notes_that_need_one_another_are_told_on_the_graphs_page(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address) as visit:
        page = visit.page
        page.goto("/browse/graph/?to=ppo")
        expect(page.get_by_text("循环依赖").locator("xpath=ancestor::section")).to_contain_text("InstructGPT：听从指令")
        expect(page.locator(".pn-order__result")).to_contain_text("互为前置")


def test_the_graph_is_text_for_those_who_do_not_see_it(browser: Browser, shelf_address: str) -> None:
    with visiting(browser, shelf_address, java_script_enabled=False) as visit:
        visit.page.goto("/browse/graph/")
        line = visit.page.locator(".pn-graph-text > div").filter(has_text="Transformer").first
        expect(line).to_contain_text("讲解这个概念的笔记：Attention Is All You Need")
        expect(line.get_by_role("link", name="LoRA：低秩适配")).to_be_visible()


def _large_graph(count: int) -> dict[str, object]:
    """As the build writes it: every tenth note explains a concept, each needs two that earlier ones explain."""
    notes = [
        [f"n{i}", f"笔记 {i}", 1 + i % 5, sorted({i // 20, i // 30}), [] if i % 10 else [i // 10]] for i in range(count)
    ]
    return {"drawn": [60, 90], "concepts": [[f"概念 {i}", ""] for i in range(count // 10)], "notes": notes}


def _rows(page: Page) -> Locator:
    return page.locator(".pn-rows > .pn-row:visible")


def _titles(page: Page) -> Locator:
    return page.locator(".pn-rows .pn-row__title")


def _box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'fieldset[data-facet="{facet}"] label').filter(has=page.locator(f'input[value="{value}"]'))


def _choose(page: Page, facet: str, value: str) -> None:
    expect(page.locator("form[data-ready]")).to_be_attached()
    _box(page, facet, value).click()


def _open_facets(page: Page, size: dict[str, int]) -> None:
    if size is PHONE:
        page.get_by_role("button", name="筛选", exact=True).tap()


def _drawn(page: Page) -> str:
    return str(page.evaluate(DRAWN))


def _click_a_node(page: Page) -> None:
    """Click where the middle of the drawing's own ink is nearest: a dot of a concept, by its colour."""
    place = page.evaluate(
        """() => {
          const canvas = document.querySelector('.pn-graph canvas');
          const ink = document.createElement('canvas').getContext('2d');
          ink.fillStyle = getComputedStyle(document.body).getPropertyValue('--pn-seal');
          ink.fillRect(0, 0, 1, 1);
          const [r, g, b] = ink.getImageData(0, 0, 1, 1).data;
          const {width, height} = canvas;
          const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
          const same = (x, y) => { const i = 4 * (y * width + x);
            return data[i] === r && data[i + 1] === g && data[i + 2] === b; };
          for (let y = 4; y < height - 4; y++) for (let x = 4; x < width - 4; x++)
            if (same(x, y) && same(x, y - 3) && same(x, y + 3) && same(x - 3, y) && same(x + 3, y))
              return {x: x * canvas.clientWidth / width, y: y * canvas.clientHeight / height};
        }"""
    )
    page.locator(".pn-graph canvas").click(position=place)
