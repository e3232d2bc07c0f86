"""FIG: the images of a note and the three-part block below each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.note.anchors import AnchorKind, find_anchors
from generator.note.blocks import LISTS, Block, Lead
from generator.note.lint.pictures import problems_of_file
from generator.note.lint.registry import EVERYWHERE, FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.rules.links import stays_inside
from generator.note.lint.subject import LintSubject
from generator.note.lint.terms import terms
from generator.paper import Figure, FigureType, FloatKind

# Labels as printed, lower-cased, without dots: 3, a1 (A.1), iv (IV), with the letter of a sub-figure.
NAME = re.compile(
    r"(?P<prefix>fig|tab|alg|eq)(?P<label>[a-z]{0,2}\d+|[ivx]{1,5}|[a-z])(?P<part>[a-z])??"
    r"_(?P<type>arch|method|result|ablation|compare)_(?P<description>[a-z0-9]+(?:-[a-z0-9]+)*)\.png"
)
_KINDS = {"fig": FloatKind.FIGURE, "tab": FloatKind.TABLE, "alg": FloatKind.ALGORITHM}
_METHOD_TYPES = {FigureType.ARCH, FigureType.METHOD}
_MOST_IMAGES = 8
_LEAST_KEYS = 2
_EMPTY_ALT = re.compile(r"\s*(?:image|img|figure|picture|图片?|插图)?\s*", re.I)
_ENOUGH_FIGURES, _LEAST_SHOWN = 3, 2


def _local(subject: LintSubject, src: str) -> bool:
    name = src.removeprefix("images/")
    return src.startswith("images/") and "/" not in name and bool(name) and stays_inside(subject.folder, src)


@rule(
    "FIG-01",
    E,
    zh="图片存在, 为 PNG, 宽至少 600 像素 (或 200 dpi), 不超过 2 MB, 不空白",
    profiles=EVERYWHERE,
)
def image_files(subject: LintSubject) -> Iterator[Problem]:
    """An image exists, is a PNG, 600 px wide at least (or of 200 dpi), 2 MB at most, not blank."""
    seen: set[str] = set()
    for image in subject.images:
        if image.src not in seen and _local(subject, image.src):
            formula = image.src.startswith("images/eq")
            for message, way_out in problems_of_file(subject.folder / image.src, any_width=formula):
                yield Problem(image.line, f"{image.src}: {message}", way_out)
        seen.add(image.src)


@rule(
    "FIG-02",
    E,
    zh="图片名为 fig{序号}_{arch|method|result|ablation|compare}_{简述}.png (表格 tab, 算法 alg, 公式 eq)",
)
def image_names(subject: LintSubject) -> Iterator[Problem]:
    """An image is called fig{n}_{arch|method|result|ablation|compare}_{desc}.png (tab, alg, eq likewise)."""
    for image in subject.images:
        name = image.src.rpartition("/")[2]
        if not NAME.fullmatch(name):
            yield Problem(image.line, f"the image is called “{name}”.", "Rename it like fig1_arch_overall.png.")


@rule(
    "FIG-03",
    E,
    zh="图片路径为 images/文件名, images/ 里没有多余的图片",
    profiles=EVERYWHERE,
)
def image_paths(subject: LintSubject) -> Iterator[Problem]:
    """An image's path is images/<name>; every file in images/ is shown."""
    shown = {image.src.removeprefix("images/") for image in subject.images}
    for image in subject.images:
        if not _local(subject, image.src):
            yield Problem(image.line, f"the image's path is “{image.src[:60]}”.", "Put it in images/.")
    unused = [path.name for path in subject.image_files if path.name not in shown]
    if unused:
        names = ", ".join(unused[:3]) + (f" and {len(unused) - 3} more" if unused[3:] else "")
        yield Problem(
            len(subject.lines), f"images/ holds what the note doesn't show: {names}.", "Show or delete it.", W
        )


@rule(
    "FIG-04",
    E,
    zh="每张图之后有 **图示内容**、**关键信息** (至少两条)、**与正文对应**",
)
def explained(subject: LintSubject) -> Iterator[Problem]:
    """Below each image: **Content of the Diagram**, **Key Information** (two items), **Correspondence with Text**."""
    labels = subject.labels
    wanted = [labels.figure_content, labels.figure_key, labels.figure_match]
    for image_block, below in _figure_blocks(subject):
        line = image_block.images[-1].line
        leads = [lead for block in (image_block, *below) for lead in block.leads if lead.label in wanted]
        if [lead.label for lead in leads] != wanted:
            found = ", ".join(lead.label for lead in leads) or "nothing"
            order = ", ".join(f"**{label}**" for label in wanted)
            yield Problem(line, f"below the image stands {found}.", f"Write {order}, once each.")
        elif _key_items(below, leads) < _LEAST_KEYS:
            yield Problem(leads[1].line, f"**{wanted[1]}** lists less than two points.", "List what to look at.")


def _figure_blocks(subject: LintSubject) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Each block with an image of a float, and the blocks up to the next heading or image."""
    blocks = subject.blocks
    stops = [i for i, block in enumerate(blocks) if block.images or block.type == "heading"]
    for stop, following in pairwise((*stops, len(blocks))):
        images = blocks[stop].images
        if images and not all(image.src.startswith("images/eq") for image in images):
            yield blocks[stop], blocks[stop + 1 : following]


def _key_items(below: tuple[Block, ...], leads: list[Lead]) -> int:
    between = (block for block in below if leads[1].line < block.line < leads[2].line)
    return sum(len(block.children) for block in between if block.type in LISTS)


@rule(
    "FIG-05",
    E,
    zh="文件名里的序号是论文里的图号",
    needs=Needs.PAPER,
)
def numbers_of_the_paper(subject: LintSubject) -> Iterator[Problem]:
    """The number in an image's name is the figure's in the PDF."""
    assert subject.paper
    for image in subject.images:
        match = NAME.fullmatch(image.src.rpartition("/")[2])
        if match and match["prefix"] in _KINDS and not _figure_of(subject, image.src):
            kind = _KINDS[match["prefix"]]
            known = ", ".join(sorted(subject.paper.labels(kind))) or "none"
            yield Problem(image.line, f"the paper has no {kind} “{match['label']}”.", f"It has: {known}.")


def _figure_of(subject: LintSubject, src: str) -> Figure | None:
    match = NAME.fullmatch(src.rpartition("/")[2])
    if not match or not subject.paper or match["prefix"] not in _KINDS:
        return None
    wanted = {_fold(match["label"]), _fold(match["label"] + (match["part"] or ""))}
    same_kind = (figure for figure in subject.paper.figures if figure.kind is _KINDS[match["prefix"]])
    return next((f for f in same_kind if f.label and not wanted.isdisjoint((_fold(f.label), f.number))), None)


def _fold(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.casefold())


@rule(
    "FIG-06",
    E,
    zh="「与正文对应」指出的章节确实提到该图",
    profiles=FINISHED,
    needs=Needs.PAPER,
)
def corresponds(subject: LintSubject) -> Iterator[Problem]:
    """Correspondence with Text names a section that mentions the figure."""
    for image_block, below in _figure_blocks(subject):
        figure = _figure_of(subject, image_block.images[-1].src)
        leads = [lead for block in below for lead in block.leads if lead.label == subject.labels.figure_match]
        if figure and leads:
            anchors = [anchor for anchor in find_anchors(leads[0].text) if anchor.kind is not AnchorKind.PAGE]
            sections = [anchor.label for anchor in anchors if anchor.kind is AnchorKind.SECTION]
            if not anchors:
                yield Problem(
                    leads[0].line, "no section or figure of the paper is named.", "Write 第 3.2 节 / Section 3.2."
                )
            elif sections and not any(_mentions(subject, label, figure) for label in sections):
                known = ", ".join(figure.sections) or "none"
                yield Problem(leads[0].line, "none of these sections mentions the figure.", f"These do: {known}.")


def _mentions(subject: LintSubject, label: str, figure: Figure) -> bool:
    assert subject.paper
    inside = [section for section in subject.paper.sections if section.number and _within(section.number, label)]
    pages = any(section.page <= figure.page <= section.page_end for section in inside)
    return pages or any(_within(name, label) or _within(label, name) for name in figure.sections)


def _within(number: str, label: str) -> bool:
    return number == label or number.startswith(label + ".")


@rule("FIG-07", E, zh="图片有替代文字", profiles=EVERYWHERE)
def alt_text(subject: LintSubject) -> Iterator[Problem]:
    """An image has a meaningful alt text."""
    for image in subject.images:
        if _EMPTY_ALT.fullmatch(image.alt):
            yield Problem(image.line, f"the image's alt text is “{image.alt}”.", "Say what it shows: `![…](…)`.")


@rule(
    "FIG-08",
    W,
    zh="论文有三幅以上图时至少用两幅, 其中一幅是架构或方法图",
    profiles=FINISHED,
    needs=Needs.PAPER,
)
def shows_what_matters(subject: LintSubject) -> Iterator[Problem]:
    """Of a paper with three figures two are shown, one of them an architecture or method, where it draws one."""
    assert subject.paper
    drawn = {figure.type for figure in subject.paper.figures if figure.kind is FloatKind.FIGURE}
    matches = [NAME.fullmatch(image.src.rpartition("/")[2]) for image in subject.images]
    types = [match["type"] for match in matches if match and match["prefix"] == "fig"]
    if len(subject.paper.labels(FloatKind.FIGURE)) >= _ENOUGH_FIGURES:
        if len(types) < _LEAST_SHOWN:
            yield Problem(1, f"the note shows {len(types)} of the paper's figures.", "Show two at least.")
        if drawn & _METHOD_TYPES and not _METHOD_TYPES & set(types):
            yield Problem(1, "no figure of the architecture or the method is shown.", "Show the one that matters.")


@rule("FIG-09", W, zh="同一张图不重复, 最多八张", profiles=FINISHED)
def not_too_many(subject: LintSubject) -> Iterator[Problem]:
    """No image twice, eight at most."""
    counts = Counter(image.src for image in subject.images)
    last: dict[str, int] = {image.src: image.line for image in subject.images}
    for src, count in counts.items():
        if count > 1:
            yield Problem(last[src], f"“{src}” is shown {count} times.", "Show it once and point to it.")
    if len(counts) > _MOST_IMAGES:
        yield Problem(subject.images[_MOST_IMAGES].line, f"{len(counts)} images are shown.", "Show eight at most.")


@rule(
    "FIG-10",
    W,
    zh="图示内容与原图说明有共同的词",
    profiles=FINISHED,
    needs=Needs.PAPER,
)
def about_the_figure(subject: LintSubject) -> Iterator[Problem]:
    """Content of the Diagram shares a term with the original caption."""
    for image_block, below in _figure_blocks(subject):
        figure = _figure_of(subject, image_block.images[-1].src)
        leads = [lead for block in below for lead in block.leads if lead.label == subject.labels.figure_content]
        if figure and leads and figure.caption:
            own, original = terms(leads[0].text), terms(figure.caption)
            latin = {term for term in own if term.isascii()}
            if own and original and (latin or not _is_latin(original)) and not own & original:
                yield Problem(
                    leads[0].line, "this shares no term with the caption.", f"It reads “{figure.caption[:80]}”."
                )


def _is_latin(words: frozenset[str]) -> bool:
    return all(word.isascii() for word in words)
