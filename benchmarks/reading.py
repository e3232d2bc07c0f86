"""What a reader's browser does on a note's page, in the catalogue and on the graph: bytes, shifts, the longest task.

The site is built from synthetic notes and served by a server that compresses text, as hosts do. Each page is visited
four times with an empty cache; told is the median. A task counts by the CPU time of its thread: on a machine that
does other things too, the time that passes says little of the page; it is shown beside it.
`python -m benchmarks.reading 10000` measures another number of notes.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.corpus import slug
from benchmarks.report import Goal, finish, show
from benchmarks.site import Site as Measured
from benchmarks.site import lay_out
from generator.config import Language
from generator.library import PaperFolder
from generator.note.concepts import Concept, Vocabulary
from plugins.paper_notes.catalogue import Catalogue, Item, build_catalogue
from plugins.paper_notes.collection import read_collection
from plugins.paper_notes.pages.graph import DATA, graph_data
from plugins.paper_notes.pages.site import Site
from plugins.paper_notes.prerequisites import build_graph
from tests.browser import WAY_OUT, find_chromium

SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=390, height=844)}
VISITS = 4
GRAPH = 2500
"""Notes on the graph, of which each tenth explains something."""
GOALS = (
    Goal("note_kilobytes_without_images", most=250),
    Goal("note_layout_shift", most=0.05),
    Goal("note_longest_task_ms", most=200),
    Goal("catalogue_kilobytes_until_narrowed", most=400),
    Goal("catalogue_layout_shift", most=0.05),
    Goal("catalogue_longest_task_ms", most=200),
    Goal("graph_longest_task_ms", most=200),
)
_WATCH = """
window.seen = {shift: 0, longest: 0, paint: 0};
const watch = (type, see) =>
  new PerformanceObserver(list => list.getEntries().forEach(see)).observe({type, buffered: true});
watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch('longtask', entry => { seen.longest = Math.max(seen.longest, entry.duration); });
watch('largest-contentful-paint', entry => { seen.paint = entry.startTime; });
"""


class _Compressing(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""

    def do_GET(self) -> None:
        """Send text compressed, with the length that it then has."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, is_text = path.read_bytes(), path.suffix in (".html", ".css", ".js", ".json", ".svg")
        body = gzip.compress(data, 6) if is_text else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True, slots=True)
class Visit:
    """One page: kilobytes received by kind, and what the browser saw. `cpu` and `longest` are of one task, in ms."""

    images: float
    others: float
    paint: float
    shift: float
    cpu: float
    longest: float


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def visit(browser: Browser, address: str, size: str, act: str | None = None, ready: str = "body") -> Visit:
    """The median of several visits: open a page with an empty cache, click `act`, wait for `ready` and for rest."""
    visits = [_visit(browser, address, size, act, ready) for _ in range(VISITS)]
    return Visit(*(median(getattr(one, field.name) for one in visits) for field in fields(Visit)))


def _visit(browser: Browser, address: str, size: str, act: str | None, ready: str) -> Visit:
    context = browser.new_context(viewport=SIZES[size])
    page = context.new_page()
    page.add_init_script(_WATCH)
    received = {True: 0, False: 0}
    page.on("response", lambda answer: _count(received, answer.url, answer.headers.get("content-length")))
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    page.goto(address, wait_until="networkidle")
    if act:
        page.locator(act).first.evaluate("box => box.click()")  # a phone keeps it behind a button
        page.wait_for_load_state("networkidle")
    page.locator(ready).wait_for()
    seen = _seen(page)
    cpu = longest_task(json.loads(browser.stop_tracing()))
    context.close()
    return Visit(received[True] / 1000, received[False] / 1000, seen["paint"], seen["shift"], cpu, seen["longest"])


def longest_task(trace: dict[str, list[dict[str, Any]]]) -> float:
    """Milliseconds of CPU of the longest task of the page's thread, by Chromium's trace."""
    events = trace["traceEvents"]
    threads = {(one["pid"], one["tid"]): one["args"]["name"] for one in events if one["name"] == "thread_name"}
    tasks = (one for one in events if one["name"].endswith("RunTask") and "tdur" in one)
    own = (one for one in tasks if threads.get((one["pid"], one["tid"])) == "CrRendererMain")
    return max(float(one["tdur"]) for one in own) / 1000


def write_large_graph(root: Path) -> None:
    """The graph's data of GRAPH notes in the place of the site's own: each explains or needs what others do."""
    collection = read_collection(root / "paper-notes", only=[slug(0)])
    [known] = build_catalogue(collection, Vocabulary(), {}).items
    concepts = [Concept(f"c{number}", f"概念 {number}", f"Concept {number}") for number in range(GRAPH // 10)]
    items = []
    for number in range(GRAPH):
        needs = tuple(dict.fromkeys((concepts[number // 20], concepts[number // 30], concepts[number % 40])))
        explains = () if number % 10 else (concepts[number // 10],)
        entry = replace(known.entry, folder=PaperFolder(known.entry.folder.path.with_name(slug(number))))
        items.append(Item(entry, replace(known.facts, needs=needs, explains=explains)))
    site = Site(Catalogue(tuple(items)), Language.ZH)
    (root / "site" / DATA).write_bytes(graph_data(site, build_graph(site.catalogue)))


def main(count: int = 1000) -> int:
    """Measure, print, write; 1 where a goal is missed."""
    found = find_chromium()
    if found is None:
        raise SystemExit(WAY_OUT)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, count, Measured.NOTES)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True)
        with serve(root / "site") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            note = f"{address}/papers/{slug(count // 2)}/"
            notes = {size: visit(browser, note, size) for size in SIZES}
            lists = {size: visit(browser, f"{address}/papers/?sort=title", size, "input[name=stars]") for size in SIZES}
            write_large_graph(root)
            ready = ".pn-graph[data-ready]"
            graphs = {size: visit(browser, f"{address}/browse/graph/", size, ready=ready) for size in SIZES}
            browser.close()
    rows = [
        (f"{what}, {size}", one.others, one.images, one.paint, one.shift, one.cpu, one.longest)
        for what, visits in (
            ("a note", notes),
            ("the catalogue, sorted and narrowed", lists),
            (f"the graph of {GRAPH} notes", graphs),
        )
        for size, one in visits.items()
    ]
    columns = ("page", "KB", "KB of images", "largest paint ms", "shift", "longest task, CPU ms", "ms")
    show(f"Reading a site of {count} notes", columns, rows)
    numbers = {
        "notes": count,
        "note_kilobytes_without_images": max(one.others for one in notes.values()),
        "note_layout_shift": max(one.shift for one in notes.values()),
        "note_longest_task_ms": max(one.cpu for one in notes.values()),
        "note_largest_paint_ms": max(one.paint for one in notes.values()),
        "catalogue_kilobytes_until_narrowed": max(one.others for one in lists.values()),
        "catalogue_layout_shift": max(one.shift for one in lists.values()),
        "catalogue_longest_task_ms": max(one.cpu for one in lists.values()),
        "graph_longest_task_ms": max(one.cpu for one in graphs.values()),
    }
    return finish("reading", numbers, GOALS)


def _count(received: dict[bool, int], address: str, length: str | None) -> None:
    received[address.endswith((".png", ".ico"))] += int(length or 0)


def _seen(page: Page) -> dict[str, float]:
    page.wait_for_timeout(500)
    seen: dict[str, float] = page.evaluate("window.seen")
    return seen


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
