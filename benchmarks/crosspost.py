"""Cross-posting: what reaches each platform of notes that use everything, what a note takes, and what other tools do.

The other tools are installed once, below .cache/peers/ (see crosspost_peers.py); without a network the table is ours.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from lxml import html as lxml_html

from benchmarks import crosspost_peers as peers
from benchmarks.corpus import write_corpus
from benchmarks.report import PAPERS, Goal, finish, show
from plugins.crosspost.export import FILES, Posts, Settings, export_note
from plugins.crosspost.fidelity import expected
from plugins.crosspost.findings import Platform
from plugins.crosspost.inventory import of_article
from plugins.crosspost.math import Typesetter
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import ListBlock, walk_article
from tests.plugins.crosspost.site_markdown import render

ROOT = Path(__file__).parent.parent
EVERYTHING = ROOT / "tests" / "plugins" / "crosspost" / "notes" / "everything.md"
NASTY = Path(__file__).parent / "notes"
SAMPLE = PAPERS.parent / "crosspost" / "sample" / "README.md"
ADDRESS = "https://notes.example/papers/a/"
RUNS = 5
MANY = 1000
GOALS = (
    Goal("formulas_right_share", least=1),
    Goal("broken_rules", most=0),
    Goal("leftovers", most=0),
    Goal("milliseconds_a_note", most=150),
    Goal("cpu_seconds_for_1000_notes", most=90),
    Goal("cpu_seconds_for_1000_notes_again", most=90),
)
COLUMNS = ("note", "formulas", "公众号", "知乎", "掘金", "tables", "lists", "notes", "errors", "left over")
SPEED = ("characters", "first ms", "again ms")


@dataclass(frozen=True, slots=True)
class Measured:
    """A note's exports; milliseconds with its formulas new to the engine, and with them known."""

    name: str
    markdown: str
    posts: Posts
    first: float
    again: float

    @property
    def formulas(self) -> int:
        """Formulas of the page."""
        return self.posts.counts["formulas"]

    def right(self, platform: Platform) -> int:
        """Formulas that the platform's engine takes and that the gate finds in the export."""
        rules = {Platform.WECHAT: "W35", Platform.ZHIHU: "Z2 Z5", Platform.JUEJIN: "J3"}[platform].split()
        wrong = [f for f in self.posts.errors if f.platform is platform and f.rule in rules]
        return self.formulas - len(wrong)

    def leftovers(self) -> int:
        """Classes, ids and links that WeChat drops."""
        root = lxml_html.fragment_fromstring(self.posts.files()["wechat.html"])
        hrefs = [href for href in root.xpath("//@href") if not str(href).startswith("https://mp.weixin.qq.com/")]
        return len(root.xpath("//@class | //@id")) + len(hrefs)


def notes() -> Iterator[tuple[str, str]]:
    """Name and Markdown: the sample where it is, the note with everything, twelve nasty ones, and our own notes."""
    if SAMPLE.is_file():
        yield "sample", SAMPLE.read_text(encoding="utf-8").split("---\n", 2)[2]
    for path in (EVERYTHING, *sorted(NASTY.glob("*.md"))):
        yield path.stem, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "paper-notes").glob("*/README.md")):
        yield path.parent.name[:20], path.read_text(encoding="utf-8")


def measure(name: str, markdown: str, typesetter: Typesetter) -> Measured:
    """Export a note once with its formulas new, then a few times more."""
    source = Source("a", "题", "摘要。", ("注意力",), render(markdown), markdown, ADDRESS)
    settings = Settings(load_theme("plain"), base=ADDRESS)
    start = time.process_time()
    posts = export_note(source, settings, typesetter)
    posts.files()
    between = time.process_time()
    for _ in range(RUNS):
        export_note(source, settings, typesetter).files()
    return Measured(name, markdown, posts, 1000 * (between - start), 1000 * (time.process_time() - between) / RUNS)


def row(measured: Measured) -> tuple[object, ...]:
    """A note's line of the table."""
    article = measured.posts.article
    lists = sum(isinstance(node, ListBlock) for node in walk_article(article))
    right = (measured.right(platform) for platform in Platform)
    wechat = measured.posts.files()["wechat.html"]
    return (
        *(measured.name, measured.formulas, *right, measured.posts.counts["tables"], lists, len(article.footnotes)),
        *(len(measured.posts.errors), measured.leftovers(), len(wechat), measured.first, measured.again),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A tool over all notes: how many it gave up, formulas and tables that arrive, what it leaves over, its size."""

    name: str
    gave_up: int
    right: int
    tables: int
    leftovers: int
    raw: int
    characters: int
    seconds: float


def compare_ours(done: Sequence[Measured]) -> Iterator[Compared]:
    """Our export for each platform."""
    for platform in Platform:
        yield Compared(
            f"ours, {platform.label}",
            0,
            sum(one.right(platform) for one in done),
            sum(len(expected(one.posts.article, platform).tables) for one in done),
            sum(one.leftovers() for one in done) if platform is Platform.WECHAT else 0,
            0,
            sum(len(one.posts.files()[FILES[platform]]) for one in done),
            sum(one.first for one in done) / 1000 / len(Platform) / len(done),
        )


def compare_peers(done: Sequence[Measured]) -> Iterator[Compared]:
    """Each peer that is installed, over the same notes."""
    with tempfile.TemporaryDirectory() as folder:
        for peer in peers.peers():
            tried = [_attempt(peer, one, Path(folder)) for one in done]
            yield Compared(
                f"{peer.name}, {peer.platform.label}",
                sum(one.right is None for one in tried),
                sum(one.right or 0 for one in tried),
                sum(one.tables for one in tried),
                sum(one.leftovers for one in tried),
                sum(one.raw for one in tried),
                sum(one.characters for one in tried),
                sum(one.seconds for one in tried) / len(tried),
            )


def _attempt(peer: peers.Peer, one: Measured, folder: Path) -> peers.Tried:
    drawings = peers.glyphs_of(one.posts.files()["wechat.html"])
    return peers.attempt(peer, one.markdown, of_article(one.posts.article), drawings, folder)


def export_many() -> tuple[float, float]:
    """CPU seconds of `crosspost export`, which is one process, over synthetic notes: all new, and nothing changed."""
    command = [str(Path(sysconfig.get_path("scripts"), "crosspost")), "export", "--to", "posts"]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_corpus(root / "paper-notes", MANY)
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text("# a\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\n", encoding="utf-8")
        times = []
        for _ in range(2):
            before = _cpu_of_children()
            subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, check=True)
            times.append(_cpu_of_children() - before)
    return times[0], times[1]


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Print the tables, and say whether the goals hold."""
    peers.install()
    with Typesetter() as typesetter:
        measure("warm-up", "$x$", typesetter)
        done = [measure(name, markdown, typesetter) for name, markdown in notes()]
    show(
        "Formulas of a note, those that are right on each platform, and what else there is",
        (*COLUMNS, *SPEED),
        map(row, done),
    )
    compared = [*compare_ours(done), *compare_peers(done)]
    columns = ("tool", "gave up", "formulas", "tables", "left over", "raw marks", "characters", "s a note")
    formulas, tables = (sum(one.posts.counts[kind] for one in done) for kind in ("formulas", "tables"))
    title = f"The same {len(done)} notes, with {formulas} formulas and {tables} tables, by other tools"
    show(title, columns, map(astuple, compared))
    cold, warm = export_many()
    right = sum(one.right(platform) for one in done for platform in Platform)
    numbers = {
        "notes": float(len(done)),
        "formulas_right_share": right / len(Platform) / formulas,
        "broken_rules": float(sum(len(one.posts.errors) for one in done)),
        "leftovers": float(sum(one.leftovers() for one in done)),
        "cpu_seconds_for_1000_notes": cold,
        "cpu_seconds_for_1000_notes_again": warm,
        "milliseconds_a_note": max(one.again for one in done),
        "milliseconds_a_note_with_new_formulas": max(one.first for one in done),
    }
    numbers |= {f"{one.name}: formulas right": float(one.right) for one in compared}
    return finish("crosspost", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main())
