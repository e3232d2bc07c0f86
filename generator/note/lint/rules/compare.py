"""CMP: a comparison of two papers, A and B: its sections, its anchors, and what it says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.note.anchors import Anchor, AnchorKind
from generator.note.blocks import Block
from generator.note.grounding.compared import LETTERS, ground_comparison, head_owner, owned_anchors
from generator.note.grounding.names import names
from generator.note.grounding.vocabulary import vocabulary
from generator.note.labels import COMPARISON_SECTIONS, SectionKey
from generator.note.lint.evidence import normalize, whole_text
from generator.note.lint.formulas import find_formulas
from generator.note.lint.registry import COMPARISONS, RULES, E, Needs, Problem, Profile, Severity, W, rule
from generator.note.lint.subject import LintSubject
from generator.note.quotation import QuotationIndex
from generator.paper import FloatKind, Paper

_BOTH = frozenset({Profile.COMPARISON, Profile.COMPARISON_DRAFT})
_FLOATS = {
    AnchorKind.FIGURE: FloatKind.FIGURE,
    AnchorKind.TABLE: FloatKind.TABLE,
    AnchorKind.ALGORITHM: FloatKind.ALGORITHM,
}
_NUMBER = re.compile(r"\d")
_INCOMPARABLE = re.compile(r"(?:不可|不能|不可以)直接比较|not (?:directly )?comparable|cannot be compared", re.I)
_ATTRIBUTION = re.compile(r"(?:—— ([AB]) 第 (\d{1,4}) 页|— ([AB]) p\. (\d{1,4}))")
_MAPPED = 3
"""Columns of the table that maps symbols: the quantity, A, B."""


def _rows(block: Block) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(cell for cell in row.children) for row in block.walk() if row.type == "tr")


def _tables(subject: LintSubject, key: SectionKey) -> Iterator[tuple[tuple[Block, ...], ...]]:
    """The tables of a section that compare A and B, each as its rows, the head first."""
    section = subject.section(key)
    for block in section.walk() if section else ():
        if block.type == "table" and len(rows := _rows(block)) > 1 and len(rows[0]) >= _MAPPED:
            yield rows


@rule("CMP-02", E, zh="数字、名称、引文各自见于所说的那篇论文", profiles=COMPARISONS, needs=Needs.PAPERS)
def grounded_in_their_own(subject: LintSubject) -> Iterator[Problem]:
    """Numbers, names and quotations are in the very paper that the sentence speaks of."""
    assert subject.compared
    blocks = [block for block in subject.blocks if block is not subject.header_quote]
    for letter, item in sorted(ground_comparison(blocks, subject.compared), key=lambda found: found[1].line):
        if not item.breach:
            continue
        severity = Severity.ERROR if item.breach.is_grave else RULES[item.breach.rule].severity
        message = f"paper {letter}: {item.breach.message.rstrip('.')} ({item.breach.rule})."
        yield Problem(item.line, message, item.breach.way_out, severity)


@rule("CMP-03", E, zh="数值比较须同数据集、同指标, 否则该行写明「不可直接比较」", profiles=COMPARISONS)
def comparable(subject: LintSubject) -> Iterator[Problem]:
    """Numbers side by side have the same data set and metric, or the row says that they are not comparable."""
    for rows in (*_tables(subject, SectionKey.COMPARISON), *_tables(subject, SectionKey.COMPARABILITY)):
        for row in rows[1:]:
            texts = [cell.prose for cell in row]
            if len(texts) < _MAPPED or _INCOMPARABLE.search(" ".join(texts)) or not _is_result(texts):
                continue
            label, ours, theirs = texts[:3]
            metrics = _metrics(f"{label} {ours}") & _metrics(f"{label} {theirs}")
            data = _names(f"{label} {ours}") & _names(f"{label} {theirs}")
            if not metrics or not data or not all(_is_in_both(name, subject) for name in data):
                message = f"“{label.strip()}” sets numbers side by side that share no data set and metric."
                yield Problem(row[0].line, message, "Name both in the row, or write 不可直接比较 (not comparable).")


def _is_result(texts: list[str]) -> bool:
    """Whether a row compares measured results: a metric, and a number in both cells."""
    cells = [re.sub(_anchor_span(text), " ", text) for text in texts[1:3]]
    return bool(vocabulary().metrics.search(" ".join(texts))) and all(_NUMBER.search(cell) for cell in cells)


def _anchor_span(text: str) -> str:
    spans = [re.escape(text[owned.anchor.start : owned.anchor.end]) for owned in owned_anchors(text)]
    return "|".join(spans) or r"(?!)"


def _metrics(text: str) -> frozenset[str]:
    return frozenset(match[0].casefold() for match in vocabulary().metrics.finditer(text))


def _names(text: str) -> frozenset[str]:
    """Proper names that are no metric."""
    return frozenset(name for name in names(text) if not vocabulary().metrics.fullmatch(name))


def _is_in_both(name: str, subject: LintSubject) -> bool:
    return not subject.compared or all(normalize(name) in whole_text(paper) for paper in subject.compared)


@rule("CMP-04", W, zh="并列两篇的公式时有符号对照表", profiles=COMPARISONS)
def symbols_are_mapped(subject: LintSubject) -> Iterator[Problem]:
    """Where formulas of both papers stand side by side, a table maps their symbols."""
    section = subject.section(SectionKey.DIFFERENCES)
    formulas = tuple(find_formulas(tuple(section.walk()))) if section else ()
    if section and len(formulas) > 1 and not any(_tables(subject, SectionKey.DIFFERENCES)):
        yield Problem(section.line, "formulas of both papers have no map of symbols.", "Add a table: 量 | A | B.")


@rule("CMP-05", E, zh="对比笔记的八个章节齐全, 按次序各一次", profiles=_BOTH)
def comparison_sections(subject: LintSubject) -> Iterator[Problem]:
    """The eight sections of a comparison are there, in order, each once."""
    found = [section.key for section in subject.sections]
    for key in COMPARISON_SECTIONS:
        heading = subject.labels.sections[key]
        if found.count(key) != 1:
            yield Problem(len(subject.lines), f"“{heading}” occurs {found.count(key)} times.", f"Write `## {heading}`.")
    known = [key for key in found if key in COMPARISON_SECTIONS]
    if len(known) == len(set(known)) and known != [key for key in COMPARISON_SECTIONS if key in known]:
        order = ", ".join(subject.labels.sections[key] for key in COMPARISON_SECTIONS)
        yield Problem(subject.sections[0].line, "the sections are out of order.", f"The order is: {order}.")
    for section in subject.sections:
        if section.key in COMPARISON_SECTIONS and not section.words:
            yield Problem(section.line, f"“{section.heading}” is empty.", "Fill it, or write 论文未涉及.")


@rule("CMP-06", E, zh="每处出处写明 A 或 B, 且见于那一篇; 表格的列与出处一致", profiles=COMPARISONS)
def anchors_are_owned(subject: LintSubject) -> Iterator[Problem]:
    """Each anchor says whose it is (A §3.2), is there, and stands in its paper's column."""
    for block in subject.walk():
        for owned in owned_anchors(block.prose):
            line, shown = block.line_at(owned.anchor.start), block.prose[owned.anchor.start : owned.anchor.end]
            if owned.owner is None:
                yield Problem(line, f"“{shown}” doesn't say whose it is.", f"Write A {shown} or B {shown}.")
            elif subject.compared and not _exists(owned.anchor, subject.compared[LETTERS.index(owned.owner)]):
                yield Problem(line, f"paper {owned.owner} has no {shown}.", "Name one that it has.")
    for rows in _tables(subject, SectionKey.COMPARISON):
        for row in rows[1:]:
            yield from _strangers(rows[0], row)


def _strangers(heads: tuple[Block, ...], row: tuple[Block, ...]) -> Iterator[Problem]:
    """Anchors in the other paper's column."""
    for head, cell in zip(heads[1:], row[1:], strict=False):
        column = head_owner(head.prose)
        for owned in owned_anchors(cell.prose):
            if column and owned.owner and owned.owner != column:
                shown = cell.prose[owned.anchor.start : owned.anchor.end]
                yield Problem(cell.line, f"{owned.owner} {shown} stands in {column}'s column.", "Move or mend it.")


def _exists(anchor: Anchor, paper: Paper) -> bool:
    if anchor.kind is AnchorKind.PAGE:
        return 1 <= int(anchor.label) <= paper.page_count
    if kind := _FLOATS.get(anchor.kind):
        return anchor.label in {label.rstrip(".") for label in paper.labels(kind)}
    if anchor.kind is AnchorKind.EQUATION:
        return anchor.label in {equation.number.strip("()") for equation in paper.equations}
    numbers = {number.rstrip(".") for number in paper.section_numbers()}
    return not numbers or anchor.label in numbers | {number.rpartition(".")[0] for number in numbers}


@rule(
    "CMP-07",
    E,
    zh="对比草稿的引文逐字见于所注的论文与页",
    profiles=frozenset({Profile.COMPARISON_DRAFT}),
    needs=Needs.PAPERS,
)
def quoted_from_their_own(subject: LintSubject) -> Iterator[Problem]:
    """A draft's quotations are verbatim on the page of the paper that each one names."""
    assert subject.compared
    indexes = dict(zip(LETTERS, map(QuotationIndex, subject.compared), strict=True))
    for quote in subject.walk():
        if quote.type != "blockquote" or quote is subject.header_quote:
            continue
        paragraphs = [block.prose.strip() for block in quote.walk() if block.inline]
        match = _ATTRIBUTION.fullmatch(paragraphs[-1]) if paragraphs else None
        if not match:
            yield Problem(quote.line, "the quotation names no paper and page.", "End it in “> —— A 第 3 页”.")
            continue
        letter, page = match[1] or match[3], int(match[2] or match[4])
        if not indexes[letter].is_on("\n".join(paragraphs[:-1]), page):
            yield Problem(quote.line, f"it is not on page {page} of paper {letter}.", "Copy it as printed.")
