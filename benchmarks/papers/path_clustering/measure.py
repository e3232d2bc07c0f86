"""Measure all that the paper reports, into data.json: `python -m benchmarks.papers.path_clustering.measure`, minutes.

Times are CPU seconds of the process (time.process_time), medians of REPEATS runs; the inputs are made beforehand.
"""

from __future__ import annotations

import json
import math
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pymupdf

from benchmarks.papers.path_clustering.methods import (
    Grid,
    Neither,
    NoHalving,
    NoMemory,
    NoSize,
    Reference,
    close,
    merge,
    rule_of_thumb,
    sweep,
)
from benchmarks.papers.path_clustering.workloads import WORKLOADS
from generator.extraction.clustering import ReachTree, cluster_boxes
from generator.paper import Box

DATA = Path(__file__).with_name("data.json")
SIZES = [2**power for power in range(8, 17)]
TABLE_SIZE = 4096
CELLS = [4, 8, 16, 32, 64, 128, 256, 512]
TOLERANCES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20]
TOLERANCE = 3.0
REPEATS = 5
BUDGET = 2.0  # a method whose median exceeds so many seconds is not run on larger inputs
PAIR_LIMIT = 4_000_000

Method = Callable[[Sequence[Box], float], Any]
METHODS: dict[str, Method] = {
    "merge": merge,
    "pymupdf": Reference(),
    "grid": Grid(),
    "sweep": lambda boxes, tolerance: cluster_boxes(boxes, tolerance, tolerance),
}
VARIANTS: dict[str, dict[str, Any]] = {
    "full": {},
    "nosize": {"sets": NoSize},
    "nohalving": {"sets": NoHalving},
    "neither": {"sets": Neither},
    "nomemory": {"tree": NoMemory},
}


def milliseconds(method: Method, boxes: Sequence[Box], tolerance: float = TOLERANCE, repeats: int = REPEATS) -> float:
    """Median CPU time of a call."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        method(boxes, tolerance)
        times.append(1000 * (time.process_time() - start))
    return round(statistics.median(times), 3)


def timings() -> dict[str, dict[str, dict[str, float]]]:
    """By workload, method and size; a method ends where it exceeds the budget."""
    result: dict[str, dict[str, dict[str, float]]] = {}
    for workload, make in WORKLOADS.items():
        for name, method in METHODS.items():
            times: dict[str, float] = {}
            for size in SIZES:
                times[str(size)] = milliseconds(method, make(size))
                print(f"{workload:8} {name:8} {size:6} {times[str(size)]:10.1f} ms")
                if times[str(size)] > 1000 * BUDGET:
                    break
            result.setdefault(workload, {})[name] = times
    return result


def exponents(times: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """How time grows: the slope of log time over log n in the upper four sizes that were run, by least squares."""
    return {
        workload: {name: round(_slope(list(run.items())[-4:]), 2) for name, run in methods.items()}
        for workload, methods in times.items()
    }


def _slope(points: list[tuple[str, float]]) -> float:
    xs, ys = [math.log(int(size)) for size, _ in points], [math.log(ms) for _, ms in points]
    return statistics.linear_regression(xs, ys).slope


def cells() -> dict[str, dict[str, dict[str, float | None]]]:
    """The grid by side of its cells: time, comparisons, entries; and what the rule of thumb chooses."""
    result: dict[str, dict[str, dict[str, float | None]]] = {}
    for workload, make in WORKLOADS.items():
        boxes = make(TABLE_SIZE)
        sides = {str(cell): float(cell) for cell in CELLS} | {"rule": rule_of_thumb(boxes, TOLERANCE)}
        result[workload] = {name: _cell(boxes, side) for name, side in sides.items()}
    return result


def _cell(boxes: Sequence[Box], side: float) -> dict[str, float | None]:
    grid = Grid(side, PAIR_LIMIT)
    ran = grid(boxes, TOLERANCE) is not None
    time_taken = milliseconds(grid, boxes) if ran else None
    return {"side": round(side, 1), "ms": time_taken, "pairs": grid.pairs, "entries": grid.entries}


def ablation() -> dict[str, dict[str, float]]:
    """The sweep without one of its parts."""
    return {
        workload: {
            name: milliseconds(lambda boxes, tolerance, parts=parts: sweep(boxes, tolerance, **parts), make(TABLE_SIZE))
            for name, parts in VARIANTS.items()
        }
        for workload, make in WORKLOADS.items()
    }


class CountingTree(ReachTree):
    """Counts the boxes that the tree hands to union-find."""

    handed = 0

    def add(self, index: int, low: int, high: int, left: float, reach: float) -> list[int]:
        """As ReachTree.add."""
        touched = super().add(index, low, high, left, reach)
        CountingTree.handed += len(touched)
        return touched


def candidates() -> dict[str, float]:
    """How many boxes a query of the tree returns on average."""
    result = {}
    for workload, make in WORKLOADS.items():
        CountingTree.handed = 0
        sweep(make(TABLE_SIZE), TOLERANCE, tree=CountingTree)
        result[workload] = round(CountingTree.handed / TABLE_SIZE, 2)
    return result


def clusters() -> dict[str, dict[str, int]]:
    """What the two meanings of a cluster give, and that both ways to each of them agree."""
    result = {}
    for workload, make in WORKLOADS.items():
        boxes = make(TABLE_SIZE)
        components = cluster_boxes(boxes, TOLERANCE, TOLERANCE)
        assert components == Grid()(boxes, TOLERANCE) == sweep(boxes, TOLERANCE, tree=NoMemory)
        closed, rounds = close(boxes, TOLERANCE)
        assert set(closed) == set(merge(boxes, TOLERANCE))
        found = {"components": len(components), "closure": len(closed), "rounds": rounds}
        result[workload] = found | {"pymupdf": METHODS["pymupdf"](boxes, TOLERANCE)}
    return result


def tolerances() -> dict[str, list[dict[str, float]]]:
    """Two pages by tolerance: components, closure, time."""
    return {
        workload: [_tolerance(WORKLOADS[workload], each) for each in TOLERANCES] for workload in ("charts", "sparse")
    }


def _tolerance(make: Callable[[int], list[Box]], tolerance: float) -> dict[str, float]:
    boxes = make(TABLE_SIZE)
    return {
        "tolerance": tolerance,
        "components": len(cluster_boxes(boxes, tolerance, tolerance)),
        "closure": len(close(boxes, tolerance)[0]),
        "ms": milliseconds(METHODS["sweep"], boxes, tolerance),
    }


def machine() -> dict[str, str]:
    """What the numbers depend on."""
    cpu = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    return {
        "cpu": cpu.partition(":")[2].strip().replace("(R)", "") or platform.machine(),
        "python": platform.python_version(),
        "pymupdf": pymupdf.__version__,
        "system": f"{platform.system()} {platform.machine()}",
    }


def main() -> None:
    """Measure and write."""
    times = timings()
    data = {
        "machine": machine(),
        "repeats": REPEATS,
        "tolerance": TOLERANCE,
        "size": TABLE_SIZE,
        "sizes": SIZES,
        "budget": BUDGET,
        "pair_limit": PAIR_LIMIT,
        "timings": times,
        "exponents": exponents(times),
        "cells": cells(),
        "ablation": ablation(),
        "candidates": candidates(),
        "clusters": clusters(),
        "tolerances": tolerances(),
    }
    DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
