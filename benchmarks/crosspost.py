"""Cross-posting: what reaches each platform of notes that use everything, and what time of a core a note takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from benchmarks.report import PAPERS, Goal, finish, show
from plugins.crosspost.export import Posts, Settings, export_note
from plugins.crosspost.findings import Platform, Severity
from plugins.crosspost.math import Typesetter
from plugins.crosspost.source import Source
from plugins.crosspost.theme import load_theme
from plugins.crosspost.tree import ListBlock, walk_article
from tests.plugins.crosspost.site_markdown import render

ROOT = Path(__file__).parent.parent
NASTY = ROOT / "tests" / "plugins" / "crosspost" / "notes"
SAMPLE = PAPERS.parent / "crosspost" / "sample" / "README.md"
ADDRESS = "https://notes.example/papers/a/"
RUNS = 5
GOALS = (
    Goal("formulas_right_share", least=1),
    Goal("broken_rules", most=0),
    Goal("leftovers", most=0),
    Goal("milliseconds_a_note", most=150),
)
COLUMNS = ("note", "formulas", "公众号", "知乎", "掘金", "tables", "lists", "notes", "errors", "left over")
SPEED = ("characters", "first ms", "again ms")


@dataclass(frozen=True, slots=True)
class Measured:
    """A note's exports; milliseconds with its formulas new to the engine, and with them known."""

    name: str
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
    """Name and Markdown: the sample where it is, the note with everything, whole and by section, and our own notes."""
    if SAMPLE.is_file():
        yield "sample", SAMPLE.read_text(encoding="utf-8").split("---\n", 2)[2]
    everything = (NASTY / "everything.md").read_text(encoding="utf-8")
    yield "everything", everything
    for section in everything.split("\n## ")[1:]:
        yield f"  {section.split()[0]}", f"## {section}"
    for path in sorted((ROOT / "paper-notes").glob("*/README.md")):
        yield path.parent.name[:20], path.read_text(encoding="utf-8")


def measure(name: str, markdown: str, typesetter: Typesetter) -> Measured:
    """Export a note once with its formulas new, then a few times more."""
    source = Source("a", "题", "摘要。", ("注意力",), render(markdown), markdown, ADDRESS)
    settings = Settings(load_theme("plain"), base=ADDRESS)
    start = time.process_time()
    posts = export_note(source, settings, typesetter)
    between = time.process_time()
    for _ in range(RUNS):
        export_note(source, settings, typesetter)
    return Measured(name, posts, 1000 * (between - start), 1000 * (time.process_time() - between) / RUNS)


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


def main() -> int:
    """Print the table, and say whether the goals hold."""
    with Typesetter() as typesetter:
        measure("warm-up", "$x$", typesetter)
        done = [measure(name, markdown, typesetter) for name, markdown in notes()]
    show(
        "Formulas of a note, those that are right on each platform, and what else there is",
        (*COLUMNS, *SPEED),
        map(row, done),
    )
    formulas = sum(3 * one.formulas for one in done)
    right = sum(one.right(platform) for one in done for platform in Platform)
    errors = [finding for one in done for finding in one.posts.errors if finding.severity is Severity.ERROR]
    numbers = {
        "notes": float(len(done)),
        "formulas_right_share": right / formulas,
        "broken_rules": float(len(errors)),
        "leftovers": float(sum(one.leftovers() for one in done)),
        "milliseconds_a_note": max(one.again for one in done),
        "milliseconds_a_note_with_new_formulas": max(one.first for one in done),
    }
    return finish("crosspost", numbers, GOALS)


if __name__ == "__main__":
    sys.exit(main())
