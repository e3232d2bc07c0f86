"""Images of figures: names, boxes, bytes, and the record beside them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from generator.config import CROP_NAME
from generator.errors import LimitExceeded
from generator.extraction.document import Limits, open_document
from generator.extraction.figures import find_figures
from generator.extraction.images import BYTE_LIMIT, write_images
from generator.extraction.naming import describe, file_names
from generator.paper import Box, Figure, FigureType, FloatKind
from tests.extraction.layouts import Float, Layout, typeset

FIGURE = Figure(1, FloatKind.FIGURE, "1", Box(0, 0, 10, 10), "Figure 1: The overall architecture of HSTU.")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    typeset(Layout((Float("diagram", 300, 110), Float("ruled", 300, 90, "bottom"))), path)
    return path


def written(paper: Path, folder: Path, dpi: int = 200) -> tuple[Figure, ...]:
    with open_document(paper) as document:
        return write_images(document, find_figures(tuple(document.pages())), folder, dpi)


def test_names_files_after_kind_number_type_and_the_captions_words() -> None:
    """`fig{n}_{type}_{desc}.png`, the words from the caption without its number and stop words."""
    assert list(file_names([replace(FIGURE, type=FigureType.ARCH)])) == ["fig1_arch_overall-architecture-hstu.png"]


@pytest.mark.parametrize(
    ("label", "number"), [("3", "fig3"), ("A.1", "figa1"), ("S2", "figs2"), ("3a", "fig3a"), ("II", "fig2"),
                          (None, "figp1"), ("A", "figa1"), ("Extended Data Figure 3", "fige3"), ("Scheme 2", "figs2"),
                          ("Supplementary Table IV", "figs4"), ("图表 3", "fig3")]
)  # fmt: skip
def test_numbers_in_names_are_plain(label: str | None, number: str) -> None:
    """Letters and digits only, Roman numerals as digits, the page where there is no number; fit for `paper.yml`."""
    [name] = file_names([replace(FIGURE, label=label)])
    assert name.split("_")[0] == number
    assert CROP_NAME.fullmatch(name.removesuffix(".png"))


@pytest.mark.parametrize(
    ("caption", "description"),
    [
        ("图2 多通道 LSTM 网络", "multi-channel-lstm-network"),
        ("图3 网络结构", "network-structure"),
        ("表1 各类别样本的分布情况", "class-sample-distribution"),
        ("图4 天坛", "figure"),
        ("图5 训练流程 Training procedure", "training-flow-procedure"),
    ],
)
def test_a_chinese_caption_is_named_by_its_terms_in_english(caption: str, description: str) -> None:
    """Names are ASCII: common terms are translated, English words stay, and where nothing is left the kind remains."""
    assert describe(replace(FIGURE, caption=caption)) == description


def test_names_are_unique() -> None:
    """Two floats of the same number and words get different names, always the same ones."""
    names = list(file_names([FIGURE, FIGURE, FIGURE]))
    assert len(set(names)) == 3
    assert names == list(file_names([FIGURE, FIGURE, FIGURE]))


def test_writes_images_that_show_the_box_at_the_wanted_resolution(paper: Path, tmp_path: Path) -> None:
    """A body of 300 by 110 points has 833 by 306 pixels at 200 dpi, give or take the white edge."""
    figure = written(paper, tmp_path)[0]
    with Image.open(tmp_path / str(figure.file)) as image:
        assert abs(image.width - 833) < 10
        assert abs(image.height - 306) < 10


def test_figures_json_holds_every_figure_with_its_digest(paper: Path, tmp_path: Path) -> None:
    """Records have the fields that the rest reads, and sha256 is that of the file."""
    figures = written(paper, tmp_path)
    records = json.loads((tmp_path / "figures.json").read_text())
    assert [record["label"] for record in records] == ["1", "1"]
    for figure, record in zip(figures, records, strict=True):
        assert record["sha256"] == hashlib.sha256((tmp_path / str(figure.file)).read_bytes()).hexdigest()
        assert record["bbox"] == pytest.approx(
            [figure.bbox.x0, figure.bbox.y0, figure.bbox.x1, figure.bbox.y1], abs=0.1
        )


def test_two_runs_write_the_same_bytes(paper: Path, tmp_path: Path) -> None:
    """Nothing depends on the time or on the order of a set."""
    first, second = written(paper, tmp_path / "a"), written(paper, tmp_path / "b")
    assert [figure.sha256 for figure in first] == [figure.sha256 for figure in second]


def test_images_stay_under_the_limit_of_bytes(paper: Path, tmp_path: Path) -> None:
    """Even at a resolution that would need more."""
    for figure in written(paper, tmp_path, 600):
        assert (tmp_path / str(figure.file)).stat().st_size <= BYTE_LIMIT


def test_rendering_holds_the_limit_of_pixels(paper: Path) -> None:
    """A region is drawn with fewer dpi rather than with more pixels than allowed."""
    with open_document(paper, Limits(pixels=10_000)) as document:
        image = document.render(1, Box(0, 0, 612, 792), 600)
    assert image.width * image.height <= 10_500


def test_a_box_off_the_page_is_an_error(paper: Path) -> None:
    """The message names the page."""
    with open_document(paper) as document, pytest.raises(LimitExceeded, match="page 1"):
        document.render(1, Box(-50, -50, -10, -10))
