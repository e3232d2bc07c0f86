"""EQ: formulas that are explained, that render, and that are the paper's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import ReadingPass
from generator.note.anchors import AnchorKind, find_anchors
from generator.note.grounding.formulas import FormulaIndex
from generator.note.labels import SectionKey
from generator.note.lint.formulas import find_formulas
from generator.note.lint.katex import refusal
from generator.note.lint.registry import EVERYWHERE, FINISHED, E, Needs, Problem, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.lint.tex import has_cjk, is_known, left_side, symbols, symbols_in_text

_EXPLAINS = re.compile(
    r"其中|式中|这里|此处|关键点|表示|记作|即为|含义|\bwhere\b|\bhere\b|denot|stands? for|key point|\b(?:is|are) the\b",
    re.I,
)
_SHOWN_SYMBOLS = 6
_ALIKE = 0.6
"""Share of an equation's symbols that the formula which shows it has."""


@rule("EQ-01", E, zh="每个公式之后有解释 (其中、式中、关键点 …)", profiles=FINISHED)
def explained(subject: LintSubject) -> Iterator[Problem]:
    """An explanation (where …, here …, key point …) follows each display formula."""
    for formula in find_formulas(subject.walk()):
        if not _EXPLAINS.search(formula.explanation):
            yield Problem(formula.line, "nothing explains this formula.", "Add 其中：… / Where: … below it.")


@rule("EQ-02", W, zh="公式的每个符号都在公式之后或之前得到解释", profiles=FINISHED)
def symbols_explained(subject: LintSubject) -> Iterator[Problem]:
    """Every symbol of a formula is explained below it or before."""
    known: set[str] = set()
    for formula in find_formulas(subject.walk()):
        known |= symbols_in_text(formula.since)
        here = known | symbols_in_text(formula.explanation) | symbols(left_side(formula.tex))
        unknown = sorted(symbol for symbol in symbols(formula.tex) if not is_known(symbol, here))
        if unknown:
            shown = ", ".join(unknown[:_SHOWN_SYMBOLS]) + (" …" if unknown[_SHOWN_SYMBOLS:] else "")
            yield Problem(formula.line, f"nothing explains {shown}.", "Say what each symbol is.")
        known |= symbols(formula.tex)


@rule("EQ-03", E, zh="论文有编号公式时, 笔记至少给出一个公式", profiles=FINISHED, needs=Needs.PAPER)
def shows_formulas(subject: LintSubject) -> Iterator[Problem]:
    """A note on a paper with numbered equations shows one at least."""
    assert subject.paper
    if subject.paper.equations and subject.reading_pass is not ReadingPass.CARD and not find_formulas(subject.walk()):
        count = len(subject.paper.equations)
        yield Problem(1, f"none of the paper's {count} equations is shown.", "Show those that carry the method.")


def _all_formulas(subject: LintSubject) -> Iterator[tuple[str, int, bool]]:
    """Each formula with its line, and whether it is displayed."""
    for formula in find_formulas(subject.walk()):
        yield formula.tex, formula.line, True
    for block in subject.walk():
        for token, line in block.inline_lines():
            if token.type == "math_inline":
                yield token.content, line, False


@rule("EQ-04", E, zh="公式能被 KaTeX 解析", profiles=EVERYWHERE)
def renders(subject: LintSubject) -> Iterator[Problem]:
    """KaTeX sets every formula: its commands are known, its braces and delimiters pair."""
    for tex, line, display in _all_formulas(subject):
        if reason := refusal(tex, display=display):
            yield Problem(line, f"the formula does not render: {reason}.", "Mend the TeX.")


@rule("EQ-05", W, zh="公式里没有中文, \\text{} 内除外", profiles=EVERYWHERE)
def no_cjk(subject: LintSubject) -> Iterator[Problem]:
    r"""No Chinese in a formula outside of \text{}."""
    for tex, line, _ in _all_formulas(subject):
        if has_cjk(tex):
            yield Problem(line, "Chinese characters stand in a formula.", "Put them into \\text{…}.")


@rule("EQ-06", E, zh="引用的公式编号见于论文", needs=Needs.PAPER)
def numbers_exist(subject: LintSubject) -> Iterator[Problem]:
    """The equation numbers that are cited exist in the paper."""
    assert subject.paper
    known = {equation.number.strip("()") for equation in subject.paper.equations}
    for block in subject.walk():
        for anchor in find_anchors(block.prose):
            if anchor.kind is AnchorKind.EQUATION and anchor.label not in known:
                line = block.line_at(anchor.start)
                yield Problem(line, f"the paper has no equation ({anchor.label}).", "Cite one that it has.")


@rule("EQ-08", W, zh="核心方法提到的编号公式都写出来", profiles=FINISHED, needs=Needs.PAPER)
def key_equations_shown(subject: LintSubject) -> Iterator[Problem]:
    """Every numbered equation that the method speaks of is shown in the note."""
    assert subject.paper
    section, index = subject.section(SectionKey.METHOD), FormulaIndex(subject.paper)
    equations = {equation.number.strip("()"): equation for equation in subject.paper.equations}
    formulas = [tex for tex, _, _ in _all_formulas(subject)]
    seen: set[str] = set()
    for block in section.walk() if section else ():
        for anchor in find_anchors(block.prose):
            equation = equations.get(anchor.label) if anchor.kind is AnchorKind.EQUATION else None
            if equation is None or anchor.label in seen:
                continue
            seen.add(anchor.label)
            # The text layer scrambles equations: their symbols are compared, not their order.
            if not any(index.likeness(tex, equation) >= _ALIKE for tex in formulas):
                message = f"the method speaks of equation ({anchor.label}) and does not show it."
                yield Problem(block.line_at(anchor.start), message, "Write it as a display formula and explain it.")
