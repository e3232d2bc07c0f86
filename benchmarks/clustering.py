"""How long clustering takes on the pages of our own paper: up to 100,000 boxes of four hostile kinds."""

from __future__ import annotations

import math
import statistics
import time

from benchmarks.papers.path_clustering.workloads import WORKLOADS
from benchmarks.report import Goal, finish, show
from generator.extraction.clustering import cluster_boxes
from generator.paper import Box

SIZES = (1_000, 10_000, 100_000)
TOLERANCE = 3.0
BOXES_IN_ALL = 30_000  # as many repetitions of a size as it takes to cluster so many


def seconds(boxes: list[Box]) -> float:
    """Median CPU time of clustering."""
    times = []
    for _ in range(max(1, BOXES_IN_ALL // len(boxes))):
        start = time.process_time()
        cluster_boxes(boxes, TOLERANCE, TOLERANCE)
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> int:
    """Measure, print, write; 1 where a goal is missed."""
    numbers: dict[str, float] = {}
    rows = []
    for workload, make in WORKLOADS.items():
        times = [seconds(make(size)) for size in SIZES]
        numbers |= {f"{workload}_{size}_seconds": taken for size, taken in zip(SIZES, times, strict=True)}
        numbers[f"{workload}_exponent"] = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
        rows.append((workload, *times, numbers[f"{workload}_exponent"]))
    show("CPU seconds of clustering", ("page", *(f"{size} boxes" for size in SIZES), "exponent"), rows)
    # Generous on purpose: a quadratic method needs hundreds of times as long, a slow machine a few times.
    goals = [Goal(f"{workload}_{SIZES[-1]}_seconds", most=20) for workload in WORKLOADS]
    goals += [Goal(f"{workload}_exponent", most=1.6) for workload in WORKLOADS]
    return finish("clustering", numbers, goals)
