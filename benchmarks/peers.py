"""Peers of our figure extraction that are installed here: what each finds in a paper, boxes alone or with numbers.

PDFFigures 2.0 is run where `PDFFIGURES2_JAR` names its jar (and java is there), PyMuPDF4LLM where it can be imported.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from generator.paper import Box

JAR = "PDFFIGURES2_JAR"
IOU = 0.8


@dataclass(frozen=True)
class Found:
    """A region: its page from 1, its box in points, and kind and number where the peer tells them."""

    page: int
    bbox: Box
    kind: str | None = None
    label: str | None = None


@dataclass(frozen=True)
class Peer:
    """A way to find figures: its name, whether it tells numbers, and the way itself."""

    name: str
    labelled: bool
    find: Callable[[Path], Iterator[Found]]


def installed() -> list[Peer]:
    """The peers that can run here; the specification's own code always can."""
    peers = [Peer("specification's code", False, naive)]
    if os.environ.get(JAR) and shutil.which("java"):
        peers.append(Peer("PDFFigures 2.0", True, pdffigures))
    for module in ("pymupdf.layout", "pymupdf4llm"):
        if sys.modules.get(module, module) is None:  # kept out by generator.extraction
            del sys.modules[module]
    try:
        importlib.import_module("pymupdf4llm")
    except ImportError:  # itself, or the layout model that it needs
        return peers
    return [*peers, Peer("PyMuPDF4LLM", False, pymupdf4llm)]


def naive(pdf: Path) -> Iterator[Found]:
    """What the writing specification's own code finds: clusters of drawings and embedded images."""
    with pymupdf.open(pdf) as document:
        for number, page in enumerate(document, 1):
            for rect in page.cluster_drawings(x_tolerance=3, y_tolerance=3):
                if rect.width >= 100 and rect.height >= 100:
                    yield Found(number, Box(*rect).expand(10).intersection(Box(*page.rect)) or Box(*rect))
            for image in page.get_image_info():
                if image["width"] > 100 and image["height"] > 100:
                    yield Found(number, Box(*image["bbox"]))


def pdffigures(pdf: Path) -> Iterator[Found]:
    """What PDFFigures 2.0 writes for one PDF; its pages count from 0, its boxes are at 72 dpi."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder, "papers")
        papers.mkdir()
        shutil.copy(pdf, papers / "paper.pdf")
        command = ["java", "-jar", os.environ[JAR], str(papers), "-d", f"{folder}/data-"]
        subprocess.run(command, check=False, capture_output=True, timeout=300)
        written = Path(folder, "data-paper.json")
        records = json.loads(written.read_text()) if written.is_file() else []
    for record in records:
        edges = record["regionBoundary"]
        box = Box(edges["x1"], edges["y1"], edges["x2"], edges["y2"])
        yield Found(record["page"] + 1, box, record["figType"].lower(), record["name"])


def pymupdf4llm(pdf: Path) -> Iterator[Found]:
    """The pictures and tables of PyMuPDF4LLM's layout model."""
    library = importlib.import_module("pymupdf4llm")
    for page in json.loads(library.to_json(str(pdf)))["pages"]:
        for box in page["boxes"]:
            if box["boxclass"] in {"picture", "table"}:
                corners = Box(box["x0"], box["y0"], box["x1"], box["y1"])
                yield Found(page["page_number"], corners, "table" if box["boxclass"] == "table" else "figure")


@dataclass(frozen=True)
class PeerScore:
    """How a peer does over papers with gold: F1 of boxes, F1 by label (None without numbers), milliseconds a page."""

    box_f1: float
    label_f1: float | None
    cpu: float
    wall: float


def measure(peer: Peer, papers: Sequence[tuple[Path, dict[str, Any]]]) -> PeerScore:
    """Run a peer over papers; time is that of this process and of its children, over all pages of the PDFs."""
    boxes = labels = found = wanted = pages = 0
    start, began = _cpu(), time.perf_counter()
    results = [list(peer.find(pdf)) for pdf, _ in papers]
    cpu, wall = _cpu() - start, time.perf_counter() - began
    for (pdf, gold), result in zip(papers, results, strict=True):
        with pymupdf.open(pdf) as document:
            pages += document.page_count
        rest = [item for item in result if item.page in gold["pages_annotated"]]
        found += len(rest)
        objects = [item for item in gold["objects"] if not item.get("optional")]
        wanted += len(objects)
        boxes += _matches(objects, rest, by_label=False)
        labels += _matches(objects, rest, by_label=True) if peer.labelled else 0
    total = max(1, found + wanted)
    milliseconds = 1000 / max(1, pages)
    return PeerScore(
        2 * boxes / total, 2 * labels / total if peer.labelled else None, cpu * milliseconds, wall * milliseconds
    )


def _matches(objects: Sequence[dict[str, Any]], found: Sequence[Found], by_label: bool) -> int:
    rest, count = list(found), 0
    for item in objects:
        box = Box(*item["bbox"])
        hits = (f for f in rest if f.page == item["page"] and f.bbox.iou(box) >= IOU)
        if by_label:
            hits = (f for f in hits if (f.kind, f.label) == (item["kind"], item["label"]))
        hit = next(hits, None)
        if hit is not None:
            rest.remove(hit)
            count += 1
    return count


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
