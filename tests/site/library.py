"""A small library of notes for tests: one finished, one draft, with figures drawn here."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

NOTES = Path(__file__).parent / "notes"
FIGURES = {"fig1_arch_overall.png": (1200, 520), "fig2_result_scaling.png": (900, 600)}


def write_library(root: Path) -> Path:
    """Write two notes into `root/paper-notes`: `first` is finished, `second` a draft. The folder of papers."""
    library = root / "paper-notes"
    for note in sorted(NOTES.iterdir()):
        write_note(library, note.name, (note / "README.md").read_text(encoding="utf-8"))
    for name, size in FIGURES.items():
        draw_figure(library / "first" / "images" / name, size)
    return library


def write_note(library: Path, slug: str, text: str) -> Path:
    """Write a note and a paper without a page beside it; the path of the note."""
    folder = library / slug
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    readme = folder / "README.md"
    readme.write_text(text, encoding="utf-8")
    return readme


def write_site(root: Path, project: Path) -> Path:
    """Lay out a project in `root`: the real mkdocs.yml and docs/, and the notes above. The path of mkdocs.yml."""
    write_library(root)
    shutil.copytree(project / "docs", root / "docs")
    return Path(shutil.copy(project / "mkdocs.yml", root))


def draw_figure(path: Path, size: tuple[int, int]) -> None:
    """Draw three boxes and arrows between them."""
    width, height = size
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    box = width // 5
    for index in range(3):
        left = width // 20 + index * (box + width // 8)
        draw.rounded_rectangle((left, height // 3, left + box, 2 * height // 3), 18, "#dbe7f5", "#27548a", 4)
        if index < 2:
            draw.line((left + box, height // 2, left + box + width // 8, height // 2), "#27548a", 5)
    image.save(path)
