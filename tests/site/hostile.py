"""Notes that attack from every place that a note has, and what none of the outputs may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from tests.site.library import FIGURES, draw_figure, write_note

VECTORS = tuple((Path(__file__).parent / "vectors.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
"""One attack a line; each calls `canary()`, or loads something from evil.example."""

FIELDS = 11
"""Places of a note outside of its running text that an attack is put into."""

NOTE = """# {0} 题

> **论文**：{1} Paper\\
> **作者**：{2} 等\\
> **发表**：{3} ICML 2024\\
> **阅读时长**：约 3 分钟\\
> **难度**：⭐⭐ (需要 {4})\\
> **前置知识**：概率、{5}\\
> **标签**：{6}

## TL;DR

{7} 一句。

## {8} 方法

![{9}](images/fig1_arch_overall.png)

**图示内容**：{10}

**关键信息**：

- 一项

"""
_SPLIT = re.compile("[、，,;；|]")
ATTACKS = Path(__file__).with_name("attacks.js").read_text(encoding="utf-8")
"""A function for a browser: a list of HTML documents -> of each what attacks in it."""


def write_hostile_notes(library: Path) -> None:
    """Write notes so that each vector stands in the running text, and every second one in a field too."""
    notes = ceil(len(VECTORS) / (2 * FIELDS))
    for number in range(notes):
        vectors = VECTORS[number::notes]  # those with many tags stand together, and a note may hold so many
        named = (*vectors[::2], *(["x"] * FIELDS))
        turned = named[number % FIELDS : FIELDS] + named[: number % FIELDS]
        fields = [_in_list(text) if place in (2, 5, 6) else text for place, text in enumerate(turned)]
        write_note(library, f"hostile-{number:02}", NOTE.format(*fields) + "\n".join(_body(vectors)))
        draw_figure(library / f"hostile-{number:02}" / "images" / next(iter(FIGURES)), (300, 200))


def _in_list(text: str) -> str:
    """A vector where names stand, which marks would part."""
    return _SPLIT.sub(" ", text)


def _body(vectors: Sequence[str]) -> Iterator[str]:
    for place, vector in enumerate(vectors):
        cell = vector.replace("|", "\\|")
        tex = vector.strip("$").replace("$", "")
        yield f"### {vector} 节\n\n{vector}\n\n字 {vector} 字\n\n- 项 {vector}\n    - {vector}\n\n> {vector}\n"
        yield f"| a | b |\n| --- | --- |\n| {cell} | 字 |\n\n*{vector}* **{vector}** [{vector}](x) ![{vector}](y.png)\n"
        address = vector.replace(" ", "%20")
        yield f"```html\n{vector}\n```\n\n`` {vector} ``\n\n$x {tex}$\n\n$$\n{tex}\n$$\n\n[链]({address})\n"
        yield f"[参][{place}] 注[^{place}]\n\n[{place}]: {vector}\n\n[^{place}]: {vector}\n"
