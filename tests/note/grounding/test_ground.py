"""What a note says against what its paper prints: a table with boxes, a few sentences, one formula."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.extraction.tables import read_tables
from generator.note.blocks import build_blocks
from generator.note.document import parse_tokens
from generator.note.grounding.ground import ground
from generator.note.grounding.items import Grounding, Kind
from generator.paper import Box, ExtractionWarning, Figure, FloatKind, Metadata, PageText, Paper, Section, TextLine

_ROWS = (
    ("Model", "BLEU", "Accuracy (%)", "Time (hours)"),
    ("SlowNet", "26.36", "81.2", "12.5"),
    ("GridNet", "28.40", "84.9", "3.5"),
    ("GridNet without memory", "25.10", "80.3", "3.4"),
)
_INTRO = (
    "GridNet keeps a grid memory. It was trained on WikiMaps with a batch size of 256 for 3.5 hours. "
    "The memory reduces the error by 4.6%. GridNet is the first model that reads maps."
)


def paper(**changes: object) -> Paper:
    lines = [
        TextLine(text, Box(50 + 120 * column, 100 + 12 * row, 110 + 120 * column, 110 + 12 * row))
        for row, cells in enumerate(_ROWS)
        for column, text in enumerate(cells)
    ]
    lines.append(TextLine("y = Wx + b (1)", Box(50, 400, 200, 412)))
    facts: dict[str, object] = {
        "sha256": "0" * 64,
        "page_count": 1,
        "metadata": Metadata("GridNet"),
        "sections": (
            Section("1", "Introduction", 1, 1, 1, _INTRO),
            Section("2", "Results", 1, 1, 1, "Table 1 compares all models."),
        ),
        "figures": (Figure(1, FloatKind.TABLE, "1", Box(40, 95, 480, 150), "Table 1: Results on WikiMaps."),),
        "pages": (PageText(1, 600, 800, (_INTRO, "Table 1 compares all models."), tuple(lines)),),
    }
    made = Paper(**(facts | changes))  # type: ignore[arg-type]
    return replace(made, tables=read_tables(made.figures, made.pages))


def check(note: str, of: Paper | None = None) -> Grounding:
    return ground(build_blocks(parse_tokens(note)), of or paper())


def rules(note: str) -> set[str]:
    return {item.breach.rule for item in check(note).breaches if item.breach}


@pytest.mark.parametrize(
    "note",
    [
        "GridNet 的 BLEU 是 28.4，SlowNet 是 26.36，高出 2.04（表 1）。",
        "GridNet 的准确率是 84.9%（表 1），批大小是 256（§1）。",
        "去掉记忆之后，BLEU 从 28.4 下降到 25.1（表 1）。",
        "论文写道 “GridNet keeps a grid memory”。",
        "例如一页上有 9431 个框，GridNet 都能读。",
        "推测：在 9431 个框上也成立。",
        "| 模型 | BLEU |\n|---|---|\n| SlowNet | 26.36 |\n| GridNet | 28.40 |",
        "$$\ny = Wx + b\n$$",
    ],
)
def test_what_the_paper_says_breaks_no_rule(note: str) -> None:
    assert rules(note) == set()


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ("GridNet 的 BLEU 是 28.9（表 1）。", "GRD-01"),
        ("GridNet 的 BLEU 是 26.36（表 1）。", "GRD-02"),
        ("训练用了 3.5 天（§1）。", "GRD-02"),
        ("GridNet 的 BLEU 是 28.4，SlowNet 是 26.36，高出 2.9（表 1）。", "GRD-03"),
        ("GridNet 比 FancyNet 更好。", "GRD-04"),
        ("论文写道 “GridNet forgets its grid memory”。", "GRD-05"),
        ("去掉记忆之后，BLEU 从 28.4 提升到 25.1（表 1）。", "GRD-07"),
        ("记忆使错误率增加 4.6%（§1）。", "GRD-07"),
        ("GridNet 的批大小是 256（§2）。", "GRD-09"),
        ("结果见表 7。", "REF-02"),
        ("记忆（grid memo bank）是核心。", "REF-07"),
        ("$$\ny = Qx + b\n$$", "EQ-07"),
        ("见 https://example.org/code 。", "REF-05"),
    ],
)
def test_what_the_paper_does_not_say_is_found(note: str, rule: str) -> None:
    assert rule in rules(note)


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ("GridNet 的 BLEU 是 28.4，SlowNet 是 25.1（表 1）。", "GRD-02"),
        ("GridNet 的 BLEU 是 28.4，准确率是 81.2%（表 1）。", "GRD-02"),
        ("GridNet 的 BLEU 是 28.4，SlowNet 是 26.36；用时分别是 12.5 与 3.5 小时（表 1）。", "GRD-02"),
        ("| 模型 | BLEU | 准确率 |\n|---|---|---|\n| GridNet | 28.40 | 80.3% |", "GRD-02"),
        ("BLEU 从 25.1 提升到 28.4，增加 20%（表 1）。", "GRD-03"),
        ("GridNet 的输入是 256 × 128（§1）。", "GRD-02"),
    ],
)
def test_numbers_of_a_sentence_stand_together_in_the_paper(note: str, rule: str) -> None:
    """Each line takes one number from another row, column or expression than the numbers beside it."""
    assert rule in rules(note)


@pytest.mark.parametrize(
    "note",
    [
        "GridNet 的 BLEU 是 28.4，SlowNet 是 26.36；用时分别是 3.5 与 12.5 小时（表 1）。",
        "BLEU 从 25.1 提升到 28.4，增加 13%（表 1）。",
        "| 模型 | BLEU | 准确率 |\n|---|---|---|\n| GridNet | 28.40 | 84.9% |",
    ],
)
def test_lists_changes_and_rows_that_are_as_in_the_paper_break_no_rule(note: str) -> None:
    assert rules(note) == set()


_SAID = (
    "The corpora are Books (800M words) (Zhu et al., 2015) and Wiki (2,500M words). "
    "MiniNet was trained on 4 TPUs (16 chips in total). MaxiNet was trained on 16 TPUs (64 chips in total). "
    "We use SGD with a learning rate of 6e-4 for Net-2 small and 1.5e-4 for Net-2 medium."
)


def saying(*paragraphs: str) -> Paper:
    """A paper of one section for each paragraph, without floats."""
    sections = tuple(Section(str(i), "Part", 1, 1, 1, text) for i, text in enumerate(paragraphs, 1))
    return paper(sections=sections, figures=(), pages=(PageText(1, 600, 800, paragraphs, ()),))


@pytest.mark.parametrize(
    "note",
    [
        "语料是 Books（800M 词）与 Wiki（2,500M 词）。",
        "MiniNet 用 16 个芯片，MaxiNet 用 64 个。",
        "small 与 medium 的学习率为 6e-4 与 1.5e-4。",
        "语料是 Wiki（见脚注 4）。",
    ],
)
def test_a_number_belongs_to_the_name_beside_it_and_a_citation_is_no_rival(note: str) -> None:
    """The year of a citation, a name that every reader knows and the rest of a longer name take no number away."""
    assert not check(note, saying(_SAID)).breaches


@pytest.mark.parametrize(
    "note",
    ["语料是 Books（2,500M 词）与 Wiki（800M 词）。", "medium 的学习率为 6e-4。", "MiniNet 用 64 个芯片。"],
)
def test_the_number_of_another_name_of_the_same_sentence_is_found(note: str) -> None:
    assert {item.breach.rule for item in check(note, saying(_SAID)).breaches if item.breach} == {"GRD-02"}


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("GridNet 的 BLEU 从 SlowNet 的 26.36 提升到 28.40（表 1）。", set()),
        ("GridNet 的 BLEU 从 GridNet 的 26.36 提升到 28.40（表 1）。", {"GRD-02"}),
        ("去掉记忆，BLEU 从 28.40 降到 25.10（表 1）。换成 SlowNet 又回升到 26.36（表 1）。", set()),
        ("去掉记忆，BLEU 从 28.40 降到 25.10（表 1）。换成 SlowNet 又回落到 26.36（表 1）。", {"GRD-07"}),
        ("GridNet 用 3.5 小时，BLEU 为 28.40，比 12.5 小时的 SlowNet 快（表 1）。", set()),
    ],
)
def test_what_stands_before_the_start_of_a_change_is_said_of_the_start(note: str, found: set[str]) -> None:
    """从 X 的 A 提升到 B: X has A. And 回升到 goes on from where the change before ended."""
    assert rules(note) == found


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("两段都重要：最后一段的编码器是双向的，而且只用单块芯片（§1、§2）。", set()),
        ("答案的开头与结尾，值得一步步看（§1）。", set()),
        ("训练的损失由记忆与梯度决定（§1）。", {"GRD-09"}),
        ("下面按 §1 写出训练的损失由记忆与梯度决定的伪代码。", set()),
    ],
)
def test_a_place_is_held_against_words_not_against_parts_of_words(note: str, found: set[str]) -> None:
    """开头 is no head, 值得 no value, 单块 no block; of places that are named together each tells its own clause."""
    sections = (
        "The encoder is bidirectional and deep. " + "Nothing else is told in this part. " * 10,
        "One chip is enough for a bidirectional model. " + "Nothing more is told of chips here. " * 10,
        "The training loss follows the memory, the head, the value and its gradient. " + "Blocks step on. " * 20,
    )
    assert {item.breach.rule for item in check(note, saying(*sections)).breaches if item.breach} == found


def test_an_age_in_days_is_given_as_biologists_print_it() -> None:
    """14–18-d-old rats are 14 to 18 days old; grams are no days."""
    assert not check("大鼠的年龄是 14–18 天。", saying("Slices were cut from 14–18-d-old rats.")).breaches
    assert check("大鼠的年龄是 14–18 天。", saying("Slices were cut from rats of 14–18 g.")).breaches


def test_the_evidence_of_a_cell_is_its_page_and_box() -> None:
    item = next(item for item in check("GridNet 的 BLEU 是 28.4（表 1）。").items if item.kind is Kind.NUMBER)
    assert item.evidence[0].page == 1
    assert item.evidence[0].box == Box(170, 124, 230, 134)


def test_a_broken_text_layer_makes_grounding_impossible() -> None:
    grounding = check("GridNet 的 BLEU 是 99.9。", paper(warnings=(ExtractionWarning("poor-text", None, "broken"),)))
    assert grounding.impossible
    assert grounding.items == ()


def test_the_evidence_file_has_a_line_for_each_item_with_its_page_and_box() -> None:
    text = check("GridNet 的 BLEU 是 28.4，SlowNet 是 26.36，高出 2.04（表 1）。").render("a" * 64, "f" * 64)
    data = json.loads(text)
    assert (data["note"], data["paper"]) == ("a" * 64, "f" * 64)
    number = next(item for item in data["items"] if item["text"] == "28.4")
    assert number == {"line": 1, "kind": "number", "text": "28.4", "page": 1, "bbox": [170, 124, 230, 134]}
    computed = next(item for item in data["items"] if item["text"] == "2.04")
    assert computed == {"line": 1, "kind": "number", "text": "2.04", "computed": "28.4 - 26.36"}
    assert len(text.splitlines()) == len(data["items"]) + 2


def test_the_evidence_file_names_the_rule_of_what_has_no_evidence() -> None:
    data = json.loads(check("GridNet 的 BLEU 是 28.9（表 1）。").render("a" * 64, "f" * 64))
    assert {"line": 1, "kind": "number", "text": "28.9", "rule": "GRD-01"} in data["items"]
