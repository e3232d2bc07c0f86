"""A good note in Chinese and one in English, about an invented paper, and that paper."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw

from generator.note.digest import text_hash
from generator.note.document import parse_note
from generator.note.lint import LintSubject, Profile
from generator.note.record import Making, RecordedFact, Sidecar
from generator.paper import (
    Author,
    Box,
    Equation,
    Figure,
    FigureType,
    FloatKind,
    Metadata,
    PageText,
    Paper,
    Reference,
    Section,
)

NOTES = {language: Path(__file__).with_name(f"good.{language}.md").read_text("utf-8") for language in ("zh", "en")}

_PAGE_1 = (
    "Grid Buckets: Clustering Vector Paths in Linear Time",
    "Ada Lind Bo Chen, Institute of Drawings. GeoSys 2024",
    "We propose GridBuckets, a grid for clustering vector paths, with union-find.",
    "1 Introduction. PairScan compares each pair of bounding boxes.",
)
_PAGE_2 = (
    "2 Method. Figure 1 shows the stages: register, compare, join with union-find. 2.1 Registration.",
    "k = ceil(w / s) · ceil(h / s) (1)",
    "2.2 Design. A quadtree splits nodes. 2.3 Joining. The total time is T (n) = O(m α(n)) (2)",
)
_PAGE_3 = (
    "3 Implementation. The limit is 64 cells and the tolerance 3 points.",
    "4 Experiments. Maps: GridBuckets 0.21 s, PairScan 19.4 s. With the maximum: 1.7 s. Figure 2 scaling.",
    "Table 1: Seconds per page. Table 2: Side of the cell.",
    "5 Limitations. All boxes are large. References [1] A. Bell. Pairs. 2001.",
)
_BOX = Box(50, 50, 300, 200)


def paper() -> Paper:
    """The invented paper."""
    headings = (
        ("1", "Introduction", 1),
        ("2", "Method", 2),
        ("2.1", "Registration", 2),
        ("2.2", "Design", 2),
        ("2.3", "Joining", 2),
        ("3", "Implementation", 3),
        ("4", "Experiments", 3),
        ("5", "Limitations", 3),
    )
    return Paper(
        sha256="0" * 64,
        page_count=3,
        metadata=Metadata(
            title="Grid Buckets: Clustering Vector Paths in Linear Time",
            authors=(Author("Ada Lind", "Institute of Drawings"), Author("Bo Chen", "Institute of Drawings")),
            venue="GeoSys",
            year=2024,
        ),
        sections=tuple(
            Section(number, title, number.count(".") + 1, page, page, f"{title}.") for number, title, page in headings
        ),
        figures=(
            Figure(2, FloatKind.FIGURE, "1", _BOX, "Figure 1: The stages of GridBuckets.", type=FigureType.ARCH),
            Figure(3, FloatKind.FIGURE, "2", _BOX, "Figure 2: Time over the number of paths."),
            Figure(3, FloatKind.TABLE, "1", _BOX, "Table 1: Seconds per page."),
            Figure(3, FloatKind.TABLE, "2", _BOX, "Table 2: Side of the cell."),
        ),
        equations=(Equation("1", 2, _BOX, "k = dw/sedh/se"), Equation("2", 2, _BOX, "T (n) = O(m α(n))")),
        references=(Reference("1", "A. Bell. Pairs. 2001.", 3),),
        pages=tuple(
            PageText(number, 612, 792, paragraphs) for number, paragraphs in enumerate((_PAGE_1, _PAGE_2, _PAGE_3), 1)
        ),
    )


def write_note(library: Path, text: str | bytes, *, slug: str = "grid-buckets", image: bool = True) -> Path:
    """A paper's folder with that note, an empty PDF, and the image that the good notes show."""
    folder = library / "paper-notes" / slug
    (folder / "images").mkdir(parents=True)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "README.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    if image:
        draw(folder / "images" / "fig1_arch_pipeline.png")
    return folder


def draw(path: Path, width: int = 640, height: int = 240) -> None:
    """A small picture with something on it."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    shake = random.Random(0)
    for x in range(10, width - 60, 90):
        pen.rectangle((x, 40 + shake.randrange(20), x + 60, 150), outline="black", width=3)
    image.save(path)


def recorded(text: str) -> Sidecar:
    """A whole record of a note that a model wrote."""
    sections = {section.heading: text_hash(section.body) for section in parse_note(text).sections}
    facts = (RecordedFact("F1", "逐对比较每一对。", ("PairScan compares each pair of bounding boxes",), 1),)
    return Sidecar(
        pdf="0" * 64,
        tool="paper-notes 1",
        writer="a-model",
        language="zh",
        created="2026-01-01",
        readme=text_hash(text),
        sections=sections,
        usage={"calls": 2, "input_tokens": 1, "output_tokens": 1, "cost_usd": 0.1},
        making=Making("0" * 12, "0" * 64, {"plan": "end_turn", "method": "end_turn"}, facts),
    )


def subject(folder: Path, with_paper: bool = True, profile: Profile | None = None) -> LintSubject:
    """The note in that folder, with the invented paper."""
    return LintSubject.read(folder, paper() if with_paper else None, profile)
