"""Each rule passes the good notes, and finds what its mutations break."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from generator.note.lint import RULES, LintReport, LintSubject, Profile, Severity, lint
from generator.paper import Figure, FloatKind
from tests.note.lint.mutations import MUTATIONS, Mutation
from tests.note.lint.notes import NOTES, draw, paper, recorded, subject, write_note

ELSEWHERE = {
    *("FILE-01", "FILE-02", "FILE-05", "META-12", "DRAFT-01", "EQ-03", "FIG-08", "SYM-05", "FOC-01"),
    *("GEN-01", "GEN-02", "GRD-06", "PASS-02", "PASS-03", "INT-01", "INT-02", "INT-03"),
    *(f"CMP-0{number}" for number in range(2, 8)),
}
"""Rules that no change of these texts breaks: tests of their own are below, or in a file of their family's name."""


def rules_of(report: LintReport) -> set[str]:
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("language", NOTES)
def test_a_good_note_breaks_no_rule(tmp_path: Path, language: str) -> None:
    report = lint(subject(write_note(tmp_path, NOTES[language])))
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.rule}-{mutation.language}")
def test_a_broken_rule_is_found(tmp_path: Path, mutation: Mutation) -> None:
    folder = write_note(tmp_path, mutation.apply(NOTES[mutation.language]))
    report = lint(subject(folder))
    assert mutation.rule in rules_of(report), "\n".join(map(str, report.findings))


def test_every_rule_is_broken_by_a_test() -> None:
    tested = {mutation.rule for mutation in MUTATIONS} | ELSEWHERE
    assert set(RULES) - tested == set()


def test_every_rule_says_what_it_demands_in_both_languages() -> None:
    assert [rule.id for rule in RULES.values() if not rule.zh or not rule.en] == []


def test_a_note_without_its_pdf_is_found(tmp_path: Path) -> None:
    folder = write_note(tmp_path, NOTES["zh"])
    (folder / "paper.pdf").unlink()
    assert rules_of(lint(subject(folder))) == {"FILE-01"}


def test_a_note_in_a_temporary_folder_is_judged_by_its_home(tmp_path: Path) -> None:
    home = write_note(tmp_path, NOTES["zh"])
    staged = write_note(tmp_path, NOTES["zh"], slug="tmp.XYZ_1")
    (staged / "paper.pdf").unlink()
    report = lint(LintSubject.read(staged, paper(), home=home))
    assert (rules_of(report), report.path) == (set(), home / "README.md")


def test_a_second_folder_for_the_same_preprint_is_found(tmp_path: Path) -> None:
    text = NOTES["zh"].replace("GeoSys 2024", "GeoSys 2024 (arXiv:2401.00001v2)")
    folder = write_note(tmp_path, text)
    other = write_note(tmp_path, text.replace("00001v2", "00002"), slug="another-paper")
    write_note(tmp_path, text.replace("00001v2", "00001"), slug="the-same-paper")
    for each in tmp_path.glob("paper-notes/*/paper.pdf"):
        each.write_bytes(each.parent.name.encode())
    found = [finding.message for finding in lint(subject(folder)).findings if finding.rule == "FILE-02"]
    assert found == ["the-same-paper is a note on the same arXiv paper."]
    assert "FILE-02" not in rules_of(lint(subject(other)))


def test_notes_that_need_one_another_are_found_at_each_of_them(tmp_path: Path) -> None:
    """By the words of docs/vocabulary.yml, as the site says it; a note outside of the circle is as it was."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "vocabulary.yml").write_text("归并树: {aliases: [并查集]}", encoding="utf-8")
    explaining = NOTES["zh"].replace("> **前置知识**", "> **讲解**：空间索引\\\n> **前置知识**")
    first = write_note(tmp_path, explaining.replace("并查集、空间索引、", "并查集、"), slug="first")
    second = write_note(
        tmp_path, explaining.replace("讲解**：空间索引", "讲解**：归并树").replace("并查集、", ""), slug="second"
    )
    third = write_note(tmp_path, NOTES["zh"], slug="third")
    messages = {
        folder.name: [finding.message for finding in lint(subject(folder)).findings if finding.rule == "META-12"]
        for folder in (first, second, third)
    }
    told = ["the prerequisites go in a circle: first and second need one another (归并树, 空间索引)."]
    assert messages == {"first": told, "second": told, "third": []}


@pytest.mark.parametrize("slug", ["Grid", "grid_buckets", "grid--buckets", "-grid", "g" * 61])
def test_a_slug_of_another_form_is_found(tmp_path: Path, slug: str) -> None:
    assert rules_of(lint(subject(write_note(tmp_path, NOTES["zh"], slug=slug)))) == {"FILE-02"}


def test_a_note_that_was_changed_since_it_was_recorded_is_found(tmp_path: Path) -> None:
    folder = write_note(tmp_path, NOTES["zh"])
    record = recorded(NOTES["zh"])
    assert rules_of(lint(LintSubject.read(folder, paper(), record=record))) == set()
    assert rules_of(lint(LintSubject.read(folder, paper(), record=replace(record, readme="0" * 64)))) == {"FILE-05"}


def test_without_the_paper_its_rules_are_listed_as_not_checked(tmp_path: Path) -> None:
    report = lint(subject(write_note(tmp_path, NOTES["zh"]), with_paper=False))
    assert {"META-03", "FIG-05", "EQ-06"} <= {missing.rule for missing in report.not_checked}
    assert rules_of(report) == set()


def test_bytes_that_are_no_utf_8_are_found_with_their_line(tmp_path: Path) -> None:
    folder = write_note(tmp_path, NOTES["en"].encode().replace(b"quadtree", b"quadtr\xe9\xe9"))
    found = [finding for finding in lint(subject(folder)).findings if finding.rule == "FILE-03"]
    line = NOTES["en"][: NOTES["en"].index("quadtree")].count("\n") + 1
    assert [finding.line for finding in found] == [line]


def test_a_paper_whose_equations_the_note_leaves_out_is_found(tmp_path: Path) -> None:
    text = NOTES["zh"].replace("$$\n", "")
    assert "EQ-03" in rules_of(lint(subject(write_note(tmp_path, text))))


def test_a_paper_whose_figures_the_note_leaves_out_is_found(tmp_path: Path) -> None:
    known = paper()
    more = tuple(replace(known.figures[1], label=label) for label in ("3", "4"))
    richer = replace(known, figures=(*known.figures, *more))
    report = lint(LintSubject.read(write_note(tmp_path, NOTES["zh"]), richer))
    assert rules_of(report) == {"FIG-08"}


def note_of_experiments() -> str:
    """The good note as an experimental science would have it: no baseline, but two conditions; no capital in a term."""
    text = NOTES["zh"].replace("GridBuckets：把包围盒", "分桶的 registration：把包围盒")
    return text.replace(
        "处理一页用 0.21 秒，PairScan 用 19.4 秒，", "处理一页的时间从 19.4 秒降到 0.21 秒，与对照有显著差异，"
    )


@pytest.mark.parametrize("rule", ["TLDR-04", "EXP-02", "STYLE-07"])
def test_what_experimental_sciences_write_is_fine(tmp_path: Path, rule: str) -> None:
    """A term in small letters is a name, two conditions are a comparison, 显著差异 is a word of statistics."""
    assert rule not in rules_of(lint(subject(write_note(tmp_path, note_of_experiments()))))


def test_a_paper_that_draws_neither_architecture_nor_method_asks_for_none(tmp_path: Path) -> None:
    """Only results are there to be shown."""
    known = paper()
    results = tuple(replace(known.figures[1], label=label) for label in ("1", "2", "3"))
    tables = tuple(figure for figure in known.figures if figure.kind is not FloatKind.FIGURE)
    report = lint(LintSubject.read(write_note(tmp_path, NOTES["zh"]), replace(known, figures=(*results, *tables))))
    assert not any("architecture or the method" in finding.message for finding in report.findings)


class TestImages:
    """FIG-01 and FIG-03 look at the files."""

    @staticmethod
    def messages(folder: Path) -> list[str]:
        return [finding.message for finding in lint(subject(folder)).findings]

    @pytest.fixture
    def image(self, tmp_path: Path) -> Path:
        return write_note(tmp_path, NOTES["zh"]) / "images" / "fig1_arch_pipeline.png"

    def test_a_narrow_image_is_found(self, image: Path) -> None:
        draw(image, width=500)
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it is 500 px wide."]

    def test_a_narrow_image_of_200_dpi_is_fine(self, image: Path) -> None:
        draw(image, width=500)
        with Image.open(image) as picture:
            picture.load()
            picture.save(image, dpi=(200, 200))
        assert self.messages(image.parent.parent) == []

    def test_a_blank_image_is_found(self, image: Path) -> None:
        Image.new("RGB", (800, 400), "white").save(image)
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it is blank."]

    def test_a_jpeg_under_the_name_of_a_png_is_found(self, image: Path) -> None:
        with Image.open(image) as picture:
            picture.convert("RGB").save(image, format="JPEG")
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it is a JPEG."]

    def test_a_damaged_image_is_found(self, image: Path) -> None:
        image.write_bytes(image.read_bytes()[:200])
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it is damaged, or no image."]

    def test_a_decompression_bomb_is_not_unpacked(self, image: Path) -> None:
        Image.new("1", (20_000, 20_000)).save(image)
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it unpacks to too many pixels."]

    def test_a_large_file_is_found(self, image: Path) -> None:
        with image.open("ab") as file:
            file.write(b"\0" * 3 * 2**20)
        assert self.messages(image.parent.parent) == ["images/fig1_arch_pipeline.png: it has 3.0 MiB."]

    def test_an_image_outside_of_the_folder_is_found_through_a_link_too(self, image: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside.png"
        draw(outside)
        image.unlink()
        image.symlink_to(outside)
        assert self.messages(image.parent.parent) == ["the image's path is “images/fig1_arch_pipeline.png”."]

    def test_an_image_that_nobody_shows_is_a_warning_but_the_record_of_figures_is_none(self, image: Path) -> None:
        draw(image.with_name("fig2_result_time.png"))
        image.with_name("figures.json").write_text("{}")
        report = lint(subject(image.parent.parent))
        assert [(finding.rule, finding.severity) for finding in report.findings] == [("FIG-03", Severity.WARNING)]

    @pytest.mark.parametrize("name", ["tab1_result_seconds.png", "alg1_method_join.png", "figa1_result_more.png"])
    def test_tables_algorithms_and_appendices_have_names_of_their_own(self, image: Path, name: str) -> None:
        known = paper()
        extra = (
            Figure(3, FloatKind.ALGORITHM, "1", known.figures[0].bbox, "Algorithm 1: Join."),
            Figure(3, FloatKind.FIGURE, "A.1", known.figures[0].bbox, "Figure A.1: More."),
        )
        folder = image.parent.parent
        readme = folder / "README.md"
        readme.write_text(readme.read_text().replace(image.name, name))
        image.rename(image.with_name(name))
        richer = replace(known, figures=(*known.figures, *extra))
        assert not {"FIG-02", "FIG-05"} & rules_of(lint(LintSubject.read(folder, richer)))

    @pytest.mark.parametrize(
        "name",
        [
            "figure1_arch_x.png",
            "fig_arch_x.png",
            "fig1_arch_.png",
            "fig1_Arch_x.png",
            "fig1_arch_x.jpg",
            "1_arch_x.png",
        ],
    )
    def test_names_of_another_form_are_found(self, image: Path, name: str) -> None:
        folder = image.parent.parent
        readme = folder / "README.md"
        readme.write_text(readme.read_text().replace(image.name, name))
        assert "FIG-02" in rules_of(lint(subject(folder)))

    def test_an_image_of_an_equation_needs_no_block_below_and_no_width(self, image: Path) -> None:
        draw(image.with_name("eq1_method_cells.png"), width=300)
        readme = image.parent.parent / "README.md"
        readme.write_text(readme.read_text().replace("其中：", "![式 (1)](images/eq1_method_cells.png)\n\n其中："))
        assert self.messages(image.parent.parent) == []


def test_the_word_for_tensor_is_not_used_in_a_column(tmp_path: Path) -> None:
    folder = write_note(tmp_path, "# 一个标题\n\n张量是什么？\n", image=False)
    assert rules_of(lint(subject(folder, profile=Profile.WECHAT))) == {"SYM-05"}


_SYMBOLS = """## 符号表

| 符号 | 类型 | 阶数 | 形状 | 说明 |
|---|---|---|---|---|
| $k$ | 标量 | 0 | - | 栅格数 |
| $w$、$h$、$s$ | 标量 | 0 | - | 宽、高、边长 |
| $T$、$n$、$m$ | 标量 | 0 | - | 时间、路径数、路径对数 |
| $\\alpha$ | 集合 | 混合 | - | 反阿克曼函数 |
| $W$ | 矩阵 | 2 | $[n \\times m]$ | 邻接矩阵 |

"""
_FOCUS = """## 重点分析

### 速度

**结论**：时间与路径数成线性。

**依据**：见第 4 节和表 1。

**边界**：见第 5 节。

"""


def test_a_good_symbol_table_and_a_good_focus_pass(tmp_path: Path) -> None:
    text = NOTES["zh"].replace("## 核心方法", _SYMBOLS + "## 核心方法")
    text = text.replace("## 深度理解问答", _FOCUS + "## 深度理解问答")
    assert rules_of(lint(subject(write_note(tmp_path, text)))) == set()


def test_a_focus_that_was_asked_for_is_there_in_its_order(tmp_path: Path) -> None:
    more = _FOCUS.replace("### 速度", "### 与两两比较的差距") + _FOCUS.partition("\n\n")[2]
    folder = write_note(tmp_path, NOTES["zh"].replace("## 深度理解问答", more + "## 深度理解问答"))
    settings = folder / "paper.yml"
    settings.write_text("focus: [与两两比较的差距, 速度]\n")
    assert rules_of(lint(subject(folder))) == set()
    settings.write_text("focus: [速度, 与两两比较的差距]\n")
    found = [(finding.rule, finding.severity, finding.message) for finding in lint(subject(folder)).findings]
    assert found == [("FOC-01", Severity.ERROR, "the focus “与两两比较的差距” that was asked for is missing.")]


def test_a_focus_that_was_asked_for_needs_its_section(tmp_path: Path) -> None:
    folder = write_note(tmp_path, NOTES["zh"])
    (folder / "paper.yml").write_text("focus: [速度]\n")
    assert rules_of(lint(subject(folder))) == {"FOC-01"}


def test_a_good_comparison_passes(tmp_path: Path) -> None:
    rows = "".join(f"| 维度{word} | 线性，A §2 | 平方，B §3 |\n" for word in "甲乙丙丁戊己")
    section = f"## 对比\n\n| 维度 | A | B |\n|---|---|---|\n{rows}\n"
    text = NOTES["zh"].replace("## 深度理解问答", section + "## 深度理解问答")
    assert rules_of(lint(subject(write_note(tmp_path, text)))) == set()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "它只有 `__init__` 和 `forward` 两个方法，输入为 $[0, 1]$ 内的数。"),
        ("zh", "编号公式共 2 个，区间取 [0,1]，n! 种排列里只有一种正确。"),
        ("zh", "作者把这种现象称为“我认为陷阱”，见图 1(a) 与表 2。"),
        ("zh", "显著性水平取 0.05，与 C++ 的实现一致，引用 [1] 的设置。"),
        ("en", "Type I errors are rare, and the identity I is left out, i.e. x! counts (cf. Section 2)."),
        ("en", "The authors write “we believe this holds” in Section 4; see Figs. 1 and 2."),
        ("en", "A significant 12% drop is in Table 1; U.S. maps, vs. others, take 0.2 s."),
    ],
)
def test_honest_sentences_raise_nothing(tmp_path: Path, language: str, sentence: str) -> None:
    mark = {"zh": "三种负载给出", "en": "All three workloads give"}[language]
    text = NOTES[language].replace(mark, f"{sentence}\n\n{mark}")
    # What they say is invented, as rules GRD tell; the other rules have nothing to say.
    assert {rule for rule in rules_of(lint(subject(write_note(tmp_path, text)))) if not rule.startswith("GRD")} == set()


def test_a_number_in_brackets_is_no_citation_where_the_paper_cites_by_name(tmp_path: Path) -> None:
    text = NOTES["zh"].replace("三种负载给出", "批大小为 [512]，三种负载给出")
    folder = write_note(tmp_path, text)
    by_name = replace(paper(), references=(replace(paper().references[0], key="Bell, 2001"),))
    assert "REF-06" in rules_of(lint(subject(folder)))
    assert "REF-06" not in rules_of(lint(LintSubject.read(folder, by_name)))


def test_a_column_for_wechat_is_held_to_fewer_rules(tmp_path: Path) -> None:
    folder = write_note(tmp_path, "# 一个标题\n\n今天聊聊注意力，好玩得很！\n", image=False)
    assert rules_of(lint(subject(folder, profile=Profile.WECHAT))) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("图 5 给出了分桶的流程。", set()),
        ("Supplementary Fig. 5 shows the buckets.", {"REF-02"}),
        ("Nothing is shown.", {"REF-02"}),
    ],
)
def test_a_figure_that_the_papers_text_names_may_be_named(tmp_path: Path, text: str, found: set[str]) -> None:
    """Two captions may print the same number by mistake; the supplement's figures are not the paper's."""
    known = paper()
    named = replace(known, sections=(replace(known.sections[0], text=text), *known.sections[1:]))
    folder = write_note(tmp_path, NOTES["zh"].replace("见图 2", "见图 5"))
    assert {rule for rule in rules_of(lint(LintSubject.read(folder, named))) if rule == "REF-02"} == found
