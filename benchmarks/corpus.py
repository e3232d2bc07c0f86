"""Synthetic Chinese notes of the size and mixture of real ones: about 12 KB, two figures, formulas, code, tables.

Each note is drawn from a random source of its own number: the same number is the same note in every corpus.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

FIGURES = ("fig1_arch_overall.png", "fig2_result_scaling.png")
_DRAWINGS = 16

_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


def write_corpus(library: Path, count: int) -> None:
    """Write the notes 0 … count - 1, each with two images and a paper that has no page, into `library`."""
    for number in range(count):
        folder = library / slug(number)
        (folder / "images").mkdir(parents=True)
        for place, name in enumerate(FIGURES):
            (folder / "images" / name).write_bytes(_drawing((number + place) % _DRAWINGS))
        (folder / "paper.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        (folder / "README.md").write_text(note(number), encoding="utf-8")


def slug(number: int) -> str:
    """The folder of a note."""
    return f"synthetic-{number:05}"


def note(number: int) -> str:
    """The Markdown of a note: nine sections, a link to the note before."""
    source = random.Random(number)

    def fill(text: str) -> str:
        return text.format(**_words(source))

    def prose(sentences: int) -> str:
        return "".join(
            fill(sentence) for sentence in source.choices(_WORDS["sentences"], k=sentences + source.randint(0, 2))
        )

    parts = [_header(number, source, fill), "## TL;DR", prose(3), *_overview(fill), "## 背景与动机", prose(6), prose(5)]
    if number:
        parts.append(f"相近的问题见另一篇笔记[{fill('{thing}')}](../{slug(number - 1)}/README.md#tldr)。")
    parts += [*_method(fill, prose, source), *_experiments(fill, prose, source), *_rest(fill, prose)]
    return "\n\n".join(parts) + "\n"


def _words(source: random.Random) -> dict[str, object]:
    thing, other = source.sample(_WORDS["things"], 2)
    return {
        "thing": thing,
        "other": other,
        "method": source.choice(_WORDS["methods"]),
        "task": source.choice(_WORDS["tasks"]),
        "data": source.choice(_WORDS["data"]),
        "base": source.choice(_WORDS["bases"]),
        "drop": f"{source.uniform(0.2, 9.8):.1f}",
        "part": source.randint(2, 6),
        "sub": source.randint(1, 5),
        "n": source.randint(1, 9),
        "steps": source.choice((64, 128, 512, 1000, 4096)),
        "name": source.choice(("grid", "gate", "route", "merge", "probe", "scan")),
        "surname": source.choice(_WORDS["surnames"]),
    }


def _header(number: int, source: random.Random, fill: Callable[[str], str]) -> str:
    stars = source.randint(1, 5)
    needs = "、".join(source.sample(_WORDS["needs"], source.randint(2, 5)))
    title = fill("{method}：让{thing}适应{task}")
    lines = (
        fill(f"**论文**：{{base}} with {{name}} No. {number}: A Synthetic Study on {{data}}"),
        fill("**作者**：A. {surname}、B. Writer 等"),
        f"**发表**：{source.choice(_WORDS['venues'])} {source.randint(2014, 2026)}",
        f"**阅读时长**：约 {source.randint(8, 25)} 分钟",
        f"**难度**：{'⭐' * stars} (需要{needs.split('、')[0]})",
        f"**前置知识**：{needs}",
    )
    return f"# {title}（{number}）\n\n" + "\\\n".join(f"> {line}" for line in lines)


def _overview(fill: Callable[[str], str]) -> list[str]:
    points = "\n".join(f"{n}. 用{fill('{method}')}改进{fill('{thing}')}，在 {fill('{data}')} 上验证" for n in (1, 2, 3))
    problem = fill("**问题**：{thing}在{task}里的代价过高，而{other}又不能直接套用。")
    return [
        "## 论文概述",
        problem,
        fill("**方案**：以{method}代替全局比较，保留 {base} 的其余部分。"),
        "**贡献**：",
        points,
    ]


def _method(fill: Callable[[str], str], prose: Callable[[int], str], source: random.Random) -> list[str]:
    parts = ["## 核心方法", "### 整体架构", *_figure(FIGURES[0], fill), prose(4)]
    for _ in range(3):
        formula = fill(source.choice(_WORDS["formulas"]))
        terms = fill("其中：\n\n- $\\theta$：{method}的参数\n- $x_t$：第 $t$ 步的输入\n- $\\tau_{n}$：温度，取 {drop}")
        parts += [fill("### {method}与{thing}"), prose(4), f"$$\n{formula}\n$$", terms, prose(2)]
    return [*parts, "#### 代码实现", fill(_WORDS["code"])]


def _experiments(fill: Callable[[str], str], prose: Callable[[int], str], source: random.Random) -> list[str]:
    rows = "\n".join(fill("| {method} | $O(n^{sub})$ | {drop} | {steps} |") for _ in range(source.randint(4, 8)))
    table = f"| 方法 | 复杂度 | 误差 | 步数 |\n| --- | :---: | ---: | ---: |\n{rows}"
    return ["## 实验分析", prose(3), table, *_figure(FIGURES[1], fill), prose(4)]


def _figure(name: str, fill: Callable[[str], str]) -> list[str]:
    points = "\n".join(fill("- {method}的步数为 {steps}，误差 {drop}") for _ in range(3))
    content = fill("**图示内容**：输入经{method}后进入{thing}模块，再与 {base} 的输出相加。")
    return [
        f"![{fill('{method}')}的示意](images/{name})",
        content,
        "**关键信息**：",
        points,
        fill("**与正文对应**：第 {part}.{sub} 节"),
    ]


def _rest(fill: Callable[[str], str], prose: Callable[[int], str]) -> list[str]:
    parts = ["## 深度理解问答"]
    for number in (1, 2, 3):
        parts += [fill(f"### Q{number}: 为什么{{method}}对{{thing}}有效？"), prose(4)]
    steps = fill("- 数据：{data}\n    - 清洗：去掉重复的样本\n    - 划分：{steps} 条用于验证\n- 模型：{base}")
    points = fill("### 核心贡献\n\n- {method}的线性代价\n- {thing}的误差上界\n\n### 局限\n\n- 只在{task}上验证")
    return [*parts, "## 复现要点", prose(2), steps, "## 相关工作", prose(4), "## 总结", points, prose(2)]


@lru_cache(maxsize=_DRAWINGS)
def _drawing(number: int) -> bytes:
    """A diagram of boxes and lines as PNG, some ten kilobytes."""
    source = random.Random(number)
    image = Image.new("RGB", (1200, 520 + 20 * number), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(16):
        x, y = source.randrange(1100), source.randrange(480)
        draw.rounded_rectangle((x, y, x + 90, y + 40), 8, f"hsl({source.randrange(360)}, 50%, 85%)", "#27548a", 2)
        draw.line((x, y, source.randrange(1200), source.randrange(520)), "#888888", 2)
    file = BytesIO()
    image.save(file, "png", optimize=True)
    return file.getvalue()
