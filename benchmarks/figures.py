"""Figures and tables against boxes drawn by hand: precision, recall, IoU, types, captions, time and memory.

A prediction is right where it has the page, kind and number of a gold object and an IoU of at least 0.8 with it.
Time is processor time of this process, for reading and finding without drawing: other work on the machine then counts
little. The time on the wall is shown beside it, and judged nowhere.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf

from benchmarks.peers import installed, measure
from benchmarks.report import PAPERS, Goal, finish, show
from generator.extraction.document import open_document
from generator.extraction.figures import find_figures
from generator.extraction.images import write_images
from generator.paper import Box, Figure
from tests.extraction.layouts import typeset
from tests.extraction.test_figures import LAYOUTS

IOU = 0.8
KINDS = ("figure", "table")
GOALS = (
    *(Goal(f"{series}_{kind}_f1", least=least) for series, least in (("icml", 0.985), ("own", 0.97)) for kind in KINDS),
    Goal("mean_iou", least=0.95),
    Goal("type_accuracy", least=0.85),
    Goal("median_cpu_ms_a_page", most=25),
    Goal("worst_page_seconds", most=1),
    Goal("growth_100k_to_10k", most=15),
    Goal("peak_mb", most=500),
)
OWN_GOALS = (Goal("figure_f1", least=0.97), Goal("table_f1", least=0.97), Goal("mean_iou", least=0.95))


@dataclass
class Tally:
    """Counts over papers; `right`, `found` and `gold` by kind."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    ious: list[float] = field(default_factory=list)
    types: list[bool] = field(default_factory=list)
    captions: list[bool] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add another's counts."""
        self.right += other.right
        self.found += other.found
        self.gold += other.gold
        self.ious += other.ious
        self.types += other.types
        self.captions += other.captions

    @property
    def f1(self) -> float:
        """F1 of all kinds together."""
        total = self.found.total() + self.gold.total()
        return 2 * self.right.total() / total if total else 1.0

    def scores(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a kind."""
        precision = self.right[kind] / self.found[kind] if self.found[kind] else 1.0
        recall = self.right[kind] / self.gold[kind] if self.gold[kind] else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Sequence[float | bool]) -> float:
    """The mean, 1 of nothing."""
    return sum(values) / len(values) if values else 1.0


def same_label(one: str | None, other: str | None) -> bool:
    """Whether two numbers are the same but for case and punctuation."""
    return _bare(one) == _bare(other)


def _bare(label: str | None) -> str:
    return re.sub(r"[\s.:|]", "", label or "").lower()


def score(gold: dict[str, Any], figures: Sequence[Figure]) -> Tally:
    """Count one paper."""
    tally = Tally()
    pages = set(gold["pages_annotated"])
    optional = [(item["page"], Box(*item["bbox"])) for item in gold["objects"] if item.get("optional")]
    rest = [
        figure
        for figure in figures
        if figure.page in pages and figure.kind.value in KINDS
        if not any(page == figure.page and box.iou(figure.bbox) > 0.5 for page, box in optional)
    ]
    tally.found.update(figure.kind.value for figure in rest)
    for item in (item for item in gold["objects"] if not item.get("optional")):
        tally.gold[item["kind"]] += 1
        box = Box(*item["bbox"])
        same = [f for f in rest if f.page == item["page"] and f.kind.value == item["kind"]]
        best = max((f for f in same if same_label(f.label, item["label"])), key=lambda f: f.bbox.iou(box), default=None)
        if best is None or best.bbox.iou(box) < IOU:
            continue
        rest.remove(best)
        tally.right[item["kind"]] += 1
        tally.ious.append(best.bbox.iou(box))
        if "type" in item:
            tally.types.append(best.type.value == item["type"])
        if item.get("caption_start"):
            tally.captions.append(_letters(item["caption_start"])[:30] in _letters(best.caption))
    return tally


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


@dataclass(frozen=True)
class Cost:
    """What finding the figures of a paper took: processor seconds, seconds on the wall; the slowest page alone."""

    pages: int
    processor: float
    wall: float
    slowest_page: float

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Of the processor and on the wall, a page."""
        return self.processor / self.pages * 1000, self.wall / self.pages * 1000


def middle(values: Sequence[float]) -> float:
    """The upper median."""
    return sorted(values)[len(values) // 2]


def middle_cost(costs: Sequence[Cost]) -> tuple[float, float]:
    """The medians over papers: milliseconds a page of the processor, and on the wall."""
    processor, wall = zip(*(cost.milliseconds for cost in costs), strict=True)
    return middle(processor), middle(wall)


def all_pages(costs: Sequence[Cost]) -> tuple[float, float]:
    """Milliseconds of the processor and on the wall, a page over all papers."""
    pages = sum(cost.pages for cost in costs) / 1000
    return sum(cost.processor for cost in costs) / pages, sum(cost.wall for cost in costs) / pages


PASSES = 3
"""A paper is read so often, from the start, and the fastest counts: other work on the machine only adds."""


def detect(pdf: Path) -> tuple[tuple[Figure, ...], Cost]:
    """The figures with their boxes as drawn, and what finding them took in the fastest of `PASSES`."""
    passes = [detect_once(pdf) for _ in range(PASSES if not is_scanned(pdf) else 1)]
    cost = min((cost for _, cost in passes), key=lambda cost: cost.processor)
    with open_document(pdf) as document, tempfile.TemporaryDirectory() as folder:
        return write_images(document, passes[0][0], Path(folder), 100), cost


def is_scanned(pdf: Path) -> bool:
    """Whether the first page has no text: recognising it is another program's work, and slow."""
    with pymupdf.open(pdf) as document:
        return not document[0].get_text().strip()


def detect_once(pdf: Path) -> tuple[tuple[Figure, ...], Cost]:
    """The figures, and what finding them took."""
    with open_document(pdf) as document:
        pages, seconds, began = [], [], time.perf_counter()
        for number in range(1, document.page_count + 1):
            start = time.process_time()
            pages.append(document.page(number))
            seconds.append(time.process_time() - start)
        start = time.process_time()
        found = find_figures(pages)
        finding, wall = time.process_time() - start, time.perf_counter() - began
        slowest = max(range(len(pages)), key=seconds.__getitem__)
        start = time.process_time()
        find_figures([pages[slowest]])
        worst = seconds[slowest] + time.process_time() - start
        cost = Cost(len(pages), sum(seconds) + finding, wall, worst)
        return found, cost


def path_seconds(count: int) -> float:
    """Seconds for a page with `count` scattered paths."""
    squares = " ".join(f"{i * 7919 % 500 + 50} {i * 104729 % 700 + 40} 1.5 1.5 re f" for i in range(count))
    with tempfile.TemporaryDirectory() as folder, pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 780), "Figure 1: Scattered squares.")
        page.clean_contents()
        stream = document.xref_stream(page.get_contents()[0])
        document.update_stream(page.get_contents()[0], stream + b" q " + squares.encode() + b" Q")
        path = Path(folder, "paths.pdf")
        document.save(path)
        with open_document(path) as opened:
            start = time.process_time()
            find_figures([opened.page(1)])
            return time.process_time() - start


def main() -> int:
    """Print the table, and say whether the goals hold."""
    gold = {path.stem: json.loads(path.read_text()) for path in sorted((PAPERS / "gold").glob("*.json"))}
    if not gold:
        return own_fixtures()
    rows, series = [], {"icml": Tally(), "own": Tally(), "all": Tally()}
    costs: list[Cost] = []
    names: list[str] = []
    for pdf in sorted((PAPERS / "papers").glob("*.pdf")):
        names.append(pdf.stem)
        figures, cost = detect(pdf)
        costs.append(cost)
        tally = score(gold[pdf.stem], figures) if pdf.stem in gold else Tally()
        rows.append(row(pdf.stem, tally, cost.milliseconds, len(figures)))
        series["icml" if "icml13" in pdf.stem else "own"].add(tally)
        series["all"].add(tally)
    processor, wall = middle_cost(costs)
    rows += [row(name, tally, (processor, wall), sum(tally.found.values())) for name, tally in series.items()]
    head = ("paper", "found", "fig P", "R", "F1", "tab P", "R", "F1", "IoU", "types", "captions", "CPU ms/page", "wall")
    show("Figures and tables by label; processor time of our process, and time on the wall beside it", head, rows)
    papers = [(PAPERS / "papers" / f"{name}.pdf", item) for name, item in gold.items()]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # From here on PyMuPDF is another: a peer that is one of its layers changes it by being imported.
    peers = {peer.name: measure(peer, papers) for peer in installed()}
    scored = [each for name, each in zip(names, costs, strict=True) if name in gold]
    show(
        "Peers that are installed, on the papers with gold",
        ("who", "F1 boxes alone", "F1 by label", "CPU ms/page", "wall"),
        [
            ("this program", "-", series["all"].f1, *all_pages(scored)),
            *((name, s.box_f1, "-" if s.label_f1 is None else s.label_f1, s.cpu, s.wall) for name, s in peers.items()),
        ],
    )
    scaling = {count: path_seconds(count) for count in (1_000, 10_000, 100_000)}
    show("Growth", ("paths of a page", "CPU seconds"), list(scaling.items()))
    numbers = {f"{name}_{kind}_f1": tally.scores(kind)[2] for name, tally in series.items() for kind in KINDS}
    numbers |= {
        "mean_iou": mean(series["all"].ious),
        "type_accuracy": mean(series["all"].types),
        "caption_accuracy": mean(series["all"].captions),
        "median_cpu_ms_a_page": processor,
        "median_wall_ms_a_page": wall,
        "worst_page_seconds": max(cost.slowest_page for cost in costs),
        "growth_100k_to_10k": scaling[100_000] / scaling[10_000],
        "peak_mb": peak_mb,
    }
    numbers |= {f"{name}_box_f1": score.box_f1 for name, score in peers.items()}
    numbers |= {f"{name}_cpu_ms_a_page": score.cpu for name, score in peers.items()}
    return finish("figures", numbers, GOALS)


_NOTHING = ("-", "-", "-")  # without gold there is nothing to be right about


def row(name: str, tally: Tally, milliseconds: tuple[float, float], found: int) -> tuple[object, ...]:
    """One line of the table."""
    scores = [
        *(tally.scores("figure") if tally.gold["figure"] else _NOTHING),
        *(tally.scores("table") if tally.gold["table"] else _NOTHING),
    ]
    judged = [mean(values) if values else "-" for values in (tally.ious, tally.types, tally.captions)]
    return (name[:28], found, *scores, *judged, *milliseconds)


def own_fixtures() -> int:
    """The layouts of our own tests, whose boxes are known exactly."""
    print("The papers in ../shared are not here: measured on our own layouts.")
    total, costs = Tally(), []
    for layout in LAYOUTS.values():
        with tempfile.TemporaryDirectory() as folder:
            truth = typeset(layout, Path(folder, "paper.pdf"))
            figures, cost = detect(Path(folder, "paper.pdf"))
        costs.append(cost)
        objects = [
            {
                "page": t.page,
                "kind": t.kind.value,
                "label": t.label,
                "bbox": (t.bbox.x0, t.bbox.y0, t.bbox.x1, t.bbox.y1),
            }
            for t in truth
        ]
        total.add(score({"pages_annotated": list(range(1, 100)), "objects": objects}, figures))
    show(
        "Our own layouts",
        ("papers", "found", "fig P", "R", "F1", "tab P", "R", "F1", "IoU", "types", "captions", "CPU ms/page", "wall"),
        [row("all", total, middle_cost(costs), sum(total.found.values()))],
    )
    numbers = {f"{kind}_f1": total.scores(kind)[2] for kind in KINDS} | {"mean_iou": mean(total.ious)}
    return finish("figures", numbers, OWN_GOALS)


if __name__ == "__main__":
    sys.exit(main())
