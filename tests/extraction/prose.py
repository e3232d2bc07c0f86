"""Papers of two columns with known truth: typeset by Typst, Chinese drawn with the fonts that MuPDF brings along."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pymupdf

from generator.extraction.document import open_document
from generator.extraction.page import Page
from tests.typeset import typeset

SENTENCES = (
    "Efficient filters find official differences in afflicted offices without further configuration of any kind.",
    "Every representation is compared independently, and the characteristics of each configuration are recorded.",
    "A straightforward interpretation of these observations requires considerable computational infrastructure.",
    "Unfortunately, conventional optimization procedures deteriorate significantly under distributional changes.",
)
BODY = " ".join(SENTENCES)

TWO_COLUMNS = rf"""
#set page(width: 612pt, height: 792pt, margin: (x: 54pt, y: 60pt), columns: 2, numbering: "1",
  header: context if counter(page).get().first() > 1 [#text(8pt)[Separable Filters Revisited]])
#set columns(gutter: 20pt)
#set text(font: "New Computer Modern", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
#set heading(numbering: "1.1")
#show heading: it => block(above: 1.4em, below: 0.9em, it)
#set math.equation(numbering: "(1)")
#place(top + center, scope: "parent", float: true, clearance: 24pt)[
  #text(17pt, weight: "bold")[Separable Filters Revisited:\ A Study of Two Columns]
  #v(10pt)
  #grid(columns: (1fr, 1fr), align: center,
    [*Ada Lindqvist*#super[∗†] \ Institute of Rectangles \ ada\@rectangles.org],
    [*Jörg van der Berg*#super[1] \ University of Columns \ joerg\@columns.edu])
]
#heading(numbering: none)[Abstract]
We read two columns in the right order. The result holds on 1,200 pages.
= Introduction
{BODY} We measure both.#footnote[The first note stands below the column.] It went well.

{BODY} See Figures 2–4 and Tab. 1.
= Method <method>
== Well-known parts of a state-of-the-art, long heading that runs over two rows
{BODY}
$ a^2 + b^2 = c^2 $
{BODY}
$ integral_0^1 f(x) dif x &= sum_(k=1)^n f(k / n) 1 / n \
  &= F(1) - F(0) $ <two>
{BODY}

{BODY}
=== Deep down
{BODY} {BODY}
== Costs
{BODY} {BODY} {BODY}
= Conclusion
{BODY}
#heading(numbering: none)[Acknowledgments]
We thank nobody in particular.
#heading(numbering: none)[References]
#set par(first-line-indent: 0pt)
[1] R. E. Tarjan. Efficiency of a good but not linear set union algorithm. Journal of the ACM, 1975.

[2] A. Vaswani and others. Attention is all you need. In NIPS, 2017.
#counter(heading).update(0)
#set heading(numbering: "A.1")
= Proofs
{BODY}
#math.equation(block: true, numbering: n => "(A.1)", $ x = y $)
== A lemma
{BODY} {BODY} {BODY} {BODY} {BODY}

{BODY} {BODY} {BODY} {BODY}

{BODY} {BODY} {BODY}
"""
SECTIONS = (
    ("1", "Introduction", 1),
    ("2", "Method", 1),
    ("2.1", "Well-known parts of a state-of-the-art, long heading that runs over two rows", 2),
    ("2.1.1", "Deep down", 3),
    ("2.2", "Costs", 2),
    ("3", "Conclusion", 1),
    (None, "Acknowledgments", 1),
    (None, "References", 1),
    ("A", "Proofs", 1),
    ("A.1", "A lemma", 2),
)

CHINESE = (
    (72, 80, 18, "基于滑动窗口的矩形聚类方法"),
    (72, 110, 12, "张三 李小明 欧阳文"),
    (72, 130, 9, "（矩形大学 计算机学院，北京 100000）"),
    (72, 160, 10, "摘要：本文研究页面上矩形的聚类，提出一种扫描方法，在一千二百页上每页只需"),
    (72, 175, 10, "三毫秒，明显优于传统方法。"),
    (72, 195, 10, "关键词：聚类；扫描线"),
    (72, 230, 14, "1 引言"),
    (92, 255, 10, "页面上有成千上万个矩形，传统方法逐对比较，速度很慢。本文提出的扫描方法把"),
    (72, 270, 10, "相接的矩形合并，如图 1 和表 2 所示，在 ResNet 模型上也"),
    (72, 285, 10, "同样有效。"),
    (72, 320, 14, "2 方法"),
    (72, 345, 12, "2.1 合并"),
    (92, 370, 10, "两个集合按秩合并，因此树保持扁平。我们在相同的机器上测量了两种方法的速度。"),
    (72, 400, 14, "参考文献"),
    (72, 425, 10, "[1] 张三. 矩形研究[J]. 几何学报, 2015."),
    (72, 440, 10, "[2] 李四. 线段研究[J]. 几何学报, 2016."),
)


@lru_cache
def pages(source: str = TWO_COLUMNS) -> tuple[Page, ...]:
    """The pages of a Typst source."""
    return opened(typeset(source))


def opened(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(pdf)
        with open_document(path) as document:
            return tuple(document.pages())


@lru_cache
def chinese() -> tuple[Page, ...]:
    """A Chinese paper of one page."""
    return drawn(((x, y, size, text, {"fontname": "china-s"}) for x, y, size, text in CHINESE))


def drawn(texts: Iterable[tuple[float, float, float, str, dict[str, object]]]) -> tuple[Page, ...]:
    """One A4 page with texts at (x, y of the baseline, size)."""
    pdf = pymupdf.open()
    page = pdf.new_page()
    for x, y, size, text, how in texts:
        page.insert_text((x, y), text, fontsize=size, **how)
    return opened(pdf.tobytes())
