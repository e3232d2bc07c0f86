"""How long an author waits: from saving a note to seeing it, under `paper-notes serve SLUG` among 10,000 notes.

`python -m benchmarks.author 1000` takes another number of notes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.corpus import slug
from benchmarks.report import Goal, finish, show
from benchmarks.site import Site, lay_out

COUNT = 10_000
SAVES = 7
PATIENCE = 120.0
GOALS = (Goal("median_seconds_from_save_to_page", most=2.0),)


@contextmanager
def serve(root: Path, name: str) -> Iterator[str]:
    """Serve one note of a project as its author does; the address of its page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=root, env={**os.environ, "PAPER_NOTES_ONLY": name})
    try:
        yield f"http://127.0.0.1:{port}/papers/{name}/"
    finally:
        process.terminate()
        process.wait()


def wait_for(words: str, address: str) -> float:
    """Seconds until the page says the words."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.05)
    raise SystemExit(f"“{words}” did not come to stand on {address}")


def main(count: int = COUNT) -> int:
    """Measure, print, write; 1 where a goal is missed."""
    name = slug(count // 2)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_out(root, count, Site.ALL)
        readme = root / "paper-notes" / name / "README.md"
        text = readme.read_text(encoding="utf-8")
        with serve(root, name) as address:
            start = wait_for("核心方法", address)
            waits = []
            for number in range(SAVES):
                time.sleep(1)
                readme.write_text(f"{text}\n第 {number} 次修改。\n", encoding="utf-8")
                waits.append(wait_for(f"第 {number} 次修改。", address))
    show(
        f"An author among {count} notes",
        ("", "s"),
        [("until the first page", start), ("from save to page, median", median(waits)), ("slowest", max(waits))],
    )
    numbers = {
        "notes": count,
        "seconds_until_first_page": start,
        "median_seconds_from_save_to_page": median(waits),
        "slowest_seconds_from_save_to_page": max(waits),
    }
    return finish("author", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) if len(sys.argv) > 1 else main())
