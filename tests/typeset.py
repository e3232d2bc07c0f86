"""PDFs of our own for tests: typeset by Typst from a few lines, once for each source."""

from __future__ import annotations

from functools import lru_cache

import typst

PAPER = r"""
#set document(title: "Sweeping Boxes in Near-Linear Time", date: datetime(year: 2026, month: 1, day: 1))
#set page(width: 612pt, height: 792pt, margin: 72pt, numbering: "1")
#set text(font: "New Computer Modern", size: 10pt)
#set par(justify: true)
#set heading(numbering: "1.1")
#set math.equation(numbering: "(1)")
#align(center)[
  #text(17pt, weight: "bold")[Sweeping Boxes in Near-Linear Time]
  #v(6pt)
  Ada Lindqvist #h(1em) Bo Karlsson \
  Institute of Rectangles
]
#align(center)[*Abstract*]
#pad(x: 36pt)[We study how to cluster rectangles on a page. A sweep over sorted edges visits each rectangle once, and
merges those that touch. On 1,200 pages it takes 3.5 milliseconds a page, while the quadratic method takes 41.]
= Introduction
Pages hold thousands of rectangles. We propose a sweep with a union-find structure that merges rectangles as soon as
they touch. Earlier methods compare every pair, which is slow on dense pages. In this paper we measure both on the same
machine, and we show that the sweep is never slower. Figure 1 gives the overall architecture.
#figure(
  rect(width: 260pt, height: 90pt, stroke: 1pt)[#grid(columns: 3, gutter: 20pt, inset: 8pt,
    rect(width: 60pt, height: 40pt)[edges], rect(width: 60pt, height: 40pt)[sweep],
    rect(width: 60pt, height: 40pt)[sets])],
  caption: [The overall architecture of the sweep: edges go in, sets come out.],
)
= Method
Each rectangle has two edges. The cost of the sweep is
$ T(n) = c n log n + k, $ <cost>
where $n$ is the number of rectangles and $k$ the number of pairs that touch.
== Merging
Two sets are merged by their ranks, so that the trees stay flat. The number of steps is bounded by
$ S(n) <= 2 n + 3 k. $
= Experiments
We compare the sweep with the quadratic method on 1,200 pages. Table 1 shows the results.
#figure(
  table(columns: 3, [method], [pages], [milliseconds], [quadratic], [1,200], [41], [sweep], [1,200], [3.5]),
  caption: [Median time of a page for both methods.],
)
The sweep is faster on each page. It needs more memory than the quadratic method.
= Conclusion
A sweep clusters rectangles in near-linear time.
#heading(numbering: none)[References]
[1] R. E. Tarjan. Efficiency of a good but not linear set union algorithm. Journal of the ACM, 1975.
"""


@lru_cache
def typeset(source: str = PAPER) -> bytes:
    """The PDF of a Typst source; the same bytes for the same source."""
    return bytes(typst.compile(source.encode(), format="pdf"))  # type: ignore[arg-type]
