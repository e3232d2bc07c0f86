"""Each rule of 公众号's editor (W20 to W38) as a test of its own, over the HTML to paste."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import check_fields, fields_of
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme, theme_names
from plugins.crosspost.tree import Article
from plugins.crosspost.wechat import API_CHARACTERS
from tests.plugins.crosspost.test_export import NOTES, posts_of

EVERYTHING = (NOTES / "everything.md").read_text(encoding="utf-8")


def html_of(markdown: str, typesetter: Typesetter, theme: str = "plain") -> str:
    return posts_of(markdown, typesetter, theme).files()["wechat.html"]


def root_of(markdown: str, typesetter: Typesetter, theme: str = "plain") -> HtmlElement:
    return lxml_html.fragment_fromstring(html_of(markdown, typesetter, theme))


def rules(markdown: str, typesetter: Typesetter) -> set[tuple[str, Severity]]:
    return {(f.rule, f.severity) for f in posts_of(markdown, typesetter).posts[0].findings}


def test_w2_w3_author_and_digest_have_their_limits() -> None:
    source = Source("a", "题", "一句。" * 60, (), "")
    fields = fields_of(source, Article(()), Platform.WECHAT, "作者" * 9)
    assert next(field.count for field in fields if field.name == "摘要") <= 120
    assert "W2" in {finding.rule for finding in check_fields(fields, Platform.WECHAT, Article(()))}
    empty = fields_of(Source("a", "题", "", (), ""), Article(()), Platform.WECHAT)
    assert "W3" in {finding.rule for finding in check_fields(empty, Platform.WECHAT, Article(()))}


def test_w4_the_size_is_counted_and_the_largest_formulas_are_named(typesetter: Typesetter) -> None:
    """Below the limit both routes are open; above, the way out is said."""
    posts = posts_of(EVERYTHING, typesetter)
    (budget,) = [finding for finding in posts.posts[0].findings if finding.rule == "W4"]
    assert len(posts.files()["wechat.html"]) > API_CHARACTERS
    assert "crosspost wechat draft" in budget.message
    assert "最大的公式：\\begin{aligned}" in budget.message
    assert "\n" not in budget.message
    (small,) = [f for f in posts_of("文字", typesetter).posts[0].findings if f.rule == "W4"]
    assert "两条路都可用" in small.message


@pytest.mark.parametrize("theme", theme_names())
def test_w25_the_outermost_element_carries_nothing_and_text_states_its_colour(
    theme: str, typesetter: Typesetter
) -> None:
    root = root_of(EVERYTHING, typesetter, theme)
    assert not re.search(r"padding|background", str(root.get("style", "")))
    assert [child.tag for child in root] == ["section"]
    styles = load_theme(theme).styles
    assert all("color" in styles[role] for role in ("content", "p", "h2", "h3", "h4", "note", "caption", "pre-code"))


def test_w26_other_hosts_are_listed_once_and_numbered_apart_from_footnotes(typesetter: Typesetter) -> None:
    text = (
        "[甲](https://example.org/a)、[又](https://example.org/a)、[乙](https://example.org/b)、[往期]"
        "(https://mp.weixin.qq.com/s/x)、[锚](#a)、注[^1]\n\n[^1]: 脚注\n"
    )
    root = root_of(text, typesetter)
    assert root.xpath("//a/@href") == ["https://mp.weixin.qq.com/s/x"]
    words = root.text_content()
    assert "甲〔1〕、又〔1〕、乙〔2〕、往期、锚、注[1]" in words
    assert words.endswith("参考链接〔1〕 https://example.org/a〔2〕 https://example.org/b")


def test_a_footnote_of_several_paragraphs_is_small_as_a_whole(typesetter: Typesetter) -> None:
    root = root_of("文[^1]\n\n[^1]: 甲\n\n    乙\n", typesetter)
    (note,) = [e for e in root.iter("section") if "font-size:13px" in str(e.get("style"))]
    assert note.text_content() == "[1] 甲乙"


def test_w27_an_item_holds_one_section(typesetter: Typesetter) -> None:
    root = root_of("- **词**：文 $x$\n- `b`\n", typesetter)
    assert [[child.tag for child in item] for item in root.iter("li")] == [["section"], ["section"]]
    assert all(not (item.text or "").strip() for item in root.iter("li"))


def test_w28_nested_lists_are_sections_with_written_markers(typesetter: Typesetter) -> None:
    root = root_of("1. 一\n    - 二\n        - 三\n2. 四\n", typesetter)
    assert root.xpath("//ul | //ol | //li") == []
    assert root.text_content().replace("\xa0", " ").strip() == "1. 一• 二• 三2. 四"
    markers = root.xpath("//span[contains(@style, 'inline-block')]")
    assert [marker.text_content() for marker in markers] == ["1.\xa0", "•\xa0", "•\xa0", "2.\xa0"]
    assert all("text-indent:-1.5em" in marker.getparent().get("style") for marker in markers)


def test_w29_no_white_space_stands_between_items_and_no_line_end_in_a_paragraph(typesetter: Typesetter) -> None:
    html = html_of("- 一\n- 二\n\n中文\n换行\nEnglish\nwords\n", typesetter)
    assert not re.search(r"<(?:ul|ol|/li|/section)[^>]*>\s+<", html)
    assert "中文换行 English words" in html
    assert "\n" not in html.strip()


def test_w30_task_boxes_are_characters(typesetter: Typesetter) -> None:
    html = html_of("- [x] 完\n- [ ] 未\n", typesetter)
    assert "<input" not in html
    assert re.sub(r"</?span[^>]*>", "", html).count("☑&nbsp;完") == 1
    assert re.sub(r"</?span[^>]*>", "", html).count("☐&nbsp;未") == 1


def test_w31_code_keeps_its_lines_and_spaces_and_scrolls(typesetter: Typesetter) -> None:
    html = html_of("```python\nif a:\n\tb  = 1\n```\n", typesetter)
    code = re.search(r"<pre[^>]*overflow-x:auto[^>]*><code[^>]*>(.*?)</code></pre>", html)
    assert code is not None
    words = re.sub(r"<br>", "\n", code[1])
    assert re.sub(r"<[^>]+>", "", words).replace("&nbsp;", " ") == "if a:\n    b  = 1"
    assert "white-space:nowrap;width:max-content" in html
    assert " " not in re.sub(r"<[^>]+>", "", code[1])


def test_w32_a_table_scrolls_and_keeps_its_alignment(typesetter: Typesetter) -> None:
    root = root_of("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n", typesetter)
    (table,) = root.iter("table")
    assert "overflow-x:auto" in table.getparent().get("style")
    assert "border-collapse:collapse" in table.get("style")
    for row in root.iter("tr"):
        aligns = [re.search(r"text-align:(\w+)", cell.get("style")) for cell in row]
        assert [found[1] for found in aligns if found] == ["left", "center", "right"]


def test_w33_pictures_are_addresses_with_sizes_as_style(typesetter: Typesetter) -> None:
    """No data: address, no SVG, no width attribute; one without a public address is a warning."""
    root = root_of("![图](images/a.png)\n", typesetter)
    (image,) = root.iter("img")
    assert image.get("src") == "https://me.example/n/images/a.png"
    assert set(image.attrib) == {"src", "alt", "style"}
    assert "max-width:100%" in image.get("style")
    assert ("W33", Severity.WARNING) in rules("![图](http://example.org/a.png)\n", typesetter)


@pytest.mark.parametrize("theme", theme_names())
def test_w34_nothing_is_wider_than_the_column(theme: str, typesetter: Typesetter) -> None:
    """677 pixels; what is wider by nature scrolls."""
    widths = re.findall(r"(?:^|[;\"])(?:min-)?width:\s*(\d+)px", html_of(EVERYTHING, typesetter, theme))
    assert all(int(width) <= 677 for width in widths)


def test_w35_a_formula_is_svg_with_sizes_as_style_and_its_tex(typesetter: Typesetter) -> None:
    html = html_of("行内 $x$\n\n$$\n\\boxed{y}\n$$\n", typesetter)
    assert "mjx" not in html
    assert re.findall(r'data-formula="([^"]*)"', html) == ["x", r"\boxed{y}"]
    assert all("ex" in style for style in re.findall(r'<svg xmlns="[^"]*" style="([^"]*)"', html))
    assert re.search(r'<section data-formula="[^"]*" style="[^"]*overflow-x:auto;text-align:center"><svg', html)


def test_w35_a_formula_a_little_too_wide_is_drawn_smaller_a_much_wider_one_scrolls(typesetter: Typesetter) -> None:
    """A phone's line has some 40 ex; below two thirds of its size nobody could read a formula."""
    styles = [
        re.findall(r'<svg xmlns="[^"]*" style="([^"]*)"', html_of(f"$$\n{'a + ' * terms}b\n$$\n", typesetter))[0]
        for terms in (2, 12, 30)
    ]
    assert ["max-width:100%" in style and "height:auto" in style for style in styles] == [False, True, False]


def test_w37_a_drawing_in_code_is_a_warning(typesetter: Typesetter) -> None:
    assert ("W37", Severity.WARNING) in rules('<pre class="mermaid"><code>graph LR</code></pre>', typesetter)


@pytest.mark.parametrize("theme", theme_names())
def test_w38_no_colour_is_hard_black_or_white_and_formulas_take_that_of_the_text(
    theme: str, typesetter: Typesetter
) -> None:
    html = html_of(EVERYTHING, typesetter, theme)
    assert not re.search(r":\s*(?:#000(?:000)?|#fff(?:fff)?|black|white)\b", html, re.I)
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', html)) <= {"currentColor", "none"}
