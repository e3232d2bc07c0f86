"""Figure blocks: the image and the lines that explain it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.paper_notes.figures import group_figures, png_size, set_image_attributes
from plugins.paper_notes.sanitize import sanitize
from tests.site.library import draw_figure

IMAGE = '<p><img alt="图" src="images/fig1.png"></p>'
ZOOM = '<a class="pn-zoom" href="images/fig1.png"><img alt="图" src="images/fig1.png"></a>'
FIGURE = f'<figure class="pn-figure" id="pn-figure-1">{ZOOM}'
BLOCK = (
    "<p><strong>图示内容</strong>：甲</p>\n<p><strong>关键信息</strong>：</p>\n<ul><li>乙</li></ul>\n"
    "<p><strong>与正文对应</strong>：第 3 节</p>"
)
ENGLISH = (
    "<p><strong>Content of the Diagram</strong>: a</p><p><strong>Key Information:</strong></p>"
    "<ul><li>b</li></ul><p><strong>Correspondence with Text</strong>: Section 3</p>"
)


@pytest.mark.parametrize("block", [BLOCK, ENGLISH])
def test_an_image_and_its_labelled_lines_become_a_figure(block: str) -> None:
    html = group_figures(f"<p>前</p>{IMAGE}{block}<p>后</p>")
    assert html == (f"<p>前</p>{FIGURE}<figcaption>{block}</figcaption></figure><p>后</p>")


def test_an_image_that_nothing_explains_is_a_figure_without_a_caption() -> None:
    assert group_figures(f"{IMAGE}<p>正文</p>") == f"{FIGURE}</figure><p>正文</p>"


def test_a_list_of_its_own_is_not_drawn_into_the_figure() -> None:
    """Only a list right after a label belongs to it."""
    html = group_figures(f"{IMAGE}<ul><li>正文</li></ul>")
    assert html == f"{FIGURE}</figure><ul><li>正文</li></ul>"


def test_a_list_within_a_list_of_the_caption_belongs_to_it() -> None:
    block = "<p><strong>关键信息</strong>：</p><ul><li>甲<ol><li>乙</li></ol></li></ul>"
    html = group_figures(f"{IMAGE}{block}<ul><li>正文</li></ul>")
    assert html == f"{FIGURE}<figcaption>{block}</figcaption></figure><ul><li>正文</li></ul>"


def test_a_quotation_right_after_a_label_belongs_to_the_figure() -> None:
    """Drafts quote the caption of the paper below 图示内容."""
    block = "<p><strong>图示内容</strong>：原文图注：</p><blockquote><p>Figure 1</p><p>第 1 页</p></blockquote>"
    html = group_figures(f"{IMAGE}{block}<p>正文</p>")
    assert html == f"{FIGURE}<figcaption>{block}</figcaption></figure><p>正文</p>"


def test_two_figures_in_a_row_keep_their_own_captions() -> None:
    html = group_figures(f"{IMAGE}{BLOCK}{IMAGE}{BLOCK}")
    figure = f"{ZOOM}<figcaption>{BLOCK}</figcaption></figure>"
    assert (
        html
        == f'<figure class="pn-figure" id="pn-figure-1">{figure}<figure class="pn-figure" id="pn-figure-2">{figure}'
    )


@pytest.mark.parametrize(
    "html", ['<p>看 <img src="a.png"> 这里</p>', "<p><img></p>", "<p><strong>关键信息</strong>：x</p>"]
)
def test_an_image_within_a_line_or_without_a_source_and_a_label_alone_stay(html: str) -> None:
    assert group_figures(html) == html


def test_an_image_of_the_note_gets_its_size_and_loads_lazily(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    draw_figure(tmp_path / "images" / "fig1.png", (640, 320))
    assert set_image_attributes(IMAGE, tmp_path) == (
        '<p><img alt="图" src="images/fig1.png" loading="lazy" decoding="async" width="640" height="320"></p>'
    )


def test_a_file_that_is_no_png_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"GIF89a")
    assert png_size(tmp_path / "a.png") is None
    assert png_size(tmp_path / "missing.png") is None
    assert png_size(tmp_path) is None
    assert png_size(tmp_path / "a\0b.png") is None


def test_figures_are_only_moved_never_changed() -> None:
    """Whatever words an image is given, its attributes stay within their quotes."""
    image = sanitize('<p><img src="a.png" alt="1 > 0 &quot;><script>"></p>')
    html = group_figures(image)
    assert sanitize(html.replace(' class="pn-zoom"', "")).count("<img") == 1
    assert image[3:-4] in html
