"""Each rule of 知乎's importer (Z1 to Z16) as a test of its own."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from generator.config import Language
from plugins.crosspost.export import FILES
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.meta import check_fields, fields_of
from plugins.crosspost.source import Source
from plugins.crosspost.strings import MENU
from plugins.crosspost.tree import Article
from tests.plugins.crosspost.test_export import posts_of


def zhihu(markdown: str, typesetter: Typesetter) -> str:
    return posts_of(markdown, typesetter).files()["zhihu.md"]


def found(markdown: str, typesetter: Typesetter) -> set[tuple[str, Severity]]:
    return {(f.rule, f.severity) for f in posts_of(markdown, typesetter).posts[1].findings}


def test_z1_the_file_is_markdown_to_import_or_paste() -> None:
    assert FILES[Platform.ZHIHU].endswith(".md")
    assert "确认并解析" in MENU[Language.ZH].next_zhihu
    assert "导入文档" in MENU[Language.ZH].next_zhihu


def test_z2_a_formula_is_an_image_of_zhihu_s_own_service(typesetter: Typesetter) -> None:
    assert zhihu("行内 $x^2$。\n", typesetter) == (
        '行内 <img src="https://www.zhihu.com/equation?tex=x%5E2" alt="x^2" class="ee_img tr_noresize" eeimg="1">。\n'
    )


@pytest.mark.parametrize(
    ("tex", "ends"), [("a = b", "a = b\\\\"), (r"a = b \tag{1}", r"a = b \tag{1}"), ("a \\\\ b", "a \\\\ b\\\\")]
)
def test_z3_a_display_formula_ends_in_two_backslashes_or_has_a_tag(tex: str, ends: str, typesetter: Typesetter) -> None:
    text = zhihu(f"$$\n{tex}\n$$\n", typesetter)
    assert unquote(re.findall(r"tex=([^\"]*)", text)[0]) == ends


def test_z4_tex_stands_on_one_line_with_everything_encoded(typesetter: Typesetter) -> None:
    text = zhihu('$$\na & b + \\#\n< c > d \\text{"}\n$$\n'.replace("a & b", "a + b"), typesetter)
    (src,) = re.findall(r"tex=([^\"]*)\"", text)
    (alt,) = re.findall(r'alt="([^"]*)"', text)
    assert not re.search(r"[&+#<>\s]", src)
    assert unquote(src).startswith("a + b + \\# < c > d")
    assert "\\gt" in alt
    assert "&lt;" in alt
    assert "&quot;" in alt
    assert text.count("\n") == 1


def test_z5_macros_are_written_out_and_colours_have_braces(typesetter: Typesetter) -> None:
    text = zhihu("$\\newcommand{\\R}{\\mathbb{R}} \\R$ 与 $a \\color{red} b$\n", typesetter)
    assert [unquote(tex) for tex in re.findall(r"tex=([^\"]*)", text)] == [r"\mathbb{R}", r"a {\color{red} b}"]
    assert ("Z5", Severity.ERROR) in found("$\\nonsense$\n", typesetter)


def test_z6_two_levels_of_headings_and_no_title(typesetter: Typesetter) -> None:
    text = zhihu("# 题目\n\n## 一\n\n### 二\n\n#### 三\n", typesetter)
    assert text == "# 一\n\n## 二\n\n**三**\n"


def test_z7_a_plain_table_stays_one_with_formulas_becomes_a_list_and_is_told(typesetter: Typesetter) -> None:
    plain, rich = "| a | b |\n| --- | --- |\n| 1 | 2 |\n", "| a | b |\n| --- | --- |\n| $x$ | 2 |\n"
    assert zhihu(plain, typesetter) == plain
    assert "<col" not in zhihu(plain, typesetter)
    assert re.sub("<img[^>]*>", "x", zhihu(rich, typesetter)) == "- **a：x**；b：2\n"
    assert ("Z7", Severity.WARNING) in found(rich, typesetter)


def test_z7_a_row_reads_as_a_line_of_its_own_an_empty_cell_as_a_dash(typesetter: Typesetter) -> None:
    """The row's first cell is what it is about; cells without a name above them stand alone."""
    table = "| 方法 | 显存 | |\n| --- | --- | --- |\n| 标准 | $x$ | 慢 |\n| | 4 GB | |\n"
    assert re.sub("<img[^>]*>", "x", zhihu(table, typesetter)) == (
        "- **方法：标准**；显存：x；慢\n- **方法：—**；显存：4 GB；—\n"
    )


def test_z7_a_list_below_a_table_that_became_one_is_another_list(typesetter: Typesetter) -> None:
    text = zhihu("| a |\n| --- |\n| $x$ |\n\n- 列表\n", typesetter)
    assert re.sub("<img[^>]*>", "x", text) == "- **a：x**\n\n* 列表\n"


@pytest.mark.parametrize(
    "src", ["http://example.org/a.png", "https://raw.githubusercontent.com/a/b/main/c.png", "https://github.com/a.png"]
)
def test_z8_pictures_that_zhihu_can_t_load_are_warned_of(src: str, typesetter: Typesetter) -> None:
    assert ("Z8", Severity.WARNING) in found(f"![图]({src})\n", typesetter)


def test_z8_addresses_are_absolute_and_have_no_space(typesetter: Typesetter) -> None:
    assert zhihu("![图](<images/a b.png>)\n", typesetter) == "![图](https://me.example/n/images/a%20b.png)\n"
    assert ("Z8", Severity.WARNING) not in found("![图](images/a.png)\n", typesetter)


def test_z9_a_fence_names_its_language_and_nothing_else(typesetter: Typesetter) -> None:
    text = zhihu('```python title="a.py" linenums="1" hl_lines="1"\nx = 1\n```\n', typesetter)
    assert text == "**a.py**\n\n```python\nx = 1\n```\n"


def test_z10_footnotes_are_numbers_and_a_list(typesetter: Typesetter) -> None:
    assert zhihu("文[^a]。\n\n[^a]: 注 **粗**\n", typesetter) == "文\\[1\\]。\n\n**参考**\n\n\\[1\\] 注 **粗**\n"


def test_z11_callouts_keys_and_marks_are_what_the_importer_knows(typesetter: Typesetter) -> None:
    text = zhihu('!!! note "提示"\n    正文\n\n??? tip "折叠"\n    里面\n\n<kbd>Ctrl</kbd> 与 ==亮==\n', typesetter)
    assert text == "**提示**\n\n正文\n\n**折叠**\n\n里面\n\n`Ctrl` 与 **亮**\n"
    assert zhihu("- [x] 完\n- [ ] 未\n", typesetter) == "- ☑ 完\n- ☐ 未\n"
    assert ("Z11", Severity.WARNING) in found('<pre class="mermaid"><code>graph LR</code></pre>', typesetter)


def test_z12_a_quotation_is_one_paragraph(typesetter: Typesetter) -> None:
    assert zhihu("> 一\n>\n> 二\n", typesetter) == "> 一\n\n> 二\n"


def test_z13_a_link_that_stands_alone_stays_a_link(typesetter: Typesetter) -> None:
    """A card would hide its words."""
    assert zhihu("[论文](https://example.org/a)\n", typesetter) == "[论文](https://example.org/a)\n"


def test_z14_the_rich_text_form_of_formulas_is_not_mixed_in(typesetter: Typesetter) -> None:
    assert "data-eeimg" not in zhihu("$x$\n\n$$y$$\n", typesetter)


def test_z15_a_title_of_any_length_is_no_error() -> None:
    fields = fields_of(Source("a", "题" * 200, "", (), ""), Article(()), Platform.ZHIHU)
    assert list(check_fields(fields, Platform.ZHIHU, Article(()))) == []


def test_z16_links_to_other_hosts_stay(typesetter: Typesetter) -> None:
    assert "](https://arxiv.org/abs/2205.14135)" in zhihu("见[论文](https://arxiv.org/abs/2205.14135)。\n", typesetter)
