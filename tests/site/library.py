"""A small library of notes for tests: one finished, one draft, with figures drawn here."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from generator.note.digest import text_hash

NOTES = Path(__file__).parent / "notes"
POSTS = f"""
wechat: {{url: https://mp.weixin.qq.com/s/abc, date: 2026-11-20, sha256: {"0" * 64}}}
zhihu: {{url: https://zhuanlan.zhihu.com/p/1}}
"""
"""Where a note has been posted."""
THREE = """\
title: 两篇与一篇
description: 试读。
sections:
  - title: 已有
    papers:
      - {title: Grid Attention, year: 2024, venue: ICML, link: https://example.org/a, note: first, formula: 'O(n)'}
      - {title: Not There Yet, year: 2023, venue: ACL, link: https://example.org/b, reason: 为什么}
  - title: 草稿
    papers:
      - {title: Clustering Paths on a Grid, year: 2024, venue: arXiv, link: https://arxiv.org/abs/2401.01234}
"""
"""A reading list: two of its three papers have a note."""
FIGURES = {"fig1_arch_overall.png": (1200, 520), "fig2_result_scaling.png": (900, 600)}


def write_library(root: Path) -> Path:
    """Write two notes into `root/paper-notes`: `first` is finished, `second` a draft. The folder of papers."""
    library = root / "paper-notes"
    for note in sorted(NOTES.iterdir()):
        write_note(library, note.name, (note / "README.md").read_text(encoding="utf-8"))
    for name, size in FIGURES.items():
        draw_figure(library / "first" / "images" / name, size)
    return library


# slug, title, paper, publication, stars, prerequisites, the author's own lines
SHELF = (
    (
        "attention",
        "Attention Is All You Need：只用注意力",
        "Attention Is All You Need",
        "NIPS 2017",
        3,
        "attention、编码器-解码器",
        ("arXiv", "arXiv:1706.03762"),
    ),
    (
        "bert",
        "BERT：双向预训练",
        "BERT: Pre-training",
        "NAACL 2019",
        3,
        "Transformer、预训练",
        ("标签", "大模型"),
    ),
    ("lora", "LoRA：低秩适配", "LoRA: Low-Rank Adaptation", "ICLR 2022", 4, "Transformer 架构、BERT、矩阵分解", None),
    ("ppo", "PPO：近端策略优化", "Proximal Policy Optimization", "arXiv:1707.06347 (2017-07)", 3, "RLHF", None),
    ("instructgpt", "InstructGPT：听从指令", "Training language models", "NeurIPS 2022", 4, "PPO", ("讲解", "RLHF")),
)


def write_shelf(root: Path) -> Path:
    """The library above and more: notes that build on one another, two in a circle, a translation, evidence."""
    library = write_library(root)
    for slug, title, paper, publication, stars, needs, extra in SHELF:
        extras = f"\\\n> **{extra[0]}**：{extra[1]}" if extra else ""
        text = f"""# {title}

> **论文**：{paper}\\
> **作者**：A. Author\\
> **发表**：{publication}\\
> **阅读时长**：约 {4 * stars} 分钟\\
> **难度**：{"⭐" * stars} (需要基础)\\
> **前置知识**：{needs}{extras}

## TL;DR

{title}，这篇笔记说明它的动机与做法。

![整体架构](images/fig1_arch_overall.png)
"""
        write_note(library, slug, text)
        draw_figure(library / slug / "images" / "fig1_arch_overall.png", (1200, 520))
    shutil.copy(NOTES.parent / "english.md", library / "first" / "README.en.md")
    write_evidence(library / "first")
    return library


def write_evidence(folder: Path) -> None:
    """evidence.json of a note as the program writes it: its numbers with the pages of the paper."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    items = [
        {"line": number, "kind": "number", "text": found, "page": page}
        for number, line in enumerate(text.split("\n"), 1)
        for found, page in (("8192", 2), ("6.1", 5), ("0.2", 6), ("18.4", 7))
        if found in line and "$" not in line
    ]
    record = {"schema": 1, "note": text_hash(text), "paper": "0" * 64, "impossible": None, "items": items}
    (folder / "evidence.json").write_text(json.dumps(record), encoding="utf-8")


def write_note(library: Path, slug: str, text: str) -> Path:
    """Write a note and a paper without a page beside it; the path of the note."""
    folder = library / slug
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    readme = folder / "README.md"
    readme.write_text(text, encoding="utf-8")
    return readme


def write_site(root: Path, project: Path, write: Callable[[Path], Path] = write_library) -> Path:
    """Lay out a project in `root`: the real mkdocs.yml and docs/, and notes. The path of mkdocs.yml."""
    write(root)
    shutil.copytree(project / "docs", root / "docs")
    return Path(shutil.copy(project / "mkdocs.yml", root))


def write_lean_site(root: Path, project: Path) -> Path:
    """The same without posts and search, for tests of neither: a build takes half the time."""
    settings = write_site(root, project)
    text = re.sub(r"^  - (crosspost|schedule\.md)\b.*\n", "", settings.read_text(encoding="utf-8"), flags=re.M)
    (root / "docs" / "schedule.yml").unlink()
    settings.write_text(text.replace("- paper-notes\n", "- paper-notes:\n      search: false\n"), encoding="utf-8")
    return settings


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
