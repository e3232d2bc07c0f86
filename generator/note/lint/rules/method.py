"""BG and MET: why the method is needed, and how it works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Language
from generator.note.blocks import DISPLAY_MATH, Part
from generator.note.labels import SectionKey
from generator.note.lint.evidence import normalize, whole_text
from generator.note.lint.registry import FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.lint.terms import names

_ARCHITECTURE = {Language.ZH: "整体架构", Language.EN: "Overall Architecture"}
_ARROW = re.compile(r"→|->|⇒|\\(?:long)?rightarrow|\\to\b")
_INPUT_OUTPUT = re.compile(r"输入|输出|inputs?\b|outputs?\b", re.I)
_DETAILS = re.compile(r"训练|超参|实现|细节|技巧|复杂度|detail|train|hyper|implement|trick|complexity", re.I)
_WHY = re.compile(r"为什么|为何|原因|理由|是因为|设计分析|\bwhy\b|reason|because|rationale", re.I)
_NOT_STATED = re.compile(r"论文未说明|论文未报告|论文没有说明|does not (?:state|report)|not (?:stated|reported)", re.I)


def _modules(subject: LintSubject) -> tuple[Part, ...]:
    section = subject.section(SectionKey.METHOD)
    return section.parts("h3") if section else ()


@rule("BG-01", W, zh="背景点名至少一个论文提到的已有方法", profiles=FINISHED, needs=Needs.PAPER)
def prior_work(subject: LintSubject) -> Iterator[Problem]:
    """The background names a prior method that the paper mentions."""
    section = subject.section(SectionKey.BACKGROUND)
    assert subject.paper
    if section:
        known = whole_text(subject.paper)
        named = (name for block in section.walk() for name in names(block.prose))
        if not any(normalize(name) in known for name in named):
            yield Problem(section.line, "no prior method is named.", "Name what the paper improves on.")


@rule("MET-01", E, zh="核心方法的第一个三级标题是「整体架构」", profiles=FINISHED)
def architecture_first(subject: LintSubject) -> Iterator[Problem]:
    """The first H3 of Core Method is Overall Architecture."""
    section = subject.section(SectionKey.METHOD)
    wanted = _ARCHITECTURE[subject.language]
    first = next(iter(_modules(subject)), None)
    if section and (not first or first.heading.casefold() != wanted.casefold()):
        yield Problem(first.line if first else section.line, "the method doesn't begin with its architecture.",
                      f"Begin it with `### {wanted}`.")  # fmt: skip


@rule("MET-02", E, zh="整体架构有架构图, 或用 → 写出数据流", profiles=FINISHED)
def architecture_shown(subject: LintSubject) -> Iterator[Problem]:
    """Overall Architecture has an image, or a data flow with arrows."""
    for part in _modules(subject)[:1]:
        if not any(block.images or _ARROW.search(block.content) for block in part.walk()):
            yield Problem(
                part.line, "the architecture has neither image nor data flow.", "Show it, or write A → B → C."
            )


@rule("MET-03", W, zh="每个模块有输入输出, 并有公式或代码", profiles=FINISHED)
def modules_complete(subject: LintSubject) -> Iterator[Problem]:
    """Each module says what goes in and out, and has a formula or code."""
    for part in _modules(subject)[1:]:
        if _DETAILS.search(part.heading):
            continue
        blocks = list(part.walk())
        if not any(_INPUT_OUTPUT.search(block.prose) for block in blocks):
            yield Problem(
                part.line, f"“{part.heading}” doesn't say what goes in and out.", "Add 输入输出 / Input and Output."
            )
        inline = {token.type for block in blocks for token in block.inline}
        if "math_inline_double" not in inline and not {"fence", *DISPLAY_MATH} & {block.type for block in blocks}:
            yield Problem(part.line, f"“{part.heading}” has neither formula nor code.", "Add the one that defines it.")


@rule("MET-04", W, zh="至少一处分析为什么这样设计", profiles=FINISHED)
def design_reasons(subject: LintSubject) -> Iterator[Problem]:
    """The method says why it is designed so, at least once."""
    section = subject.section(SectionKey.METHOD)
    if section and not any(_WHY.search(block.prose) for block in section.walk()):
        yield Problem(section.line, "nothing says why the method is designed so.", "Give the paper's reasons.")


@rule("MET-05", W, zh="写出训练策略、超参数或实现细节, 或「论文未说明」", profiles=FINISHED)
def details(subject: LintSubject) -> Iterator[Problem]:
    """Training, hyper-parameters or implementation have a paragraph, or “the paper does not state”."""
    section = subject.section(SectionKey.METHOD)
    if section:
        parts = (*section.parts("h3"), *section.parts("h4"))
        told = any(_DETAILS.search(part.heading) for part in parts)
        admitted = any(_NOT_STATED.search(block.prose) for block in section.walk())
        if not told and not admitted:
            yield Problem(section.line, "training and implementation are not told.", "Add `### 关键技术细节`.")
