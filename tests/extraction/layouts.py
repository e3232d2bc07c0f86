"""Papers with floats in known places: typeset by Typst, which tells where it put each body."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import typst

from generator.paper import Box, FloatKind

BODIES = {
    "diagram": """rect(width: 100%, height: 100%, stroke: 0.6pt, inset: 12pt, grid(columns: 3, column-gutter: 1fr,
        ..("encoder", "attention", "decoder").map(word => rect(width: 44pt, height: 24pt, inset: 3pt,
        text(7pt, word)))))""",
    "panels": """grid(columns: (1fr, 1fr), rows: (1fr, 1fr), gutter: 12pt,
        ..range(4).map(i => rect(width: 100%, height: 100%, fill: rgb(40, 90, 160), stroke: none)))""",
    "plot": """{
        rect(width: 100%, height: 100%, stroke: 0.5pt)
        for i in range(8) { place(top + left, dx: 6pt + i * 11%, dy: 100% - 11pt, text(6pt, str(i * 20))) }
        place(top + left, dx: 4pt, dy: 8pt, curve(stroke: red, curve.move((0pt, 30pt)),
            curve.cubic((20pt, 0pt), (60pt, 30pt), (110pt, 8pt))))
        }""",
    "ruled": """{
        line(length: 100%, stroke: 0.8pt)
        v(1fr)
        for row in range(5) { grid(columns: (1fr,) * 4, align: center, ..range(4).map(i =>
            text(8pt, str(1.5 + row * 4 + i)))); v(1fr) }
        line(length: 100%, stroke: 0.8pt)
        }""",
    "grid": """table(columns: (1fr,) * 3, rows: (1fr,) * 4, align: center + horizon, stroke: 0.5pt, inset: 2pt,
        ..range(12).map(i => text(8pt, "cell " + str(i))))""",
}
BODY = """
#let body(label, kind, order, w, h, content) = block(width: w, height: h, {
  place(top + left, context [#metadata((label: label, kind: kind, order: order, page: here().page(),
    x: here().position().x.pt(), y: here().position().y.pt(), w: w.pt(), h: h.pt())) <body>])
  content
})
"""
"""A Typst function that sets a body of a known size, and leaves a note of its place."""
TABLES = frozenset({"ruled", "grid"})


@dataclass(frozen=True, slots=True)
class Float:
    """A float to typeset: what it shows, its size in points, where it goes (`auto`, `top`, `bottom` or `none`)."""

    body: str
    width: int
    height: int
    placement: str = "top"
    wide: bool = False
    caption: str = "How the parts of the whole system depend on each other in this setting."

    @property
    def kind(self) -> FloatKind:
        """Figure or table, by what it shows."""
        return FloatKind.TABLE if self.body in TABLES else FloatKind.FIGURE


@dataclass(frozen=True, slots=True)
class Layout:
    """A paper to typeset: columns, font size, how captions begin and what follows their number, and its floats."""

    floats: tuple[Float, ...]
    columns: int = 1
    size: float = 10
    figure: str = "Figure"
    table: str = "Table"
    mark: str = ": "
    justify: bool = True
    table_caption: str = "top"
    words: int = 900
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a float's body stands."""

    kind: FloatKind
    label: str
    page: int
    bbox: Box


def typeset(layout: Layout, path: Path) -> tuple[Truth, ...]:
    """Write the paper to `path` as PDF; gives the truth of its floats in their order in the source."""
    source = _source(layout).encode()
    path.write_bytes(typst.compile(source))
    return truth_of(source)


def truth_of(source: bytes) -> tuple[Truth, ...]:
    """Where the bodies of a Typst source stand that `BODY` has set, in their order."""
    found = json.loads(typst.query(source, "<body>", field="value"))
    return tuple(
        Truth(
            FloatKind(item["kind"]),
            item["label"],
            item["page"],
            Box(item["x"], item["y"], item["x"] + item["w"], item["y"] + item["h"]),
        )
        for item in sorted(found, key=lambda item: item["order"])
    )


def _source(layout: Layout) -> str:
    chunk = layout.words // (len(layout.floats) + 1)
    counts = {FloatKind.FIGURE: 0, FloatKind.TABLE: 0}
    parts = [_preamble(layout)]
    for order, item in enumerate(layout.floats):
        counts[item.kind] += 1
        parts.append(f"#par[#lorem({chunk})]")
        parts.append(_figure(layout, item, order, counts[item.kind]))
    parts.append(f"== Results and discussion\n#lorem({chunk})")
    return "\n\n".join(parts)


def _preamble(layout: Layout) -> str:
    weight = "it => [#strong[#it.supplement #it.counter.display()#it.separator]#it.body]" if layout.bold else "it => it"
    return f"""
#set page(width: 612pt, height: 792pt, margin: 60pt, columns: {layout.columns}, numbering: "1")
#set text(size: {layout.size}pt, font: "New Computer Modern")
#set par(justify: {str(layout.justify).lower()}, first-line-indent: 12pt)
#show figure.where(kind: table): set figure.caption(position: {layout.table_caption})
#set figure.caption(separator: [{layout.mark}])
#show figure.caption: {weight}
#show figure.caption: set text(size: {layout.size - 1}pt)
{BODY}
= Introduction
"""


def _figure(layout: Layout, item: Float, order: int, number: int) -> str:
    scope = ', scope: "parent"' if item.wide else ""
    word = layout.table if item.kind is FloatKind.TABLE else layout.figure
    kind = "table" if item.kind is FloatKind.TABLE else "image"
    return f"""#figure(placement: {item.placement}{scope}, kind: {kind}, supplement: [{word}],
  caption: [{item.caption}],
  body("{number}", "{item.kind.value}", {order}, {item.width}pt, {item.height}pt, {BODIES[item.body]}))"""
