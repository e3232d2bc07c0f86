"""How many corrupted facts the check of a note against its PDF catches, kind by kind; how many honest ones it flags.

Honest passages (tests/data/grounding, written from the papers) are corrupted one fact at a time, with a fixed seed. A
corruption is caught where the check reports something on its line that it did not report before. The passages in
`held-out/` are of papers that the rules were not made by: they are measured apart. The whole notes of tests/data/notes,
which are right too, are not corrupted: what the check reports of them is false.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.corruptions import KINDS, NUMBERS, Corruption, Passage
from benchmarks.report import PAPERS, Goal, finish, show
from generator.extraction.cache import read_paper
from generator.note.blocks import Block, build_blocks
from generator.note.document import parse_tokens
from generator.note.grounding.ground import Grounder
from generator.note.grounding.index import PaperIndex
from generator.note.grounding.items import Item

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "tests" / "data" / "notes"
PASSAGES = ROOT / "tests" / "data" / "grounding"
OWN = ROOT / "paper-notes" / "path-clustering"
CACHE = ROOT / ".cache" / "papers"
COUNT = 1000
SEED = 20260101
GOALS = (
    Goal("numbers_caught", least=0.99),
    Goal("all_caught", least=0.95),
    Goal("honest_flagged", most=0.02),
    Goal("held_out_honest_flagged", most=0.02),
    Goal("notes_flagged", most=0.02),
    Goal("corruptions", least=COUNT),
)


def blocks(text: str) -> tuple[Block, ...]:
    """A passage's blocks without the header of a note."""
    found = build_blocks(parse_tokens(text))
    header = next((b for b in found if b.type == "blockquote"), None) if text.startswith("# ") else None
    return tuple(block for block in found if block is not header)


def passages(folder: Path) -> Iterator[Passage]:
    """The passages of a folder whose papers are here."""
    for note in sorted(folder.glob("*.md")):
        pdf = PAPERS / "papers" / f"{note.stem}.pdf"
        if pdf.is_file():
            yield passage(note, pdf, note.stem)


def passage(note: Path, pdf: Path, name: str) -> Passage:
    """A note, or a piece of one, with its paper."""
    text, grounder = note.read_text("utf-8"), Grounder(PaperIndex(read_paper(pdf, CACHE)))
    return Passage(name, text, grounder, grounder.ground(blocks(text)).items)


def draw(found: list[Passage], count: int) -> Iterator[tuple[Passage, Corruption]]:
    """So many corruptions, the same at each run: as many of each kind as there are, at most an even share and more."""
    shake = random.Random(SEED)
    pools: dict[str, list[tuple[Passage, Corruption]]] = defaultdict(list)
    for passage in found:
        for kind in KINDS:
            for corruption in kind(passage, shake):
                pools[corruption.kind].append((passage, corruption))
    for pool in pools.values():
        shake.shuffle(pool)
    left = count
    for done, (_, pool) in enumerate(sorted(pools.items(), key=lambda pair: len(pair[1]))):
        share = min(len(pool), -(-left // (len(pools) - done)))
        yield from pool[:share]
        left -= share


def is_caught(passage: Passage, corruption: Corruption) -> bool:
    """Whether the changed block has a finding that the honest one has not."""
    return bool(_told(corruption.text, corruption.line, passage.grounder) - _honest(passage, corruption.line))


@cache
def _honest(passage: Passage, line: int) -> Counter[tuple[str, str]]:
    return _told(passage.text, line, passage.grounder)


def _told(text: str, line: int, grounder: Grounder) -> Counter[tuple[str, str]]:
    block = next(block for block in blocks(text) if block.line <= line <= block.end)
    items = grounder.ground((block,)).items
    return Counter((item.breach.rule, item.text) for item in items if item.breach)


def measure(title: str, found: list[Passage], count: int, *, tells: bool) -> dict[str, float]:
    """Corrupt the passages, print what is caught kind by kind, and give the shares; `tells` what is missed."""
    caught: dict[str, list[bool]] = defaultdict(list)
    missed: list[str] = []
    for passage, corruption in draw(found, count):
        caught[corruption.kind].append(is_caught(passage, corruption))
        if not caught[corruption.kind][-1]:
            change = f"{corruption.before!r} -> {corruption.after!r}"
            missed.append(f"{passage.name}:{corruption.line} {corruption.kind}: {change}")
    flagged = [(passage.name, item) for passage in found for item in passage.items if item.breach]
    honest = sum(len(passage.items) for passage in found)
    rows = [(kind, len(results), sum(results), sum(results) / len(results)) for kind, results in sorted(caught.items())]
    show(f"{title}: {len(found)} passages, seed {SEED}", ("kind", "made", "caught", "share"), rows)
    if tells:
        print(*missed, *(_flagged(name, item) for name, item in flagged), sep="\n")
    everything = [result for results in caught.values() for result in results]
    in_numbers = [result for kind in NUMBERS for result in caught[kind]]
    return {
        "numbers_caught": sum(in_numbers) / len(in_numbers),
        "all_caught": sum(everything) / len(everything),
        "honest_flagged": len(flagged) / honest,
        "honest_items": float(honest),
        "corruptions": float(len(everything)),
    }


def _flagged(name: str, item: Item) -> str:
    return f"flagged, though right: {name}:{item.line} {item.text[:60]!r} {item.breach and item.breach.message}"


def false_alarms(found: list[Passage], *, tells: bool) -> dict[str, float]:
    """Print what the check reports of whole notes that are right, and give the share of their items."""
    rows = [(passage.name, len(passage.items), sum(bool(item.breach) for item in passage.items)) for passage in found]
    show("Whole notes, all right", ("note", "items", "flagged"), rows)
    if tells:
        print(*(_flagged(each.name, item) for each in found for item in each.items if item.breach), sep="\n")
    items = [item for passage in found for item in passage.items]
    return {"notes_flagged": sum(bool(item.breach) for item in items) / len(items), "notes_items": float(len(items))}


def main() -> int:
    """Print what is caught, kind by kind, and say whether the goals hold; `--missed`: with all that is wrong."""
    tells = "--missed" in sys.argv
    tuned = [*passages(PASSAGES), passage(OWN / "README.md", OWN / "paper.pdf", OWN.name)]
    numbers = measure("Tuned on", tuned, COUNT, tells=tells)
    if unseen := list(passages(PASSAGES / "held-out")):
        numbers |= false_alarms(list(passages(NOTES)), tells=tells)
        held = measure("Held out", unseen, COUNT // 2, tells=False)
        return finish("grounding", numbers | {f"held_out_{name}": value for name, value in held.items()}, GOALS)
    print("The papers in ../shared are not here: measured on our own paper only.")
    return finish(
        "grounding", numbers, tuple(goal for goal in GOALS if not goal.name.startswith(("held_out", "notes")))
    )


if __name__ == "__main__":
    sys.exit(main())
