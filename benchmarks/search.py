"""What a reader finds, and what it costs them: our search against Material's own, over notes of known topics.

`python -m benchmarks.search 10000 --ours` measures another number of notes than 1,000, without Material's search, which
a browser needs minutes to load at that size.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import mean

import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.corpus import slug, write_corpus
from benchmarks.report import Goal, finish, show
from tests.browser import find_chromium

ROOT = Path(__file__).parent.parent
COUNT = 1000
ANSWERS = 6
"""Notes on each topic: half of them through and through, half in one section."""
ASIDES = 8
"""Notes that say one word of a topic in passing."""
TOP = 10
GOALS = (
    Goal("recall_at_10", least=0.95),
    Goal("kilobytes_until_first_result", most=300),
)
_DATA = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_LUNR = {  # as the site had it before: every Chinese character a word, for there is no dictionary
    "lang": "zh",
    "separator": r"[\s\u200b\u3000\-、。，．？！；：（）()\"/]+|(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=\w)",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and the notes that answer it."""

    query: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One search: what it found of each query, bytes and seconds until the first result of the first one, in all."""

    hits: Mapping[str, tuple[str, ...]]
    kilobytes: float
    page_kilobytes: float
    seconds: float

    def recall(self, judged: Sequence[Judged]) -> float:
        """The mean share of a query's answers among its first ten hits."""
        return mean(len(one.answers & set(self.hits[one.query][:TOP])) / len(one.answers) for one in judged)


def write_topics(library: Path, count: int) -> tuple[Judged, ...]:
    """Write the topics into the synthetic notes; the queries with their answers."""
    source = random.Random(5)
    numbers = source.sample(range(count), len(_DATA["topics"]) * ANSWERS)
    judged = []
    for at, topic in enumerate(_DATA["topics"]):
        own = numbers[at * ANSWERS : (at + 1) * ANSWERS]
        for place, number in enumerate(own):
            _speak(library / slug(number) / "README.md", topic, source, thoroughly=place < ANSWERS // 2)
        for number in source.sample(sorted(set(range(count)) - set(own)), ASIDES):
            _mention(library / slug(number) / "README.md", topic, source)
        answers = frozenset(map(slug, own))
        judged += [Judged(query, answers) for query in topic["ask"]]
    return tuple(judged)


def _speak(path: Path, topic: Mapping[str, object], source: random.Random, *, thoroughly: bool) -> None:
    text = path.read_text(encoding="utf-8")
    if thoroughly:
        text = re.sub(r"^# .*$", lambda title: f"{title[0]}：{topic['zh']}", text, count=1, flags=re.M)
        text = text.replace("## 背景与动机\n\n", f"## 背景与动机\n\n{_sentences(topic, source, 4)}\n\n", 1)
    text = text.replace("### 整体架构\n\n", f"### 整体架构\n\n{_sentences(topic, source, 4)}\n\n", 1)
    path.write_text(text, encoding="utf-8")


def _sentences(topic: Mapping[str, object], source: random.Random, count: int) -> str:
    """So many sentences on a topic, both of its ideas among them."""
    sides = [_side(topic, place % 2) for place in range(count)]
    return "".join(
        sentence.format(**side) for sentence, side in zip(source.sample(_DATA["sentences"], count), sides, strict=True)
    )


def _mention(path: Path, topic: Mapping[str, object], source: random.Random) -> None:
    sentence = source.choice(_DATA["passing"]).format(**_side(topic, source.randint(0, 1)))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## 相关工作\n\n", f"## 相关工作\n\n{sentence}", 1), encoding="utf-8")


def _side(topic: Mapping[str, object], place: int) -> dict[str, object]:
    """A topic's names with one of its two ideas."""
    ideas, words = topic["ideas"], topic["words"]
    assert isinstance(ideas, list)
    assert isinstance(words, list)
    return {"zh": topic["zh"], "en": topic["en"], "tex": topic["tex"], "idea": ideas[place], "word": words[place]}


def lay_out(root: Path, count: int) -> tuple[Judged, ...]:
    """A project of `count` notes, some of them on the topics."""
    shutil.copytree(ROOT / "docs", root / "docs")
    write_corpus(root / "paper-notes", count)
    return write_topics(root / "paper-notes", count)


def build(root: Path, name: str, *, ours: bool) -> tuple[Path, float]:
    """Build the site with our search or with Material's; its folder, and the seconds that it took."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    options = next(
        (item["paper-notes"] for item in settings["plugins"] if isinstance(item, dict) and "paper-notes" in item), {}
    )
    plugins = [{"paper-notes": {**options, "search": ours}}, *([] if ours else [{"search": _LUNR}])]
    config = {"INHERIT": str(ROOT / "mkdocs.yml"), "plugins": plugins, "site_dir": name}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    print("\n".join(line for line in done.stderr.splitlines() if "Search:" in line))
    return root / name, time.perf_counter() - start


class _Server(ThreadingHTTPServer):
    """Serves a folder and counts the bytes."""

    sent = 0


class _Compressing(SimpleHTTPRequestHandler):
    """Compresses text, as GitHub Pages does."""

    server: _Server

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in (".html", ".js", ".css", ".json", ".svg"):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.server.sent += len(body)
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[_Server]:
    """Serve a folder on a free port of 127.0.0.1."""
    with _Server(("127.0.0.1", 0), partial(_Compressing, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(page: Page, query: str) -> tuple[str, ...]:
    """The notes that the box shows for a query, in order: at least the first ten."""
    _type(page, "")
    page.wait_for_function("() => !document.querySelector('.md-search-result__list > li')", timeout=_PATIENCE)
    _type(page, query)
    page.wait_for_function(_ANSWERED, timeout=_PATIENCE)
    page.wait_for_timeout(300)  # all of the first results
    more = page.locator("button.pn-search__more")
    if more.count():
        more.click()
        page.wait_for_timeout(300)
    links = page.locator(".md-search-result__list > li > a:first-child")
    found = (re.search(r"/papers/([^/]+)/", link) for link in links.evaluate_all("all => all.map(link => link.href)"))
    return tuple(dict.fromkeys(match[1] for match in found if match))


def _type(page: Page, text: str) -> None:
    box = page.locator(".md-search__input")
    box.focus()
    box.fill(text)
    page.keyboard.press("End")  # Material asks at a key, ours when the text changes


def read(browser: Browser, site: Path, queries: Sequence[str]) -> Measured:
    """A reader with a fresh browser on the front page asks one query after the other."""
    with serve(site) as server:
        page = browser.new_context().new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
        before, start = server.sent, time.perf_counter()
        _type(page, queries[0])
        page.wait_for_function(_ANSWERED, timeout=_PATIENCE)
        seconds, sent = time.perf_counter() - start, server.sent
        hits = {query: ask(page, query) for query in queries}
        page.context.close()
    return Measured(hits, (sent - before) / 1000, before / 1000, seconds)


def hold_all(root: Path, queries: Sequence[str], hits: Mapping[str, Sequence[str]]) -> float:
    """Of ten hits for each query, how many hold each of its words."""
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in (root / "paper-notes").glob("*/README.md")}
    return sum(
        all(word in texts[name] for word in query.split()) for query in queries for name in hits[query][:TOP]
    ) / (TOP * len(queries))


_PATIENCE = 180_000
_ANSWERED = """() => {
  const list = document.querySelector('.md-search-result__list');
  const meta = document.querySelector('.md-search-result__meta').textContent;
  return list.children.length > 0 || /没有找到/.test(meta);
}"""


def main(count: int = COUNT, *, compare: bool = True) -> int:
    """Build, ask, compare; 1 where a goal is missed."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name)
        judged = lay_out(root, count)
        six = _DATA["six"]
        queries = [one.query for one in judged] + six
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        runs: dict[str, Measured] = {}
        for label, key, ours in _SEARCHES[: 1 + compare]:
            site, seconds = build(root, f"site{key}", ours=ours)
            print(f"{label}: the site was built in {seconds:.0f} s")
            runs[label] = read(browser, site, queries)
        browser.close()
        held = {label: hold_all(root, six, run.hits) for label, run in runs.items()}
    rows = [
        (label, run.recall(judged), held[label], run.kilobytes, run.kilobytes + run.page_kilobytes, run.seconds)
        for label, run in runs.items()
    ]
    columns = ("search", "recall@10", "six queries", "KB to 1st result", "with the page", "seconds")
    show(f"{len(judged)} queries over {count} synthetic notes, {ANSWERS} answers each", columns, rows)
    hits = runs["Pagefind"].hits
    missed = [one.query for one in judged if not one.answers <= set(hits[one.query][:TOP])]
    print(f"Not all answers among the first ten: {', '.join(missed) or 'none'}")
    numbers: dict[str, float] = {"notes": count, "queries": len(judged)}
    for label, key, _ in _SEARCHES[: 1 + compare]:
        run = runs[label]
        numbers |= {
            f"recall_at_10{key}": run.recall(judged),
            f"six_queries_hits_with_every_word{key}": held[label],
            f"kilobytes_until_first_result{key}": run.kilobytes,
            f"kilobytes_until_first_result_with_page{key}": run.kilobytes + run.page_kilobytes,
            f"seconds_until_first_result{key}": run.seconds,
        }
    return finish("search", numbers, GOALS)


_SEARCHES = (("Pagefind", "", True), ("Material's lunr", "_lunr", False))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="What a search finds and costs.")
    parser.add_argument("count", type=int, nargs="?", default=COUNT, help="number of notes (default: 1000)")
    parser.add_argument("--ours", action="store_true", help="leave out Material's own search")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    sys.exit(main(asked.count, compare=not asked.ours))
