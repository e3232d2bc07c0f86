"""Tables as cells: what stands left of a value, what stands over it, and what the PDF writes as one line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.extraction.tables import read_tables
from generator.paper import Box, Cell, Figure, FloatKind, PageText, TextLine
from tests.conftest import SHARED

FRAME = Box(0, 0, 600, 400)
Words = Sequence[tuple[str, float, float]]


def cells(*rows: Words) -> dict[str, Cell]:
    """The values of a table whose rows are (text, x0, x1), by their text."""
    lines = [TextLine(text, Box(x0, 20 * y, x1, 20 * y + 10)) for y, row in enumerate(rows, 1) for text, x0, x1 in row]
    page = PageText(1, 600, 800, (), tuple(lines))
    tables = read_tables([Figure(1, FloatKind.TABLE, "1", FRAME)], [page])
    return {cell.text: cell for table in tables for cell in table.cells if not cell.is_head}


HEAD = [("Model", 10, 40), ("BLEU", 100, 130), ("Time", 200, 230)]


def test_a_value_has_the_label_of_its_row_and_the_head_of_its_column() -> None:
    found = cells(HEAD, [("GridNet", 10, 50), ("28.4", 105, 125), ("3.5", 205, 220)])
    assert (found["28.4"].labels, found["28.4"].heads) == (("GridNet",), ("BLEU",))
    assert (found["3.5"].labels, found["3.5"].heads) == (("GridNet",), ("Time",))
    assert (found["28.4"].column, found["3.5"].column) == (1, 2)


def test_a_head_between_columns_stands_over_both() -> None:
    found = cells(
        [("Test", 150, 180)],
        [("Model", 10, 40), ("EM", 100, 120), ("F1", 210, 225)],
        [("GridNet", 10, 50), ("80.1", 100, 120), ("88.2", 205, 225)],
    )
    assert found["80.1"].heads == ("Test", "EM")
    assert found["88.2"].heads == ("Test", "F1")


def test_words_over_several_columns_are_as_many_cells() -> None:
    found = cells(
        [("Model", 10, 40), ("EM F1", 100, 150)],
        [("GridNet", 10, 50), ("80.1", 98, 118), ("88.2", 130, 150)],
        [("SlowNet", 10, 50), ("70.1 78.2", 98, 150)],
    )
    assert found["88.2"].heads == ("F1",)
    assert (found["70.1"].labels, found["70.1"].heads) == (("SlowNet",), ("EM",))


def test_a_title_between_rows_belongs_to_the_rows_below_it() -> None:
    found = cells(HEAD, [("Ours", 10, 40)], [("GridNet", 10, 50), ("28.4", 105, 125), ("3.5", 205, 220)])
    assert found["28.4"].labels == ("GridNet", "Ours")


def test_a_label_that_stands_once_names_the_rows_below_it_too() -> None:
    found = cells(
        [("BLEU", 200, 230)],
        [("English", 10, 50), ("GridNet", 80, 120), ("28.4", 205, 225)],
        [("SlowNet", 80, 120), ("26.1", 205, 225)],
    )
    assert found["26.1"].labels == ("English", "SlowNet")


def test_whole_numbers_over_decimals_are_heads() -> None:
    found = cells(
        [("k", 10, 20), ("1", 105, 110), ("10", 205, 215)],
        [("GridNet", 10, 50), ("64.0", 100, 120), ("88.0", 200, 220)],
    )
    assert found["88.0"].heads == ("10",)


def test_without_a_label_the_first_value_names_the_row() -> None:
    found = cells([("Layers", 10, 40), ("BLEU", 100, 130)], [("24", 10, 20), ("28.4", 105, 125)])
    assert found["28.4"].labels == ("24",)


def test_a_table_without_values_has_no_cells() -> None:
    assert cells(HEAD, [("GridNet", 10, 50), ("good", 105, 125)]) == {}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("paper", "table", "value", "label", "head"),
    [
        ("attention-is-all-you-need", "2", "28.4", "Transformer (big)", "EN-DE"),
        ("bert", "5", "77.5", "LTR & No NSP", "MRPC"),
        ("vit", "2", "87.54 ± 0.02", "ImageNet", "BiT-L"),
        ("efficientnet", "5", "91.7%", "EfficientNet-B7", "Acc."),
        ("xgboost", "3", "0.6224", "R.gbm", "Test AUC"),
        ("dien", "4", "0.7640 ± 0.00073", "BaseModel + GRU + AUGRU", "Electronics (mean ± std)"),
    ],
)
def test_cells_of_real_papers_are_read(paper: str, table: str, value: str, label: str, head: str) -> None:
    from generator.extraction.options import ExtractOptions
    from generator.extraction.sandbox import extract_safely

    read = extract_safely(SHARED / "figures" / "papers" / f"{paper}.pdf", ExtractOptions())
    found = [cell for each in read.tables if each.label == table for cell in each.cells if cell.text == value]
    assert any(label in cell.labels and head in cell.heads for cell in found)
