"""Ways of setting floats that papers use, beside plain ones at the top or foot of a column: each with its truth.

`FLOAT` is a Typst function that sets a body of a known size; what it places is found again by a query.
"""

from __future__ import annotations

from pathlib import Path

import typst

from tests.extraction.layouts import BODY, Truth, truth_of

PREAMBLE = (
    """
#set page(width: 612pt, height: 792pt, margin: 60pt, numbering: "1")
#set text(size: 10pt, font: "New Computer Modern")
#set par(justify: true, first-line-indent: 12pt)
#show figure.caption: set text(size: 9pt)
#show figure.where(kind: table): set figure.caption(position: top)
"""
    + BODY
    + """
#let panel = rect(width: 100%, height: 100%, stroke: 0.6pt, inset: 8pt)[#text(7pt)[encoder #h(1fr) decoder]]
#let blocks(columns, rows) = grid(columns: (1fr,) * columns, rows: (1fr,) * rows, gutter: 6pt,
  ..range(columns * rows).map(i => rect(width: 100%, height: 100%, fill: rgb(40, 90, 160), stroke: none)))
#let cells(columns, rows, head: true) = grid(columns: (1fr,) * columns, rows: (1fr,) * rows, align: top + left,
  ..range(columns * rows).map(i => text(8pt, if head and i < columns { "metric" } else { str(10 + 7 * i) })))
#let drawn(label, w, h, content: panel, says: none) = figure(body(label, "figure", 0, w, h, content),
  caption: if says == none { [How the parts depend on each other.] } else { says })
#let rule = line(length: 100%, stroke: 0.8pt)
#let ruled(rows) = { rule; v(1fr); cells(4, rows); v(1fr); rule }
"""
)

ARRANGEMENTS = {
    "side by side": """#lorem(150)
#grid(columns: 2, gutter: 16pt, drawn("1", 200pt, 100pt),
  drawn("2", 180pt, 100pt, says: [Right, with a caption that is longer than one line of it.]))
#lorem(200)""",
    "table beside figure": """#lorem(150)
#grid(columns: 2, gutter: 24pt, drawn("1", 210pt, 100pt),
  figure(body("1", "table", 1, 200pt, 90pt, ruled(5)), kind: table, supplement: [Table], caption: [The scores.]))
#lorem(200)""",
    "wrapped by its text": """#lorem(100)
#grid(columns: (1fr, 150pt), gutter: 14pt, lorem(90), drawn("1", 150pt, 90pt, says: [A wrapped one.]))
#lorem(200)""",
    "three under each other": """#lorem(100)
#drawn("1", 300pt, 90pt) #drawn("2", 310pt, 70pt) #drawn("3", 290pt, 80pt)
#lorem(100)""",
    "a landscape page": """#lorem(300)
#page(width: 792pt, height: 612pt)[#drawn("1", 640pt, 380pt, content: blocks(5, 3))]
#lorem(200)""",
    "a full page of panels": """#lorem(300)
#pagebreak()
#drawn("1", 440pt, 600pt, content: blocks(4, 6))
#pagebreak()
#lorem(200)""",
    "a grid of figures in the appendix": """#lorem(300)
#pagebreak()
#grid(columns: 2, gutter: 20pt, ..range(6).map(i => drawn(str(i + 1), 220pt, 150pt, content: blocks(3, 2))))""",
    "a figure made of text": """#lorem(150)
#drawn("1", 300pt, 70pt, content: align(left, block(width: 100%, height: 100%, stack(spacing: 1fr,
  ..("user: who wrote it?", "model: nobody knows.", "user: are you sure of that?", "model: quite sure, yes.").map(
  words => text(8pt, font: "DejaVu Sans Mono", words + h(1fr) + "turn"))))))
#lorem(200)""",
    "a framed figure made of text": """#lorem(150)
#drawn("1", 340pt, 110pt, content: rect(width: 100%, height: 100%, stroke: 0.6pt, inset: 8pt, align(left,
  text(9pt)[You are asked to rate two answers. Read both of them twice, say which of the two is the better one, and
  give the reason in one sentence. Never say that both are equally good, and never ask for a third.])))
#lorem(200)""",
    "a table without rules": """#lorem(150)
#figure(body("1", "table", 0, 300pt, 84pt, stack(spacing: 1fr, ..range(6).map(row => grid(columns: (1fr,) * 4,
  ..range(4).map(column => align(if column == 0 { left } else { right }, text(8pt, str(row * 31 + column * 7))))))),
  ), kind: table, supplement: [Table], caption: [All the scores of all the systems.])
#lorem(200)""",
    "an algorithm between rules": """#lorem(150)
#block(width: 320pt, { line(length: 100%, stroke: 0.8pt); v(-6pt); [*Algorithm 1* The sweep]; v(-6pt)
  body("1", "algorithm", 0, 320pt, 82pt, { line(length: 100%, stroke: 0.5pt); v(1fr)
    for step in ("sort the boxes by their left edge", "for each box do", "unite it with what it touches", "end for") {
      text(9pt, step); v(1fr) }
    line(length: 100%, stroke: 0.8pt) }) })
#lorem(200)""",
    "an algorithm with a line beyond its rules": """#lorem(150)
#block(width: 200pt, { line(length: 100%, stroke: 0.8pt); v(-6pt); [*Algorithm 1* The sweep over all boxes]; v(-6pt)
  body("1", "algorithm", 0, 240pt, 82pt, { line(length: 200pt, stroke: 0.5pt); v(1fr)
    for step in ("sort the boxes by their left edge", "for each box do", "end for") { text(9pt, step); v(1fr) }
    box(width: 240pt, par(justify: true, text(9pt)[unite it with all that it touches, in near linear time
      #linebreak(justify: true)])); v(1fr)
    line(length: 200pt, stroke: 0.8pt) }) })
#lorem(200)""",
    "a framed algorithm": """#lorem(150)
#figure(body("1", "algorithm", 0, 320pt, 90pt, rect(width: 100%, height: 100%, stroke: 0.6pt, inset: 8pt, align(left,
  stack(spacing: 1fr, ..("sort the boxes by x", "for each box do", "unite what touches", "end for").map(
  step => text(9pt, step)))))), kind: "algorithm", supplement: [Algorithm], caption: [The sweep.])
#lorem(200)""",
    "caption on the right": """#lorem(150)
#grid(columns: (260pt, 180pt), gutter: 14pt, align: bottom, body("1", "figure", 0, 260pt, 120pt, blocks(3, 2)),
  text(9pt)[Figure 1: The caption stands beside its drawing, where the page is wide and the drawing is not.])
#lorem(200)""",
    "caption on the left": """#lorem(150)
#grid(columns: (180pt, 260pt), gutter: 14pt, align: horizon,
  text(9pt)[Figure 1: The caption stands beside its drawing, where the page is wide and the drawing is not.],
  body("1", "figure", 0, 260pt, 120pt, blocks(3, 2)))
#lorem(200)""",
    "caption on the page before": """#lorem(300)
#v(1fr)
#text(9pt)[Figure 1: All panels (on the next page), in the order in which they are named in the text.]
#pagebreak()
#align(center, body("1", "figure", 0, 440pt, 600pt, blocks(4, 6)))
#pagebreak()
#lorem(200)""",
    "caption on the page after": """#lorem(300)
#pagebreak()
#align(center, body("1", "figure", 0, 440pt, 600pt, blocks(4, 6)))
#pagebreak()
#text(9pt)[Figure 1: All panels (on the page before), in the order in which they are named in the text.]
#v(20pt)
#lorem(200)""",
    "captions on a list, figures behind": """#lorem(300)
#pagebreak()
= Figure captions
#text(9pt)[Figure 1: The first drawing, on a page of its own.

Figure 2: The second drawing, on a page of its own.]
#pagebreak()
#align(center, body("1", "figure", 0, 400pt, 300pt, blocks(4, 3)))
#pagebreak()
#align(center, body("2", "figure", 1, 380pt, 320pt, blocks(3, 3)))""",
    "a continued table": """#lorem(300)
#pagebreak()
#figure(body("1", "table", 0, 400pt, 500pt, ruled(20)), kind: table, supplement: [Table], caption: [All the scores.])
#pagebreak()
#align(center)[#text(9pt)[Table 1: All the scores (continued).] #v(2pt) #body("1", "table", 1, 400pt, 300pt, ruled(12))]
#v(12pt)
#lorem(100)""",
    "right below a heading": """#set heading(numbering: "1")
= Introduction
#lorem(100)
= Method
#lorem(100)
= Results
#lorem(60)
#pagebreak()
#heading(numbering: none)[Attention Visualizations]
#drawn("1", 400pt, 180pt)""",
    "between equations": """#lorem(100)
$ a = b + c $
#drawn("1", 300pt, 90pt)
$ d = sum_i e_i $
#lorem(60)""",
}


def arrange(source: str, path: Path) -> tuple[Truth, ...]:
    """Write an arrangement to `path` as PDF; gives the truth of its floats."""
    whole = (PREAMBLE + source).encode()
    path.write_bytes(typst.compile(whole))
    return truth_of(whole)
