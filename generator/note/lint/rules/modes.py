"""SYM, FOC, CMP: what a mode's section must hold, where a note has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from generator.config import ReadingPass, read_settings
from generator.errors import ConfigError
from generator.note.anchors import find_anchors, has_anchor, is_speculation
from generator.note.blocks import Block, Part
from generator.note.labels import SectionKey
from generator.note.lint.formulas import find_formulas
from generator.note.lint.registry import FINISHED, NOTES, E, Problem, Profile, W, rule
from generator.note.lint.shapes import Shape, misfits, read_shape
from generator.note.lint.subject import LintSubject
from generator.note.lint.tex import is_known, symbols, symbols_in_text

_SYMBOL_HEADS = (("符号", "类型", "阶数", "形状", "说明"), ("symbol", "type", "order", "shape", "meaning"))
_TENSOR_ORDERS = ("≥3", ">=3", "3", "4", "5")
_ORDERS = {
    "标量": ("0",),
    "向量": ("1",),
    "矩阵": ("2",),
    "张量": _TENSOR_ORDERS,
    "集合": ("混合", "-", "—"),
    "scalar": ("0",),
    "vector": ("1",),
    "matrix": ("2",),
    "tensor": _TENSOR_ORDERS,
    "set": ("mixed", "-", "—"),
}
_SHAPE = re.compile(r"[\[［](.*)[\]］]")
_TIMES = re.compile(r"×|\\times|\*| x ")
_FOCUS_PARTS = (("结论", "conclusion"), ("依据", "evidence", "grounds"), ("边界", "limits", "boundary"))
_LEAST_ANCHORS = 2
_NOT_COVERED = re.compile(r"论文(?:未|没有)(?:涉及|讨论)|not covered|does not (?:cover|discuss)", re.I)
_LEAST_DIMENSIONS = 6
_TENSOR = re.compile("张量")


def _rows(table: Block) -> tuple[tuple[Block, ...], ...]:
    """The rows of a table, the head first, each its cells."""
    return tuple(block.children for block in table.walk() if block.type == "tr")


def _table(part: Part | None) -> Block | None:
    return next((block for block in part.walk() if block.type == "table"), None) if part else None


def _symbol_rows(subject: LintSubject) -> tuple[tuple[Block, ...], ...]:
    table = _table(subject.section(SectionKey.SYMBOLS))
    return _rows(table)[1:] if table else ()


def _label(row: tuple[Block, ...]) -> str:
    return row[0].content.strip() if row else ""


@rule("SYM-01", E, zh="符号表的表头为 符号|类型|阶数|形状|说明, 公式的符号各占一行", profiles=FINISHED)
def symbol_table(subject: LintSubject) -> Iterator[Problem]:
    """The symbol table has the columns Symbol, Type, Order, Shape, Meaning, and a row for each symbol."""
    section = subject.section(SectionKey.SYMBOLS)
    if not section:
        return
    table = _table(section)
    head = tuple(cell.prose.strip().casefold() for cell in _rows(table)[0]) if table else ()
    if not table or not any(head[: len(wanted)] == wanted or set(wanted) <= set(head) for wanted in _SYMBOL_HEADS):
        yield Problem(section.line, "the symbol table is missing.", f"Begin it | {' | '.join(_SYMBOL_HEADS[0])} |.")
        return
    known = {symbol for row in _symbol_rows(subject) for symbol in symbols_in_text(_label(row))}
    unknown = {symbol for formula in find_formulas(subject.walk()) for symbol in symbols(formula.tex)}
    if missing := sorted(symbol for symbol in unknown if not is_known(symbol, known)):
        yield Problem(table.line, f"the table lacks {', '.join(missing[:6])}.", "Give each symbol a row.")


@rule("SYM-02", E, zh="类型为标量、向量、矩阵、张量或集合, 与阶数一致", profiles=FINISHED)
def symbol_orders(subject: LintSubject) -> Iterator[Problem]:
    """A symbol's type is scalar, vector, matrix, tensor or set, and its order agrees."""
    for row in _symbol_rows(subject):
        kind, order = (row[i].prose.strip().casefold() if i < len(row) else "" for i in (1, 2))
        if kind not in _ORDERS:
            yield Problem(row[0].line, f"the type reads “{kind}”.", "Write 标量, 向量, 矩阵, 张量 or 集合.")
        elif order.replace(" ", "") not in _ORDERS[kind]:
            yield Problem(row[0].line, f"the order of a {kind} reads “{order}”.", f"Write {_ORDERS[kind][0]}.")


@rule("SYM-03", E, zh="形状写作 [a × b], 维数等于阶数", profiles=FINISHED)
def symbol_shapes(subject: LintSubject) -> Iterator[Problem]:
    """A shape reads [a × b] and has as many dimensions as the order says."""
    for row in _symbol_rows(subject):
        order, shape = (row[i].content.strip(" `$") if i < len(row) else "" for i in (2, 3))
        match = _SHAPE.search(shape)
        if order in ("1", "2", "3", "4") and (not match or len(_TIMES.split(match[1])) != int(order)):
            yield Problem(row[0].line, f"the shape “{shape}” is not of order {order}.", "Write it as [a × b].")


@rule("SYM-04", W, zh="形状在公式的乘积里相容 (y = Wx, QK^T)", profiles=FINISHED)
def shapes_conform(subject: LintSubject) -> Iterator[Problem]:
    """The shapes of the symbol table fit the products of the formulas."""
    shapes: dict[str, Shape] = {}
    for row in _symbol_rows(subject):
        order, cell = (row[i].content.strip(" `$") if i < len(row) else "" for i in (2, 3))
        shape = () if order == "0" else read_shape(cell)
        if shape is not None:
            shapes |= dict.fromkeys(symbols_in_text(_label(row)), shape)
    for formula in find_formulas(subject.walk()) if shapes else ():
        for misfit in misfits(formula.tex, shapes):
            message = f"the shapes of the symbol table don't fit: {misfit}."
            yield Problem(formula.line, message, "Mend the shape, the order of the factors, or add ^T.")


@rule("SYM-05", E, zh="公众号专栏不用「张量」这个词", profiles=frozenset({Profile.WECHAT}))
def no_tensor(subject: LintSubject) -> Iterator[Problem]:
    """The word 张量 is not used in the WeChat column."""
    for block in subject.walk():
        for match in _TENSOR.finditer(block.prose):
            yield Problem(block.line_at(match.start()), "the word 张量 is used.", "Say it with vectors and matrices.")


@rule("FOC-01", E, zh="paper.yml 里要求的每个重点在「重点分析」里各占一节, 次序相同", profiles=NOTES)
def focus_is_there(subject: LintSubject) -> Iterator[Problem]:
    """Each focus that paper.yml asks for has its H3 under Focused Analysis, in the same order."""
    if subject.reading_pass is ReadingPass.CARD:
        return
    with suppress(ConfigError):
        asked = read_settings(subject.home / "paper.yml").focus
        section = subject.section(SectionKey.FOCUS)
        headings = [_letters(part.heading) for part in section.parts("h3")] if section else []
        line = section.line if section else 1
        for focus in asked:
            wanted = _letters(focus)
            at = next((i for i, heading in enumerate(headings) if heading and _has(wanted, heading)), None)
            if at is None:
                way_out = f"Add `### {focus}` under `## {subject.labels.sections[SectionKey.FOCUS]}`, in that order."
                yield Problem(line, f"the focus “{focus[:60]}” that was asked for is missing.", way_out)
            else:
                headings = headings[at + 1 :]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _has(wanted: str, heading: str) -> bool:
    """Whether a heading is the focus, in shorter or in longer words."""
    return wanted in heading or heading in wanted


@rule("FOC-02", E, zh="重点分析每一项有结论、依据 (两处出处) 和边界, 或写明论文未涉及并标注推测", profiles=FINISHED)
def focus_parts(subject: LintSubject) -> Iterator[Problem]:
    """Each focus has a conclusion, evidence (two anchors) and limits, or says that the paper does not cover it."""
    section = subject.section(SectionKey.FOCUS)
    for part in section.parts("h3") if section else ():
        prose = "\n".join(block.prose for block in part.walk())
        for words in _FOCUS_PARTS:
            if not any(word in prose.casefold() for word in words):
                yield Problem(part.line, f"“{part.heading}” has no **{words[0]}**.", f"Add **{words[0]}**：….")
        admitted = _NOT_COVERED.search(prose) and is_speculation(prose)
        if sum(1 for _ in find_anchors(prose)) < _LEAST_ANCHORS and not admitted:
            yield Problem(part.line, f"“{part.heading}” has less than two anchors.", "Name sections, figures, tables.")


@rule("CMP-01", E, zh="对比表至少六个维度, 没有空格, 每格有出处", profiles=FINISHED)
def comparison_table(subject: LintSubject) -> Iterator[Problem]:
    """The comparison is a table of six dimensions at least, no cell empty, an anchor in each."""
    section = subject.section(SectionKey.COMPARISON)
    if not section:
        return
    table = _table(section)
    rows = _rows(table)[1:] if table else ()
    if len(rows) < _LEAST_DIMENSIONS:
        yield Problem(section.line, f"{len(rows)} dimensions are compared.", "Compare six at least, in a table.")
    for row in rows:
        for cell in row[1:]:
            if not cell.prose.strip():
                yield Problem(cell.line, f"a cell of “{_label(row)}” is empty.", "Fill it, or write 论文未报告.")
            elif not has_anchor(cell.prose) and "未报告" not in cell.prose and "not reported" not in cell.prose:
                yield Problem(cell.line, f"a cell of “{_label(row)}” points nowhere.", "Add A §3 / B §4.")
