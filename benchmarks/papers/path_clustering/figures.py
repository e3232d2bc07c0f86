"""The paper's plots (PDF) and its raster figure (PNG), from data.json and the same synthetic pages."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import matplotlib as mpl
from PIL import Image, ImageDraw

from benchmarks.papers.path_clustering.measure import DATA, TOLERANCE
from benchmarks.papers.path_clustering.methods import close
from generator.extraction.clustering import cluster_boxes
from generator.paper import Box

mpl.use("pdf")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

plt.rcParams |= {
    "font.family": "DejaVu Sans",
    "font.size": 7,
    "axes.linewidth": 0.6,
    "lines.linewidth": 1.1,
    "lines.markersize": 3,
    "legend.frameon": False,
    "pdf.fonttype": 42,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
METHODS = {
    "merge": ("fixpoint merging", "#b03a2e", "s"),
    "pymupdf": ("PyMuPDF", "#8e6c2f", "D"),
    "grid": ("grid + union-find", "#2471a3", "o"),
    "sweep": ("sweep + union-find", "#1e8449", "^"),
}
WORKLOADS = {"charts": "#1e8449", "sparse": "#2471a3", "dense": "#b03a2e", "lattice": "#6c3483"}


def draw(folder: Path) -> None:
    """All figures into the folder."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    for name, figure in {
        "sweep": sweep_state(),
        "scaling": scaling(data),
        "ablation": ablation(data),
    }.items():
        # Without dates the file depends on the data only.
        figure.savefig(folder / f"{name}.pdf", metadata={"CreationDate": None})
        plt.close(figure)
    page().save(folder / "page.png", optimize=True)


def scaling(data: dict[str, Any]) -> Figure:
    """Time against the number of boxes, a panel a workload."""
    figure, panels = plt.subplots(1, 4, figsize=(7.1, 1.95), sharey=True, layout="constrained")
    for panel, (workload, runs) in zip(panels, data["timings"].items(), strict=True):
        for method, (label, colour, marker) in METHODS.items():
            sizes, times = zip(*((int(size), ms / 1000) for size, ms in runs[method].items()), strict=True)
            panel.loglog(sizes, times, color=colour, marker=marker, label=label)
        panel.set_title(workload, fontsize=8)
        panel.set_xlabel("boxes")
        _grid(panel)
    panels[0].set_ylabel("CPU time (s)")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
    return figure


def ablation(data: dict[str, Any]) -> Figure:
    """The grid by its cells, and the clusters by the tolerance."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.1, 1.95), layout="constrained")
    for workload, colour in list(WORKLOADS.items())[:3]:
        cells = [cell for name, cell in data["cells"][workload].items() if name != "rule" and cell["ms"] is not None]
        left.loglog([c["side"] for c in cells], [c["ms"] for c in cells], color=colour, marker="o", label=workload)
        left.axhline(data["ablation"][workload]["full"], color=colour, linestyle=":", linewidth=0.8)
    left.set(xlabel="side of a cell (pt)", ylabel="CPU time (ms)", title="(a) grid; dotted: sweep")
    left.legend(loc="upper left")
    for workload, points in data["tolerances"].items():
        for key, style in (("components", "-"), ("closure", "--")):
            xs, ys = [p["tolerance"] for p in points], [p[key] for p in points]
            right.plot(xs, ys, style, color=WORKLOADS[workload], marker=".")
        right.annotate(
            workload,
            (12, next(p["components"] for p in points if p["tolerance"] == 12)),
            (0, 4),
            textcoords="offset points",
            color=WORKLOADS[workload],
        )
    right.set_yscale("log")
    right.set(xlabel="tolerance (pt)", ylabel="clusters", title="(b) solid: components, dashed: closure")
    for panel in (left, right):
        panel.title.set_fontsize(8)
        _grid(panel)
    return figure


def _grid(panel: Axes) -> None:
    panel.grid(visible=True, which="major", linewidth=0.3, color="#cccccc")


def sweep_state() -> Figure:
    """Four boxes, drawn over ranks, at the moment when the sweep meets the last; and the tree over their ranks."""
    boxes = {"a": (0.5, 0, 6.4, 2), "b": (1.2, 3, 3.2, 6), "c": (2.2, 5, 5.6, 7), "d": (4.6, 1, 7.6, 4)}
    colours = {"a": "#2471a3", "b": "#909090", "c": "#6c3483", "d": "#1e8449"}
    figure, (page, tree) = plt.subplots(1, 2, figsize=(3.4, 2.1), width_ratios=(1, 1.15), layout="constrained")
    for name, (x0, y0, x1, y1) in boxes.items():
        page.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=colours[name], alpha=0.25))
        page.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, edgecolor=colours[name], linewidth=0.9))
        page.text(x0 + 0.18, y1 - 0.62, name, fontsize=8, color=colours[name], weight="bold")
    for rank in range(8):
        page.axhline(rank, color="#dddddd", linewidth=0.4, zorder=0)
    page.axvline(4.6, color="black", linewidth=0.8, linestyle="--")
    page.text(4.68, 7.35, "sweep", fontsize=6.5)
    page.set(xlim=(0, 8), ylim=(0, 8), xticks=[], yticks=[], xlabel="x", ylabel="ranks of y")
    _tree(tree, boxes, colours)
    return figure


def _tree(panel: Axes, boxes: dict[str, tuple[float, int, float, int]], colours: dict[str, str]) -> None:
    """The segment tree over eight ranks on its side, the nodes coloured by the box on top of them."""
    stored = {node: name for name, (_, low, _, high) in boxes.items() for node in _nodes(low, high)}
    for node in range(1, 16):
        level = node.bit_length() - 1
        height = 8 / 2**level
        low = (node - 2**level) * height
        colour = colours.get(stored.get(node, ""), "white")
        panel.add_patch(
            Rectangle((level * 1.1, low + 0.08), 1, height - 0.16, facecolor=colour, alpha=0.35, edgecolor="none")
        )
        panel.add_patch(
            Rectangle((level * 1.1, low + 0.08), 1, height - 0.16, fill=False, edgecolor="#555555", linewidth=0.6)
        )
        panel.text(level * 1.1 + 0.5, low + height / 2, stored.get(node, ""), ha="center", va="center", fontsize=7)
    panel.set(xlim=(-0.1, 4.4), ylim=(0, 8), xticks=[0.5, 1.6, 2.7, 3.8], yticks=[], xlabel="level of the tree")
    panel.set_xticklabels(["0", "1", "2", "3"])
    panel.spines[["left"]].set_visible(False)


def _nodes(low: int, high: int) -> list[int]:
    nodes, low, high = [], low + 8, high + 8
    while low < high:
        if low & 1:
            nodes.append(low)
            low += 1
        if high & 1:
            high -= 1
            nodes.append(high)
        low, high = low >> 1, high >> 1
    return nodes


PALETTE = ("#1e8449", "#b03a2e", "#2471a3", "#8e6c2f", "#6c3483", "#117a65", "#a04000", "#2e4053")


def page() -> Image.Image:
    """One small page twice: its components, and what bounding boxes make of them."""
    boxes = _example()
    components = cluster_boxes(boxes, TOLERANCE, TOLERANCE)
    owners = {index: PALETTE[number % len(PALETTE)] for number, group in enumerate(components) for index in group}
    sheet = Image.new("RGB", (1400, 500), "white")
    left, right = sheet.crop((0, 0, 700, 500)), sheet.crop((0, 0, 700, 500))
    _paint(left, boxes, owners, [_around(boxes, group) for group in components])
    closed, _ = close(boxes, TOLERANCE)
    inside = {
        i: PALETTE[next(k for k, c in enumerate(closed) if c.overlap(b) or c.intersection(b.expand(0.1))) % 8]
        for i, b in enumerate(boxes)
    }
    _paint(right, boxes, inside, closed)
    sheet.paste(left, (0, 0))
    sheet.paste(right, (700, 0))
    return sheet


def _example() -> list[Box]:
    """An L of two axes around an inset of its own, a bar chart, and scattered marks."""
    rng = random.Random(7)
    axes = [Box(20, 20, 21, 240), Box(20, 239, 190, 240)]
    axes += [Box(20, 40 + 40 * i, 26, 41 + 40 * i) for i in range(5)]
    inset = [Box(80 + 6 * i, 60 + 20 * (i % 4), 90 + 6 * i, 70 + 20 * (i % 4) + 14) for i in range(14)]
    bars = [Box(220 + 15 * i, 240 - 15 * (i % 5 + 3), 232 + 15 * i, 240) for i in range(7)]
    marks = [Box(x, y, x + 5, y + 5) for x, y in ((rng.uniform(215, 325), rng.uniform(20, 110)) for _ in range(60))]
    return axes + inset + bars + marks


def _around(boxes: list[Box], group: list[int]) -> Box:
    box = boxes[group[0]]
    for index in group:
        box = box.union(boxes[index])
    return box


def _paint(image: Image.Image, boxes: list[Box], colours: dict[int, str], frames: list[Box]) -> None:
    draw_on = ImageDraw.Draw(image)
    for index, box in enumerate(boxes):
        draw_on.rectangle([2 * value for value in (box.x0, box.y0, box.x1, box.y1)], fill=colours[index])
    for frame in frames:
        grown = frame.expand(2.5)
        draw_on.rectangle([2 * value for value in (grown.x0, grown.y0, grown.x1, grown.y1)], outline="#444444", width=2)
