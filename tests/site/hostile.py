"""Notes that attack from every place that a note has, and what none of the outputs may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

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
_LOADING = frozenset(
    ("src", "poster", "background", "data", "ping", "srcset", "srcdoc", "formaction", "action", "style")
)
_ADDRESSES = _LOADING | {
    "href",
    "xlink:href",
    "cite",
    "longdesc",
    "manifest",
    "codebase",
    "dynsrc",
    "lowsrc",
    "values",
    "to",
}
_SCHEMES = (
    "javascript:",
    "vbscript:",
    "livescript:",
    "mocha:",
    "view-source:",
    "file:",
    "blob:",
    "data:text",
    "data:image/svg",
)
_HARMLESS = ("canonical", "prev", "next", "alternate")
"""Links that load nothing; an address made of an attack's letters is only an address."""
_FRAMES = frozenset(("iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "template", "style"))


def write_hostile_notes(library: Path) -> None:
    """Write notes so that each vector stands in the running text, and every second one in a field too."""
    for number, start in enumerate(range(0, len(VECTORS), 2 * FIELDS)):
        vectors = VECTORS[start : start + 2 * FIELDS]
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


def attacks(html: str) -> list[str]:
    """What of an HTML document, read as a browser reads it, would run, load or take the place of the site's own."""
    document = html5lib.parse(html, namespaceHTMLElements=False)
    return [found for element in document.iter() if isinstance(element.tag, str) for found in _of_element(element)]


def _of_element(element: Element) -> Iterator[str]:
    tag = re.sub(r"^\{.*\}", "", str(element.tag)).lower()
    said = "".join(element.itertext()) + "".join(str(value) for value in element.attrib.values())
    if tag == "script" and "canary" in said and element.get("type") != "application/ld+json":
        yield f"<script> {said[:80]}"
    if tag in _FRAMES and ("canary" in said or "evil.example" in said):
        yield f"<{tag}> {said[:80]}"
    if tag == "link" and ("canary" in said or "evil.example" in said) and element.get("rel") not in _HARMLESS:
        yield f"<link> {said[:80]}"
    if tag == "meta" and str(element.get("http-equiv", "")).lower() in ("refresh", "set-cookie"):
        yield f"<meta> {said[:80]}"
    for key, value in element.attrib.items():
        name = re.sub(r"^\{.*\}", "", str(key)).lower()
        address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
        if name.startswith("on"):
            yield f"<{tag} {name}={value[:60]}>"
        if name in _ADDRESSES and address.startswith(_SCHEMES):
            yield f"<{tag} {name}={value[:60]}>"
        if name in _LOADING and "//evil.example" in address and tag != "a":
            yield f"<{tag} {name}={value[:60]}>"
        if name == "style" and re.search("expression|javascript|fixed|binding|behavior", address):
            yield f"<{tag} {name}={value[:60]}>"
